package org.flexopf.solver.branchandbound.internal.simplex;

import java.util.Arrays;

/** The row of the variable that leaves, over all variables: {@code rho = B^-T e} and {@code rho'A}. */
final class PivotRow {

    private final LinearRows program;
    private final BasisFactors factors;
    private final int n;
    private final int m;
    private final double[] unit;
    private final boolean[] listed;
    /** The factor of each row of the program. */
    final double[] rho;
    /** The entries, by variable. */
    final double[] entry;
    /** The variables whose entries may not be zero. */
    final int[] pattern;
    /** How many these are. */
    int count;

    PivotRow(LinearRows program, BasisFactors factors) {
        this.program = program;
        this.factors = factors;
        this.n = program.columns;
        this.m = program.rows;
        unit = new double[m];
        rho = new double[m];
        entry = new double[n + m];
        pattern = new int[n + m];
        listed = new boolean[n + m];
    }

    /** Computes the row of a place of the basis. */
    void of(int place) {
        Arrays.fill(unit, 0.0);
        unit[place] = 1.0;
        factors.solveTransposed(unit, rho);
        for (int k = 0; k < count; k++) {
            entry[pattern[k]] = 0.0;
            listed[pattern[k]] = false;
        }
        count = 0;
        for (int i = 0; i < m; i++) {
            double r = rho[i];
            if (r == 0.0) {
                continue;
            }
            entry[n + i] = r;
            pattern[count++] = n + i;
            for (int e = program.rowStart[i]; e < program.rowStart[i + 1]; e++) {
                int j = program.columnOfEntry[e];
                if (!listed[j]) {
                    listed[j] = true;
                    pattern[count++] = j;
                }
                entry[j] += r * program.valueByRow[e];
            }
        }
    }
}
