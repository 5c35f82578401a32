package org.flexopf.solver.joptimizer;

import cern.colt.matrix.DoubleMatrix1D;
import cern.colt.matrix.impl.DenseDoubleMatrix1D;
import com.joptimizer.solvers.KKTSolver;
import java.util.Arrays;
import org.flexopf.solver.adapter.DenseLu;
import org.flexopf.solver.adapter.SolveLimits;

/**
 * Newton's equations {@code Hv + A'w = -g, Av = -h} by LU factors with pivoting, scaled to a unit diagonal of H,
 * lightly regularised and refined. The last solution is kept, as it holds the multipliers.
 *
 * <p>JOptimizer's own solvers factorise H by Cholesky's method and give up where it is singular, as it is wherever a
 * variable occurs in no inequality; this is the interface it offers for another.
 */
final class ScaledKktSolver extends KKTSolver {

    private static final double REGULARISATION = 1e-16;
    private static final int REFINEMENTS = 3;
    private static final int REPAIRS = 2;

    private final SolveLimits limits;
    private double[] step;
    private double[] multipliers;

    ScaledKktSolver(SolveLimits limits) {
        this.limits = limits;
    }

    /** The v of the last equations. */
    double[] step() {
        return step;
    }

    /** The w of the last equations. */
    double[] multipliers() {
        return multipliers;
    }

    @Override
    public DoubleMatrix1D[] solve() {
        int n = H.rows();
        int p = A == null ? 0 : A.rows();
        double[] scale = new double[n + p];
        for (int j = 0; j < n; j++) {
            double diagonal = H.getQuick(j, j);
            // Hardly any curvature is no reason to blow up a column: equalities hold the variable.
            scale[j] = diagonal > 1.0 ? 1.0 / Math.sqrt(diagonal) : 1.0;
        }
        for (int i = 0; i < p; i++) {
            double size = 0.0;
            for (int j = 0; j < n; j++) {
                size = Math.max(size, Math.abs(A.getQuick(i, j)) * scale[j]);
            }
            scale[n + i] = size > 0.0 ? 1.0 / size : 1.0;
        }
        double[][] matrix = new double[n + p][n + p];
        double[] rhs = new double[n + p];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i][j] = H.getQuick(i, j) * scale[i] * scale[j];
            }
            rhs[i] = -g.getQuick(i) * scale[i];
        }
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < n; j++) {
                double value = A.getQuick(i, j) * scale[n + i] * scale[j];
                matrix[n + i][j] = value;
                matrix[j][n + i] = value;
            }
            rhs[n + i] = h == null ? 0.0 : -h.getQuick(i) * scale[n + i];
        }
        double[] solution = refined(matrix, rhs, n);
        for (int k = 0; k < solution.length; k++) {
            solution[k] *= scale[k];
            if (!Double.isFinite(solution[k])) {
                throw new ArithmeticException("Newton's equations are singular");
            }
        }
        step = Arrays.copyOf(solution, n);
        multipliers = Arrays.copyOfRange(solution, n, n + p);
        return new DoubleMatrix1D[] {new DenseDoubleMatrix1D(step), p == 0 ? null : new DenseDoubleMatrix1D(multipliers)
        };
    }

    private double[] refined(double[][] matrix, double[] rhs, int n) {
        double[][] regularised = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            regularised[i] = matrix[i].clone();
            regularised[i][i] += i < n ? REGULARISATION : -REGULARISATION;
        }
        DenseLu factors = new DenseLu(regularised, limits);
        double[] solution = new double[rhs.length];
        for (int round = 0; round <= REFINEMENTS + REPAIRS; round++) {
            double[] residual = rhs.clone();
            if (round > REFINEMENTS) {
                // Late on a path w is so large that its rounding drowns the equalities; so these are met once more on
                // their own.
                Arrays.fill(residual, 0, n, 0.0);
            }
            for (int i = round > REFINEMENTS ? n : 0; i < residual.length; i++) {
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
}
