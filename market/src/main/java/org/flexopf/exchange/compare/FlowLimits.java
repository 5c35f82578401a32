package org.flexopf.exchange.compare;

/** Which flows an auction of bids allows. */
public enum FlowLimits {
    /**
     * Ratings; where the schedule is beyond one, its own flow in that direction. A continuous market may leave such a
     * flow as it is, so that only this bounds it.
     */
    AS_OPENED,
    /** Ratings, whatever the schedule. */
    STRICT,
    /** Any. */
    NONE
}
