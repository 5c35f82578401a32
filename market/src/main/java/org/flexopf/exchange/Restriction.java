package org.flexopf.exchange;

/** How an order may be executed. */
public enum Restriction {

    /** In any parts, and what is left rests in the book. */
    NONE,
    /** Immediate or cancel: what is not matched at once is dropped. */
    IOC,
    /** Fill or kill: all of it at once, against any number of counterparties, or nothing; it never rests. */
    FOK,
    /** All or none: all of it in one instant, against any number of counterparties; until then it rests whole. */
    AON;

    /** Whether an order takes part whole or not at all. */
    boolean isWhole() {
        return this == FOK || this == AON;
    }
}
