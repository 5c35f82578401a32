package org.flexopf.solver.branchandbound.internal.simplex;

import org.flexopf.program.SparseMatrix;

/**
 * The constant part of a family of linear programs:
 *
 * <pre>  minimise c'x  subject to  Ax + s = b,  lower &lt;= x &lt;= upper,  s = 0 or s &gt;= 0 </pre>
 *
 * <p>Immutable, so that threads share it.
 */
public final class LinearRows {

    final int rows;
    final int columns;
    final double[] cost;
    final double[] rhs;
    /** The largest value of the slack of each row: zero in equalities, infinite in others. */
    final double[] slackUpper;

    final int[] columnStart;
    final int[] rowOfEntry;
    final double[] value;
    /** The same by rows. */
    final int[] rowStart;

    final int[] columnOfEntry;
    final double[] valueByRow;
    /** Reduced costs up to this are zero. */
    final double dualTolerance;

    /**
     * Rows.
     *
     * @param cost c
     * @param matrix A
     * @param rhs b
     * @param equality which rows have no slack
     */
    public LinearRows(double[] cost, SparseMatrix matrix, double[] rhs, boolean[] equality) {
        this.rows = matrix.rows();
        this.columns = matrix.columns();
        this.cost = cost.clone();
        this.rhs = rhs.clone();
        slackUpper = new double[rows];
        for (int i = 0; i < rows; i++) {
            slackUpper[i] = equality[i] ? 0.0 : Double.POSITIVE_INFINITY;
        }
        columnStart = matrix.copyColumnStarts();
        rowOfEntry = matrix.copyRowIndices();
        value = new double[matrix.entryCount()];
        matrix.copyValues(value);
        SparseMatrix byRows = matrix.transpose();
        rowStart = byRows.copyColumnStarts();
        columnOfEntry = byRows.copyRowIndices();
        valueByRow = new double[byRows.entryCount()];
        byRows.copyValues(valueByRow);
        double largest = 0.0;
        for (double c : cost) {
            largest = Math.max(largest, Math.abs(c));
        }
        dualTolerance = 1e-10 * Math.max(largest, 1e-3);
    }

    /** The number of rows. */
    public int rowCount() {
        return rows;
    }

    /** The number of columns. */
    public int columnCount() {
        return columns;
    }

    /** Where the entries of a row begin; those of the last row end where a row more would begin. */
    public int rowStart(int row) {
        return rowStart[row];
    }

    /** The column of an entry, by rows. */
    public int columnOf(int entry) {
        return columnOfEntry[entry];
    }

    /** The value of an entry, by rows. */
    public double valueOf(int entry) {
        return valueByRow[entry];
    }

    /** Where the entries of a column begin. */
    public int columnStart(int column) {
        return columnStart[column];
    }

    /** The row of an entry, by columns. */
    public int rowOf(int entry) {
        return rowOfEntry[entry];
    }

    /** The value of an entry, by columns. */
    public double valueInColumn(int entry) {
        return value[entry];
    }

    /** b. */
    public double rhs(int row) {
        return rhs[row];
    }

    /** Whether a row has no slack. */
    public boolean isEquality(int row) {
        return slackUpper[row] == 0.0;
    }

    /** {@code c'x}. */
    public double objective(double[] x) {
        double sum = 0.0;
        for (int j = 0; j < columns; j++) {
            sum += cost[j] * x[j];
        }
        return sum;
    }
}
