package org.flexopf.solver.hipparchus;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.Attempt.Claim;
import org.flexopf.solver.adapter.LinearForm;
import org.flexopf.solver.adapter.SolveLimits;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.LocalizedOptimFormats;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.linear.LinearConstraint;
import org.hipparchus.optim.linear.LinearConstraintSet;
import org.hipparchus.optim.linear.LinearObjectiveFunction;
import org.hipparchus.optim.linear.NonNegativeConstraint;
import org.hipparchus.optim.linear.PivotSelectionRule;
import org.hipparchus.optim.linear.Relationship;
import org.hipparchus.optim.linear.SimplexSolver;
import org.hipparchus.optim.nonlinear.scalar.GoalType;

/**
 * One linear program by the simplex method. Hipparchus wants variables that are not negative, so a variable with a
 * lower bound is measured from it, one with only an upper bound downwards from that, and a free one is the difference
 * of two columns.
 */
final class SimplexRun {

    /** Hipparchus' own default of 1e-6 leaves reduced costs behind that the KKT check finds. */
    private static final double REDUCED_COST_TOLERANCE = 1e-9;

    private static final int ROUNDING_ULPS = 10;
    private static final double SMALLEST_PIVOT = 1e-10;

    private static final double PERTURBATION = 1e-7;
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private final ConicProgram program;
    private final SolverOptions options;
    private final SolveLimits limits;
    private final LinearForm form;
    private final int[] column;
    private final double[] origin;
    private final double[] sign;
    private final int columnCount;

    SimplexRun(ConicProgram program, SolverOptions options, SolveLimits limits) {
        this.program = program;
        this.options = options;
        this.limits = limits;
        this.form = new LinearForm(program);
        int n = program.variableCount();
        column = new int[n];
        origin = new double[n];
        sign = new double[n];
        int next = 0;
        for (int j = 0; j < n; j++) {
            column[j] = next;
            boolean below = Double.isFinite(form.lower(j));
            boolean above = Double.isFinite(form.upper(j));
            origin[j] = below ? form.lower(j) : above ? form.upper(j) : 0.0;
            sign[j] = below || !above ? 1.0 : -1.0;
            next += below || above ? 1 : 2;
        }
        columnCount = next;
    }

    Attempt run() {
        if (form.boundsCross()) {
            return Attempt.unsolved(Claim.INFEASIBLE, null, 0, "a lower bound exceeds an upper one");
        }
        return attempt(PivotSelectionRule.DANTZIG, 0.0)
                .orElse(() -> attempt(PivotSelectionRule.BLAND, 0.0)
                        .orElse(() -> attempt(PivotSelectionRule.DANTZIG, PERTURBATION)
                                .orElse(() -> attempt(PivotSelectionRule.DANTZIG, 10.0 * PERTURBATION))));
    }

    /**
     * Dantzig's rule is fast but may cycle; Bland's is slow and does not. On very degenerate programs both end at
     * points that are not optimal, for the tableau's rounding; there inequalities are moved outwards by different
     * hairs, and the adapter's polish moves the point back.
     */
    private Attempt attempt(PivotSelectionRule rule, double perturbation) {
        List<LinearConstraint> constraints = constraints(perturbation);
        int sweep = Math.max(1, columnCount + constraints.size());
        long pivots = Math.max(1L, (long) options.maxIterations() * sweep / 4);
        LimitedSimplex simplex = new LimitedSimplex(limits);
        try {
            double[] point = simplex.optimize(
                            new MaxIter((int) Math.min(pivots, Integer.MAX_VALUE)),
                            new LinearObjectiveFunction(objective(), 0.0),
                            new LinearConstraintSet(constraints),
                            new NonNegativeConstraint(true),
                            GoalType.MINIMIZE,
                            rule)
                    .getPoint();
            return Attempt.solved(original(point), sweeps(simplex, sweep));
        } catch (MathIllegalStateException outcome) {
            return unsolved(outcome, sweeps(simplex, sweep));
        }
    }

    private static Attempt unsolved(MathIllegalStateException outcome, int iterations) {
        if (outcome.getSpecifier() == LocalizedOptimFormats.NO_FEASIBLE_SOLUTION) {
            return Attempt.unsolved(Claim.INFEASIBLE, null, iterations, outcome.getMessage());
        }
        if (outcome.getSpecifier() == LocalizedOptimFormats.UNBOUNDED_SOLUTION) {
            return Attempt.unsolved(Claim.UNBOUNDED, null, iterations, outcome.getMessage());
        }
        return Attempt.unsolved(Claim.ITERATION_LIMIT, null, iterations, outcome.getMessage());
    }

    private static int sweeps(SimplexSolver simplex, int sweep) {
        return (simplex.getIterations() + sweep - 1) / sweep;
    }

    private double[] objective() {
        double[] cost = new double[columnCount];
        for (int j = 0; j < program.variableCount(); j++) {
            put(cost, j, program.linear(j));
        }
        return cost;
    }

    private List<LinearConstraint> constraints(double perturbation) {
        List<LinearConstraint> constraints = new ArrayList<>();
        SparseMatrix equalities = program.equalityMatrix().transpose();
        for (int i = 0; i < program.equalityCount(); i++) {
            constraints.add(row(equalities, i, Relationship.EQ, program.equalityRhs(i)));
        }
        for (int i = 0; i < form.generalRowCount(); i++) {
            int row = form.generalRow(i);
            constraints.add(row(form.rows(), row, Relationship.LEQ, program.coneRhs(row) + perturbation * hair(i)));
        }
        for (int j = 0; j < program.variableCount(); j++) {
            if (Double.isFinite(form.lower(j)) && Double.isFinite(form.upper(j))) {
                double[] unit = new double[columnCount];
                unit[column[j]] = 1.0;
                constraints.add(new LinearConstraint(unit, Relationship.LEQ, form.upper(j) - form.lower(j)));
            }
        }
        return constraints;
    }

    /** Numbers between 1 and 2 that look random and are the same every time. */
    private static double hair(int index) {
        return 1.0 + (index + 1) * GOLDEN_RATIO % 1.0;
    }

    private LinearConstraint row(SparseMatrix rows, int row, Relationship relationship, double rhs) {
        double[] coefficients = new double[columnCount];
        double shifted = rhs;
        for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
            int j = rows.rowIndex(k);
            put(coefficients, j, rows.value(k));
            shifted -= rows.value(k) * origin[j];
        }
        return new LinearConstraint(coefficients, relationship, shifted);
    }

    private boolean isSplit(int variable) {
        return !Double.isFinite(form.lower(variable)) && !Double.isFinite(form.upper(variable));
    }

    private void put(double[] coefficients, int variable, double value) {
        coefficients[column[variable]] = sign[variable] * value;
        if (isSplit(variable)) {
            coefficients[column[variable] + 1] = -value;
        }
    }

    private double[] original(double[] point) {
        double[] x = new double[program.variableCount()];
        for (int j = 0; j < x.length; j++) {
            x[j] = origin[j] + sign[j] * point[column[j]];
            if (isSplit(j)) {
                x[j] -= point[column[j] + 1];
            }
        }
        return x;
    }

    /** The simplex method that can be stopped between two pivots. */
    private static final class LimitedSimplex extends SimplexSolver {

        private final SolveLimits limits;

        LimitedSimplex(SolveLimits limits) {
            super(REDUCED_COST_TOLERANCE, ROUNDING_ULPS, SMALLEST_PIVOT);
            this.limits = limits;
        }

        @Override
        protected void incrementIterationCount() {
            limits.check();
            super.incrementIterationCount();
        }
    }
}
