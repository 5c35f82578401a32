package org.flexopf.solver.joptimizer;

import org.flexopf.program.SparseMatrix;

/**
 * Rows of one cone with their logarithmic barrier: {@code -log s} of an inequality, {@code -log(s_0^2 - |s_1..|^2)} of
 * a second-order cone, where {@code s = h - Gx} (Boyd and Vandenberghe, "Convex Optimization", section 11.6).
 */
final class ConeBlock {

    private final int first;
    private final double[] rhs;
    private final int[][] columns;
    private final double[][] values;

    /**
     * The rows {@code first .. first + dimension - 1}.
     *
     * @param rows the transpose of G, whose columns are its rows
     */
    ConeBlock(SparseMatrix rows, double[] coneRhs, int first, int dimension) {
        this.first = first;
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

    /** The ball {@code |x| <= radius} as a cone. */
    static ConeBlock ball(int n, double radius) {
        SparseMatrix.Builder rows = new SparseMatrix.Builder(n, n + 1);
        for (int j = 0; j < n; j++) {
            rows.add(j, j + 1, -1.0);
        }
        double[] rhs = new double[n + 1];
        rhs[0] = radius;
        return new ConeBlock(rows.build(), rhs, 0, n + 1);
    }

    /** How far inside the cone a point lies, {@code s_0 - |(s_1, .., s_k)|}; negative outside. */
    double depth(double[] x) {
        return depthOf(slack(x));
    }

    private static double depthOf(double[] s) {
        double tail = 0.0;
        for (int i = 1; i < s.length; i++) {
            tail = Math.hypot(tail, s[i]);
        }
        return s[0] - tail;
    }

    private double[] slack(double[] x) {
        double[] s = rhs.clone();
        subtractProduct(s, x);
        return s;
    }

    private void subtractProduct(double[] s, double[] x) {
        for (int i = 0; i < s.length; i++) {
            for (int k = 0; k < columns[i].length; k++) {
                s[i] -= values[i][k] * x[columns[i][k]];
            }
        }
    }

    /** {@code s_0^2 - |s_1..|^2}, without cancellation. */
    private static double determinant(double[] s) {
        double tail = 0.0;
        for (int i = 1; i < s.length; i++) {
            tail = Math.hypot(tail, s[i]);
        }
        return (s[0] - tail) * (s[0] + tail);
    }

    /** The barrier; infinite outside. */
    double barrier(double[] x) {
        double[] s = slack(x);
        if (!(depthOf(s) > 0.0)) {
            return Double.POSITIVE_INFINITY;
        }
        return s.length == 1 ? -Math.log(s[0]) : -Math.log(determinant(s));
    }

    /**
     * Minus the barrier's gradient in s: {@code 1 / s}, or {@code 2 (s_0, -s_1, ..) / det s}; it lies inside the cone.
     */
    private static double[] pull(double[] s) {
        double[] pull = new double[s.length];
        if (s.length == 1) {
            pull[0] = 1.0 / s[0];
            return pull;
        }
        double factor = 2.0 / determinant(s);
        for (int i = 0; i < s.length; i++) {
            pull[i] = (i == 0 ? factor : -factor) * s[i];
        }
        return pull;
    }

    /** Adds the barrier's gradient in x. */
    void addGradient(double[] x, double[] gradient) {
        double[] pull = pull(slack(x));
        for (int i = 0; i < pull.length; i++) {
            for (int k = 0; k < columns[i].length; k++) {
                gradient[columns[i][k]] += pull[i] * values[i][k];
            }
        }
    }

    /**
     * Adds the barrier's Hessian in x: {@code G' (pp' - 2 J / det s) G} with the pull p and {@code J = diag(1, -1,
     * ..)}.
     */
    void addHessian(double[] x, double[][] hessian) {
        double[] s = slack(x);
        double[] pull = pull(s);
        if (s.length == 1) {
            addProduct(hessian, 0, pull[0] * pull[0]);
            return;
        }
        double[] combined = new double[hessian.length];
        boolean[] used = new boolean[hessian.length];
        int[] support = new int[hessian.length];
        int count = 0;
        for (int i = 0; i < s.length; i++) {
            for (int k = 0; k < columns[i].length; k++) {
                int j = columns[i][k];
                combined[j] += pull[i] * values[i][k];
                if (!used[j]) {
                    used[j] = true;
                    support[count++] = j;
                }
            }
        }
        for (int a = 0; a < count; a++) {
            double[] row = hessian[support[a]];
            double factor = combined[support[a]];
            for (int b = 0; b < count; b++) {
                row[support[b]] += factor * combined[support[b]];
            }
        }
        double curvature = 2.0 / determinant(s);
        for (int i = 0; i < s.length; i++) {
            addProduct(hessian, i, i == 0 ? -curvature : curvature);
        }
    }

    private void addProduct(double[][] target, int row, double factor) {
        for (int k = 0; k < columns[row].length; k++) {
            double scaled = factor * values[row][k];
            double[] line = target[columns[row][k]];
            for (int l = 0; l < columns[row].length; l++) {
                line[columns[row][l]] += scaled * values[row][l];
            }
        }
    }

    /**
     * Writes the multipliers that the central path of parameter t has at a point, to first order in a Newton step from
     * there, so that stationarity holds however rough the slack is; without the step where that leaves the cone.
     */
    void multipliers(double[] x, double[] step, double t, double[] z) {
        double[] s = slack(x);
        double[] pull = pull(s);
        double[] change = new double[s.length];
        subtractProduct(change, step);
        double[] moved = new double[s.length];
        double product = 0.0;
        for (int i = 0; i < s.length; i++) {
            product += pull[i] * change[i];
        }
        double curvature = s.length == 1 ? 0.0 : 2.0 / determinant(s);
        for (int i = 0; i < s.length; i++) {
            // Minus the Hessian times the change of the slack.
            moved[i] = pull[i] - pull[i] * product + (i == 0 ? curvature : -curvature) * change[i];
        }
        double[] best = depthOf(moved) > 0.0 ? moved : pull;
        for (int i = 0; i < s.length; i++) {
            z[first + i] = best[i] / t;
        }
    }
}
