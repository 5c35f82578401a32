package org.flexopf.solver.adapter;

import java.util.Arrays;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * The constraints of a program without second-order cones, as most libraries want them: bounds on variables apart from
 * general rows. A row of G with one entry is a bound; of several bounds on one side of a variable the tightest counts,
 * and the others can only be slack.
 */
public final class LinearForm {

    private static final double MEETING = 1e-12;

    private final ConicProgram program;
    private final SparseMatrix rows;
    private final double[] lower;
    private final double[] upper;
    private final int[] lowerRow;
    private final int[] upperRow;
    private final int[] generalRows;

    /** Separates the bounds of a program from its general rows. */
    public LinearForm(ConicProgram program) {
        if (program.hasSecondOrderCones()) {
            throw new IllegalArgumentException("a linear form has no second-order cones");
        }
        this.program = program;
        this.rows = program.coneMatrix().transpose();
        int n = program.variableCount();
        lower = new double[n];
        upper = new double[n];
        lowerRow = new int[n];
        upperRow = new int[n];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        Arrays.fill(lowerRow, -1);
        Arrays.fill(upperRow, -1);
        int[] general = new int[program.coneRowCount()];
        int count = 0;
        for (int row = 0; row < general.length; row++) {
            if (!isBound(row)) {
                general[count++] = row;
            }
        }
        generalRows = Arrays.copyOf(general, count);
        joinBoundsThatMeet();
    }

    /** Bounds that cross by no more than rounding leave the variable one value. */
    private void joinBoundsThatMeet() {
        for (int j = 0; j < lower.length; j++) {
            if (lower[j] > upper[j] && lower[j] - upper[j] <= MEETING * (1.0 + Math.abs(lower[j]))) {
                double middle = 0.5 * (lower[j] + upper[j]);
                lower[j] = middle;
                upper[j] = middle;
            }
        }
    }

    private boolean isBound(int row) {
        int variable = -1;
        double factor = 0.0;
        for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
            if (rows.value(k) != 0.0) {
                if (variable >= 0) {
                    return false;
                }
                variable = rows.rowIndex(k);
                factor = rows.value(k);
            }
        }
        if (variable < 0) {
            return false;
        }
        double bound = program.coneRhs(row) / factor;
        if (!Double.isFinite(bound)) {
            return false;
        }
        if (factor > 0.0 && bound < upper[variable]) {
            upper[variable] = bound;
            upperRow[variable] = row;
        } else if (factor < 0.0 && bound > lower[variable]) {
            lower[variable] = bound;
            lowerRow[variable] = row;
        }
        return true;
    }

    /** The largest lower bound of a variable, or minus infinity. */
    public double lower(int variable) {
        return lower[variable];
    }

    /** The smallest upper bound of a variable, or infinity. */
    public double upper(int variable) {
        return upper[variable];
    }

    /** Whether the bounds leave a variable exactly one value. */
    public boolean isFixed(int variable) {
        return lower[variable] == upper[variable];
    }

    /** Whether some variable's lower bound exceeds its upper one, which proves the program infeasible. */
    public boolean boundsCross() {
        for (int j = 0; j < lower.length; j++) {
            if (lower[j] > upper[j]) {
                return true;
            }
        }
        return false;
    }

    /** The number of general rows. */
    public int generalRowCount() {
        return generalRows.length;
    }

    /** The row of G that a general row is. */
    public int generalRow(int general) {
        return generalRows[general];
    }

    /** The transpose of G, whose columns are the rows of G. */
    public SparseMatrix rows() {
        return rows;
    }

    /**
     * All multipliers, from those of the equalities and the general rows: what stationarity leaves over at a variable
     * is the multiplier of one of its bounds, the lower one where the cost still rises, the upper one where it falls.
     */
    public Multipliers multipliers(double[] x, double[] y, double[] generalMultipliers) {
        double[] z = new double[program.coneRowCount()];
        for (int i = 0; i < generalRows.length; i++) {
            z[generalRows[i]] = Math.max(generalMultipliers[i], 0.0);
        }
        double[] reducedCost = program.linear();
        program.quadratic().symmetricMultiplyAdd(1.0, x, reducedCost);
        program.equalityMatrix().transposeMultiplyAdd(1.0, y, reducedCost);
        program.coneMatrix().transposeMultiplyAdd(1.0, z, reducedCost);
        for (int j = 0; j < x.length; j++) {
            int row = reducedCost[j] > 0.0 ? lowerRow[j] : upperRow[j];
            if (row >= 0 && reducedCost[j] != 0.0) {
                z[row] = Math.max(0.0, -reducedCost[j] / program.coneMatrix().get(row, j));
            }
        }
        return new Multipliers(y.clone(), z);
    }

    @Override
    public String toString() {
        return "linear form of " + program;
    }
}
