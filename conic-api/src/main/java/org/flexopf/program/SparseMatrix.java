package org.flexopf.program;

import java.util.Arrays;

/**
 * An immutable sparse matrix in compressed column form: the entries of column {@code j} are numbered
 * {@code columnStart(j) .. columnStart(j + 1) - 1}, with strictly increasing row indices.
 *
 * <p>Entries may be stored although their value is zero; the stored pattern is what a solver's symbolic work depends
 * on.
 */
public final class SparseMatrix {

    private final int rows;
    private final int columns;
    private final int[] columnStarts;
    private final int[] rowIndices;
    private final double[] values;

    private SparseMatrix(int rows, int columns, int[] columnStarts, int[] rowIndices, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.columnStarts = columnStarts;
        this.rowIndices = rowIndices;
        this.values = values;
    }

    /** A matrix without entries. */
    public static SparseMatrix zero(int rows, int columns) {
        return new Builder(rows, columns).build();
    }

    /**
     * A matrix from compressed columns; the arrays are copied and checked.
     *
     * @throws IllegalArgumentException if the arrays are no compressed column form of a rows-by-columns matrix
     */
    public static SparseMatrix ofColumns(int rows, int columns, int[] columnStarts, int[] rowIndices, double[] values) {
        requireSize(rows, columns);
        if (columnStarts.length != columns + 1 || columnStarts[0] != 0) {
            throw new IllegalArgumentException("columnStarts must have " + (columns + 1) + " entries and begin with 0");
        }
        int count = columnStarts[columns];
        if (rowIndices.length != count || values.length != count) {
            throw new IllegalArgumentException("rowIndices and values must have " + count
                    + " entries, as columnStarts says; they have " + rowIndices.length + " and " + values.length);
        }
        for (int j = 0; j < columns; j++) {
            for (int k = columnStarts[j]; k < columnStarts[j + 1]; k++) {
                int row = rowIndices[k];
                if (row < 0 || row >= rows || (k > columnStarts[j] && row <= rowIndices[k - 1])) {
                    throw new IllegalArgumentException("row index " + row + " of column " + j + " is outside 0.."
                            + (rows - 1) + " or not above the one before it");
                }
            }
            if (columnStarts[j + 1] < columnStarts[j]) {
                throw new IllegalArgumentException("columnStarts must not decrease; it does at column " + j);
            }
        }
        return new SparseMatrix(rows, columns, columnStarts.clone(), rowIndices.clone(), values.clone());
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }

    /** The number of stored entries. */
    public int entryCount() {
        return rowIndices.length;
    }

    /** The number of the first entry of a column; {@code columnStart(columns())} is the number of entries. */
    public int columnStart(int column) {
        return columnStarts[column];
    }

    /** The row of an entry. */
    public int rowIndex(int entry) {
        return rowIndices[entry];
    }

    /** The value of an entry. */
    public double value(int entry) {
        return values[entry];
    }

    /** The element at a row and column, zero where none is stored; found by bisection. */
    public double get(int row, int column) {
        int entry = entry(row, column);
        return entry >= 0 ? values[entry] : 0.0;
    }

    /** The number of the entry at a row and column, negative where none is stored; found by bisection. */
    public int entry(int row, int column) {
        return Arrays.binarySearch(rowIndices, columnStarts[column], columnStarts[column + 1], row);
    }

    /** A copy of the column starts, {@code columns() + 1} numbers. */
    public int[] copyColumnStarts() {
        return columnStarts.clone();
    }

    /** A copy of the row indices. */
    public int[] copyRowIndices() {
        return rowIndices.clone();
    }

    /** Copies the values into a given array of at least {@link #entryCount()} places, without allocating. */
    public void copyValues(double[] target) {
        System.arraycopy(values, 0, target, 0, values.length);
    }

