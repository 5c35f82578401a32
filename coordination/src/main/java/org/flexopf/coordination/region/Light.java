package org.flexopf.coordination.region;

/** Whether a feeder bears an operating point. */
public enum Light {
    /** As it is, by an AC power flow. */
    GREEN("green"),
    /** With reactive support of its units within their capability, which is priced apart. */
    ORANGE("orange"),
    /** No reactive power of its units was found with which it does. */
    RED("red");

    private final String label;

    Light(String label) {
        this.label = label;
    }

    /** What it is called in files and tables. */
    public String label() {
        return label;
    }
}
