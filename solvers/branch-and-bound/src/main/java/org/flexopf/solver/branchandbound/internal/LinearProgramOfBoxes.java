package org.flexopf.solver.branchandbound.internal;

import java.util.Arrays;
import java.util.Optional;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.branchandbound.simplex.LinearRows;

/**
 * The linear program of any box: rows that bound a single variable are bounds of it, the others are rows. Immutable;
 * threads share it.
 */
final class LinearProgramOfBoxes {

    private final ConicProgram program;
    private final int[] integers;
    private final LinearRows rows;
    private final Box bounds;
    /** The row of G that each row after the equalities is. */
    private final int[] rowOfCone;

    private LinearProgramOfBoxes(ConicProgram program, int[] integers, LinearRows rows, Box bounds, int[] rowOfCone) {
        this.program = program;
        this.integers = integers;
        this.rows = rows;
        this.bounds = bounds;
        this.rowOfCone = rowOfCone;
    }

    /** The linear programs of a program's boxes; empty if it is not linear. */
    static Optional<LinearProgramOfBoxes> of(ConicProgram program, int[] integers) {
        if (program.hasSecondOrderCones() || program.quadratic().entryCount() > 0) {
            return Optional.empty();
        }
        int n = program.variableCount();
        int p = program.equalityCount();
        SparseMatrix a = program.equalityMatrix();
        SparseMatrix g = program.coneMatrix();
        int[] entries = new int[g.rows()];
        for (int e = 0; e < g.entryCount(); e++) {
            entries[g.rowIndex(e)] += g.value(e) == 0.0 ? 0 : 1;
        }
        int[] place = new int[g.rows()];
        int[] rowOfCone = new int[g.rows()];
        int kept = 0;
        for (int i = 0; i < place.length; i++) {
            // A row without entries is one that nothing can be done about, or one that says nothing: it stays.
            place[i] = entries[i] == 1 ? -1 : p + kept;
            if (place[i] >= 0) {
                rowOfCone[kept++] = i;
            }
        }
        Box bounds = Box.open(n);
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(p + kept, n, a.entryCount() + g.entryCount());
        for (int j = 0; j < n; j++) {
            for (int e = a.columnStart(j); e < a.columnStart(j + 1); e++) {
                if (a.value(e) != 0.0) {
                    matrix.add(a.rowIndex(e), j, a.value(e));
                }
            }
            for (int e = g.columnStart(j); e < g.columnStart(j + 1); e++) {
                double value = g.value(e);
                int row = g.rowIndex(e);
                if (value == 0.0) {
                    continue;
                }
                if (place[row] >= 0) {
                    matrix.add(place[row], j, value);
                } else if (value > 0.0) {
                    bounds.upper()[j] = Math.min(bounds.upper()[j], program.coneRhs(row) / value);
                } else {
                    bounds.lower()[j] = Math.max(bounds.lower()[j], program.coneRhs(row) / value);
                }
            }
        }
        double[] rhs = new double[p + kept];
        boolean[] equality = new boolean[p + kept];
        for (int i = 0; i < p; i++) {
            rhs[i] = program.equalityRhs(i);
            equality[i] = true;
        }
        for (int i = 0; i < kept; i++) {
            rhs[p + i] = program.coneRhs(rowOfCone[i]);
        }
        LinearRows rows = new LinearRows(linear(program), matrix.build(), rhs, equality);
        return Optional.of(new LinearProgramOfBoxes(program, integers, rows, bounds, Arrays.copyOf(rowOfCone, kept)));
    }

    private static double[] linear(ConicProgram program) {
        double[] linear = new double[program.variableCount()];
        for (int j = 0; j < linear.length; j++) {
            linear[j] = program.linear(j);
        }
        return linear;
    }

    ConicProgram program() {
        return program;
    }

    int[] integers() {
        return integers;
    }

    LinearRows rows() {
        return rows;
    }

    /** What is left of a box within the bounds of single variables; empty if nothing is. */
    Optional<Box> within(Box box) {
        Box both = box.copy();
        for (int j = 0; j < both.lower().length; j++) {
            both.lower()[j] = Math.max(both.lower()[j], bounds.lower()[j]);
            both.upper()[j] = Math.min(both.upper()[j], bounds.upper()[j]);
            if (both.lower()[j] > both.upper()[j]) {
                return Optional.empty();
            }
        }
        return Optional.of(both);
    }

    /** The multipliers of the equalities, of those of all rows. */
    double[] equalityMultipliers(double[] multipliers) {
        return Arrays.copyOf(multipliers, program.equalityCount());
    }

    /** The multipliers of the rows of G, of those of all rows; bounds of single variables have none. */
    double[] coneMultipliers(double[] multipliers) {
        double[] z = new double[program.coneRowCount()];
        for (int i = 0; i < rowOfCone.length; i++) {
            z[rowOfCone[i]] = multipliers[program.equalityCount() + i];
        }
        return z;
    }
}
