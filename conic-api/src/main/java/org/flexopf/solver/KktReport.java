package org.flexopf.solver;

import java.util.Locale;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;

/**
 * Our own check of a solver's answer against the original data, the same whichever solver made it.
 *
 * <p>Each figure is relative to the size of the terms that make it up, so that it does not depend on the units of the
 * data: {@code |Ax - b|, |Gx + s - h|} to {@code 1 + max(|b|, |h|, |Ax|, |Gx|, |s|)}; {@code |Px + q + A'y + G'z|} to
 * {@code 1 + max(|q|, |Px|, |A'y|, |G'z|)}; the gap to {@code 1 + min(|primal|, |dual|)} without the objective's
 * constant. The gap is {@code |primal - dual|} or, where that is larger, the same without what the dual residual r is
 * worth at the point, {@code |primal - dual - x'r|}: with large x, a small residual may make up for a gap that is
 * there. All norms are largest absolute values. The slack is recomputed as {@code h - Gx}, so what a solver says of s
 * is not believed. A program with integer variables has no multipliers of its own, so none are looked at.
 *
 * @param primalResidual how far the point is from the constraints: equalities, and the distance of {@code h - Gx}
 *     outside its cones
 * @param dualResidual how far the multipliers are from stationarity and from the dual cone; NaN without duals
 * @param gap difference of primal and dual objective, the dual residual taken into account; NaN without duals
 * @param integrality the largest distance of an integer variable from an integer; 0 without integer variables
 * @param primalObjective the primal objective, with the constant
 * @param dualObjective the dual objective, with the constant; NaN without duals
 */
