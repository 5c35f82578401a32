package org.flexopf.solver.interiorpoint.internal;

/**
 * The factorisation {@code K = L D L'} of a sparse quasi-definite matrix without pivoting (Vanderbei, SIAM J. Optim. 5, 1995): L is unit lower triangular,
 * D diagonal with known signs. All symbolic work is done at construction; {@link #factor} and {@link #solve} allocate nothing.
 *
 * <p>Row by row (Davis, Direct Methods for Sparse Linear Systems, 2006, ch. 4.8): row k of L solves {@code L(1:k-1, 1:k-1) D l_k = K(1:k-1, k)}, a triangular system
 * whose pattern was stored beforehand in increasing order.
 */
final class LdlFactorization {

    /** A pivot below this has lost its sign to rounding and is replaced. */
    private static final double SMALLEST_PIVOT = 1e-14;
    /** What a lost pivot is replaced by: large, so that its unknown is left where it is. */
    private static final double REPLACEMENT = 1e-7;

    private final SparseColumns upper;
    private final byte[] sign;
    /** Columns of L: rows and values. */
    private final int[] start;
    private final int[] row;
    private final double[] value;
    /** Rows of L: columns, increasing. */
    private final int[] rowStart;
    private final int[] column;
    private final int[] filled;
    private final double[] inverseDiagonal;
    private final double[] dense;
    private int replacedPivots;

    /**
     * Prepares the factorisation of matrices of one pattern.
     *
     * @param upper upper triangle of K with its whole diagonal, rows increasing; its values are read by {@link #factor}
     * @param sign  +1 or -1, the sign of each pivot
     */
    LdlFactorization(SparseColumns upper, byte[] sign, int[] parent) {
        int n = upper.columns();
        this.upper = upper;
        this.sign = sign;
        SparseColumns rows = EliminationTree.factorRows(upper, parent);
        rowStart = rows.start();
        column = rows.row();
        start = new int[n + 1];
        for (int j : column) {
            start[j + 1]++;
        }
        for (int j = 0; j < n; j++) {
            start[j + 1] += start[j];
        }
        row = new int[column.length];
        value = new double[column.length];
        filled = new int[n];
        inverseDiagonal = new double[n];
        dense = new double[n];
        System.arraycopy(start, 0, filled, 0, n);
        for (int k = 0; k < n; k++) {
            for (int t = rowStart[k]; t < rowStart[k + 1]; t++) {
                row[filled[column[t]]++] = k;
            }
        }
    }

    /** The number of entries of L below its diagonal. */
    int entries() {
        return row.length;
    }

    /** How many pivots of the last factorisation had lost their sign. */
    int replacedPivots() {
        return replacedPivots;
    }

    /** Factors the present values of the matrix. Returns whether all numbers stayed finite. */
    boolean factor() {
        int n = inverseDiagonal.length;
        int[] upperStart = upper.start();
        int[] upperRow = upper.row();
        double[] upperValue = upper.value();
        double[] y = dense;
        replacedPivots = 0;
        System.arraycopy(start, 0, filled, 0, n);
        for (int k = 0; k < n; k++) {
            int last = upperStart[k + 1] - 1;
            for (int t = upperStart[k]; t < last; t++) {
                y[upperRow[t]] = upperValue[t];
            }
            double pivot = upperValue[last];
            for (int t = rowStart[k], end = rowStart[k + 1]; t < end; t++) {
                int j = column[t];
                double yj = y[j];
                y[j] = 0.0;
                int stop = filled[j];
                for (int p = start[j]; p < stop; p++) {
                    y[row[p]] -= value[p] * yj;
                }
                double l = yj * inverseDiagonal[j];
                pivot -= l * yj;
                value[stop] = l;
                filled[j] = stop + 1;
            }
            if (pivot * sign[k] <= SMALLEST_PIVOT) {
                pivot = sign[k] * REPLACEMENT;
                replacedPivots++;
            }
            if (!(Math.abs(pivot) < Double.POSITIVE_INFINITY)) {
                java.util.Arrays.fill(y, 0.0);
                return false;
            }
            inverseDiagonal[k] = 1.0 / pivot;
        }
        return true;
    }

    /** Solves {@code L D L' x = x} in place. */
    void solve(double[] x) {
        int n = inverseDiagonal.length;
        for (int j = 0; j < n; j++) {
            double xj = x[j];
            for (int p = start[j], end = start[j + 1]; p < end; p++) {
                x[row[p]] -= value[p] * xj;
            }
        }
        for (int j = n - 1; j >= 0; j--) {
            double sum = x[j] * inverseDiagonal[j];
            for (int p = start[j], end = start[j + 1]; p < end; p++) {
                sum -= value[p] * x[row[p]];
            }
            x[j] = sum;
        }
    }
}