    /** Whether every value is finite. */
    public boolean isFinite() {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** Whether another matrix has the same size and stores the same positions, whatever its values. */
    public boolean samePattern(SparseMatrix other) {
        return rows == other.rows
                && columns == other.columns
                && (columnStarts == other.columnStarts || Arrays.equals(columnStarts, other.columnStarts))
                && (rowIndices == other.rowIndices || Arrays.equals(rowIndices, other.rowIndices));
    }

    /** The same pattern with other values, given in entry order; the pattern's arrays are shared. */
    public SparseMatrix withValues(double[] newValues) {
        if (newValues.length != values.length) {
            throw new IllegalArgumentException("expected " + values.length + " values, got " + newValues.length);
        }
        return new SparseMatrix(rows, columns, columnStarts, rowIndices, newValues.clone());
    }

    /** Adds {@code factor * (this * x)} to y. */
    public void multiplyAdd(double factor, double[] x, double[] y) {
        for (int j = 0; j < columns; j++) {
            double scaled = factor * x[j];
            if (scaled != 0.0) {
                for (int k = columnStarts[j]; k < columnStarts[j + 1]; k++) {
                    y[rowIndices[k]] += values[k] * scaled;
                }
            }
        }
    }

    /** Adds {@code factor * (this' * x)} to y. */
    public void transposeMultiplyAdd(double factor, double[] x, double[] y) {
        for (int j = 0; j < columns; j++) {
            double sum = 0.0;
            for (int k = columnStarts[j]; k < columnStarts[j + 1]; k++) {
                sum += values[k] * x[rowIndices[k]];
            }
            y[j] += factor * sum;
        }
    }

    /** Adds {@code factor * (S * x)} to y, where this matrix is the upper triangle of the symmetric S. */
    public void symmetricMultiplyAdd(double factor, double[] x, double[] y) {
        for (int j = 0; j < columns; j++) {
            for (int k = columnStarts[j]; k < columnStarts[j + 1]; k++) {
                int i = rowIndices[k];
                y[i] += factor * values[k] * x[j];
                if (i != j) {
                    y[j] += factor * values[k] * x[i];
                }
            }
        }
    }

    /** The transposed matrix. */
    public SparseMatrix transpose() {
        int[] starts = new int[rows + 1];
        for (int row : rowIndices) {
            starts[row + 1]++;
        }
        for (int i = 0; i < rows; i++) {
            starts[i + 1] += starts[i];
        }
        int[] next = Arrays.copyOf(starts, rows);
        int[] indices = new int[rowIndices.length];
        double[] entries = new double[values.length];
        for (int j = 0; j < columns; j++) {
            for (int k = columnStarts[j]; k < columnStarts[j + 1]; k++) {
                int place = next[rowIndices[k]]++;
                indices[place] = j;
                entries[place] = values[k];
            }
        }
        return new SparseMatrix(columns, rows, starts, indices, entries);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseMatrix matrix && samePattern(matrix) && Arrays.equals(values, matrix.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(columnStarts) + Arrays.hashCode(rowIndices)) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return rows + " x " + columns + " with " + entryCount() + " entries";
    }

    private static void requireSize(int rows, int columns) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("a matrix cannot have " + rows + " rows and " + columns + " columns");
        }
    }

    /** Collects entries in any order; entries at the same place are added up. */
    public static final class Builder {

        private final int rows;
        private final int columns;
        private int[] rowOf;
        private int[] columnOf;
        private double[] valueOf;
        private int count;

        /** A builder of a matrix of the given size. */
        public Builder(int rows, int columns) {
            this(rows, columns, 16);
        }

        /** A builder of a matrix of the given size with room for so many entries; more may follow. */
        public Builder(int rows, int columns, int capacity) {
            requireSize(rows, columns);
            this.rows = rows;
            this.columns = columns;
            this.rowOf = new int[capacity];
            this.columnOf = new int[capacity];
            this.valueOf = new double[capacity];
        }

        /** Adds a value at a place. */
        public Builder add(int row, int column, double value) {
            if (row < 0 || row >= rows || column < 0 || column >= columns) {
                throw new IndexOutOfBoundsException(
                        "(" + row + ", " + column + ") is outside a " + rows + " x " + columns + " matrix");
            }
            if (count == rowOf.length) {
                int larger = count + (count >> 1) + 1;
                rowOf = Arrays.copyOf(rowOf, larger);
                columnOf = Arrays.copyOf(columnOf, larger);
                valueOf = Arrays.copyOf(valueOf, larger);
            }
            rowOf[count] = row;
            columnOf[count] = column;
            valueOf[count] = value;
            count++;
            return this;
        }

        /** The matrix of all entries added so far. Two bucket passes sort by column and row in linear time. */
        public SparseMatrix build() {
            int[] byRow = bucketOrder(rowOf, rows, null);
            int[] order = bucketOrder(columnOf, columns, byRow);
            int[] starts = new int[columns + 1];
            int[] indices = new int[count];
            double[] entries = new double[count];
            int filled = 0;
            int column = 0;
            for (int k = 0; k < count; k++) {
                int entry = order[k];
                while (column < columnOf[entry]) {
                    starts[++column] = filled;
                }
                if (filled > starts[column] && indices[filled - 1] == rowOf[entry]) {
                    entries[filled - 1] += valueOf[entry];
                } else {
                    indices[filled] = rowOf[entry];
                    entries[filled++] = valueOf[entry];
                }
            }
            while (column < columns) {
                starts[++column] = filled;
            }
            return new SparseMatrix(
                    rows, columns, starts, Arrays.copyOf(indices, filled), Arrays.copyOf(entries, filled));
        }

        /** A stable bucket sort of the entries by key, starting from a given order (or the order of insertion). */
        private int[] bucketOrder(int[] keys, int buckets, int[] startOrder) {
            int[] next = new int[buckets + 1];
            for (int k = 0; k < count; k++) {
                next[keys[k] + 1]++;
            }
            for (int i = 0; i < buckets; i++) {
                next[i + 1] += next[i];
            }
            int[] order = new int[count];
            for (int k = 0; k < count; k++) {
                int entry = startOrder == null ? k : startOrder[k];
                order[next[keys[entry]]++] = entry;
            }
            return order;
        }

        @Override
        public String toString() {
            return "a matrix in the making, " + rows + " x " + columns + " with " + count + " entries";
        }
    }
}
