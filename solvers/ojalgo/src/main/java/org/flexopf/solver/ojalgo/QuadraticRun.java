package org.flexopf.solver.ojalgo;

import org.flexopf.program.ConvexProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.Attempt.Claim;
import org.flexopf.solver.adapter.SolveLimits;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.convex.ConvexSolver;

/** One quadratic program by ojAlgo's convex solvers. */
final class QuadraticRun {

    private final ConvexProgram program;
    private final SolverOptions options;
    private final SolveLimits limits;

    QuadraticRun(ConvexProgram program, SolverOptions options, SolveLimits limits) {
        this.program = program;
        this.options = options;
        this.limits = limits;
    }

    /**
     * Operator splitting first, because the adapter's polish makes its rough points exact; the active-set method where
     * that does not stand up to the check. Infeasibility is left to the simplex method, which finds it in a finite number of steps.
     */
    Attempt run() {
        Attempt feasible = new SimplexRun(program.withLinear(new double[program.variableCount()], 0.0), options, limits).run();
        if (feasible.claim() == Claim.INFEASIBLE) {
            return feasible;
        }
        return attempt(true).orElse(() -> attempt(false).orElse(this::unboundedOrFailed));
    }

    private Attempt attempt(boolean splitting) {
        Optimisation.Result result = solve(splitting);
        limits.check();
        if (result.getState().isOptimal() || result.getState() == Optimisation.State.APPROXIMATE || result.getState().isFeasible()) {
            return solved(result);
        }
        // Neither method proves anything by these words: a quadratic program is called unbounded for want of curvature.
        return Attempt.unsolved(Claim.FAILED, null, 1, "ojAlgo ended in the state " + result.getState());
    }

    private Attempt unboundedOrFailed() {
        Attempt linear = new SimplexRun(program, options, limits).run();
        return linear.claim() == Claim.UNBOUNDED ? linear
                : Attempt.unsolved(Claim.FAILED, null, 1, "neither operator splitting nor the active-set method of ojAlgo solved it");
    }

    private Optimisation.Result solve(boolean splitting) {
        int n = program.variableCount();
        ConvexSolver.Builder builder = ConvexSolver.newBuilder(n);
        SparseMatrix quadratic = program.quadratic();
        for (int j = 0; j < n; j++) {
            // ojAlgo minimises 1/2 x'Qx - c'x.
            builder.objective(j, -program.linear(j));
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
        Optimisation.Options settings = OjAlgoSolver.settings(options, limits, n + program.equalityCount() + program.coneRowCount());
        settings.experimental = splitting;
        return builder.build(settings).solve();
    }

    private Attempt solved(Optimisation.Result result) {
        int n = program.variableCount();
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            x[j] = result.doubleValue(j);
        }
        return Attempt.solved(x, 1);
    }
}
