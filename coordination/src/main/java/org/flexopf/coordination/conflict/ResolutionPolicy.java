package org.flexopf.coordination.conflict;

/** What goes first where not all needs can be met. */
public enum ResolutionPolicy {
    /** Overload first, then the system's error, then cost. */
    DSO_FIRST("DSO first"),
    /** The system's error first, then overload, then cost. */
    TSO_FIRST("TSO first"),
    /** The sum of overload and error, each at its value, and cost. */
    VALUE("by value");

    private final String label;

    ResolutionPolicy(String label) {
        this.label = label;
    }

    /** What people call it. */
    public String label() {
        return label;
    }
}
