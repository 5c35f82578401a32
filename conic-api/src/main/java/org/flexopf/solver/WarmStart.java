package org.flexopf.solver;

import java.util.Objects;
import org.flexopf.program.ConicProgram;

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
        return from(result.x(), result.y(), result.z());
    }

    /** The solution of a neighbouring program. */
    public static WarmStart from(CheckedAnswer answer) {
        return from(answer.x(), answer.y(), answer.z());
    }

    /** A solver without multipliers hands on empty ones. */
    private static WarmStart from(double[] x, double[] y, double[] z) {
        return y.length == 0 && z.length == 0 ? primal(x) : new WarmStart(x, y, z);
    }

    /** Refuses a program that it does not fit. @throws IllegalArgumentException if a part has the wrong length */
    public void requireFit(ConicProgram program) {
        requireLength("x", x, program.variableCount());
        if (hasMultipliers()) {
            requireLength("y", y, program.equalityCount());
            requireLength("z", z, program.coneRowCount());
        }
    }

    private static void requireLength(String name, double[] part, int length) {
        if (part.length != length) {
            throw new IllegalArgumentException(
                    "the start's " + name + " has length " + part.length + ", the program needs " + length
                            + "; build the start from this program or from one of the same size");
        }
    }

    /** The same numbers in arrays of their own. */
    WarmStart copy() {
        return new WarmStart(x.clone(), y == null ? null : y.clone(), z == null ? null : z.clone());
    }

    /** Whether multipliers are given. */
    public boolean hasMultipliers() {
        return y != null;
    }

    @Override
    public String toString() {
        return "start for " + x.length + " variables" + (y == null ? "" : ", with multipliers");
    }
}
