package org.flexopf.solver.adapter;

/** LU factors of a dense square matrix with partial pivoting; a singular one leads to numbers that are not finite. */
public final class DenseLu {

    private final double[][] lu;
    private final int[] pivots;

    /** Factorises in place; asks the limits once per row. */
    public DenseLu(double[][] matrix, SolveLimits limits) {
        int n = matrix.length;
        lu = matrix;
        pivots = new int[n];
        for (int k = 0; k < n; k++) {
            limits.check();
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(lu[i][k]) > Math.abs(lu[pivot][k])) {
                    pivot = i;
                }
            }
            pivots[k] = pivot;
            double[] row = lu[pivot];
            lu[pivot] = lu[k];
            lu[k] = row;
            for (int i = k + 1; i < n; i++) {
                double factor = lu[i][k] / row[k];
                lu[i][k] = factor;
                if (factor != 0.0) {
                    double[] target = lu[i];
                    for (int j = k + 1; j < n; j++) {
                        target[j] -= factor * row[j];
                    }
                }
            }
        }
    }

    /** Solves in place. */
    public void solve(double[] v) {
        int n = v.length;
        for (int k = 0; k < n; k++) {
            double swap = v[pivots[k]];
            v[pivots[k]] = v[k];
            v[k] = swap;
        }
        for (int i = 0; i < n; i++) {
            double sum = v[i];
            for (int j = 0; j < i; j++) {
                sum -= lu[i][j] * v[j];
            }
            v[i] = sum;
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = v[i];
            for (int j = i + 1; j < n; j++) {
                sum -= lu[i][j] * v[j];
            }
            v[i] = sum / lu[i][i];
        }
    }

    @Override
    public String toString() {
        return pivots.length + " x " + pivots.length + " triangular factors";
    }
}
