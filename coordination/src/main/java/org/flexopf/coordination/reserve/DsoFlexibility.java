package org.flexopf.coordination.reserve;

/** What a DSO may do so that activations pass its check. */
public enum DsoFlexibility {
    /** Nothing: it can only let less pass. */
    NONE,
    /** It buys, at its own price, from aggregators of the opposite direction, as little as relieves its lines. */
    OPPOSITE
}
