package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * A row of a matrix, or a combination of two rows in which terms may cancel; one is looked at after the other. What has
 * been looked at is kept: bounds are propagated through the same rows and combinations over and over.
 */
final class RowSum {

    /** What is left of two terms of opposite sign, relative to their sizes, where they are taken to cancel. */
    private static final double CANCELLED = 1e-12;

    private static final int NONE = -1;
    /** The place of the sign in a number. */
    private static final int SIGN = 63;

    private final SparseRows matrix;
    private final int rows;
    /** The column of a zero: one more than there are. */
    private final int noColumn;
    /** The terms of all rows, where the matrix has them, and behind them those of combinations. */
    private int[] end;

    private double[] size;
    private int count;
    /** Where the terms of each row start and stop, and those of the sum and of the difference of a head with it. */
    private final int[] start;

    private final int[] stop;
    /** The coefficients of a combination, and the sizes of the two terms that made each. */
    private double[] coefficient;

    private double[] made;
    /** Where the term of a column stands, -1 if there is none. */
    private final int[] place;
    /** The row or combination that is looked at. */
    private int first;

    private int last;

    RowSum(SparseRows matrix, int rows, int columns) {
        this.matrix = matrix;
        this.rows = rows;
        noColumn = columns;
        end = new int[matrix.column.length];
        size = new double[end.length];
        coefficient = new double[8];
        made = new double[8];
        start = new int[3 * rows];
        stop = new int[3 * rows];
        for (int i = 0; i < rows; i++) {
            start[i] = matrix.entry(i, 0);
            stop[i] = matrix.entry(i, matrix.length(i));
        }
        place = new int[columns + 1];
        Arrays.fill(place, NONE);
    }

    /** Takes over the numbers of the matrix. */
    void load() {
        int[] column = matrix.column;
        double[] value = matrix.value;
        int[] e = end;
        double[] sizes = size;
        for (int k = 0; k < column.length; k++) {
            int sign = (int) (Double.doubleToRawLongBits(value[k]) >>> SIGN);
            e[k] = 2 * (value[k] == 0.0 ? noColumn : column[k]) + sign;
            sizes[k] = Math.abs(value[k]);
        }
        count = column.length;
        Arrays.fill(start, rows, 3 * rows, NONE);
    }

    /** Becomes one row. */
    void set(int row) {
        first = start[row];
        last = stop[row];
    }

    /** Becomes the head of a cone plus or minus another row of it. */
    void set(int head, boolean isSum, int other) {
        int at = (isSum ? 1 : 2) * rows + other;
        if (start[at] == NONE) {
            combine(head, isSum ? 1.0 : -1.0, other, at);
        }
        first = start[at];
        last = stop[at];
    }

    /** Whether two rows have a column in common, or no columns: else nothing cancels in their sum or difference. */
    boolean canCancel(int row, int other) {
        boolean any = start[row] == stop[row] && start[other] == stop[other];
        for (int k = start[row]; k < stop[row]; k++) {
            place[matrix.column[k]] = k;
        }
        for (int k = start[other]; k < stop[other]; k++) {
            any |= place[matrix.column[k]] != NONE;
        }
        for (int k = start[row]; k < stop[row]; k++) {
            place[matrix.column[k]] = NONE;
        }
        return any;
    }

    private void combine(int head, double sign, int other, int at) {
        int begin = count;
        int most = stop[head] - start[head] + stop[other] - start[other];
        if (begin + most > end.length) {
            end = Arrays.copyOf(end, begin + most + (begin + most) / 2);
            size = Arrays.copyOf(size, end.length);
        }
        if (most > made.length) {
            coefficient = new double[2 * most];
            made = new double[coefficient.length];
        }
        for (int k = start[head]; k < stop[head]; k++) {
            add(end[k] >> 1, signed(k), begin);
        }
        for (int k = start[other]; k < stop[other]; k++) {
            add(end[k] >> 1, sign * signed(k), begin);
        }
        int terms = count - begin;
        count = begin;
        for (int t = 0; t < terms; t++) {
            int column = end[begin + t] >> 1;
            place[column] = NONE;
            if (Math.abs(coefficient[t]) > CANCELLED * made[t]) {
                end[count] = 2 * column + (coefficient[t] < 0.0 ? 1 : 0);
                size[count++] = Math.abs(coefficient[t]);
            }
        }
        start[at] = begin;
        stop[at] = count;
    }

    private double signed(int k) {
        return (end[k] & 1) == 0 ? size[k] : -size[k];
    }

    private void add(int column, double value, int begin) {
        int term = place[column];
        if (term == NONE) {
            term = count - begin;
            place[column] = term;
            coefficient[term] = value;
            made[term] = Math.abs(value);
            end[count++] = 2 * column;
        } else {
            coefficient[term] += value;
            made[term] += Math.abs(value);
        }
    }

    int terms() {
        return last - first;
    }

    /**
     * Where a term is least: twice its column where the variable is least, and one more where the variable is largest,
     * for its coefficient is negative. Twice the number of columns for a zero.
     */
    int end(int term) {
        return end[first + term];
    }

    /** The size of a term's coefficient. */
    double size(int term) {
        return size[first + term];
    }
}
