package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/** A row of a matrix, or a combination of two of them in which terms may cancel; one is looked at after the other. */
final class RowSum {

    /** What is left of two terms of opposite sign, relative to their sizes, where they are taken to cancel. */
    private static final double CANCELLED = 1e-12;

    private final SparseRows matrix;
    /** The terms; and where the term of a column stands, -1 if there is none. */
    private final int[] column;

    private final double[] coefficient;
    private final double[] size;
    private final int[] place;
    private int count;

    RowSum(SparseRows matrix, int columns) {
        this.matrix = matrix;
        column = new int[columns];
        coefficient = new double[columns];
        size = new double[columns];
        place = new int[columns];
        Arrays.fill(place, -1);
    }

    /** Becomes one row. */
    void set(int row) {
        clear();
        add(row, 1.0);
    }

    /** Becomes one row plus a multiple of another. */
    void set(int row, double factor, int other) {
        clear();
        add(row, 1.0);
        add(other, factor);
        int kept = 0;
        for (int t = 0; t < count; t++) {
            int j = column[t];
            if (Math.abs(coefficient[t]) > CANCELLED * size[t]) {
                column[kept] = j;
                coefficient[kept] = coefficient[t];
                place[j] = kept++;
            } else {
                place[j] = -1;
            }
        }
        count = kept;
    }

    private void clear() {
        for (int t = 0; t < count; t++) {
            place[column[t]] = -1;
        }
        count = 0;
    }

    private void add(int row, double factor) {
        for (int k = 0; k < matrix.length(row); k++) {
            int entry = matrix.entry(row, k);
            double value = factor * matrix.value[entry];
            if (value == 0.0) {
                continue;
            }
            int j = matrix.column[entry];
            if (place[j] < 0) {
                place[j] = count;
                column[count] = j;
                coefficient[count] = value;
                size[count++] = Math.abs(value);
            } else {
                coefficient[place[j]] += value;
                size[place[j]] += Math.abs(value);
            }
        }
    }

    int terms() {
        return count;
    }

    int column(int term) {
        return column[term];
    }

    double coefficient(int term) {
        return coefficient[term];
    }
}
