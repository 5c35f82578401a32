package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * A sparse matrix by rows whose values may be overwritten. Nearly all rows of a network's program have one to four
 * entries, and a loop as short as that costs more than what it does. So rows are worked on in runs of one length, each
 * of which is a loop over rows without a loop over entries. Rows that stand alone make runs where equally long ones
 * follow each other. Cones of one shape, whose rows have the same lengths one by one, make as many runs as each has
 * rows: the first rows of all of them, the second ones, and so on. {@link ProgramStructure} puts equals together.
 */
final class SparseRows {

    /** So many cones of one shape in sequence are worth runs of their own. */
    private static final int FEWEST = 4;

    final int[] column;
    final double[] value;
    /** The number of entries of each row, and where they start; the number of all entries at the end. */
    private final int[] length;

    private final int[] start;
    /** Bands of rows, in groups with the same lengths row by row: the first row of each, and the rows of a group. */
    private final int[] band;

    private final int[] period;
    /** The band of every row. */
    private final int[] bandOf;

    /**
     * A matrix of zeros.
     *
     * @param length the number of entries of each row
     * @param cone where each cone starts, and the end of the last one; the rows before stand alone
     */
    SparseRows(int[] length, int[] cone) {
        this.length = length;
        IntList bands = new IntList(16);
        IntList periods = new IntList(16);
        addRows(0, cone[0], length, bands, periods);
        for (int k = 0; k < cone.length - 1; ) {
            int next = k + 1;
            while (next < cone.length - 1 && haveOneShape(cone, k, next, length)) {
                next++;
            }
            if (next - k < FEWEST) {
                addRows(cone[k], cone[next], length, bands, periods);
            } else {
                bands.add(cone[k]);
                periods.add(cone[k + 1] - cone[k]);
            }
            k = next;
        }
        bands.add(length.length);
        band = bands.toArray();
        period = periods.toArray();
        bandOf = new int[length.length];
        for (int b = 0; b < period.length; b++) {
            Arrays.fill(bandOf, band[b], band[b + 1], b);
        }
        start = new int[length.length + 1];
        column = new int[placeEntries()];
        value = new double[column.length];
    }

    /** The entries of a run follow each other. Returns their number. */
    private int placeEntries() {
        int next = 0;
        for (int b = 0; b < period.length; b++) {
            for (int first = band[b]; first < band[b] + period[b]; first++) {
                for (int i = first; i < band[b + 1]; i += period[b]) {
                    start[i] = next;
                    next = Math.addExact(next, length[i]);
                }
            }
        }
        start[length.length] = next;
        return next;
    }

    /** The same values in columns of other names. */
    private SparseRows(SparseRows original, int[] column) {
        this.column = column;
        value = original.value;
        length = original.length;
        start = original.start;
        band = original.band;
        period = original.period;
        bandOf = original.bandOf;
    }

    private static boolean haveOneShape(int[] cone, int k, int other, int[] length) {
        return Arrays.equals(length, cone[k], cone[k + 1], length, cone[other], cone[other + 1]);
    }

    /** Adds a range of rows as bands of one length. */
    private static void addRows(int from, int to, int[] length, IntList bands, IntList periods) {
        for (int i = from; i < to; i++) {
            if (i == from || length[i] != length[i - 1]) {
                bands.add(i);
                periods.add(1);
            }
        }
    }

