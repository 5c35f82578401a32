package org.flexopf.opf.limit;

import org.flexopf.model.Unit;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;

/**
 * By how much a limit may be broken as if by rounding: the one place that says so. Solvers stop at about 1e-8 of their
 * scaled rows and power flows at 1e-10 p.u. of power; what they leave is two powers of ten below these figures, and
 * what an operator could measure is three above.
 */
public final class FeasibilityTolerance {

    /** Of a voltage magnitude, p.u.: as programs limit its square, twice that in a row. */
    public static final double VOLTAGE = 1e-6;

    /** Of the power or current of a branch, relative to its limit: branches of one network differ by powers of ten. */
    public static final double LOADING = 1e-6;

    /** Of a difference of voltage angles, radians: as programs limit sines of such small angles, the same in a row. */
    public static final double ANGLE = 1e-6;

    /**
     * Of the power of a generator or DC line, relative to all demand and the base together: generators at references
     * make up for what all others miss, and an end of a range may be zero.
     */
    public static final double POWER = 1e-6;

    /** Of a slack in a program, or of the total excess of a set of limits, p.u. */
    public static final double PER_UNIT = 1e-6;

    /**
     * The share of a tolerance that iterations may use up: a violation as small as that is free to their merit, and
     * what they end with is still met.
     */
    public static final double SHARE_OF_ITERATIONS = 0.2;

    private final double power;

    private FeasibilityTolerance(double power) {
        this.power = power;
    }

    /** The tolerances for the limits of a network. */
    public static FeasibilityTolerance of(Network network) {
        double scale = network.perUnit().physicalPower(1.0);
        for (double demand : network.activeDemand()) {
            scale += Math.abs(demand);
        }
        return new FeasibilityTolerance(POWER * scale);
    }

    /** By how much a limit may be broken as if by rounding, in its unit. */
    public double of(Limit limit) {
        if (limit.kind().unit() == Unit.DEGREE) {
            return Math.toDegrees(ANGLE);
        }
        if (limit.kind().element().equals(Bus.KIND)) {
            return VOLTAGE;
        }
        return limit.kind().element().equals(Branch.KIND) ? LOADING * limit.bound() : power;
    }

    /** Whether a limit is broken by more than rounding. */
    public boolean isExceededBy(BrokenLimit broken) {
        return broken.excess() > of(broken.limit());
    }

    @Override
    public String toString() {
        return "tolerances for rounding, " + power + " MVA in power";
    }
}
