package org.flexopf.powerflow;

import java.util.Arrays;

/**
 * Injections of a state and their derivatives, in the positions of {@link NodalEquations}, as 2 x 2 blocks: rows (P,
 * Q), columns (angle, relative magnitude). The derivative by the relative magnitude is V d/dV; it makes the blocks off
 * the diagonal of the form [H N; -N H].
 *
 * <p>With V_k conj(V_j) = c + js and Y_kj = G + jB: N_kj = G c + B s, H_kj = G s - B c, and on the diagonal H = -Q - B
 * V^2, N = P + G V^2, M = P - G V^2, L = Q - B V^2 (Tinney and Hart, 1967).
 */
final class Jacobian {

    private final NodalEquations equations;
    /** Positions that hold their magnitude: their Q row and their magnitude column are those of the unit matrix. */
    private final boolean[] holds;
    /** Injection per position, p.u.; complete for the sought positions only. */
    final double[] p;

    final double[] q;
    private final double[] diagonal;
    private final double[] upper;
    private final double[] lower;
    private final BlockLu lu;

    Jacobian(NodalEquations equations, boolean[] holdsByBus) {
        this.equations = equations;
        int n = equations.bus.length;
        holds = new boolean[n];
        for (int k = 0; k < equations.unknowns; k++) {
            holds[k] = holdsByBus[equations.bus[k]];
        }
        p = new double[n];
        q = new double[n];
        diagonal = new double[4 * equations.unknowns];
        upper = new double[4 * equations.edgeTo.length];
        lower = new double[4 * equations.edgeTo.length];
        lu = new BlockLu(equations.pattern);
    }

    /** Works out injections and blocks at voltages in rectangular form, by position. */
    void evaluate(double[] e, double[] f) {
        int unknowns = equations.unknowns;
        int[] edgeStart = equations.edgeStart;
        int[] edgeTo = equations.edgeTo;
        double[] y = equations.edgeY;
        Arrays.fill(p, 0.0);
        Arrays.fill(q, 0.0);
        int at = 0;
        for (int k = 0; k < unknowns; k++) {
            double ek = e[k];
            double fk = f[k];
            boolean rowHeld = holds[k];
            double pk = 0.0;
            double qk = 0.0;
            double squaredK = ek * ek + fk * fk;
            for (int m = edgeStart[k]; m < edgeStart[k + 1]; m++) {
                int j = edgeTo[m];
                double g = y[4 * m];
                double b = y[4 * m + 1];
                // V_k conj(V_j - V_k) = c + js: differences first, as a large admittance would bring out the rounding
                // of the products.
                double de = e[j] - ek;
                double df = f[j] - fk;
                double c = ek * de + fk * df;
                double s = fk * de - ek * df;
                double active = g * c + b * s;
                double reactive = g * s - b * c;
                pk += active;
                qk += reactive;
                if (j < unknowns) {
                    double gBack = y[4 * m + 2];
                    double bBack = y[4 * m + 3];
                    double cBack = -(e[j] * de + f[j] * df);
                    double activeBack = gBack * cBack - bBack * s;
                    double reactiveBack = -gBack * s - bBack * cBack;
                    p[j] += activeBack;
                    q[j] += reactiveBack;
                    double squaredJ = e[j] * e[j] + f[j] * f[j];
                    block(upper, at, reactive - b * squaredK, active + g * squaredK, rowHeld, holds[j]);
                    block(lower, at, reactiveBack - bBack * squaredJ, activeBack + gBack * squaredJ, holds[j], rowHeld);
                    at += 4;
                }
            }
            p[k] += pk;
            q[k] += qk;
        }
        for (int k = 0; k < unknowns; k++) {
            double squared = e[k] * e[k] + f[k] * f[k];
            p[k] += equations.rowSumG[k] * squared;
            q[k] -= equations.rowSumB[k] * squared;
            double g = equations.diagonalG[k] * squared;
            double b = equations.diagonalB[k] * squared;
            diagonal[4 * k] = -q[k] - b;
            diagonal[4 * k + 1] = holds[k] ? 0.0 : p[k] + g;
            diagonal[4 * k + 2] = holds[k] ? 0.0 : p[k] - g;
            diagonal[4 * k + 3] = holds[k] ? 1.0 : q[k] - b;
        }
    }

    private static void block(double[] target, int at, double h, double n, boolean rowHeld, boolean columnHeld) {
        target[at] = h;
        target[at + 1] = columnHeld ? 0.0 : n;
        target[at + 2] = rowHeld ? 0.0 : -n;
        target[at + 3] = rowHeld || columnHeld ? 0.0 : h;
    }

    /** Factors the blocks of the last evaluation; false if they are singular. */
    boolean factor() {
        return lu.factor(diagonal, upper, lower);
    }

    /**
     * Replaces changes of (P, Q) per sought position by the changes of (angle, relative magnitude) that bring them
     * about.
     */
    void solve(double[] b) {
        lu.solve(b);
    }

    /** Replaces derivatives by (angle, relative magnitude) by derivatives by (P, Q). */
    void solveTransposed(double[] b) {
        lu.solveTransposed(b);
    }
}
