package org.flexopf.coordination.reserve;

/** Who looks at the feeder, and when. */
public enum ReserveScheme {
    /**
     * The TSO selects, the DSO checks what is selected; where its lines are overloaded all that was selected is divided
     * by 2, 3, 4 and 5 until it passes, and is nothing otherwise.
     */
    HYBRID("hybrid"),
    /**
     * The TSO selects, the DSO checks; where lines are overloaded the boundaries of whatever has been selected are
     * divided by 2, 3, 4 and 5, and the TSO selects again each time.
     */
    HYBRID_RESELECT("hybrid-reselect"),
    /**
     * The DSO checks all bids of the direction in full, divides all boundaries by 1 to 5 until they pass, and hands
     * them to the TSO, who selects.
     */
    DSO_MANAGED("dso");

    private final String label;

    ReserveScheme(String label) {
        this.label = label;
    }

    /** What it is called in files and tables. */
    public String label() {
        return label;
    }
}
