package org.flexopf.network;

/**
 * What a quantity may be: from a least to a largest value. An end that is infinite on its own side is no limit; that a
 * range is one at all, a {@link NetworkBuilder} checks.
 *
 * @param min the least value
 * @param max the largest value
 */
public record Range(double min, double max) {

    /** Zero and nothing else. */
    public static final Range ZERO = new Range(0.0, 0.0);

    /** How far a value lies outside, in its own unit; 0 within, NaN if it is NaN. */
    public double excess(double value) {
        return Math.max(0.0, Math.max(min - value, value - max));
    }
}
