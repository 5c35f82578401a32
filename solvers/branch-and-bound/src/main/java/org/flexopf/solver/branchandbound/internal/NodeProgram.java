package org.flexopf.solver.branchandbound.internal;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * The continuous program of any box. Each bound of an integer variable has a row of its own, one that the program has
 * already or one that is added once; another box only shifts right-hand sides, so that the symbolic work is that of the
 * first. A bound that is infinite has a row of zeros in the same place.
 */
final class NodeProgram {

    private static final double ROOM_OF_NO_ROW = 1.0;

    private final ConicProgram relaxed;
    private final int[] integers;
    /** The row of each bound; lower ones, then upper ones, in the order of integer variables. */
    private final int[] boundRow;
    /** The coefficient of that row: negative for a lower bound. */
    private final double[] factor;
    /** Where the coefficient of an added row stands among the entries of G; -1 for rows of the program itself. */
    private final int[] entry;

    NodeProgram(ConicProgram program, int[] integers) {
        this.integers = integers;
        int k = integers.length;
        boundRow = new int[2 * k];
        factor = new double[2 * k];
        entry = new int[2 * k];
        SparseMatrix g = program.coneMatrix();
        int m = program.coneRowCount();
        int[] entriesOfRow = new int[m];
        for (int e = 0; e < g.entryCount(); e++) {
            entriesOfRow[g.rowIndex(e)]++;
        }
        boolean[] linear = linearRows(program);
        int added = 0;
        for (int i = 0; i < k; i++) {
            for (int side = 0; side < 2; side++) {
                int place = side * k + i;
                boundRow[place] = ownRow(program, entriesOfRow, linear, integers[i], side == 1, place);
                entry[place] = -1;
                if (boundRow[place] < 0) {
                    boundRow[place] = m + added++;
                    factor[place] = side == 1 ? 1.0 : -1.0;
                }
            }
        }
        relaxed = added == 0 ? program.relaxed() : withRows(program, m, added);
        for (int place = 0; place < 2 * k; place++) {
            if (boundRow[place] >= m) {
                entry[place] = entryAt(relaxed.coneMatrix(), boundRow[place], integers[place % k]);
            }
        }
    }

    private static boolean[] linearRows(ConicProgram program) {
        boolean[] linear = new boolean[program.coneRowCount()];
        int row = 0;
        for (Cone cone : program.cones()) {
            for (int end = row + cone.dimension(); row < end; row++) {
                linear[row] = cone instanceof Cone.Nonnegative;
            }
        }
        return linear;
    }

    /** The program's own tightest row that is a bound on one side of a variable; -1 if there is none. */
    private int ownRow(
            ConicProgram program, int[] entriesOfRow, boolean[] linear, int variable, boolean upper, int place) {
        SparseMatrix g = program.coneMatrix();
        int best = -1;
        double tightest = Double.POSITIVE_INFINITY;
        for (int e = g.columnStart(variable); e < g.columnStart(variable + 1); e++) {
            int row = g.rowIndex(e);
            double coefficient = g.value(e);
            if (linear[row] && entriesOfRow[row] == 1 && (upper ? coefficient > 0.0 : coefficient < 0.0)) {
                double bound = program.coneRhs(row) / Math.abs(coefficient);
                if (bound < tightest) {
                    tightest = bound;
                    best = row;
                    factor[place] = coefficient;
                }
            }
        }
        return best;
    }

    private ConicProgram withRows(ConicProgram program, int m, int added) {
        SparseMatrix g = program.coneMatrix();
        int n = program.variableCount();
        SparseMatrix.Builder builder = new SparseMatrix.Builder(m + added, n, g.entryCount() + added);
        for (int j = 0; j < n; j++) {
            for (int e = g.columnStart(j); e < g.columnStart(j + 1); e++) {
                builder.add(g.rowIndex(e), j, g.value(e));
            }
        }
        for (int place = 0; place < boundRow.length; place++) {
            if (boundRow[place] >= m) {
                builder.add(boundRow[place], integers[place % integers.length], factor[place]);
            }
        }
        double[] h = new double[m + added];
        System.arraycopy(program.coneRhs(), 0, h, 0, m);
        List<Cone> cones = new ArrayList<>(program.cones());
        cones.add(new Cone.Nonnegative(added));
        return ConicProgram.continuous(
                program.quadratic(),
                program.linear(),
                program.constant(),
                program.equalityMatrix(),
                program.equalityRhs(),
                builder.build(),
                h,
                cones);
    }

    private static int entryAt(SparseMatrix matrix, int row, int column) {
        int e = matrix.columnStart(column);
        while (matrix.rowIndex(e) != row) {
            e++;
        }
        return e;
    }

    /** The continuous program of a box. */
    ConicProgram of(Box box) {
        double[] h = relaxed.coneRhs();
        double[] coefficients = null;
        for (int place = 0; place < boundRow.length; place++) {
            int variable = integers[place % integers.length];
            double bound = place < integers.length ? box.lower()[variable] : box.upper()[variable];
            if (Double.isFinite(bound)) {
                h[boundRow[place]] = factor[place] * bound;
            } else if (entry[place] >= 0) {
                if (coefficients == null) {
                    coefficients = new double[relaxed.coneMatrix().entryCount()];
                    relaxed.coneMatrix().copyValues(coefficients);
                }
                coefficients[entry[place]] = 0.0;
                h[boundRow[place]] = ROOM_OF_NO_ROW;
            }
        }
        ConicProgram bounded = relaxed.withRightHandSides(relaxed.equalityRhs(), h);
        return coefficients == null
                ? bounded
                : bounded.withConeMatrix(bounded.coneMatrix().withValues(coefficients));
    }

    /** The multiplier of the bounds on one side, per unit of the variable; in the order of integer variables. */
    double[] prices(double[] z, boolean upper) {
        double[] prices = new double[integers.length];
        for (int i = 0; i < prices.length; i++) {
            int place = upper ? integers.length + i : i;
            prices[i] = Math.max(0.0, z[boundRow[place]]) * Math.abs(factor[place]);
        }
        return prices;
    }
}
