package org.flexopf.network;

import java.util.Objects;

/**
 * What a converter-connected generator can do in active and reactive power together, in the shapes that grid codes and
 * planning studies use. It holds in addition to the generator's own limits, which say among others whether the active
 * power may be negative.
 *
 * @param shape the shape
 * @param mva the apparent power S of the converter, MVA; infinite for no limit
 * @param powerFactor the least power factor at S, above 0 and up to 1; without meaning for the semicircle
 */
public record CapabilityCurve(Shape shape, double mva, double powerFactor) {

    /** A shape is required; what is wrong with the numbers, a {@link NetworkBuilder} finds. */
    public CapabilityCurve {
        Objects.requireNonNull(shape, "shape");
    }

    /** The shapes, each within the circle {@code p^2 + q^2 <= S^2}. */
    public enum Shape {
        /** The circle itself: any reactive power that the active power leaves room for. */
        SEMICIRCLE,
        /** The circle, with {@code |q| <= S sin(acos(powerFactor))}. */
        LIMITED_SEMICIRCLE,
        /**
         * {@code |q| <= S sin(acos(powerFactor))} and {@code |p| <= S powerFactor}, whose corners lie on the circle.
         */
        RECTANGLE
    }

    /** The power factor that the limited semicircle usually has. */
    public static final double LIMITED_SEMICIRCLE_POWER_FACTOR = 0.9;

    /** The power factor that the rectangle usually has. */
    public static final double RECTANGLE_POWER_FACTOR = 0.95;

    private static final CapabilityCurve UNLIMITED = semicircle(Double.POSITIVE_INFINITY);

    /** No limit beyond the generator's own. */
    public static CapabilityCurve unlimited() {
        return UNLIMITED;
    }

    /** The circle of a converter of so many MVA. */
    public static CapabilityCurve semicircle(double mva) {
        return new CapabilityCurve(Shape.SEMICIRCLE, mva, 1.0);
    }

    /**
     * The circle of a converter of so many MVA, with reactive power limited to a power factor of 0.9 at full apparent
     * power.
     */
    public static CapabilityCurve limitedSemicircle(double mva) {
        return new CapabilityCurve(Shape.LIMITED_SEMICIRCLE, mva, LIMITED_SEMICIRCLE_POWER_FACTOR);
    }

    /** The rectangle of a converter of so many MVA, with its corners at a power factor of 0.95. */
    public static CapabilityCurve rectangle(double mva) {
        return new CapabilityCurve(Shape.RECTANGLE, mva, RECTANGLE_POWER_FACTOR);
    }

    /** Whether nothing is limited. */
    public boolean isUnlimited() {
        return mva == Double.POSITIVE_INFINITY;
    }

    /** Whether the circle is part of the limits, which a rectangle implies anyhow. */
    public boolean isRound() {
        return shape != Shape.RECTANGLE && !isUnlimited();
    }

    /** The largest active power at any reactive power, MW. */
    public double pMax() {
        return shape == Shape.RECTANGLE && !isUnlimited() ? mva * powerFactor : mva;
    }

    /** The largest reactive power, of either sign, at any active power, Mvar. */
    public double qMax() {
        return shape == Shape.SEMICIRCLE || isUnlimited() ? mva : mva * Math.sqrt(1.0 - powerFactor * powerFactor);
    }

    /** By how much a point lies outside, MW, Mvar or MVA, whichever is the most; not above zero within. */
    public double excess(double p, double q) {
        double excess = Math.max(Math.abs(p) - pMax(), Math.abs(q) - qMax());
        return isRound() ? Math.max(excess, Math.hypot(p, q) - mva) : excess;
    }
}
