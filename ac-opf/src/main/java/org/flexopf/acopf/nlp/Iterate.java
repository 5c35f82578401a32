package org.flexopf.acopf.nlp;

import java.util.Arrays;

/**
 * A point of the barrier problem with its multipliers, and what the program is there. Slacks s make equalities
 * {@code h(x) + s = 0} of the inequalities; the objective counts with a weight, so that its first gradient is not
 * large.
 */
final class Iterate {

    private static final double PUSH = 1e-2;
    private static final double LARGEST_GRADIENT = 100.0;
    private static final double MULTIPLIER_SCALE = 100.0;

    final NonlinearProgram program;
    private final ProgramStructure structure;
    final int n;
    final int m;
    final int p;
    final double[] lower;
    final double[] upper;
    final boolean[] held;

    final double[] x;
    final double[] s;
    /** Multipliers of g, of h, of lower and upper bounds, and of the slacks' bounds. */
    final double[] y;

    final double[] yh;
    final double[] zl;
    final double[] zu;
    final double[] zs;
    final double[] g;
    final double[] h;
    /** The gradient of the objective without its weight, and that of the Lagrangian without bounds. */
    final double[] gradient;

    final double[] lagrangian;
    private final double[] equalityEntries;
    private final double[] inequalityEntries;
    double weight = 1.0;

    /** The entries of the Jacobians are written to arrays of a linear system. */
    Iterate(NonlinearProgram program, KktSystem kkt) {
        this.program = program;
        structure = program.structure();
        lower = structure.lower();
        upper = structure.upper();
        n = structure.variables();
        m = structure.equalities();
        p = structure.inequalities();
        held = new boolean[n];
        for (int i = 0; i < n; i++) {
            held[i] = structure.isHeld(i);
        }
        x = new double[n];
        s = new double[p];
        y = new double[m];
        yh = new double[p];
        zl = new double[n];
        zu = new double[n];
        zs = new double[p];
        g = new double[m];
        h = new double[p];
        gradient = new double[n];
        lagrangian = new double[n];
        equalityEntries = kkt.equalityEntries;
        inequalityEntries = kkt.inequalityEntries;
    }

    /** Starts off the bounds, with multipliers of one. */
    void begin(double[] start) {
        for (int i = 0; i < n; i++) {
            double room = upper[i] - lower[i];
            double least = lower[i] + Math.min(PUSH * Math.max(1.0, Math.abs(lower[i])), PUSH * room);
            double most = upper[i] - Math.min(PUSH * Math.max(1.0, Math.abs(upper[i])), PUSH * room);
            x[i] = held[i] ? lower[i] : Math.min(Math.max(start[i], finite(least, lower[i])), finite(most, upper[i]));
            zl[i] = held[i] || lower[i] == Double.NEGATIVE_INFINITY ? 0.0 : 1.0;
            zu[i] = held[i] || upper[i] == Double.POSITIVE_INFINITY ? 0.0 : 1.0;
        }
        weight = Math.min(1.0, LARGEST_GRADIENT / program.gradientSize(x));
        program.constraints(x, g, h);
        for (int i = 0; i < p; i++) {
            s[i] = Math.max(-h[i], PUSH);
        }
        Arrays.fill(zs, 1.0);
        Arrays.fill(yh, 1.0);
        Arrays.fill(y, 0.0);
        evaluate();
    }

    /** A bound moved inwards where it is one, and no bound where it is none. */
    private static double finite(double moved, double bound) {
        return Double.isInfinite(bound) ? bound : moved;
    }

    /** Values and first derivatives at the point. */
    void evaluate() {
        program.constraints(x, g, h);
        program.gradient(x, gradient);
        program.jacobians(x, equalityEntries, inequalityEntries);
        for (int i = 0; i < n; i++) {
            lagrangian[i] = weight * gradient[i];
        }
        structure.equalityPattern().addTransposed(equalityEntries, y, lagrangian);
        structure.inequalityPattern().addTransposed(inequalityEntries, yh, lagrangian);
    }

    /** Goes to a point of which no multipliers are known. */
    void stayAt(double[] point) {
        System.arraycopy(point, 0, x, 0, n);
        Arrays.fill(y, 0.0);
        Arrays.fill(yh, 0.0);
        Arrays.fill(zl, 0.0);
        Arrays.fill(zu, 0.0);
        Arrays.fill(zs, 0.0);
        evaluate();
    }

    boolean isFinite() {
        double sum = 0.0;
        for (double value : x) {
            sum += value;
        }
        return Double.isFinite(sum);
    }

    boolean hasLower(int i) {
        return lower[i] > Double.NEGATIVE_INFINITY;
    }

    boolean hasUpper(int i) {
        return upper[i] < Double.POSITIVE_INFINITY;
    }

