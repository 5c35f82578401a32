package org.flexopf.solver.adapter;

import org.flexopf.program.SparseMatrix;

/**
 * What some libraries demand of {@code Ax = b} before they start: independent rows, and a point that satisfies them.
 */
public final class LinearEquations {

    private LinearEquations() {}

    /** Which rows of A are linearly independent of the rows before them. */
    public static boolean[] independentRows(SparseMatrix a) {
        return new NonnegativeLeastSquares(columns(a.transpose()), a.rows(), new double[a.columns()])
                .independentFreeColumns();
    }

    /**
     * A point with {@code Ax = b} if there is one, else one with the smallest sum of squared residuals; few of its
     * entries are not zero.
     */
    public static double[] point(SparseMatrix a, double[] b, SolveLimits limits) {
        return new NonnegativeLeastSquares(columns(a), a.columns(), b).solve(limits);
    }

    private static double[][] columns(SparseMatrix matrix) {
        double[][] columns = new double[matrix.columns()][matrix.rows()];
        for (int j = 0; j < matrix.columns(); j++) {
            for (int k = matrix.columnStart(j); k < matrix.columnStart(j + 1); k++) {
                columns[j][matrix.rowIndex(k)] = matrix.value(k);
            }
        }
        return columns;
    }
}
