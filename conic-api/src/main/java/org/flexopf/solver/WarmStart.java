package org.flexopf.solver;

import java.util.Objects;

/**
 * A point to start from. It is a hint and nothing more: a solver tries it, watches it and drops it; no hint, however
 * poor (NaN included), may change the answer beyond the tolerances.
 *
 * @param x primal point, of the length of the program's variables
 * @param y multipliers of the equalities, or {@code null} if unknown
 * @param z multipliers of the cone rows, or {@code null} if unknown
 */
public record WarmStart(double[] x, double[] y, double[] z) {

    /** The arrays are not copied. */
    public WarmStart {
        Objects.requireNonNull(x, "x");
        if ((y == null) != (z == null)) {
            throw new IllegalArgumentException("a warm start has both kinds of multipliers or none");
        }
    }

    /** A primal point without multipliers, as a formulation supplies it. */
    public static WarmStart primal(double[] x) {
        return new WarmStart(x, null, null);
    }

    /** The solution of a neighbouring program: the next hour, the next scenario, one offer removed. */
    public static WarmStart from(SolverResult result) {
        return new WarmStart(result.x(), result.y(), result.z());
    }

    /** Whether multipliers are given. */
    public boolean hasMultipliers() {
        return y != null;
    }
}