    /** The largest residual of the conditions with a barrier, scaled down where multipliers are large. */
    double error(double barrier) {
        double dual = 0.0;
        double products = 0.0;
        double bounds = 0.0;
        double all = 0.0;
        int boundCount = p;
        for (int i = 0; i < n; i++) {
            if (held[i]) {
                continue;
            }
            dual = Math.max(dual, Math.abs(lagrangian[i] - zl[i] + zu[i]));
            if (hasLower(i)) {
                products = Math.max(products, Math.abs((x[i] - lower[i]) * zl[i] - barrier));
                boundCount++;
            }
            if (hasUpper(i)) {
                products = Math.max(products, Math.abs((upper[i] - x[i]) * zu[i] - barrier));
                boundCount++;
            }
            bounds += zl[i] + zu[i];
        }
        for (int i = 0; i < p; i++) {
            dual = Math.max(dual, Math.abs(yh[i] - zs[i]));
            products = Math.max(products, Math.abs(s[i] * zs[i] - barrier));
            bounds += zs[i];
            all += Math.abs(yh[i]);
        }
        for (int i = 0; i < m; i++) {
            all += Math.abs(y[i]);
        }
        double dualScale =
                Math.max(MULTIPLIER_SCALE, (all + bounds) / Math.max(1, m + p + boundCount)) / MULTIPLIER_SCALE;
        double boundScale = Math.max(MULTIPLIER_SCALE, bounds / Math.max(1, boundCount)) / MULTIPLIER_SCALE;
        double primal = residual();
        double sum = dual + products + primal;
        return Double.isNaN(sum) ? sum : Math.max(primal, Math.max(dual / dualScale, products / boundScale));
    }

    /** The sum of the products of multipliers with their rooms. */
    double products() {
        double sum = 0.0;
        for (int i = 0; i < n; i++) {
            sum += !held[i] && hasLower(i) ? zl[i] * (x[i] - lower[i]) : 0.0;
            sum += !held[i] && hasUpper(i) ? zu[i] * (upper[i] - x[i]) : 0.0;
        }
        for (int i = 0; i < p; i++) {
            sum += s[i] * zs[i];
        }
        return sum;
    }

    /** The number of these products. */
    int productCount() {
        int count = p;
        for (int i = 0; i < n; i++) {
            count += !held[i] && hasLower(i) ? 1 : 0;
            count += !held[i] && hasUpper(i) ? 1 : 0;
        }
        return count;
    }

    private double residual() {
        double primal = 0.0;
        for (int i = 0; i < m; i++) {
            primal = Math.max(primal, Math.abs(g[i]));
        }
        for (int i = 0; i < p; i++) {
            primal = Math.max(primal, Math.abs(h[i] + s[i]));
        }
        return primal;
    }

    /** The violation theta of this point, in the one-norm. */
    double theta() {
        return theta(g, h, s);
    }

    static double theta(double[] g, double[] h, double[] s) {
        double sum = 0.0;
        for (double residual : g) {
            sum += Math.abs(residual);
        }
        for (int i = 0; i < h.length; i++) {
            sum += Math.abs(h[i] + s[i]);
        }
        return sum;
    }

    /** The barrier objective phi of a point. */
    double phi(double[] atX, double[] atS, double mu) {
        double logs = 0.0;
        for (int i = 0; i < n; i++) {
            if (!held[i]) {
                logs += hasLower(i) ? Math.log(atX[i] - lower[i]) : 0.0;
                logs += hasUpper(i) ? Math.log(upper[i] - atX[i]) : 0.0;
            }
        }
        for (double slack : atS) {
            logs += Math.log(slack);
        }
        return weight * program.objective(atX) - mu * logs;
    }

    /** The derivative of the sum of logarithms of a variable's rooms. */
    double barrierSlope(int i) {
        double slope = hasLower(i) ? 1.0 / (x[i] - lower[i]) : 0.0;
        return hasUpper(i) ? slope - 1.0 / (upper[i] - x[i]) : slope;
    }

    /** The largest violation of a constraint at a point; arrays are for working. */
    double violationAt(double[] point, double[] workG, double[] workH) {
        program.constraints(point, workG, workH);
        double largest = 0.0;
        for (double residual : workG) {
            largest = Math.max(largest, Math.abs(residual));
        }
        for (double excess : workH) {
            largest = Math.max(largest, excess);
        }
        return largest;
    }

    /** What was found, in the program's own units. */
    NonlinearResult result(NonlinearStatus status, int iterations) {
        evaluate();
        double stationarity = 0.0;
        double complementarity = 0.0;
        double[] below = new double[n];
        double[] above = new double[n];
        for (int i = 0; i < n; i++) {
            if (held[i]) {
                below[i] = Math.max(lagrangian[i], 0.0) / weight;
                above[i] = Math.max(-lagrangian[i], 0.0) / weight;
                continue;
            }
            below[i] = zl[i] / weight;
            above[i] = zu[i] / weight;
            stationarity = Math.max(stationarity, Math.abs(lagrangian[i] / weight - below[i] + above[i]));
            complementarity = Math.max(complementarity, below[i] == 0.0 ? 0.0 : below[i] * (x[i] - lower[i]));
            complementarity = Math.max(complementarity, above[i] == 0.0 ? 0.0 : above[i] * (upper[i] - x[i]));
        }
        double[] equality = new double[m];
        double[] inequality = new double[p];
        Arrays.setAll(equality, i -> y[i] / weight);
        Arrays.setAll(inequality, i -> yh[i] / weight);
        for (int i = 0; i < p; i++) {
            complementarity = Math.max(complementarity, Math.abs(inequality[i] * h[i]));
        }
        return new NonlinearResult(
                status,
                x.clone(),
                equality,
                inequality,
                below,
                above,
                violationAt(x, new double[m], new double[p]),
                stationarity,
                complementarity,
                iterations);
    }
}
