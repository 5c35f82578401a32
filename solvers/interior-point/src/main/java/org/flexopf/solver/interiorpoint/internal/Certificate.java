package org.flexopf.solver.interiorpoint.internal;

import java.util.Locale;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolveStatus;

/**
 * A proof that a program has no optimum, checked against the program's own data.
 *
 * <p>Primal infeasibility: {@code A'y + G'z = 0, z in K, b'y + h'z = -1}; no x can satisfy {@code Ax = b, h - Gx in K},
 * for then {@code 0 <= (h - Gx)'z + (b - Ax)'y = -1}. With an error of r in the first equation it still excludes every
 * x with {@code |x|_1 < 1/r}. Dual infeasibility: {@code Px = 0, Ax = 0, -Gx in K, q'x = -1}.
 *
 * @param violation the largest error of the equations above, in the program's units
 */
record Certificate(SolveStatus status, double[] x, double[] s, double[] y, double[] z, double violation) {

    /**
     * How large the terms of {@code b'y + h'z = -1} or {@code q'x = -1} may be together: beyond that the sum is
     * cancellation, not proof.
     */
    private static final double LARGEST_TERMS = 1e9;

    /** Scales multipliers to {@code b'y + h'z = -1} and measures their error; infinite if the sign is wrong. */
    static Certificate ofPrimalInfeasibility(ConicProgram program, double[] y, double[] z) {
        double value = value(program, y, z);
        scale(y, value);
        scale(z, value);
        double[] sum = new double[program.variableCount()];
        program.equalityMatrix().transposeMultiplyAdd(1.0, y, sum);
        program.coneMatrix().transposeMultiplyAdd(1.0, z, sum);
        double violation = value < 0.0 && terms(program, y, z) <= LARGEST_TERMS
                ? Math.max(
                        Math.max(largest(sum), Cones.distanceOutside(program.cones(), z)),
                        Math.abs(value(program, y, z) + 1.0))
                : Double.POSITIVE_INFINITY;
        return new Certificate(
                SolveStatus.PRIMAL_INFEASIBLE,
                new double[program.variableCount()],
                new double[program.coneRowCount()],
                y,
                z,
                violation);
    }

    /** Scales a direction to {@code q'x = -1} and measures its error; infinite if the sign is wrong. */
    static Certificate ofDualInfeasibility(ConicProgram program, double[] x) {
        double value = value(program, x);
        scale(x, value);
        double[] px = new double[x.length];
        program.quadratic().symmetricMultiplyAdd(1.0, x, px);
        double[] ax = new double[program.equalityCount()];
        program.equalityMatrix().multiplyAdd(1.0, x, ax);
        double[] s = new double[program.coneRowCount()];
        program.coneMatrix().multiplyAdd(-1.0, x, s);
        double violation = value < 0.0 && terms(program, x) <= LARGEST_TERMS
                ? Math.max(
                        Math.max(largest(px), largest(ax)),
                        Math.max(Cones.distanceOutside(program.cones(), s), Math.abs(value(program, x) + 1.0)))
                : Double.POSITIVE_INFINITY;
        return new Certificate(
                SolveStatus.DUAL_INFEASIBLE,
                x,
                s,
                new double[program.equalityCount()],
                new double[program.coneRowCount()],
                violation);
    }

    String message() {
        return String.format(
                Locale.ROOT,
                "%s, proved by a certificate that violates its equations by %.1e",
                status == SolveStatus.PRIMAL_INFEASIBLE
                        ? "no point satisfies the constraints"
                        : "the objective falls without end",
                violation);
    }

    /** {@code b'y + h'z}; once more after scaling it must be -1, or the numbers have run out of range. */
    private static double value(ConicProgram program, double[] y, double[] z) {
        double value = 0.0;
        for (int i = 0; i < y.length; i++) {
            value += program.equalityRhs(i) * y[i];
        }
        for (int i = 0; i < z.length; i++) {
            value += program.coneRhs(i) * z[i];
        }
        return value;
    }

    /** {@code q'x}. */
    private static double value(ConicProgram program, double[] x) {
        double value = 0.0;
        for (int j = 0; j < x.length; j++) {
            value += program.linear(j) * x[j];
        }
        return value;
    }

    /** {@code |b|'|y| + |h|'|z|}. */
    private static double terms(ConicProgram program, double[] y, double[] z) {
        double sum = 0.0;
        for (int i = 0; i < y.length; i++) {
            sum += Math.abs(program.equalityRhs(i) * y[i]);
        }
        for (int i = 0; i < z.length; i++) {
            sum += Math.abs(program.coneRhs(i) * z[i]);
        }
        return sum;
    }

    /** {@code |q|'|x|}. */
    private static double terms(ConicProgram program, double[] x) {
        double sum = 0.0;
        for (int j = 0; j < x.length; j++) {
            sum += Math.abs(program.linear(j) * x[j]);
        }
        return sum;
    }

    private static void scale(double[] vector, double value) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= Math.abs(value);
        }
    }

    private static double largest(double[] vector) {
        double largest = 0.0;
        for (double value : vector) {
            largest = Double.isNaN(value) ? Double.NaN : Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
