package org.flexopf.acopf;

import static org.flexopf.acopf.EndFunctions.COEFFICIENTS;
import static org.flexopf.acopf.EndFunctions.P_FROM;
import static org.flexopf.acopf.EndFunctions.P_TO;
import static org.flexopf.acopf.EndFunctions.Q_FROM;
import static org.flexopf.acopf.EndFunctions.Q_TO;
import static org.flexopf.acopf.EndFunctions.STRIDE;

import java.util.Arrays;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.TwoPort;

/**
 * The power-flow equations: what flows at the ends of branches, as terms of the balances and for whoever limits or
 * prices flows. The Hessian of the Lagrangian has one block per branch: the second derivatives of the weighted sum of
 * its functions, and products of gradients that limits of apparent power add.
 */
final class BranchFlows implements Part {

    /** A function's derivatives: by theta_f, theta_t, v_f, v_t, or by what functions of stiff branches are of. */
    static final int ENDS = 4;
    /** Entries of a branch in one triangle of the Hessian. */
    private static final int TRIANGLE = 10;

    private final ActiveGrid grid;
    private final StiffBranches stiff;
    private final double[] coefficients;
    private final int[] angleFrom;
    private final int[] magnitudeFrom;
    /** At the present point: cosine and sine of the angle differences, and the magnitudes of both ends. */
    private final double[] cos;

    private final double[] sin;
    private final double[] vf;
    private final double[] vt;
    /** Coefficients of the weighted sum of each branch's functions. */
    private final double[] weighted;

    private final double[] slope = new double[ENDS];

    BranchFlows(ActiveGrid grid, Transformers transformers, StiffBranches stiff) {
        this.grid = grid;
        this.stiff = stiff;
        int branches = grid.branch.length;
        coefficients = new double[STRIDE * branches];
        angleFrom = new int[branches];
        magnitudeFrom = new int[branches];
        for (int k = 0; k < branches; k++) {
            EndFunctions.write(TwoPort.of(transformers.rest(k)), coefficients, STRIDE * k);
            angleFrom[k] = transformers.angle(k);
            magnitudeFrom[k] = transformers.magnitude(k);
        }
        cos = new double[branches];
        sin = new double[branches];
        vf = new double[branches];
        vt = new double[branches];
        weighted = new double[COEFFICIENTS * branches];
    }

    /** Goes to a point; values and derivatives are those of the last one. */
    void moveTo(double[] x) {
        for (int k = 0; k < cos.length; k++) {
            double theta = x[angleFrom[k]] - x[grid.to[k]];
            cos[k] = Math.cos(theta);
            sin[k] = Math.sin(theta);
            vf[k] = x[magnitudeFrom[k]];
            vt[k] = x[grid.magnitude(grid.to[k])];
        }
        stiff.moveTo(x);
    }

    /** The variable of a function's derivative at a place among four. */
    int variable(int k, int end) {
        int i = stiff.number(k);
        if (i >= 0) {
            return stiff.variable(i, end);
        }
        return switch (end) {
            case 0 -> angleFrom[k];
            case 1 -> grid.to[k];
            case 2 -> magnitudeFrom[k];
            default -> grid.magnitude(grid.to[k]);
        };
    }

    /** The value of a function of a branch (by place). */
    double value(int k, int function) {
        int i = stiff.number(k);
        return i >= 0 ? stiff.value(i, function) : ofVoltages(k, function);
    }

    private double ofVoltages(int k, int function) {
        return EndFunctions.value(coefficients, STRIDE * k + COEFFICIENTS * function, vf[k], vt[k], cos[k], sin[k]);
    }

    /** Writes the derivatives of a function of a branch, times a factor; returns the place behind them. */
    int derivatives(int k, int function, double factor, double[] target, int at) {
        Arrays.fill(target, at, at + ENDS, 0.0);
        return addDerivatives(k, function, factor, target, at);
    }

    /** Adds the derivatives of a function of a branch, times a factor; returns the place behind them. */
    int addDerivatives(int k, int function, double factor, double[] target, int at) {
        int i = stiff.number(k);
        if (i >= 0) {
            stiff.addDerivatives(i, function, factor, target, at);
            return at + ENDS;
        }
        int c = STRIDE * k + COEFFICIENTS * function;
        double byAngle = factor * EndFunctions.byAngle(coefficients, c, vf[k], vt[k], cos[k], sin[k]);
        target[at] += byAngle;
        target[at + 1] -= byAngle;
        target[at + 2] += factor * EndFunctions.byFrom(coefficients, c, vf[k], vt[k], cos[k], sin[k]);
        target[at + 3] += factor * EndFunctions.byTo(coefficients, c, vf[k], vt[k], cos[k], sin[k]);
        return at + ENDS;
    }

    /** Adds the derivatives of a function of a branch, times a factor, to a gradient. */
    void addGradient(int k, int function, double factor, double[] gradient) {
        derivatives(k, function, factor, slope, 0);
        for (int end = 0; end < ENDS; end++) {
            gradient[variable(k, end)] += slope[end];
        }
    }

