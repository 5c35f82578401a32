package org.flexopf.acopf.nlp;

import java.util.Arrays;

/** Where the entries of a sparse matrix stand. Entries of one place add up. */
public final class Triplets {

    private final int[] row;
    private final int[] column;

    private Triplets(int[] row, int[] column) {
        this.row = row;
        this.column = column;
    }

    /** The row of an entry. */
    public int row(int entry) {
        return row[entry];
    }

    /** The column of an entry. */
    public int column(int entry) {
        return column[entry];
    }

    /** The number of entries. */
    public int count() {
        return row.length;
    }

    /** A builder that has these entries already. */
    Builder toBuilder() {
        Builder builder = new Builder();
        for (int t = 0; t < row.length; t++) {
            builder.add(row[t], column[t]);
        }
        return builder;
    }

    /** Adds {@code A x} to a vector. */
    void addProduct(double[] value, double[] x, double[] sum) {
        for (int t = 0; t < row.length; t++) {
            sum[row[t]] += value[t] * x[column[t]];
        }
    }

    /** Adds {@code A' y} to a vector. */
    void addTransposed(double[] value, double[] y, double[] sum) {
        for (int t = 0; t < row.length; t++) {
            sum[column[t]] += value[t] * y[row[t]];
        }
    }

    /** Adds {@code H x} to a vector, where the entries are one triangle of a symmetric H. */
    void addSymmetric(double[] value, double[] x, double[] sum) {
        for (int t = 0; t < row.length; t++) {
            sum[row[t]] += value[t] * x[column[t]];
            if (row[t] != column[t]) {
                sum[column[t]] += value[t] * x[row[t]];
            }
        }
    }

    /** Collects entries. */
    public static final class Builder {

        private int[] row = new int[64];
        private int[] column = new int[64];
        private int count;

        /** No entries yet. */
        public Builder() {
            // Entries come one by one.
        }

        /** Adds an entry; returns the place of its value. */
        public int add(int r, int c) {
            if (count == row.length) {
                row = Arrays.copyOf(row, 2 * count);
                column = Arrays.copyOf(column, 2 * count);
            }
            row[count] = r;
            column[count] = c;
            return count++;
        }

        /** The entries so far. */
        public Triplets build() {
            return new Triplets(Arrays.copyOf(row, count), Arrays.copyOf(column, count));
        }

        @Override
        public String toString() {
            return count + " entries";
        }
    }

    @Override
    public String toString() {
        return count() + " entries";
    }
}
