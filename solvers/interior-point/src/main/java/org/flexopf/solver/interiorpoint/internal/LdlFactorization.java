package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * The factorisation {@code K = L D L'} of a sparse quasi-definite matrix without pivoting (Vanderbei, SIAM J. Optim. 5,
 * 1995): L is unit lower triangular, D diagonal with known signs. All symbolic work is done at construction;
 * {@link #factor} and {@link #solve} allocate nothing.
 *
 * <p>The matrix is written straight into the places of its factor and factored there, column by column: column j, once
 * final, is subtracted from the columns of its rows (right-looking; George and Liu, Computer Solution of Large Sparse
 * Positive Definite Systems, 1981). On a feeder most columns have one to four entries; where their products go is
 * stored, and they are handled in straight-line code, run by run of one length. Longer columns find the places by
 * walking along the sorted rows of the target column, which holds all of them.
 */
final class LdlFactorization {

    /** A pivot below this has lost its sign to rounding and is replaced. */
    private static final double SMALLEST_PIVOT = 1e-14;
    /** What a lost pivot is replaced by. */
    private static final double REPLACEMENT = 1e-7;

    private static final int SHORT = 4;
    /** The kind of columns that are longer than that. */
    static final int LONG = SHORT + 1;
    /** Columns longer than this are searched by halving. */
    private static final int VERY_LONG = 16;

    private final byte[] sign;
    /** Columns of L below the diagonal: rows, increasing, and values. The diagonal of K and D stands behind them. */
    private final int[] start;

    private final int[] row;
    private final double[] value;
    private final int diagonal;
    private final double[] inverse;
    /** For short columns, where the product of each pair of entries goes. */
    private final int[] target;
    /** Where each run of columns starts, which have one length or are all {@link #LONG}. */
    private final int[] runStart;

    private int replacedPivots;
    private boolean finite;

    /**
     * Prepares the factorisation of matrices of one pattern.
     *
     * @param factorStart where the columns of L below its diagonal start
     * @param factorRow their rows, increasing in each column
     * @param sign +1 or -1, the sign of each pivot
     */
    LdlFactorization(int[] factorStart, int[] factorRow, byte[] sign) {
        this.sign = sign;
        start = factorStart;
        row = factorRow;
        diagonal = row.length;
        value = new double[diagonal + sign.length];
        inverse = new double[sign.length];
        target = shortTargets();
        runStart = runs();
    }

    private int[] runs() {
        IntList starts = new IntList(sign.length / 8);
        for (int j = 0; j < sign.length; j++) {
            if (j == 0 || kind(j) != kind(j - 1)) {
                starts.add(j);
            }
        }
        starts.add(sign.length);
        return starts.toArray();
    }

    /** The length of a column, or {@link #LONG}. */
    private int kind(int column) {
        return Math.min(start[column + 1] - start[column], LONG);
    }

    private int[] shortTargets() {
        int pairs = 0;
        for (int j = 0; j < sign.length; j++) {
            int length = start[j + 1] - start[j];
            pairs += length <= SHORT ? length * (length - 1) / 2 : 0;
        }
        int[] places = new int[pairs];
        int count = 0;
        for (int j = 0; j < sign.length; j++) {
            if (start[j + 1] - start[j] > SHORT) {
                continue;
            }
            for (int a = start[j]; a < start[j + 1]; a++) {
                int place = start[row[a]];
                for (int b = a + 1; b < start[j + 1]; b++) {
                    while (row[place] != row[b]) {
                        place++;
                    }
                    places[count++] = place;
                }
            }
        }
        return places;
    }

    /** The number of entries of L below its diagonal. */
    int entries() {
        return row.length;
    }

    /** How many pivots of the last factorisation had lost their sign. */
    int replacedPivots() {
        return replacedPivots;
    }

    /**
     * The values of K, to be written before {@link #factor} at the places that {@link #place} tells, and lost by it.
     */
    double[] values() {
        return value;
    }

    /** Where the element at two nodes stands. */
    int place(int node, int other) {
        if (node == other) {
            return diagonal + node;
        }
        int column = Math.min(node, other);
        int wanted = Math.max(node, other);
        int begin = start[column];
        int end = start[column + 1];
        if (end - begin > VERY_LONG) {
            int place = Arrays.binarySearch(row, begin, end, wanted);
            if (place >= 0) {
                return place;
            }
        } else {
            for (int place = begin; place < end; place++) {
                if (row[place] == wanted) {
                    return place;
                }
            }
        }
        throw new IllegalStateException("the factor has no place for (" + node + ", " + other + ")");
    }

    /** Factors the values written. Returns whether all numbers stayed finite. */
    boolean factor() {
        double[] v = value;
        int[] t = target;
        int next = 0;
        replacedPivots = 0;
        finite = true;
        for (int r = 0; r < runStart.length - 1; r++) {
            int a = start[runStart[r]];
            switch (kind(runStart[r])) {
                case 0 -> {
                    for (int j = runStart[r]; j < runStart[r + 1]; j++) {
                        invertPivot(j);
                    }
                }
                case 1 -> {
                    for (int j = runStart[r]; j < runStart[r + 1]; j++, a++) {
                        double l0 = v[a] * invertPivot(j);
                        v[diagonal + row[a]] -= l0 * v[a];
                        v[a] = l0;
                    }
                }
                case 2 -> {
                    for (int j = runStart[r]; j < runStart[r + 1]; j++, a += 2, next++) {
                        double d = invertPivot(j);
                        double v0 = v[a];
                        double v1 = v[a + 1];
                        double l0 = v0 * d;
                        double l1 = v1 * d;
                        v[diagonal + row[a]] -= l0 * v0;
                        v[diagonal + row[a + 1]] -= l1 * v1;
                        v[t[next]] -= l0 * v1;
                        v[a] = l0;
                        v[a + 1] = l1;
                    }
                }
                case 3 -> {
                    for (int j = runStart[r]; j < runStart[r + 1]; j++, a += 3, next += 3) {
                        double d = invertPivot(j);
                        double v0 = v[a];
                        double v1 = v[a + 1];
                        double v2 = v[a + 2];
                        double l0 = v0 * d;
                        double l1 = v1 * d;
                        double l2 = v2 * d;
                        v[diagonal + row[a]] -= l0 * v0;
                        v[diagonal + row[a + 1]] -= l1 * v1;
                        v[diagonal + row[a + 2]] -= l2 * v2;
                        v[t[next]] -= l0 * v1;
                        v[t[next + 1]] -= l0 * v2;
                        v[t[next + 2]] -= l1 * v2;
                        v[a] = l0;
                        v[a + 1] = l1;
                        v[a + 2] = l2;
                    }
                }
                case SHORT -> {
                    for (int j = runStart[r]; j < runStart[r + 1]; j++, a += SHORT, next += 6) {
                        double d = invertPivot(j);
                        double v0 = v[a];
                        double v1 = v[a + 1];
                        double v2 = v[a + 2];
                        double v3 = v[a + 3];
                        double l0 = v0 * d;
                        double l1 = v1 * d;
                        double l2 = v2 * d;
                        double l3 = v3 * d;
                        v[diagonal + row[a]] -= l0 * v0;
                        v[diagonal + row[a + 1]] -= l1 * v1;
                        v[diagonal + row[a + 2]] -= l2 * v2;
                        v[diagonal + row[a + 3]] -= l3 * v3;
                        v[t[next]] -= l0 * v1;
                        v[t[next + 1]] -= l0 * v2;
                        v[t[next + 2]] -= l0 * v3;
                        v[t[next + 3]] -= l1 * v2;
                        v[t[next + 4]] -= l1 * v3;
                        v[t[next + 5]] -= l2 * v3;
                        v[a] = l0;
                        v[a + 1] = l1;
                        v[a + 2] = l2;
                        v[a + 3] = l3;
                    }
                }
                default -> {
                    for (int j = runStart[r]; j < runStart[r + 1]; j++) {
                        subtractLongColumn(j, invertPivot(j));
                    }
                }
            }
        }
        return finite;
    }

    private double invertPivot(int j) {
        double pivot = value[diagonal + j];
        if (pivot * sign[j] <= SMALLEST_PIVOT) {
            pivot = sign[j] * REPLACEMENT;
            replacedPivots++;
        }
        if (!(Math.abs(pivot) < Double.POSITIVE_INFINITY)) {
            finite = false;
        }
        double inverted = 1.0 / pivot;
        inverse[j] = inverted;
        return inverted;
    }

    private void subtractLongColumn(int j, double d) {
        double[] v = value;
        int end = start[j + 1];
        for (int a = start[j]; a < end; a++) {
            double l = v[a] * d;
            int r = row[a];
            v[diagonal + r] -= l * v[a];
            int place = start[r];
            for (int b = a + 1; b < end; b++) {
                int rb = row[b];
                while (row[place] != rb) {
                    place++;
                }
                v[place] -= l * v[b];
            }
            v[a] = l;
        }
    }

    /** Solves {@code L D L' x = x} in place. */
    void solve(double[] x) {
        int runs = runStart.length - 1;
        for (int r = 0; r < runs; r++) {
            forward(runStart[r], runStart[r + 1], kind(runStart[r]), x);
        }
        for (int r = runs - 1; r >= 0; r--) {
            backward(runStart[r], runStart[r + 1], kind(runStart[r]), x);
        }
    }

    private void forward(int begin, int end, int length, double[] x) {
        double[] v = value;
        int p = start[begin];
        switch (length) {
            case 0 -> {}
            case 1 -> {
                for (int j = begin; j < end; j++, p++) {
                    x[row[p]] -= v[p] * x[j];
                }
            }
            case 2 -> {
                for (int j = begin; j < end; j++, p += 2) {
                    double xj = x[j];
                    x[row[p]] -= v[p] * xj;
                    x[row[p + 1]] -= v[p + 1] * xj;
                }
            }
            case 3 -> {
                for (int j = begin; j < end; j++, p += 3) {
                    double xj = x[j];
                    x[row[p]] -= v[p] * xj;
                    x[row[p + 1]] -= v[p + 1] * xj;
                    x[row[p + 2]] -= v[p + 2] * xj;
                }
            }
            case SHORT -> {
                for (int j = begin; j < end; j++, p += SHORT) {
                    double xj = x[j];
                    x[row[p]] -= v[p] * xj;
                    x[row[p + 1]] -= v[p + 1] * xj;
                    x[row[p + 2]] -= v[p + 2] * xj;
                    x[row[p + 3]] -= v[p + 3] * xj;
                }
            }
            default -> {
                for (int j = begin; j < end; j++) {
                    double xj = x[j];
                    for (int stop = start[j + 1]; p < stop; p++) {
                        x[row[p]] -= v[p] * xj;
                    }
                }
            }
        }
    }

    private void backward(int begin, int end, int length, double[] x) {
        double[] v = value;
        int p = start[end];
        switch (length) {
            case 0 -> {
                for (int j = begin; j < end; j++) {
                    x[j] *= inverse[j];
                }
            }
            case 1 -> {
                for (int j = end - 1; j >= begin; j--) {
                    p--;
                    x[j] = x[j] * inverse[j] - v[p] * x[row[p]];
                }
            }
            case 2 -> {
                for (int j = end - 1; j >= begin; j--) {
                    p -= 2;
                    x[j] = x[j] * inverse[j] - v[p] * x[row[p]] - v[p + 1] * x[row[p + 1]];
                }
            }
            case 3 -> {
                for (int j = end - 1; j >= begin; j--) {
                    p -= 3;
                    x[j] = x[j] * inverse[j] - v[p] * x[row[p]] - v[p + 1] * x[row[p + 1]] - v[p + 2] * x[row[p + 2]];
                }
            }
            case SHORT -> {
                for (int j = end - 1; j >= begin; j--) {
                    p -= SHORT;
                    x[j] = x[j] * inverse[j]
                            - v[p] * x[row[p]]
                            - v[p + 1] * x[row[p + 1]]
                            - v[p + 2] * x[row[p + 2]]
                            - v[p + 3] * x[row[p + 3]];
                }
            }
            default -> {
                for (int j = end - 1; j >= begin; j--) {
                    double sum = x[j] * inverse[j];
                    for (int first = start[j]; p > first; ) {
                        p--;
                        sum -= v[p] * x[row[p]];
                    }
                    x[j] = sum;
                }
            }
        }
    }
}
