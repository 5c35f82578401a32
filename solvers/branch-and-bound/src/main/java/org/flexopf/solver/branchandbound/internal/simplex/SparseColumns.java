package org.flexopf.solver.branchandbound.internal.simplex;

import java.util.Arrays;

/** Columns of a sparse matrix that are written one after the other. */
final class SparseColumns {

    private int[] end;
    private int[] indices = new int[256];
    private double[] values = new double[256];
    private int size;

    SparseColumns(int columns) {
        end = new int[Math.max(1, columns)];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** Adds an entry to the column that is being written. */
    void add(int index, double value) {
        if (size == indices.length) {
            indices = Arrays.copyOf(indices, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        indices[size] = index;
        values[size++] = value;
    }

    /** Ends a column; columns are closed in their order. */
    void close(int column) {
        if (column == end.length) {
            end = Arrays.copyOf(end, 2 * column);
        }
        end[column] = size;
    }

    int start(int column) {
        return column == 0 ? 0 : end[column - 1];
    }

    int end(int column) {
        return end[column];
    }

    int index(int entry) {
        return indices[entry];
    }

    double value(int entry) {
        return values[entry];
    }
}