public record KktReport(
        double primalResidual,
        double dualResidual,
        double gap,
        double integrality,
        double primalObjective,
        double dualObjective) {

    /** A point whose figures are above this is not even nearly optimal. */
    public static final double ALMOST = 1e-3;

    /** The report where there is no point to check: every figure is NaN. */
    public static final KktReport NONE =
            new KktReport(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Checks a primal-dual point, or a point alone where y or z is not of the program's length. */
    public static KktReport of(ConicProgram program, double[] x, double[] y, double[] z) {
        boolean hasDuals =
                !program.hasIntegers() && y.length == program.equalityCount() && z.length == program.coneRowCount();
        int n = program.variableCount();
        double[] ax = new double[program.equalityCount()];
        program.equalityMatrix().multiplyAdd(1.0, x, ax);
        double[] gx = new double[program.coneRowCount()];
        program.coneMatrix().multiplyAdd(1.0, x, gx);
        double primalScale = Math.max(norm(ax), norm(gx));
        double primalError = 0.0;
        for (int i = 0; i < ax.length; i++) {
            primalError = max(primalError, Math.abs(ax[i] - program.equalityRhs(i)));
            primalScale = Math.max(primalScale, Math.abs(program.equalityRhs(i)));
        }
        // From here on it is the slack h - Gx.
        for (int i = 0; i < gx.length; i++) {
            gx[i] = program.coneRhs(i) - gx[i];
            primalScale = Math.max(primalScale, Math.abs(program.coneRhs(i)));
        }
        primalError = max(primalError, distanceOutside(program, gx));
        double primalResidual = primalError / (1.0 + primalScale);
        double integrality = distanceFromIntegers(program, x);
        if (!hasDuals) {
            return new KktReport(primalResidual, Double.NaN, Double.NaN, integrality, program.objective(x), Double.NaN);
        }

        double[] px = new double[n];
        program.quadratic().symmetricMultiplyAdd(1.0, x, px);
        double[] aty = new double[n];
        program.equalityMatrix().transposeMultiplyAdd(1.0, y, aty);
        double[] gtz = new double[n];
        program.coneMatrix().transposeMultiplyAdd(1.0, z, gtz);
        double dualScale = Math.max(norm(px), Math.max(norm(aty), norm(gtz)));
        double dualError = distanceOutside(program, z);
        double xpx = 0.0;
        double qx = 0.0;
        double unbalanced = 0.0;
        for (int j = 0; j < n; j++) {
            double q = program.linear(j);
            double residual = px[j] + q + aty[j] + gtz[j];
            dualError = max(dualError, Math.abs(residual));
            unbalanced += residual * x[j];
            dualScale = Math.max(dualScale, Math.abs(q));
            xpx += px[j] * x[j];
            qx += q * x[j];
        }
        double by = 0.0;
        for (int i = 0; i < y.length; i++) {
            by += program.equalityRhs(i) * y[i];
        }
        double hz = 0.0;
        for (int i = 0; i < z.length; i++) {
            hz += program.coneRhs(i) * z[i];
        }
        double primal = 0.5 * xpx + qx;
        double dual = -0.5 * xpx - by - hz;
        double gap = max(Math.abs(primal - dual), Math.abs(primal - dual - unbalanced))
                / (1.0 + Math.min(Math.abs(primal), Math.abs(dual)));
        return new KktReport(
                primalResidual,
                dualError / (1.0 + dualScale),
                gap,
                integrality,
                primal + program.constant(),
                dual + program.constant());
    }

    /**
     * Whether every figure is within the tolerances; figures that are NaN for want of duals pass if duals are not
     * required, as {@link SolverCapabilities#givesDuals} tells.
     */
    public boolean within(SolverOptions options, boolean dualsRequired) {
        boolean dualOk = dualResidual <= options.feasibilityTolerance() && gap <= options.gapTolerance();
        return primalResidual <= options.feasibilityTolerance()
                && integrality <= options.integralityTolerance()
                && (dualOk || (!dualsRequired && Double.isNaN(dualResidual) && Double.isNaN(gap)));
    }

    /** Whether the report is one of a point with multipliers. */
    public boolean hasDuals() {
        return !Double.isNaN(dualObjective);
    }

    /** The largest of the residuals, the gap and the distance from integers; NaN without duals. */
    public double worst() {
        return max(max(primalResidual, integrality), max(dualResidual, gap));
    }

    /** The largest of the figures that need no duals: the primal residual and the distance from integers. */
    public double worstOfPoint() {
        return max(primalResidual, integrality);
    }

    @Override
    public String toString() {
        String duals = Double.isNaN(dualResidual) && Double.isNaN(gap)
                ? ", no duals"
                : String.format(Locale.ROOT, ", dual residual %.1e, gap %.1e", dualResidual, gap);
        String integers =
                integrality == 0.0 ? "" : String.format(Locale.ROOT, ", distance from integers %.1e", integrality);
        return String.format(Locale.ROOT, "primal residual %.1e", primalResidual) + duals + integers;
    }

    private static double distanceFromIntegers(ConicProgram program, double[] x) {
        double worst = 0.0;
        for (int j = 0; j < x.length; j++) {
            if (program.isInteger(j)) {
                worst = max(worst, Math.abs(x[j] - Math.rint(x[j])));
            }
        }
        return worst;
    }

    /**
     * How far a vector lies outside the product of the program's cones: the step along their axes that brings it in.
     */
    static double distanceOutside(ConicProgram program, double[] v) {
        double worst = 0.0;
        int row = 0;
        for (Cone cone : program.cones()) {
            int end = row + cone.dimension();
            if (cone instanceof Cone.Nonnegative) {
                for (int i = row; i < end; i++) {
                    worst = max(worst, -v[i]);
                }
            } else {
                double square = 0.0;
                for (int i = row + 1; i < end; i++) {
                    square += v[i] * v[i];
                }
                worst = max(worst, Math.sqrt(square) - v[row]);
            }
            row = end;
        }
        return worst;
    }

    static double norm(double[] v) {
        double largest = 0.0;
        for (double value : v) {
            largest = max(largest, Math.abs(value));
        }
        return largest;
    }

    /** The larger number, where NaN beats everything: an answer with a NaN in it must not pass. */
    static double max(double a, double b) {
        return Double.isNaN(b) || b > a ? b : a;
    }
}
