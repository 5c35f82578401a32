package org.flexopf.report;

/** What the colour of a bus stands for. */
public enum BusColour {
    /** The active price; currency per MWh. */
    PRICE("active price", "currency per MWh"),
    /** The reactive price; currency per Mvarh. */
    REACTIVE_PRICE("reactive price", "currency per Mvarh"),
    /** The voltage magnitude; p.u. */
    VOLTAGE("voltage", "p.u.");

    private final String label;
    private final String unit;

    BusColour(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    /** What it is called in a legend. */
    public String label() {
        return label;
    }

    /** Its unit, as in a legend. */
    public String unit() {
        return unit;
    }
}
