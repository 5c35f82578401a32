package org.flexopf.solver.branchandbound.internal.simplex;

import java.util.Arrays;

/** The rows of a sparse matrix that was written by columns. */
final class SparseRows {

    private final int[] start;
    private final int[] next;
    private int[] columns = new int[0];
    private double[] values = new double[0];

    SparseRows(int rows) {
        start = new int[rows + 1];
        next = new int[rows];
    }

    /**
     * Becomes the rows of a square matrix.
     *
     * @param names the row that each index of the columns stands for; {@code null} where it is the index itself
     */
    void transpose(SparseColumns matrix, int count, int[] names) {
        int size = matrix.size();
        if (columns.length < size) {
            columns = new int[2 * size];
            values = new double[2 * size];
        }
        Arrays.fill(start, 0);
        for (int e = 0; e < size; e++) {
            start[row(matrix, e, names) + 1]++;
        }
        for (int i = 0; i < count; i++) {
            start[i + 1] += start[i];
            next[i] = start[i];
        }
        for (int j = 0; j < count; j++) {
            for (int e = matrix.start(j); e < matrix.end(j); e++) {
                int place = next[row(matrix, e, names)]++;
                columns[place] = j;
                values[place] = matrix.value(e);
            }
        }
    }

    private static int row(SparseColumns matrix, int entry, int[] names) {
        return names == null ? matrix.index(entry) : names[matrix.index(entry)];
    }

    /** Subtracts a row times a factor. */
    void subtract(int row, double factor, double[] from) {
        for (int e = start[row]; e < start[row + 1]; e++) {
            from[columns[e]] -= factor * values[e];
        }
    }
}
