package org.flexopf.solver.adapter;

import java.util.Arrays;

/**
 * Least squares where some coefficients are free and the others must not be negative: {@code min |r - F a - N m|, m >=
 * 0}.
 *
 * <p>The active-set method of Lawson and Hanson, "Solving Least Squares Problems" (1974), chapter 23, with the free
 * columns brought into the basis first. The factorisation is carried along in place: Householder reflections when a
 * column enters, Givens rotations when one leaves. Columns that depend on those in the basis stay out, so that
 * degenerate vertices and redundant equalities do no harm; their coefficients are zero.
 */
final class NonnegativeLeastSquares {

    /** A column whose part outside the span of the basis is below this share of its length counts as dependent. */
    private static final double DEPENDENT = 1e-11;
    /** A residual below this share of the right-hand side is nothing but rounding. */
    private static final double NEGLIGIBLE = 1e-15;

    private final int rows;
    private final int freeCount;
    private final double[][] columns;
    private final double[] lengths;
    private final double[] rhs;
    private final boolean[] inBasis;
    private final int[] basis;
    private int rank;

    /**
     * A problem whose columns are owned, and overwritten, by the solver.
     *
     * @param columns the free columns, then the nonnegative ones, each of the length of the right-hand side
     * @param freeCount the number of free columns
     */
    NonnegativeLeastSquares(double[][] columns, int freeCount, double[] rhs) {
        this.rows = rhs.length;
        this.freeCount = freeCount;
        this.columns = columns;
        this.rhs = rhs.clone();
        this.lengths = new double[columns.length];
        this.inBasis = new boolean[columns.length];
        this.basis = new int[Math.min(rows, columns.length)];
        for (int j = 0; j < columns.length; j++) {
            lengths[j] = norm(columns[j], 0);
            if (lengths[j] > 0.0) {
                for (int i = 0; i < rows; i++) {
                    columns[j][i] /= lengths[j];
                }
            }
        }
    }

    /** Which of the free columns are linearly independent of the free columns before them. */
    boolean[] independentFreeColumns() {
        enterFreeColumns();
        return Arrays.copyOf(inBasis, freeCount);
    }

    /** The coefficients in the order of the columns. The limits are asked before every change of the basis. */
    double[] solve(SolveLimits limits) {
        double negligible = NEGLIGIBLE * norm(rhs, 0);
        enterFreeColumns();
        double[] values = triangularSolve();
        boolean[] blocked = new boolean[columns.length];
        int changes = 0;
        while (norm(rhs, rank) > negligible && changes < 3 * columns.length) {
            limits.check();
            int entering = steepest(blocked);
            if (entering < 0) {
                break;
            }
            if (!enter(entering)) {
                blocked[entering] = true;
                continue;
            }
            changes++;
            double[] trial = triangularSolve();
            if (trial[rank - 1] <= 0.0) {
                // Rounding alone made the column look useful; it stays out until the basis has changed.
                leave(rank - 1);
                blocked[entering] = true;
                continue;
            }
            values = Arrays.copyOf(values, rank);
            values = stepInside(values, trial);
            Arrays.fill(blocked, false);
        }
        double[] coefficients = new double[columns.length];
        for (int k = 0; k < rank; k++) {
            coefficients[basis[k]] = values[k] / lengths[basis[k]];
        }
        return coefficients;
    }

    private void enterFreeColumns() {
        for (int j = 0; j < freeCount; j++) {
            enter(j);
        }
    }

    /**
     * Moves from feasible coefficients towards the unconstrained ones, and drops every column that hits zero on the
     * way.
     */
    private double[] stepInside(double[] feasible, double[] target) {
        double[] from = feasible;
        double[] to = target;
        while (true) {
            double step = 1.0;
            int leaving = -1;
            for (int k = 0; k < rank; k++) {
                if (basis[k] >= freeCount && to[k] <= 0.0) {
                    double share = from[k] / (from[k] - to[k]);
                    if (leaving < 0 || share < step) {
                        step = share;
                        leaving = k;
                    }
                }
            }
            if (leaving < 0) {
                return to;
            }
            double[] moved = new double[rank - 1];
            for (int k = 0; k < rank; k++) {
                if (k != leaving) {
                    moved[k < leaving ? k : k - 1] = from[k] + step * (to[k] - from[k]);
                }
            }
            leave(leaving);
            for (int k = 0; k < rank; k++) {
                if (basis[k] >= freeCount) {
                    moved[k] = Math.max(moved[k], 0.0);
                }
            }
            from = moved;
            to = triangularSolve();
        }
    }

