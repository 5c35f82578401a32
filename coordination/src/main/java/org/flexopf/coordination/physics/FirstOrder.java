package org.flexopf.coordination.physics;

/**
 * A device that follows its set-point by {@code dp/dt = (set - p) / tau}: with {@code a = e^(-t / tau)},
 *
 * <pre>
 *   p(t) = set + (p(0) - set) a,   mean over 0..t = set + (p(0) - set) (1 - a) tau / t
 * </pre>
 *
 * which is exact, so that the energy that it delivers does not depend on how time is cut.
 */
final class FirstOrder {

    private FirstOrder() {}

    /** Its power after some time, MW; at once where tau is 0. */
    static double after(double power, double set, double time, double tau) {
        return tau > 0.0 ? set + (power - set) * Math.exp(-time / tau) : set;
    }

    /** Its mean power over that time, MW. */
    static double mean(double power, double set, double time, double tau) {
        return tau > 0.0 ? set - (power - set) * Math.expm1(-time / tau) * tau / time : set;
    }
}
