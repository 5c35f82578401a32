package org.flexopf.solver;

import java.util.Locale;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * What is meant to prove that a program has no optimum, with how well it holds in the program's own numbers. Whether it
 * proves anything is what {@link #holds} tells.
 *
 * <p>Primal infeasibility: {@code A'y + G'z = 0, z in K, b'y + h'z = -1}; no x can satisfy {@code Ax = b, h - Gx in K},
 * for then {@code 0 <= (h - Gx)'z + (b - Ax)'y = -1}. With an error of r in the first equation it still excludes every
 * x with {@code |x|_1 < 1/r}. Dual infeasibility: {@code Px = 0, Ax = 0, -Gx in K, q'x = -1}. (Boyd and Vandenberghe,
 * "Convex Optimization", 2004, section 5.8.) Integers play no part: what excludes every point excludes the integer
 * ones.
 */
public final class Certificate {

    /**
     * How large the terms of {@code b'y + h'z = -1} or {@code q'x = -1} may be together: beyond that the sum is
     * cancellation, not proof.
     */
    private static final double LARGEST_TERMS = 1e9;

    /** A certificate may miss its equations by so many times the tolerance of a point's residuals. */
    private static final double FACTOR = 2.0;

    private final SolveStatus status;
    private final double[] x;
    private final double[] s;
    private final double[] y;
    private final double[] z;
    private final double violation;
    private final double size;
    private final double curvature;
    private final double sensitivity;

    private Certificate(
            SolveStatus status,
            double[] x,
            double[] s,
            double[] y,
            double[] z,
            double violation,
            double size,
            double curvature,
            double sensitivity) {
        this.status = status;
        this.x = x;
        this.s = s;
        this.y = y;
        this.z = z;
        this.violation = violation;
        this.size = size;
        this.curvature = curvature;
        this.sensitivity = sensitivity;
    }

    /**
     * Multipliers scaled to {@code b'y + h'z = -1}, and their error; infinite if the sign is wrong.
     *
     * @throws IllegalArgumentException if their lengths are not the program's
     */
    public static Certificate ofPrimalInfeasibility(ConicProgram program, double[] y, double[] z) {
        requireLength("y", y, program.equalityCount());
        requireLength("z", z, program.coneRowCount());
        double[] b = program.equalityRhs();
        double[] h = program.coneRhs();
        double value = value(b, y, h, z);
        double[] scaledY = scaled(y, value);
        double[] scaledZ = scaled(z, value);
        double[] equalityPart = new double[program.variableCount()];
        program.equalityMatrix().transposeMultiplyAdd(1.0, scaledY, equalityPart);
        double[] sum = equalityPart.clone();
        program.coneMatrix().transposeMultiplyAdd(1.0, scaledZ, sum);
        double error = KktReport.max(KktReport.norm(sum), KktReport.distanceOutside(program, scaledZ));
        // Once more after scaling it must be -1, or the numbers have run out of range.
        error = KktReport.max(error, Math.abs(value(b, scaledY, h, scaledZ) + 1.0));
        boolean contradiction = value < 0.0 && terms(b, scaledY) + terms(h, scaledZ) <= LARGEST_TERMS;
        return new Certificate(
                SolveStatus.PRIMAL_INFEASIBLE,
                new double[program.variableCount()],
                new double[program.coneRowCount()],
                scaledY,
                scaledZ,
                contradiction ? error : Double.POSITIVE_INFINITY,
                1.0 + KktReport.norm(equalityPart),
                0.0,
                sensitivity(b, scaledY) + sensitivity(h, scaledZ));
    }

    /**
     * A direction scaled to {@code q'x = -1}, and its error; infinite if the sign is wrong.
     *
     * @throws IllegalArgumentException if its length is not the program's
     */
    public static Certificate ofDualInfeasibility(ConicProgram program, double[] x) {
        requireLength("x", x, program.variableCount());
        double[] q = program.linear();
        double value = sum(0.0, q, x);
        double[] direction = scaled(x, value);
        double[] px = new double[x.length];
        program.quadratic().symmetricMultiplyAdd(1.0, direction, px);
        double[] ax = new double[program.equalityCount()];
        program.equalityMatrix().multiplyAdd(1.0, direction, ax);
        double[] s = new double[program.coneRowCount()];
        program.coneMatrix().multiplyAdd(-1.0, direction, s);
        double error = KktReport.max(KktReport.norm(px), KktReport.norm(ax));
        error = KktReport.max(error, KktReport.distanceOutside(program, s));
        error = KktReport.max(error, Math.abs(sum(0.0, q, direction) + 1.0));
        boolean fall = value < 0.0 && terms(q, direction) <= LARGEST_TERMS;
        return new Certificate(
                SolveStatus.DUAL_INFEASIBLE,
                direction,
                s,
                new double[program.equalityCount()],
                new double[program.coneRowCount()],
                fall ? error : Double.POSITIVE_INFINITY,
                1.0 + Math.max(KktReport.norm(direction), KktReport.norm(s)),
                curvature(program.quadratic(), direction, px),
                sensitivity(q, direction));
    }

    /**
     * Whether this proves what it is meant to, to the feasibility tolerance:
     *
     * <ul>
     *   <li>its equations and cones hold to twice the tolerance, relative to one plus the largest {@code |A'y|}, or the
     *       largest {@code |x|} and {@code |Gx|} of a direction;
     *   <li>each {@code |(Px)_i|} is at most the root of the tolerance times its row of P and the largest {@code |x|},
     *       so that {@code x'Px} vanishes to the tolerance: curvature stops the fall in the end, however small it is;
     *   <li>right-hand sides, or costs, that are moved by no more than the tolerance do not undo it: a point that
     *       violates them by so little counts as feasible.
     * </ul>
     */
    public boolean holds(SolverOptions options) {
        double tolerance = options.feasibilityTolerance();
        return violation <= FACTOR * tolerance * size
                && curvature <= Math.sqrt(tolerance)
                && tolerance * sensitivity < 1.0;
    }

    /** {@link SolveStatus#PRIMAL_INFEASIBLE} or {@link SolveStatus#DUAL_INFEASIBLE}: what this is meant to prove. */
    public SolveStatus status() {
        return status;
    }

    /** A copy of the direction of the fall; zero with multipliers. */
    public double[] x() {
        return x.clone();
    }

    /** A copy of {@code -Gx} of a direction; zero with multipliers. */
    public double[] s() {
        return s.clone();
    }

    /** A copy of the multipliers of the equalities; zero with a direction. */
    public double[] y() {
        return y.clone();
    }

    /** A copy of the multipliers of the cone rows; zero with a direction. */
    public double[] z() {
        return z.clone();
    }

    /** The largest error of the equations, in the program's units; infinite or NaN if nothing is proved. */
    public double violation() {
        return violation;
    }

    /** What is proved, and how well, in one clause. */
    public String message() {
        return String.format(
                Locale.ROOT,
                "%s, proved by a certificate that violates its equations by %.1e",
                status == SolveStatus.PRIMAL_INFEASIBLE
                        ? "no point satisfies the constraints"
                        : "the objective falls without end",
                violation);
    }

    private static double[] scaled(double[] vector, double value) {
        double[] scaled = vector.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] /= Math.abs(value);
        }
        return scaled;
    }

    /** {@code b'y + h'z}. */
    private static double value(double[] b, double[] y, double[] h, double[] z) {
        return sum(sum(0.0, b, y), h, z);
    }

    private static double sum(double start, double[] a, double[] b) {
        double sum = start;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double terms(double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] * b[i]);
        }
        return sum;
    }

    /** By how much the value may change if each number changes by a unit of itself and of one. */
    private static double sensitivity(double[] numbers, double[] factors) {
        double sum = 0.0;
        for (int i = 0; i < numbers.length; i++) {
            sum += (1.0 + Math.abs(numbers[i])) * Math.abs(factors[i]);
        }
        return sum;
    }

    /** The largest {@code |(Px)_i|}, each relative to the largest entry of its row of P and the largest of x. */
    private static double curvature(SparseMatrix quadratic, double[] x, double[] px) {
        double[] rowSize = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                int i = quadratic.rowIndex(k);
                double entry = Math.abs(quadratic.value(k));
                rowSize[i] = Math.max(rowSize[i], entry);
                rowSize[j] = Math.max(rowSize[j], entry);
            }
        }
        double largest = 0.0;
        double length = KktReport.norm(x);
        for (int i = 0; i < px.length; i++) {
            if (px[i] != 0.0) {
                largest = KktReport.max(largest, Math.abs(px[i]) / (rowSize[i] * length));
            }
        }
        return largest;
    }

    private static void requireLength(String name, double[] vector, int length) {
        if (vector.length != length) {
            throw new IllegalArgumentException(
                    "the certificate's " + name + " has length " + vector.length + ", the program needs " + length);
        }
    }

    @Override
    public String toString() {
        return message();
    }
}
