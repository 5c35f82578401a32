package org.flexopf.exchange;

/** Why an order leaves the market with an open rest. */
public enum RemovalReason {

    /** An IOC order could not be matched further at once. */
    IOC,
    /** A FOK order could not be matched in full. */
    FOK,
    /** Its time had come. */
    EXPIRED,
    /** Its owner withdrew it, or amended it down to what had traded. */
    CANCELLED,
    /** The gate of its period closed. */
    GATE_CLOSED
}
