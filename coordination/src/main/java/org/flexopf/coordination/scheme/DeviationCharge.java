package org.flexopf.coordination.scheme;

/** Who bears that activations of an operator of a feeder, for its own need, move the interface flow. */
public enum DeviationCharge {

    /** Nobody. */
    NONE,

    /** The operator of the feeder, at the day-ahead price. */
    DAY_AHEAD,

    /** The operator of the feeder, at the price at its transmission bus. */
    NODAL
}