    /** The nonnegative column along which the residual falls fastest, or -1 at the optimum. */
    private int steepest(boolean[] blocked) {
        double best = DEPENDENT * norm(rhs, rank);
        int column = -1;
        for (int j = freeCount; j < columns.length; j++) {
            if (!inBasis[j] && !blocked[j] && lengths[j] > 0.0) {
                double slope = 0.0;
                for (int i = rank; i < rows; i++) {
                    slope += columns[j][i] * rhs[i];
                }
                if (slope > best) {
                    best = slope;
                    column = j;
                }
            }
        }
        return column;
    }

    /** Brings a column into the basis by a Householder reflection; refuses one that depends on the basis. */
    private boolean enter(int j) {
        double[] v = columns[j];
        if (rank == rows || lengths[j] == 0.0) {
            return false;
        }
        double length = norm(v, rank);
        if (length <= DEPENDENT) {
            return false;
        }
        double alpha = v[rank] > 0.0 ? -length : length;
        double[] reflector = Arrays.copyOfRange(v, rank, rows);
        reflector[0] -= alpha;
        double square = 0.0;
        for (double entry : reflector) {
            square += entry * entry;
        }
        v[rank] = alpha;
        Arrays.fill(v, rank + 1, rows, 0.0);
        inBasis[j] = true;
        for (int other = 0; other < columns.length; other++) {
            if (!inBasis[other]) {
                reflect(reflector, square, columns[other]);
            }
        }
        reflect(reflector, square, rhs);
        basis[rank++] = j;
        return true;
    }

    private void reflect(double[] reflector, double square, double[] vector) {
        double product = 0.0;
        for (int i = 0; i < reflector.length; i++) {
            product += reflector[i] * vector[rank + i];
        }
        double factor = 2.0 * product / square;
        if (factor != 0.0) {
            for (int i = 0; i < reflector.length; i++) {
                vector[rank + i] -= factor * reflector[i];
            }
        }
    }

    /** Takes the column at a place out of the basis and restores the triangle by Givens rotations. */
    private void leave(int place) {
        inBasis[basis[place]] = false;
        System.arraycopy(basis, place + 1, basis, place, rank - 1 - place);
        rank--;
        for (int k = place; k < rank; k++) {
            double[] column = columns[basis[k]];
            if (column[k + 1] != 0.0) {
                double radius = Math.hypot(column[k], column[k + 1]);
                rotate(k, column[k] / radius, column[k + 1] / radius);
                column[k + 1] = 0.0;
            }
        }
    }

    /** Rotates two rows of every column that reaches into them. */
    private void rotate(int row, double cosine, double sine) {
        for (int j = 0; j < columns.length; j++) {
            if (!inBasis[j]) {
                rotate(columns[j], row, cosine, sine);
            }
        }
        for (int k = row; k < rank; k++) {
            rotate(columns[basis[k]], row, cosine, sine);
        }
        rotate(rhs, row, cosine, sine);
    }

    private static void rotate(double[] vector, int row, double cosine, double sine) {
        double upper = vector[row];
        double lower = vector[row + 1];
        vector[row] = cosine * upper + sine * lower;
        vector[row + 1] = cosine * lower - sine * upper;
    }

    private double[] triangularSolve() {
        double[] values = Arrays.copyOf(rhs, rank);
        for (int k = rank - 1; k >= 0; k--) {
            double[] column = columns[basis[k]];
            values[k] /= column[k];
            for (int i = 0; i < k; i++) {
                values[i] -= values[k] * column[i];
            }
        }
        return values;
    }

    private static double norm(double[] vector, int from) {
        double square = 0.0;
        for (int i = from; i < vector.length; i++) {
            square += vector[i] * vector[i];
        }
        return Math.sqrt(square);
    }
}
