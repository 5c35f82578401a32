package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * A sparse matrix by rows whose values may be overwritten. Nearly all rows of a network's program have one or two
 * entries, and loops as short as that cost more than what they do: the first two entries of every row therefore stand
 * in a table, at {@code 2 i} and {@code 2 i + 1} for row i (padded by zeros in a column that the row has), and what
 * longer rows have beyond them in lists behind the table.
 */
final class SparseRows {

    /** The columns and values of the table, and of the lists behind it. */
    final int[] column;

    final double[] value;
    private final int rows;
    /** A matrix without columns has nothing to pad its rows with. */
    private final int tableRows;
    /** The number of entries of every row, and where those beyond two start. */
    private final int[] length;

    private final int[] restOf;
    /**
     * The rows with more than two entries, increasing, and where the rest of each starts; the number of entries at the
     * end.
     */
    private final int[] longRow;

    private final int[] restStart;

    /**
     * A matrix of zeros.
     *
     * @param length the number of entries of each row
     * @param columns the number of columns
     */
    SparseRows(int[] length, int columns) {
        rows = length.length;
        tableRows = columns == 0 ? 0 : rows;
        this.length = length;
        int longRows = 0;
        int rest = 0;
        for (int count : length) {
            longRows += count > 2 ? 1 : 0;
            rest += Math.max(0, count - 2);
        }
        column = new int[Math.addExact(2 * rows, rest)];
        value = new double[column.length];
        longRow = new int[longRows];
        restStart = new int[longRows + 1];
        restOf = new int[rows];
        int next = 2 * rows;
        int k = 0;
        for (int i = 0; i < rows; i++) {
            if (length[i] > 2) {
                longRow[k] = i;
                restOf[i] = next;
                restStart[k++] = next;
                next += length[i] - 2;
            }
        }
        restStart[k] = next;
    }

    /** The same values in columns of other names. */
    private SparseRows(SparseRows original, int[] column) {
        rows = original.rows;
        tableRows = original.tableRows;
        length = original.length;
        restOf = original.restOf;
        value = original.value;
        longRow = original.longRow;
        restStart = original.restStart;
        this.column = column;
    }

    /** Gives the k-th entry of a row its column; returns its place. */
    int place(int row, int k, int itsColumn) {
        int place = entry(row, k);
        column[place] = itsColumn;
        if (k == 0) {
            column[2 * row + 1] = itsColumn;
        }
        return place;
    }

    /** The same values with other names of the columns, one for every entry. */
    SparseRows renamed(int[] names) {
        return new SparseRows(this, names);
    }

    /** The number of entries of a row. */
    int length(int row) {
        return length[row];
    }

    /** The number of entries of a range of rows. */
    int entriesOf(int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += length[i];
        }
        return sum;
    }

    /** The place of the k-th entry of a row. */
    int entry(int row, int k) {
        return k < 2 ? 2 * row + k : restOf[row] + k - 2;
    }

    /** The first of the rows with more than two entries that is not before a row, as an index into them. */
    int firstLong(int fromRow) {
        int at = Arrays.binarySearch(longRow, fromRow);
        return at < 0 ? -at - 1 : at;
    }

    int longRows() {
        return longRow.length;
    }

    int longRow(int index) {
        return longRow[index];
    }

    /** Where the rest of a long row starts; it ends where that of the next one starts. */
    int restStart(int index) {
        return restStart[index];
    }

    /** Puts {@code M x} into a target, for a range of rows. */
    void multiply(int from, int to, double[] x, double[] target) {
        int[] c = column;
        double[] v = value;
        int end = Math.min(to, tableRows);
        for (int i = from; i < end; i++) {
            int k = i << 1;
            target[i] = v[k] * x[c[k]] + v[k + 1] * x[c[k + 1]];
        }
        Arrays.fill(target, Math.max(from, end), Math.max(to, end), 0.0);
        for (int r = firstLong(from); r < longRow.length && longRow[r] < to; r++) {
            double sum = 0.0;
            for (int k = restStart[r], stop = restStart[r + 1]; k < stop; k++) {
                sum += v[k] * x[c[k]];
            }
            target[longRow[r]] += sum;
        }
    }

    /** Adds {@code M'u} to a target, for a range of rows. */
    void addTransposed(int from, int to, double[] u, double[] target) {
        int[] c = column;
        double[] v = value;
        int end = Math.min(to, tableRows);
        for (int i = from; i < end; i++) {
            int k = i << 1;
            double t = u[i];
            target[c[k]] += v[k] * t;
            target[c[k + 1]] += v[k + 1] * t;
        }
        for (int r = firstLong(from); r < longRow.length && longRow[r] < to; r++) {
            double t = u[longRow[r]];
            for (int k = restStart[r], stop = restStart[r + 1]; k < stop; k++) {
                target[c[k]] += v[k] * t;
            }
        }
    }

    /** Multiplies every entry by the factors of its row and its column. */
    void scale(double[] rowFactor, double[] columnFactor) {
        for (int k = 0; k < 2 * tableRows; k++) {
            value[k] *= rowFactor[k >> 1] * columnFactor[column[k]];
        }
        for (int r = 0; r < longRow.length; r++) {
            for (int k = restStart[r]; k < restStart[r + 1]; k++) {
                value[k] *= rowFactor[longRow[r]] * columnFactor[column[k]];
            }
        }
    }

    /**
     * Raises the norms of all rows and columns to the logarithms of their largest entries, if rows and columns are
     * multiplied by factors; see {@link RuizEquilibration#logarithm}.
     */
    void raiseNorms(int[] rowFactor, int[] columnFactor, int[] rowNorm, int[] columnNorm) {
        for (int i = 0; i < tableRows; i++) {
            rowNorm[i] = raise(2 * i, 2 * i + 2, rowFactor[i], columnFactor, rowNorm[i], columnNorm);
        }
        for (int r = 0; r < longRow.length; r++) {
            int i = longRow[r];
            rowNorm[i] = raise(restStart[r], restStart[r + 1], rowFactor[i], columnFactor, rowNorm[i], columnNorm);
        }
    }

    /** Raises the norms of the columns of a range of entries of one row; returns the norm of the row. */
    private int raise(int begin, int end, int rowFactor, int[] columnFactor, int norm, int[] columnNorm) {
        int largest = norm;
        for (int k = begin; k < end; k++) {
            int j = column[k];
            int size = RuizEquilibration.logarithm(value[k]) + rowFactor + columnFactor[j];
            largest = Math.max(largest, size);
            columnNorm[j] = Math.max(columnNorm[j], size);
        }
        return largest;
    }
}
