package org.flexopf.dcopf;

import java.util.Arrays;
import org.flexopf.internal.sparse.MinimumDegreeOrdering;
import org.flexopf.program.SparseMatrix;

/**
 * LU factors of a square matrix with a symmetric pattern, such as a network's, in a minimum-degree order and without pivoting: network matrices are
 * diagonally dominant but for the rare negative reactance. Row by row ("ikj"), over a pattern found beforehand by the elimination tree.
 *
 * <p>L has ones on its diagonal, U is stored by rows with its diagonal first. Immutable after construction and safe to share between threads.
 */
final class SparseLu {

    /** A pivot smaller than this, relative to the largest entry of its row, is taken for zero. */
    private static final double SINGULAR = 1e-13;

    private final int size;
    private final int[] order;
    private final int[] lowerStart;
    private final int[] lowerColumn;
    private final double[] lower;
    private final int[] upperStart;
    private final int[] upperColumn;
    private final double[] upper;

    private SparseLu(SparseMatrix matrix) {
        size = matrix.rows();
        order = eliminationOrder(matrix);
        int[] placeOf = new int[size];
        for (int k = 0; k < size; k++) {
            placeOf[order[k]] = k;
        }
        SparseMatrix byRows = matrix.transpose();
        int[][] pattern = upperPattern(byRows, placeOf);
        upperStart = new int[size + 1];
        lowerStart = new int[size + 1];
        for (int k = 0; k < size; k++) {
            upperStart[k + 1] = upperStart[k] + 1 + pattern[k].length;
            for (int column : pattern[k]) {
                lowerStart[column + 1]++;
            }
        }
        for (int k = 0; k < size; k++) {
            lowerStart[k + 1] += lowerStart[k];
        }
        upperColumn = new int[upperStart[size]];
        upper = new double[upperStart[size]];
        lowerColumn = new int[lowerStart[size]];
        lower = new double[lowerStart[size]];
        int[] next = Arrays.copyOf(lowerStart, size);
        for (int k = 0; k < size; k++) {
            upperColumn[upperStart[k]] = k;
            System.arraycopy(pattern[k], 0, upperColumn, upperStart[k] + 1, pattern[k].length);
            for (int column : pattern[k]) {
                lowerColumn[next[column]++] = k;
            }
        }
        factor(byRows, placeOf);
    }

    /** The factors of a matrix. @throws ArithmeticException if it is singular to working precision */
    static SparseLu of(SparseMatrix matrix) {
        return new SparseLu(matrix);
    }

    private static int[] eliminationOrder(SparseMatrix matrix) {
        int[] start = new int[matrix.columns() + 1];
        int[] neighbour = new int[matrix.entryCount()];
        int count = 0;
        for (int j = 0; j < matrix.columns(); j++) {
            for (int e = matrix.columnStart(j); e < matrix.columnStart(j + 1); e++) {
                if (matrix.rowIndex(e) != j) {
                    neighbour[count++] = matrix.rowIndex(e);
                }
            }
            start[j + 1] = count;
        }
        return MinimumDegreeOrdering.order(start, Arrays.copyOf(neighbour, count));
    }

    /** The number of rows. */
    int size() {
        return size;
    }

    /** Columns above the diagonal per row of U, ascending: those of the matrix, and those of the rows that have this one as their first column. */
    private int[][] upperPattern(SparseMatrix byRows, int[] placeOf) {
        int[][] pattern = new int[size][];
        int[] firstChild = new int[size];
        int[] nextSibling = new int[size];
        Arrays.fill(firstChild, -1);
        int[] mark = new int[size];
        Arrays.fill(mark, -1);
        int[] found = new int[size];
        for (int k = 0; k < size; k++) {
            int count = 0;
            mark[k] = k;
            for (int e = byRows.columnStart(order[k]); e < byRows.columnStart(order[k] + 1); e++) {
                int column = placeOf[byRows.rowIndex(e)];
                if (column > k && mark[column] != k) {
                    mark[column] = k;
                    found[count++] = column;
                }
            }
            for (int child = firstChild[k]; child >= 0; child = nextSibling[child]) {
                for (int column : pattern[child]) {
                    if (mark[column] != k) {
                        mark[column] = k;
                        found[count++] = column;
                    }
                }
            }
            pattern[k] = Arrays.copyOf(found, count);
            Arrays.sort(pattern[k]);
            if (count > 0) {
                int parent = pattern[k][0];
                nextSibling[k] = firstChild[parent];
                firstChild[parent] = k;
            }
        }
        return pattern;
    }

    private void factor(SparseMatrix byRows, int[] placeOf) {
        double[] row = new double[size];
        for (int i = 0; i < size; i++) {
            double largest = 0.0;
            for (int e = byRows.columnStart(order[i]); e < byRows.columnStart(order[i] + 1); e++) {
                row[placeOf[byRows.rowIndex(e)]] = byRows.value(e);
                largest = Math.max(largest, Math.abs(byRows.value(e)));
            }
            for (int e = lowerStart[i]; e < lowerStart[i + 1]; e++) {
                int j = lowerColumn[e];
                double factor = row[j] / upper[upperStart[j]];
                row[j] = 0.0;
                lower[e] = factor;
                for (int u = upperStart[j] + 1; u < upperStart[j + 1]; u++) {
                    row[upperColumn[u]] -= factor * upper[u];
                }
            }
            for (int u = upperStart[i]; u < upperStart[i + 1]; u++) {
                upper[u] = row[upperColumn[u]];
                row[upperColumn[u]] = 0.0;
            }
            if (!(Math.abs(upper[upperStart[i]]) > SINGULAR * largest)) {
                throw new ArithmeticException("the network matrix is singular at row " + order[i]
                        + ": reactances of opposite sign cancel, or a part of the network hangs in the air");
            }
        }
    }

    /** x with {@code A x = b}. */
    double[] solve(double[] b) {
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = b[order[i]];
            for (int e = lowerStart[i]; e < lowerStart[i + 1]; e++) {
                sum -= lower[e] * y[lowerColumn[e]];
            }
            y[i] = sum;
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = y[i];
            for (int u = upperStart[i] + 1; u < upperStart[i + 1]; u++) {
                sum -= upper[u] * y[upperColumn[u]];
            }
            y[i] = sum / upper[upperStart[i]];
        }
        return inOriginalOrder(y);
    }

    /** x with {@code A' x = b}. */
    double[] solveTransposed(double[] b) {
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            y[i] = b[order[i]];
        }
        for (int i = 0; i < size; i++) {
            y[i] /= upper[upperStart[i]];
            for (int u = upperStart[i] + 1; u < upperStart[i + 1]; u++) {
                y[upperColumn[u]] -= upper[u] * y[i];
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int e = lowerStart[i]; e < lowerStart[i + 1]; e++) {
                y[lowerColumn[e]] -= lower[e] * y[i];
            }
        }
        return inOriginalOrder(y);
    }

    private double[] inOriginalOrder(double[] y) {
        double[] x = new double[size];
        for (int k = 0; k < size; k++) {
            x[order[k]] = y[k];
        }
        return x;
    }
}
