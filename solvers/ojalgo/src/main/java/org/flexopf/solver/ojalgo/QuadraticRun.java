package org.flexopf.solver.ojalgo;

import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.Attempt.Claim;
import org.flexopf.solver.adapter.ProximalStep;
import org.flexopf.solver.adapter.SolveLimits;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.convex.ConvexSolver;

/** One quadratic program by ojAlgo's convex solvers. */
final class QuadraticRun {

    private static final int PROXIMAL_STEPS = 8;
    private static final int SPLITTING_STEPS = 25;

    private final ConicProgram program;
    private final SolverOptions options;
    private final SolveLimits limits;

    QuadraticRun(ConicProgram program, SolverOptions options, SolveLimits limits) {
        this.program = program;
        this.options = options;
        this.limits = limits;
    }

    /**
     * The simplex method tells whether there is a feasible point, and whether the linear part alone has a lower bound;
     * operator splitting tells neither. Then operator splitting, because the adapter's polish makes its rough points
     * exact; proximal steps where it crawls; and the active-set method where all that does not stand up to the check.
     */
    Attempt run() {
        Attempt linear = new SimplexRun(program, options, limits).run();
        return switch (linear.claim()) {
            case INFEASIBLE -> linear;
            case UNBOUNDED -> linear.orElse(() -> splitting(new double[program.variableCount()]));
            case SOLVED, ITERATION_LIMIT, TIME_LIMIT, INTERRUPTED, FAILED ->
                splitting(linear.x() == null ? new double[program.variableCount()] : linear.x());
        };
    }

    private Attempt splitting(double[] centre) {
        return attempt(program, true).orElse(() -> proximal(centre, PROXIMAL_STEPS));
    }

    private Attempt proximal(double[] centre, int stepsLeft) {
        Attempt step = attempt(ProximalStep.around(program, centre), true);
        if (stepsLeft == 1 || step.x() == null) {
            return step.orElse(() -> attempt(program, false));
        }
        return step.orElse(() -> proximal(step.x(), stepsLeft - 1));
    }

    private Attempt attempt(ConicProgram variant, boolean splitting) {
        Optimisation.Result result = solve(variant, splitting);
        limits.check();
        // The state is not believed either way: a point is as good as the check finds it, and neither method can prove
        // that there is none.
        return pointOf(result, program.variableCount());
    }

    private Optimisation.Result solve(ConicProgram variant, boolean splitting) {
        int n = variant.variableCount();
        ConvexSolver.Builder builder = ConvexSolver.newBuilder(n);
        SparseMatrix quadratic = variant.quadratic();
        for (int j = 0; j < n; j++) {
            // ojAlgo minimises 1/2 x'Qx - c'x.
            builder.objective(j, -variant.linear(j));
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                builder.objective(quadratic.rowIndex(k), j, quadratic.value(k));
                builder.objective(j, quadratic.rowIndex(k), quadratic.value(k));
            }
        }
        SparseMatrix equalityRows = program.equalityMatrix().transpose();
        for (int i = 0; i < program.equalityCount(); i++) {
            SimplexRun.fill(builder.equality(program.equalityRhs(i)), equalityRows, i);
        }
        SparseMatrix coneRows = program.coneMatrix().transpose();
        for (int i = 0; i < program.coneRowCount(); i++) {
            SimplexRun.fill(builder.inequality(program.coneRhs(i)), coneRows, i);
        }
        int rows = program.equalityCount() + program.coneRowCount();
        Optimisation.Options settings =
                OjAlgoSolver.settings(options, limits, splitting ? SPLITTING_STEPS : 1 + (n + rows) / 100);
        // The active-set method on direct factors; on iterative ones, which is the default, it may take minutes over
        // forty variables.
        settings.sparse = splitting ? null : Boolean.FALSE;
        settings.experimental = splitting;
        return builder.build(settings).solve();
    }

    private static Attempt pointOf(Optimisation.Result result, int n) {
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            x[j] = result.doubleValue(j);
            if (!Double.isFinite(x[j])) {
                return Attempt.unsolved(
                        Claim.ITERATION_LIMIT,
                        null,
                        1,
                        "ojAlgo ended in the state " + result.getState() + " with a point that is " + x[j]);
            }
        }
        return Attempt.solved(x, 1);
    }
}
