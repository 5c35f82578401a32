package org.flexopf.network;

import java.util.Objects;

/**
 * Two straight lines between which the reactive power of a generator lies, whichever its active power:
 *
 * <pre>
 *   lower.atZero + lower.slope p  &lt;=  q  &lt;=  upper.atZero + upper.slope p
 * </pre>
 *
 * <p>They hold in addition to the generator's own limits and its {@link CapabilityCurve}. Two sloped lines make the
 * trapezoid that the field data of synchronous generators are given as; two equal ones tie reactive power to active
 * power, as in a load that keeps its power factor while it is curtailed.
 *
 * @param lower what reactive power is not below
 * @param upper what reactive power is not above
 */
public record ReactiveLines(Line lower, Line upper) {

    /**
     * A line {@code q = atZero + slope p}.
     *
     * @param slope Mvar per MW
     * @param atZero reactive power at no active power, Mvar; infinite on its own side for no limit
     */
    public record Line(double slope, double atZero) {

        /** The line through two points of different active power, MW and Mvar. */
        public static Line through(double p1, double q1, double p2, double q2) {
            double slope = (q2 - q1) / (p2 - p1);
            return new Line(slope, q1 - slope * p1);
        }

        /** Reactive power on the line at an active power, Mvar. */
        public double at(double p) {
            return atZero + slope * p;
        }

        /** Whether it limits anything. */
        public boolean isLimit() {
            return Double.isFinite(atZero);
        }
    }

    /** No limit below. */
    public static final Line NO_LOWER = new Line(0.0, Double.NEGATIVE_INFINITY);

    /** No limit above. */
    public static final Line NO_UPPER = new Line(0.0, Double.POSITIVE_INFINITY);

    private static final ReactiveLines NONE = new ReactiveLines(NO_LOWER, NO_UPPER);

    /** The lines are required; what is wrong with the numbers, a {@link NetworkBuilder} finds. */
    public ReactiveLines {
        Objects.requireNonNull(lower, "lower");
        Objects.requireNonNull(upper, "upper");
    }

    /** No limit beyond the generator's own. */
    public static ReactiveLines none() {
        return NONE;
    }

    /** A constant power factor: {@code q = ratio p}, Mvar per MW. */
    public static ReactiveLines constantPowerFactor(double ratio) {
        Line line = new Line(ratio, 0.0);
        return new ReactiveLines(line, line);
    }

    /** Whether nothing is limited. */
    public boolean isNone() {
        return !lower.isLimit() && !upper.isLimit();
    }

    /** Whether reactive power follows from active power: both lines are one. */
    public boolean isTied() {
        return lower.isLimit() && lower.equals(upper);
    }

    /** By how much a point lies outside, Mvar; not above zero within, -infinity where nothing is limited. */
    public double excess(double p, double q) {
        return Math.max(lower.at(p) - q, q - upper.at(p));
    }

    /** The reactive power nearest to one that the lines allow at an active power, Mvar. */
    public double nearest(double p, double q) {
        return Math.min(Math.max(q, lower.at(p)), upper.at(p));
    }
}
