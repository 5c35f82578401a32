package org.flexopf.coordination.synthetic;

/**
 * What is known of a quantity that differs from one to the next.
 *
 * @param mean its mean
 * @param deviation its standard deviation, not negative
 */
public record Spread(double mean, double deviation) {

    /** Always the same. */
    public static Spread of(double mean) {
        return new Spread(mean, 0.0);
    }
}
