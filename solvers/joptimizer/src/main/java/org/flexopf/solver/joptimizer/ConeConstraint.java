package org.flexopf.solver.joptimizer;

import com.joptimizer.functions.ConvexMultivariateRealFunction;
import com.joptimizer.functions.FunctionsUtils;
import org.flexopf.program.SparseMatrix;

/**
 * A block of rows as the smooth convex function that JOptimizer wants to be negative. For the slack {@code s = h - Gx} that is
 * {@code -s_0} of an inequality, and {@code |(s_1, .., s_k)|^2 / s_0 - s_0} of a second-order cone where {@code s_0 > 0}; elsewhere
 * it is infinite, which keeps the line search on the right branch of the cone.
 */
final class ConeConstraint implements ConvexMultivariateRealFunction {

    private final int variableCount;
    private final double[] rhs;
    private final int[][] columns;
    private final double[][] values;

    /**
     * The rows {@code first .. first + dimension - 1}.
     *
     * @param rows the transpose of G, whose columns are its rows
     */
    ConeConstraint(SparseMatrix rows, double[] coneRhs, int first, int dimension) {
        this.variableCount = rows.rows();
        this.rhs = new double[dimension];
        this.columns = new int[dimension][];
        this.values = new double[dimension][];
        for (int i = 0; i < dimension; i++) {
            int from = rows.columnStart(first + i);
            int count = rows.columnStart(first + i + 1) - from;
            rhs[i] = coneRhs[first + i];
            columns[i] = new int[count];
            values[i] = new double[count];
            for (int k = 0; k < count; k++) {
                columns[i][k] = rows.rowIndex(from + k);
                values[i][k] = rows.value(from + k);
            }
        }
    }

    /** How far inside the constraint a point lies, {@code s_0 - |(s_1, .., s_k)|}; negative outside. */
    double depth(double[] x) {
        double tail = 0.0;
        for (int i = 1; i < rhs.length; i++) {
            tail = Math.hypot(tail, slack(i, x));
        }
        return slack(0, x) - tail;
    }

    private double slack(int row, double[] x) {
        double slack = rhs[row];
        for (int k = 0; k < columns[row].length; k++) {
            slack -= values[row][k] * x[columns[row][k]];
        }
        return slack;
    }

    @Override
    public double value(double[] x) {
        double head = slack(0, x);
        if (rhs.length == 1) {
            return -head;
        }
        if (!(head > 0.0)) {
            return Double.POSITIVE_INFINITY;
        }
        double square = 0.0;
        for (int i = 1; i < rhs.length; i++) {
            double tail = slack(i, x);
            square += tail * tail;
        }
        return square / head - head;
    }

    @Override
    public double[] gradient(double[] x) {
        double[] gradient = new double[variableCount];
        if (rhs.length == 1) {
            add(gradient, 0, 1.0);
            return gradient;
        }
        double head = slack(0, x);
        double ratioSquare = 0.0;
        for (int i = 1; i < rhs.length; i++) {
            double ratio = slack(i, x) / head;
            ratioSquare += ratio * ratio;
            add(gradient, i, -2.0 * ratio);
        }
        add(gradient, 0, 1.0 + ratioSquare);
        return gradient;
    }

    private void add(double[] target, int row, double factor) {
        for (int k = 0; k < columns[row].length; k++) {
            target[columns[row][k]] += factor * values[row][k];
        }
    }

    /** {@code 2 / s_0 * sum_i v_i v_i'} with {@code v_i = g_i - (s_i / s_0) g_0}, g_i the rows of G. */
    @Override
    public double[][] hessian(double[] x) {
        if (rhs.length == 1) {
            return FunctionsUtils.ZEROES_2D_ARRAY_PLACEHOLDER;
        }
        double[][] hessian = new double[variableCount][variableCount];
        double head = slack(0, x);
        for (int i = 1; i < rhs.length; i++) {
            double ratio = slack(i, x) / head;
            addProduct(hessian, i, i, 2.0 / head);
            addProduct(hessian, i, 0, -2.0 * ratio / head);
            addProduct(hessian, 0, i, -2.0 * ratio / head);
            addProduct(hessian, 0, 0, 2.0 * ratio * ratio / head);
        }
        return hessian;
    }

    private void addProduct(double[][] target, int left, int right, double factor) {
        for (int k = 0; k < columns[left].length; k++) {
            double scaled = factor * values[left][k];
            double[] row = target[columns[left][k]];
            for (int l = 0; l < columns[right].length; l++) {
                row[columns[right][l]] += scaled * values[right][l];
            }
        }
    }

    @Override
    public int getDim() {
        return variableCount;
    }
}