    /** Adds the entries of a function of a branch in a row. */
    void entries(int row, int k, Triplets.Builder entries) {
        for (int end = 0; end < ENDS; end++) {
            entries.add(row, variable(k, end));
        }
    }

    /** The row of a function of powers in the balances. */
    private int balance(int k, int function) {
        int at = function == P_FROM || function == Q_FROM ? grid.from[k] : grid.to[k];
        return function == P_FROM || function == P_TO ? at : grid.reactive(at);
    }

    @Override
    public void equalityEntries(Triplets.Builder entries) {
        for (int k = 0; k < cos.length; k++) {
            for (int function = P_FROM; function <= Q_TO; function++) {
                entries(balance(k, function), k, entries);
            }
        }
    }

    @Override
    public void hessianEntries(Triplets.Builder entries) {
        for (int k = 0; k < cos.length; k++) {
            for (int a = 0; a < ENDS; a++) {
                for (int b = 0; b <= a; b++) {
                    entries.add(variable(k, a), variable(k, b));
                }
            }
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int k = 0; k < cos.length; k++) {
            for (int function = P_FROM; function <= Q_TO; function++) {
                g[balance(k, function)] += value(k, function);
            }
        }
    }

    @Override
    public int equalityValues(double[] x, double[] g, int at) {
        int next = at;
        for (int k = 0; k < cos.length; k++) {
            for (int function = P_FROM; function <= Q_TO; function++) {
                next = derivatives(k, function, 1.0, g, next);
            }
        }
        return next;
    }

    /** Begins the weighted sums with what functions weigh in the balances; other parts add to them. */
    @Override
    public void weigh(double weight, double[] y, double[] z) {
        Arrays.fill(weighted, 0.0);
        stiff.clearWeights();
        for (int k = 0; k < cos.length; k++) {
            for (int function = P_FROM; function <= Q_TO; function++) {
                weigh(k, function, y[balance(k, function)]);
            }
        }
    }

    /** Adds a function of a branch, times a factor, to the branch's weighted sum. */
    void weigh(int k, int function, double factor) {
        int number = stiff.number(k);
        if (number >= 0) {
            stiff.weigh(number, function, factor);
            return;
        }
        int c = STRIDE * k + COEFFICIENTS * function;
        for (int i = 0; i < COEFFICIENTS; i++) {
            weighted[COEFFICIENTS * k + i] += factor * coefficients[c + i];
        }
    }

    /** Writes the second derivatives of all weighted sums. This part is the first: its entries begin at zero. */
    @Override
    public int hessianValues(double[] x, double weight, double[] y, double[] z, double[] entries, int at) {
        for (int k = 0; k < cos.length; k++) {
            int i = stiff.number(k);
            if (i >= 0) {
                stiff.curvature(i, entries, TRIANGLE * k);
            } else {
                curvature(k, entries);
            }
        }
        return at + TRIANGLE * cos.length;
    }

    private void curvature(int k, double[] entries) {
        int c = COEFFICIENTS * k;
        double along = weighted[c + 2] * cos[k] + weighted[c + 3] * sin[k];
        double across = weighted[c + 3] * cos[k] - weighted[c + 2] * sin[k];
        int at = TRIANGLE * k;
        entries[at] = -vf[k] * vt[k] * along;
        entries[at + 1] = vf[k] * vt[k] * along;
        entries[at + 2] = -vf[k] * vt[k] * along;
        entries[at + 3] = vt[k] * across;
        entries[at + 4] = -vt[k] * across;
        entries[at + 5] = 2.0 * weighted[c];
        entries[at + 6] = vf[k] * across;
        entries[at + 7] = -vf[k] * across;
        entries[at + 8] = along;
        entries[at + 9] = 2.0 * weighted[c + 1];
    }

    /** Adds the product of a function's gradient with itself, times a factor, to the Hessian. */
    void addSquare(int k, int function, double factor, double[] entries) {
        if (factor == 0.0) {
            return;
        }
        derivatives(k, function, 1.0, slope, 0);
        int at = TRIANGLE * k;
        for (int a = 0; a < ENDS; a++) {
            for (int b = 0; b <= a; b++) {
                entries[at++] += factor * slope[a] * slope[b];
            }
        }
    }

    @Override
    public void write(double[] x, OperatingPoint.Builder point) {
        double[][] flow = new double[Q_TO + 1][grid.network.branches().size()];
        for (int k = 0; k < cos.length; k++) {
            for (int function = P_FROM; function <= Q_TO; function++) {
                flow[function][grid.branch[k]] = grid.perUnit.physicalPower(value(k, function));
            }
        }
        point.pFrom(flow[P_FROM]).qFrom(flow[Q_FROM]).pTo(flow[P_TO]).qTo(flow[Q_TO]);
    }
}
