package org.flexopf.coordination.reserve;

/** Seasons as a study has them: how much is drawn and fed in, and which way the system errs more often. */
public enum Season {
    /** Much is drawn, little fed in; the system is short more often than long. */
    WINTER(1.0, 0.15, 0.6),
    /** Less is drawn, and much fed in at noon; the system is long more often than short. */
    SUMMER(0.65, 0.8, 0.4);

    private final double demand;
    private final double sun;
    private final double shareShort;

    Season(double demand, double sun, double shareShort) {
        this.demand = demand;
        this.sun = sun;
        this.shareShort = shareShort;
    }

    /** Demand as a share of the peak of the year. */
    double demand() {
        return demand;
    }

    /** What photovoltaics feed in, as a share of what they feed in at their best. */
    double sun() {
        return sun;
    }

    /** How many of the periods that need regulation need it upwards. */
    double shareShort() {
        return shareShort;
    }
}
