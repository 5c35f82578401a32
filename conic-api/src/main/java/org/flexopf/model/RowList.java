package org.flexopf.model;

import java.util.Arrays;
import org.flexopf.program.SparseMatrix;

/** Rows under construction, as triplets in primitive arrays, so that no object per row survives. */
final class RowList {

    private int[] rowOf = new int[64];
    private int[] columnOf = new int[64];
    private double[] valueOf = new double[64];
    private int entries;
    private double[] rhs = new double[16];
    private int rows;
    /** Right-hand sides that follow from parameters, by row. */
    private final DatumPlaces rhsData = new DatumPlaces();
    /** Coefficients that follow from parameters, by entry. */
    private final DatumPlaces entryData = new DatumPlaces();

    int rows() {
        return rows;
    }

    int entries() {
        return entries;
    }

    /**
     * Appends the row {@code factor * (expression without its constant)} with a right-hand side; returns its number.
     */
    int add(double factor, LinearExpression expression, Tally rightHandSide) {
        if (rows == rhs.length) {
            rhs = Arrays.copyOf(rhs, 2 * rows);
        }
        int needed = entries + expression.size();
        if (needed > rowOf.length) {
            int larger = Math.max(needed, 2 * rowOf.length);
            rowOf = Arrays.copyOf(rowOf, larger);
            columnOf = Arrays.copyOf(columnOf, larger);
            valueOf = Arrays.copyOf(valueOf, larger);
        }
        for (int k = 0; k < expression.size(); k++) {
            rowOf[entries] = rows;
            columnOf[entries] = expression.column(k);
            if (expression.datum(k) != null) {
                entryData.add(entries, new Datum.Product(factor, expression.datum(k)));
            }
            valueOf[entries++] = factor * expression.coefficient(k);
        }
        if (rightHandSide.follows()) {
            rhsData.add(rows, rightHandSide.datum());
        }
        rhs[rows] = rightHandSide.value();
        return rows++;
    }

    void copyTo(SparseMatrix.Builder matrix, int firstRow, double[] target) {
        for (int k = 0; k < entries; k++) {
            matrix.add(firstRow + rowOf[k], columnOf[k], valueOf[k]);
        }
        System.arraycopy(rhs, 0, target, firstRow, rows);
    }

    /** Adds the right-hand sides that follow from parameters, by their rows. */
    void copyDataTo(int firstRow, DatumPlaces target) {
        target.addAll(rhsData, firstRow);
    }

    /** Adds the coefficients that follow from parameters, by their entries in the finished matrix. */
    void copyDataTo(SparseMatrix matrix, int firstRow, DatumPlaces target) {
        for (int k = 0; k < entryData.size(); k++) {
            int entry = entryData.place(k);
            target.add(matrix.entry(firstRow + rowOf[entry], columnOf[entry]), entryData.datum(k));
        }
    }

    /**
     * Whether a coefficient that follows from parameters is added to another one of its variable in the row: what the
     * sum becomes is not kept.
     */
    boolean addsUpData() {
        for (int k = 0; k < entryData.size(); k++) {
            int entry = entryData.place(k);
            for (int other = rowStart(entry); other < entries && rowOf[other] == rowOf[entry]; other++) {
                if (other != entry && columnOf[other] == columnOf[entry]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The first entry of the row of an entry: entries stand row by row. */
    private int rowStart(int entry) {
        int start = entry;
        while (start > 0 && rowOf[start - 1] == rowOf[entry]) {
            start--;
        }
        return start;
    }
}
