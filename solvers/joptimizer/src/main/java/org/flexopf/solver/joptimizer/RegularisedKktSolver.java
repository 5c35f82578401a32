package org.flexopf.solver.joptimizer;

import cern.colt.matrix.DoubleMatrix1D;
import cern.colt.matrix.impl.DenseDoubleMatrix1D;
import com.joptimizer.solvers.KKTSolver;
import org.flexopf.solver.adapter.DenseLu;
import org.flexopf.solver.adapter.SolveLimits;

/**
 * Newton's equations {@code Hv + A'w = -g, Av = -h} by LU factors with pivoting, lightly regularised and refined.
 *
 * <p>JOptimizer's own solvers factorise H by Cholesky's method and give up where it is singular, as it is wherever a variable occurs in no inequality; this
 * is the interface it offers for another.
 */
final class RegularisedKktSolver extends KKTSolver {

    private static final double REGULARISATION = 1e-11;
    private static final int REFINEMENTS = 2;

    private final SolveLimits limits;

    RegularisedKktSolver(SolveLimits limits) {
        this.limits = limits;
    }

    @Override
    public DoubleMatrix1D[] solve() {
        int n = H.rows();
        int p = A == null ? 0 : A.rows();
        double[][] matrix = new double[n + p][n + p];
        double[] rhs = new double[n + p];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i][j] = H.getQuick(i, j);
            }
            rhs[i] = -g.getQuick(i);
        }
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < n; j++) {
                matrix[n + i][j] = A.getQuick(i, j);
                matrix[j][n + i] = A.getQuick(i, j);
            }
            rhs[n + i] = h == null ? 0.0 : -h.getQuick(i);
        }
        double[] solution = refined(matrix, rhs, n);
        for (double value : solution) {
            if (!Double.isFinite(value)) {
                throw new ArithmeticException("Newton's equations are singular");
            }
        }
        return new DoubleMatrix1D[] {part(solution, 0, n), p == 0 ? null : part(solution, n, p)};
    }

    private double[] refined(double[][] matrix, double[] rhs, int n) {
        double[][] regularised = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            regularised[i] = matrix[i].clone();
            regularised[i][i] += i < n ? REGULARISATION : -REGULARISATION;
        }
        DenseLu factors = new DenseLu(regularised, limits);
        double[] solution = new double[rhs.length];
        for (int round = 0; round <= REFINEMENTS; round++) {
            double[] residual = rhs.clone();
            for (int i = 0; i < residual.length; i++) {
                for (int j = 0; j < residual.length; j++) {
                    residual[i] -= matrix[i][j] * solution[j];
                }
            }
            factors.solve(residual);
            for (int i = 0; i < solution.length; i++) {
                solution[i] += residual[i];
            }
        }
        return solution;
    }

    private static DoubleMatrix1D part(double[] vector, int from, int count) {
        DoubleMatrix1D part = new DenseDoubleMatrix1D(count);
        for (int i = 0; i < count; i++) {
            part.setQuick(i, vector[from + i]);
        }
        return part;
    }
}
