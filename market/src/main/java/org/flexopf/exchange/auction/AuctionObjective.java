package org.flexopf.exchange.auction;

import java.util.Locale;

/** What an auction minimises. */
public enum AuctionObjective {
    /**
     * What it costs the operator to remove violations: offers at no less than nothing, the deviation from the schedule,
     * and additional losses. It accepts nothing where nothing is needed.
     */
    ACTIVATION,
    /** Costs less values: offers at their prices, and energy from the root. It swaps wherever that pays. */
    WELFARE;

    /** How files call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
