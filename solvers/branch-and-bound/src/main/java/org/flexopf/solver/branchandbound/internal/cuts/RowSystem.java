package org.flexopf.solver.branchandbound.internal.cuts;

import java.util.Arrays;
import org.flexopf.solver.branchandbound.internal.simplex.LinearRows;

/**
 * The rows of a linear program as equations, {@code Ax + s = b}, with bounds on all columns and slacks, and which of
 * them are integers at every integer point. Columns come first, then the slack of every row.
 */
final class RowSystem {

    private static final double WHOLE = 1e-12;

    final LinearRows rows;
    /** The number of columns; the slack of row i is column {@code n + i}. */
    final int n;

    final int m;
    final double[] lower;
    final double[] upper;
    final boolean[] integer;
    final VariableBounds variableBounds;

    /**
     * A system.
     *
     * @param lower bounds of the columns; they hold at all points that matter
     * @param upper the same
     * @param integers which columns are integers
     */
    RowSystem(LinearRows rows, double[] lower, double[] upper, int[] integers) {
        this.rows = rows;
        n = rows.columnCount();
        m = rows.rowCount();
        this.lower = Arrays.copyOf(lower, n + m);
        this.upper = Arrays.copyOf(upper, n + m);
        integer = new boolean[n + m];
        for (int j : integers) {
            integer[j] = true;
        }
        for (int i = 0; i < m; i++) {
            this.upper[n + i] = rows.isEquality(i) ? 0.0 : Double.POSITIVE_INFINITY;
        }
        variableBounds = new VariableBounds(this);
        markExclusivePairs();
        markSlacks();
    }

    boolean isFixed(int column) {
        return lower[column] == upper[column];
    }

    private static boolean isWhole(double value) {
        return Math.abs(value - Math.rint(value)) <= WHOLE * Math.max(1.0, Math.abs(value));
    }

    /**
     * Two columns from zero on, of which a binary lets one be above zero at a time, and whose difference is whole: then
     * each of them is. Starts and stops of a unit are such a pair.
     */
    private void markExclusivePairs() {
        for (int i = 0; i < m; i++) {
            if (!rows.isEquality(i) || !isWhole(rows.rhs(i))) {
                continue;
            }
            int plus = -1;
            int minus = -1;
            boolean fits = true;
            for (int e = rows.rowStart(i); fits && e < rows.rowStart(i + 1); e++) {
                int j = rows.columnOf(e);
                double a = rows.valueOf(e);
                if (integer[j]) {
                    fits = isWhole(a);
                } else if (a == 1.0 && plus < 0) {
                    plus = j;
                } else if (a == -1.0 && minus < 0) {
                    minus = j;
                } else {
                    fits = false;
                }
            }
            if (fits
                    && plus >= 0
                    && minus >= 0
                    && lower[plus] == 0.0
                    && lower[minus] == 0.0
                    && variableBounds.exclude(plus, minus)) {
                integer[plus] = true;
                integer[minus] = true;
            }
        }
    }

    private void markSlacks() {
        for (int i = 0; i < m; i++) {
            boolean whole = isWhole(rows.rhs(i));
            for (int e = rows.rowStart(i); whole && e < rows.rowStart(i + 1); e++) {
                whole = integer[rows.columnOf(e)] && isWhole(rows.valueOf(e));
            }
            integer[n + i] = whole;
        }
    }

    /** A point with its slacks; rounding leaves none negative. */
    double[] withSlacks(double[] x) {
        double[] all = Arrays.copyOf(x, n + m);
        for (int i = 0; i < m; i++) {
            double slack = rows.rhs(i);
            for (int e = rows.rowStart(i); e < rows.rowStart(i + 1); e++) {
                slack -= rows.valueOf(e) * x[rows.columnOf(e)];
            }
            all[n + i] = rows.isEquality(i) ? 0.0 : Math.max(0.0, slack);
        }
        return all;
    }
}
