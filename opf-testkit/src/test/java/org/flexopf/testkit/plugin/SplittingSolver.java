package org.flexopf.testkit.plugin;

import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.DenseLu;
import org.flexopf.solver.adapter.LibrarySolver;
import org.flexopf.solver.adapter.SolveLimits;

/**
 * The alternating direction method of multipliers (Boyd et al., 2011) for linear constraints: one dense matrix,
 * factorised once.
 */
public final class SplittingSolver extends LibrarySolver {

    public SplittingSolver() {
        super("splitting", new SolverCapabilities(true, false, false, true, false, 500));
    }

    @Override
    protected Attempt attempt(ConicProgram program, SolverOptions options, WarmStart start, SolveLimits limits) {
        int n = program.variableCount(), p = program.equalityCount(), m = program.coneRowCount();
        double[][] kkt = new double[n + p + m][n + p + m];
        put(kkt, program.quadratic(), 0);
        put(kkt, program.equalityMatrix(), n);
        put(kkt, program.coneMatrix(), n + p);
        for (int i = 0; i < n + p + m; i++) {
            kkt[i][i] += i < n ? 1e-6 : i < n + p ? -1e-9 : -1.0;
        }
        DenseLu factors = new DenseLu(kkt, limits);
        double[] x = new double[n], s = new double[m], z = new double[m], v = new double[n + p + m];
        for (int step = 1; step <= 100L * options.maxIterations(); step++) {
            limits.check();
            for (int i = 0; i < v.length; i++) {
                int row = i - n - p;
                v[i] = i < n
                        ? 1e-6 * x[i] - program.linear(i)
                        : row < 0 ? program.equalityRhs(i - n) : program.coneRhs(row) - s[row] - z[row];
            }
            factors.solve(v);
            System.arraycopy(v, 0, x, 0, n);
            double[] slack = program.coneRhs();
            program.coneMatrix().multiplyAdd(-1.0, x, slack);
            double change = 0.0;
            for (int i = 0; i < m; i++) {
                double before = s[i];
                s[i] = Math.max(0.0, slack[i] - z[i]);
                z[i] += s[i] - slack[i];
                change = Math.max(change, Math.abs(s[i] - slack[i]) + Math.abs(s[i] - before));
            }
            if (change < 1e-6) {
                return Attempt.solved(x, (step + 99) / 100);
            }
        }
        return Attempt.unsolved(Attempt.Claim.ITERATION_LIMIT, x, options.maxIterations(), "no convergence");
    }

    private static void put(double[][] target, SparseMatrix source, int firstRow) {
        for (int j = 0; j < source.columns(); j++) {
            for (int k = source.columnStart(j); k < source.columnStart(j + 1); k++) {
                target[firstRow + source.rowIndex(k)][j] = source.value(k);
                target[j][firstRow + source.rowIndex(k)] = source.value(k);
            }
        }
    }
}
