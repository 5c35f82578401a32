package org.flexopf.testkit;

import java.util.Arrays;

/**
 * Gaussian elimination with row pivoting of a regularised symmetric indefinite matrix: {@code +delta} on its first
 * rows, {@code -delta} on the others, which refinement against the unregularised matrix removes again. Rows and columns
 * are equilibrated first.
 */
final class DenseLu {

    private final double[][] matrix;
    private final double[][] lu;
    private final double[] scale;
    private final int[] pivots;
    private final int refinements;

    DenseLu(double[][] matrix, int positive, double delta, int refinements) {
        this.matrix = matrix;
        this.refinements = refinements;
        int size = matrix.length;
        this.scale = new double[size];
        Arrays.fill(scale, 1.0);
        for (int round = 0; round < 10; round++) {
            double[] next = scale.clone();
            for (int i = 0; i < size; i++) {
                double largest = 0.0;
                for (int j = 0; j < size; j++) {
                    largest = Math.max(largest, Math.abs(scale[i] * matrix[i][j] * scale[j]));
                }
                next[i] = largest > 0.0 ? scale[i] / Math.sqrt(largest) : scale[i];
            }
            System.arraycopy(next, 0, scale, 0, size);
        }
        this.lu = new double[size][size];
        this.pivots = new int[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                lu[i][j] = scale[i] * matrix[i][j] * scale[j];
            }
            lu[i][i] += i < positive ? delta : -delta;
        }
        for (int k = 0; k < size; k++) {
            int pivot = k;
            for (int i = k + 1; i < size; i++) {
                if (Math.abs(lu[i][k]) > Math.abs(lu[pivot][k])) {
                    pivot = i;
                }
            }
            pivots[k] = pivot;
            double[] swap = lu[k];
            lu[k] = lu[pivot];
            lu[pivot] = swap;
            for (int i = k + 1; i < size; i++) {
                double factor = lu[i][k] / lu[k][k];
                lu[i][k] = factor;
                if (factor != 0.0) {
                    for (int j = k + 1; j < size; j++) {
                        lu[i][j] -= factor * lu[k][j];
                    }
                }
            }
        }
    }

    /**
     * Solves with the regularised matrix, then refines towards the unregularised one; the best solution met is
     * returned.
     */
    double[] solve(double[] rhs) {
        double[] solution = correction(rhs, new double[rhs.length]);
        double[] best = solution;
        double bestError = Double.POSITIVE_INFINITY;
        for (int round = 0; round <= refinements; round++) {
            double[] residual = residual(rhs, solution);
            double error = KktFigures.largest(residual);
            if (error < bestError) {
                bestError = error;
                best = solution;
            }
            solution = correction(residual, solution);
        }
        return best;
    }

    private double[] residual(double[] rhs, double[] solution) {
        double[] residual = rhs.clone();
        for (int i = 0; i < rhs.length; i++) {
            residual[i] -= KktFigures.dot(matrix[i], solution);
        }
        return residual;
    }

    private double[] correction(double[] residual, double[] solution) {
        double[] change = new double[residual.length];
        for (int i = 0; i < change.length; i++) {
            change[i] = scale[i] * residual[i];
        }
        substitute(change);
        for (int i = 0; i < change.length; i++) {
            change[i] = solution[i] + scale[i] * change[i];
        }
        return change;
    }

    private void substitute(double[] v) {
        for (int k = 0; k < v.length; k++) {
            double swap = v[pivots[k]];
            v[pivots[k]] = v[k];
            v[k] = swap;
        }
        for (int i = 0; i < v.length; i++) {
            for (int k = 0; k < i; k++) {
                v[i] -= lu[i][k] * v[k];
            }
        }
        for (int i = v.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < v.length; k++) {
                v[i] -= lu[i][k] * v[k];
            }
            v[i] /= lu[i][i];
        }
    }
}
