package org.flexopf.solver.branchandbound.internal.cuts;

/** A sum of rows times factors, as an equation over columns and slacks. */
final class Combination {

    /** What is left of an entry that cancels, relative to what it was. */
    private static final double ROUNDING = 1e-14;

    private final RowSystem system;
    private final double[] value;
    private final int[] pattern;
    private final boolean[] listed;
    private int count;
    private double rhs;

    Combination(RowSystem system) {
        this.system = system;
        int all = system.n + system.m;
        value = new double[all];
        pattern = new int[all];
        listed = new boolean[all];
    }

    void clear() {
        for (int k = 0; k < count; k++) {
            value[pattern[k]] = 0.0;
            listed[pattern[k]] = false;
        }
        count = 0;
        rhs = 0.0;
    }

    void add(int row, double factor) {
        for (int e = system.rows.rowStart(row); e < system.rows.rowStart(row + 1); e++) {
            add(factor * system.rows.valueOf(e), system.rows.columnOf(e));
        }
        if (!system.rows.isEquality(row)) {
            add(factor, system.n + row);
        }
        rhs += factor * system.rows.rhs(row);
    }

    private void add(double term, int column) {
        if (!listed[column]) {
            listed[column] = true;
            pattern[count++] = column;
        }
        double before = value[column];
        double after = before + term;
        value[column] = Math.abs(after) <= ROUNDING * Math.abs(before) ? 0.0 : after;
    }

    /** The number of columns that were touched; some may have cancelled. */
    int size() {
        return count;
    }

    int column(int k) {
        return pattern[k];
    }

    double value(int column) {
        return value[column];
    }

    double rhs() {
        return rhs;
    }
}
