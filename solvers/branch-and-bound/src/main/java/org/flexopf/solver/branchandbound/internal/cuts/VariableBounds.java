package org.flexopf.solver.branchandbound.internal.cuts;

import java.util.ArrayList;
import java.util.List;

/**
 * Bounds of continuous columns that an integer column moves: {@code x <= factor y + offset}, or at least that. They
 * come from rows of which all but two columns stand at the bounds that suit them best.
 */
final class VariableBounds {

    /** One bound: {@code factor y + offset}. */
    record Bound(int integer, double factor, double offset) {

        double at(double[] point) {
            return factor * point[integer] + offset;
        }
    }

    /** Longer rows bound nothing in this way that is worth keeping. */
    private static final int LONGEST_ROW = 8;

    private static final int MOST_PER_COLUMN = 6;
    private static final double SMALLEST_ENTRY = 1e-9;

    private final RowSystem system;
    private final List<List<Bound>> lower = new ArrayList<>();
    private final List<List<Bound>> upper = new ArrayList<>();

    VariableBounds(RowSystem system) {
        this.system = system;
        for (int j = 0; j < system.n; j++) {
            lower.add(new ArrayList<>(1));
            upper.add(new ArrayList<>(1));
        }
        for (int i = 0; i < system.m; i++) {
            int length = system.rows.rowStart(i + 1) - system.rows.rowStart(i);
            if (length >= 2 && length <= LONGEST_ROW) {
                read(i, 1.0);
                if (system.rows.isEquality(i)) {
                    read(i, -1.0);
                }
            }
        }
    }

    List<Bound> lower(int column) {
        return column < system.n ? lower.get(column) : List.of();
    }

    List<Bound> upper(int column) {
        return column < system.n ? upper.get(column) : List.of();
    }

    boolean isAny(int column) {
        return !lower(column).isEmpty() || !upper(column).isEmpty();
    }

    /** Whether a binary lets only one of two columns be above zero. */
    boolean exclude(int a, int b) {
        for (Bound first : upper(a)) {
            for (Bound second : upper(b)) {
                int y = first.integer;
                if (y == second.integer && system.lower[y] == 0.0 && system.upper[y] == 1.0) {
                    boolean atZero = first.offset <= 0.0 || second.offset <= 0.0;
                    boolean atOne = first.factor + first.offset <= 0.0 || second.factor + second.offset <= 0.0;
                    if (atZero && atOne) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Reads {@code sign a'x <= sign b}. */
    private void read(int row, double sign) {
        var rows = system.rows;
        double least = 0.0;
        int open = 0;
        for (int e = rows.rowStart(row); e < rows.rowStart(row + 1); e++) {
            double term = least(rows.columnOf(e), sign * rows.valueOf(e));
            if (Double.isInfinite(term)) {
                open++;
            } else {
                least += term;
            }
        }
        for (int e = rows.rowStart(row); e < rows.rowStart(row + 1); e++) {
            int x = rows.columnOf(e);
            double a = sign * rows.valueOf(e);
            double own = least(x, a);
            // All others have to be bounded.
            if (system.integer[x]
                    || system.isFixed(x)
                    || Math.abs(a) < SMALLEST_ENTRY
                    || open > (Double.isInfinite(own) ? 1 : 0)) {
                continue;
            }
            double others = Double.isInfinite(own) ? least : least - own;
            for (int f = rows.rowStart(row); f < rows.rowStart(row + 1); f++) {
                int y = rows.columnOf(f);
                if (system.integer[y] && !system.isFixed(y) && Double.isFinite(system.upper[y] - system.lower[y])) {
                    double c = sign * rows.valueOf(f);
                    double rest = others - least(y, c);
                    note(a > 0.0, x, new Bound(y, -c / a, (sign * rows.rhs(row) - rest) / a));
                }
            }
        }
    }

    private double least(int column, double a) {
        return a == 0.0 ? 0.0 : a * (a > 0.0 ? system.lower[column] : system.upper[column]);
    }

    /** Keeps a bound that is tighter than the constant one somewhere. */
    private void note(boolean above, int x, Bound bound) {
        double atLower = bound.factor * system.lower[bound.integer] + bound.offset;
        double atUpper = bound.factor * system.upper[bound.integer] + bound.offset;
        List<Bound> kept = above ? upper.get(x) : lower.get(x);
        double constant = above ? system.upper[x] : system.lower[x];
        double best = above ? Math.min(atLower, atUpper) - constant : constant - Math.max(atLower, atUpper);
        boolean tighter = best < -1e-6 * Math.max(1.0, Double.isInfinite(constant) ? 1.0 : Math.abs(constant));
        if (tighter && kept.size() < MOST_PER_COLUMN) {
            kept.add(bound);
        }
    }
}