    /** Gives the k-th entry of a row its column; returns its place. */
    int place(int row, int k, int itsColumn) {
        int place = entry(row, k);
        column[place] = itsColumn;
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

    /** The place of the k-th entry of a row; its entries follow the first one. */
    int entry(int row, int k) {
        return start[row] + k;
    }

    /** Puts {@code M x} into a target, for a range of rows that does not cut a cone. */
    void multiply(int from, int to, double[] x, double[] target) {
        multiply(from, to, x, target, 0);
    }

    /**
     * The same into a part of a vector.
     *
     * @param offset the row whose product goes to the first place of the target
     */
    void multiply(int from, int to, double[] x, double[] target, int offset) {
        int begin = from;
        for (int b = begin < to ? bandOf[from] : 0; begin < to; b++) {
            int end = Math.min(to, band[b + 1]);
            int rows = period[b];
            for (int i = begin; i < begin + rows; i++) {
                multiplyRun((end - begin) / rows, i - offset, rows, start[i], length[i], x, target);
            }
            begin = end;
        }
    }

    /** Adds {@code M'u} to a target, for a range of rows that does not cut a cone. */
    void addTransposed(int from, int to, double[] u, double[] target) {
        addTransposed(from, to, u, 0, target);
    }

    /**
     * The same with a part of a vector.
     *
     * @param offset the row whose factor is the first one
     */
    void addTransposed(int from, int to, double[] u, int offset, double[] target) {
        int begin = from;
        for (int b = begin < to ? bandOf[from] : 0; begin < to; b++) {
            int end = Math.min(to, band[b + 1]);
            int rows = period[b];
            for (int i = begin; i < begin + rows; i++) {
                addRun((end - begin) / rows, i - offset, rows, start[i], length[i], u, target);
            }
            begin = end;
        }
    }

    /**
     * Multiplies a run of rows of one length.
     *
     * @param count how many rows
     * @param first the place of the first one, and {@code step} the distance of the next one
     * @param entry the first of their entries
     */
    private void multiplyRun(int count, int first, int step, int entry, int length, double[] x, double[] target) {
        int[] c = column;
        double[] v = value;
        int i = first;
        switch (length) {
            case 0 -> {
                for (int g = 0; g < count; g++, i += step) {
                    target[i] = 0.0;
                }
            }
            case 1 -> {
                for (int g = 0; g < count; g++, i += step) {
                    int k = entry + g;
                    target[i] = v[k] * x[c[k]];
                }
            }
            case 2 -> {
                for (int g = 0; g < count; g++, i += step) {
                    int k = entry + 2 * g;
                    target[i] = v[k] * x[c[k]] + v[k + 1] * x[c[k + 1]];
                }
            }
            case 3 -> {
                for (int g = 0; g < count; g++, i += step) {
                    int k = entry + 3 * g;
                    target[i] = v[k] * x[c[k]] + v[k + 1] * x[c[k + 1]] + v[k + 2] * x[c[k + 2]];
                }
            }
            case 4 -> {
                for (int g = 0; g < count; g++, i += step) {
                    int k = entry + 4 * g;
                    target[i] =
                            v[k] * x[c[k]] + v[k + 1] * x[c[k + 1]] + v[k + 2] * x[c[k + 2]] + v[k + 3] * x[c[k + 3]];
                }
            }
            default -> {
                for (int g = 0; g < count; g++, i += step) {
                    int k = entry + length * g;
                    double sum = 0.0;
                    for (int t = k; t < k + length; t++) {
                        sum += v[t] * x[c[t]];
                    }
                    target[i] = sum;
                }
            }
        }
    }

    /** Adds the multiples of a run of rows of one length; see {@link #multiplyRun}. */
    private void addRun(int count, int first, int step, int entry, int length, double[] u, double[] target) {
        int[] c = column;
        double[] v = value;
        int i = first;
        switch (length) {
            case 0 -> {}
            case 1 -> {
                for (int g = 0; g < count; g++, i += step) {
                    int k = entry + g;
                    target[c[k]] += v[k] * u[i];
                }
            }
            case 2 -> {
                for (int g = 0; g < count; g++, i += step) {
                    int k = entry + 2 * g;
                    double t = u[i];
                    target[c[k]] += v[k] * t;
                    target[c[k + 1]] += v[k + 1] * t;
                }
            }
            case 3 -> {
                for (int g = 0; g < count; g++, i += step) {
                    int k = entry + 3 * g;
                    double t = u[i];
                    target[c[k]] += v[k] * t;
                    target[c[k + 1]] += v[k + 1] * t;
                    target[c[k + 2]] += v[k + 2] * t;
                }
            }
            default -> {
                for (int g = 0; g < count; g++, i += step) {
                    int k = entry + length * g;
                    double t = u[i];
                    for (int s = k; s < k + length; s++) {
                        target[c[s]] += v[s] * t;
                    }
                }
            }
        }
    }

    /** Multiplies every entry by the factors of its row and its column. */
    void scale(double[] rowFactor, double[] columnFactor) {
        for (int i = 0; i < start.length - 1; i++) {
            for (int k = start[i]; k < start[i] + length[i]; k++) {
                value[k] *= rowFactor[i] * columnFactor[column[k]];
            }
        }
    }

    /**
     * Raises the norms of all rows and columns to the logarithms of their largest entries, if rows and columns are
     * multiplied by factors; see {@link RuizEquilibration#logarithm}.
     */
    void raiseNorms(int[] rowFactor, int[] columnFactor, int[] rowNorm, int[] columnNorm) {
        for (int i = 0; i < start.length - 1; i++) {
            int largest = rowNorm[i];
            for (int k = start[i]; k < start[i] + length[i]; k++) {
                int j = column[k];
                int size = RuizEquilibration.logarithm(value[k]) + rowFactor[i] + columnFactor[j];
                largest = Math.max(largest, size);
                columnNorm[j] = Math.max(columnNorm[j], size);
            }
            rowNorm[i] = largest;
        }
    }
}
