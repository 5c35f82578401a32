package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * A row of a matrix without its zeros, or a combination of two rows in which terms may cancel; one is looked at after
 * the other. What has been looked at is kept: bounds are propagated through the same rows and combinations over and
 * over.
 */
final class RowSum {

    /** What is left of two terms of opposite sign, relative to their sizes, where they are taken to cancel. */
    private static final double CANCELLED = 1e-12;

    private static final int NONE = -1;

    private final SparseRows matrix;
    private final int rows;
    /** The terms of all rows, and behind them those of combinations. */
    private int[] column;

    private double[] coefficient;
    private int count;
    /** Where the terms of each row start and end, and those of the sum and of the difference of a head with it. */
    private final int[] start;

    private final int[] end;
    /** The sizes of the two terms that made one; and where the term of a column stands, -1 if there is none. */
    private double[] size;

    private final int[] place;
    /** The row or combination that is looked at. */
    private int begin;

    private int stop;

    RowSum(SparseRows matrix, int rows, int columns) {
        this.matrix = matrix;
        this.rows = rows;
        column = new int[matrix.column.length];
        coefficient = new double[column.length];
        size = new double[8];
        start = new int[3 * rows];
        end = new int[3 * rows];
        place = new int[columns];
        Arrays.fill(place, NONE);
    }

    /** Takes over the numbers of the matrix. */
    void load() {
        count = 0;
        for (int i = 0; i < rows; i++) {
            start[i] = count;
            for (int k = matrix.entry(i, 0); k < matrix.entry(i, matrix.length(i)); k++) {
                if (matrix.value[k] != 0.0) {
                    column[count] = matrix.column[k];
                    coefficient[count++] = matrix.value[k];
                }
            }
            end[i] = count;
        }
        Arrays.fill(start, rows, 3 * rows, NONE);
    }

    /** Becomes one row. */
    void set(int row) {
        begin = start[row];
        stop = end[row];
    }

    /** Becomes the head of a cone plus or minus another row of it. */
    void set(int head, boolean isSum, int other) {
        int at = (isSum ? 1 : 2) * rows + other;
        if (start[at] == NONE) {
            combine(head, isSum ? 1.0 : -1.0, other, at);
        }
        begin = start[at];
        stop = end[at];
    }

    private void combine(int head, double sign, int other, int at) {
        int first = count;
        int needed = count + end[head] - start[head] + end[other] - start[other];
        if (needed > column.length) {
            column = Arrays.copyOf(column, needed + needed / 2);
            coefficient = Arrays.copyOf(coefficient, column.length);
        }
        if (needed - first > size.length) {
            size = new double[2 * (needed - first)];
        }
        for (int k = start[head]; k < end[head]; k++) {
            add(column[k], coefficient[k], first);
        }
        for (int k = start[other]; k < end[other]; k++) {
            add(column[k], sign * coefficient[k], first);
        }
        int kept = first;
        for (int t = first; t < count; t++) {
            place[column[t]] = NONE;
            if (Math.abs(coefficient[t]) > CANCELLED * size[t - first]) {
                column[kept] = column[t];
                coefficient[kept++] = coefficient[t];
            }
        }
        count = kept;
        start[at] = first;
        end[at] = kept;
    }

    private void add(int j, double value, int first) {
        if (place[j] == NONE) {
            place[j] = count;
            column[count] = j;
            coefficient[count] = value;
            size[count++ - first] = Math.abs(value);
        } else {
            coefficient[place[j]] += value;
            size[place[j] - first] += Math.abs(value);
        }
    }

    int terms() {
        return stop - begin;
    }

    int column(int term) {
        return column[begin + term];
    }

    double coefficient(int term) {
        return coefficient[begin + term];
    }
}
