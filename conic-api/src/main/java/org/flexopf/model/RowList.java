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

    int rows() {
        return rows;
    }

    int entries() {
        return entries;
    }

    /**
     * Appends the row {@code factor * (expression without its constant)} with a right-hand side; returns its number.
     */
    int add(double factor, LinearExpression expression, double rightHandSide) {
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
            valueOf[entries++] = factor * expression.coefficient(k);
        }
        rhs[rows] = rightHandSide;
        return rows++;
    }

    void copyTo(SparseMatrix.Builder matrix, int firstRow, double[] target) {
        for (int k = 0; k < entries; k++) {
            matrix.add(firstRow + rowOf[k], columnOf[k], valueOf[k]);
        }
        System.arraycopy(rhs, 0, target, firstRow, rows);
    }
}
