package org.flexopf.solver.ojalgo;

import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.Attempt.Claim;
import org.flexopf.solver.adapter.LinearForm;
import org.flexopf.solver.adapter.SolveLimits;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;
import org.ojalgo.structure.Mutate1D;

/** One linear program by ojAlgo's revised simplex method, with bounds as bounds. */
final class SimplexRun {

    private static final double FINER = 1e3;

    private final ConicProgram program;
    private final SolverOptions options;
    private final SolveLimits limits;
    private final LinearForm form;

    SimplexRun(ConicProgram program, SolverOptions options, SolveLimits limits) {
        this.program = program;
        this.options = options;
        this.limits = limits;
        this.form = new LinearForm(program);
    }

    /**
     * With costs in their own unit first. ojAlgo's tolerances are absolute, so where it stops short a finer unit takes
     * it further.
     */
    Attempt run() {
        return attempt(1.0).orElse(() -> attempt(FINER).orElse(() -> attempt(FINER * FINER)));
    }

    private Attempt attempt(double costUnit) {
        if (form.boundsCross()) {
            return Attempt.unsolved(Claim.INFEASIBLE, null, 0, "a lower bound exceeds an upper one");
        }
        int n = program.variableCount();
        int inequalities = form.generalRowCount();
        int equalities = program.equalityCount();
        int sweep = n + inequalities + equalities;
        double[] cost = program.linear();
        for (int j = 0; j < n; j++) {
            cost[j] *= costUnit;
        }
        LinearSolver.Builder builder = LinearSolver.newBuilder(cost);
        for (int j = 0; j < n; j++) {
            builder.range(j, form.lower(j), form.upper(j));
        }
        for (int i = 0; i < inequalities; i++) {
            int row = form.generalRow(i);
            fill(builder.inequality(program.coneRhs(row)), form.rows(), row);
        }
        SparseMatrix equalityRows = program.equalityMatrix().transpose();
        for (int i = 0; i < equalities; i++) {
            fill(builder.equality(program.equalityRhs(i)), equalityRows, i);
        }
        Optimisation.Options settings = OjAlgoSolver.settings(options, limits, sweep);
        LinearSolver solver = builder.build(settings);
        Optimisation.Result result = solver.solve();
        if (!result.getState().isOptimal()) {
            return OjAlgoSolver.unsolved(result, 1, options, limits);
        }
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            x[j] = Math.min(Math.max(result.doubleValue(j), form.lower(j)), form.upper(j));
        }
        double[] general = new double[inequalities];
        for (int i = 0; i < inequalities; i++) {
            general[i] = -solver.getDualMultiplier(i) / costUnit;
        }
        double[] y = new double[equalities];
        for (int i = 0; i < equalities; i++) {
            y[i] = -solver.getDualMultiplier(inequalities + i) / costUnit;
        }
        return Attempt.solved(x, form.multipliers(x, y, general), 1);
    }

    static void fill(Mutate1D target, SparseMatrix rows, int row) {
        for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
            target.set(rows.rowIndex(k), rows.value(k));
        }
    }
}
