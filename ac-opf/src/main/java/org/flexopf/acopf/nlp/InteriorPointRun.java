package org.flexopf.acopf.nlp;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the interior-point method, without restoration. Names and constants are those of Waechter and Biegler
 * (2006): theta is the violation in the one-norm, phi the barrier objective, mu the barrier parameter, tau the share of
 * the way to the boundary. Slacks s make equalities {@code h(x) + s = 0} of the inequalities.
 */
final class InteriorPointRun {

    private static final Logger LOG = LoggerFactory.getLogger(InteriorPointRun.class);

    private static final double FIRST_MU = 0.1;
    private static final double MU_FACTOR = 0.2;
    private static final double MU_POWER = 1.5;
    private static final double SUBPROBLEM_FACTOR = 10.0;
    private static final double LEAST_TAU = 0.99;
    private static final double PUSH = 1e-2;
    private static final double LARGEST_GRADIENT = 100.0;
    private static final double LARGEST_FIRST_MULTIPLIER = 1e3;
    private static final double MULTIPLIER_SCALE = 100.0;
    private static final double MULTIPLIER_CORRIDOR = 1e10;
    private static final double LARGEST_THETA_FACTOR = 1e4;
    private static final double SWITCHING_THETA_FACTOR = 1e-4;
    private static final double THETA_POWER = 1.1;
    private static final double PHI_POWER = 2.3;
    private static final double ARMIJO = 1e-8;
    private static final double SHORTEST_STEP = 1e-10;
    private static final int CORRECTIONS = 4;
    private static final double CORRECTION_PROGRESS = 0.99;
    private static final double SOFT_PROGRESS = 0.9999;
    private static final int SOFT_STEPS = 10;
    /**
     * Where no step leads on, conditions that hold to so many times the tolerance are as good as rounding lets them.
     */
    private static final double ACCEPTABLE = 100.0;

    private static final double ACCURATE_STEP = 1e-6;
    private static final double LEAST_CURVATURE = 1e-8;

    private final NonlinearProgram program;
    private final double tolerance;
    private final long deadline;
    private final int n;
    private final int m;
    private final int p;
    private final double[] lower;
    private final double[] upper;
    private final boolean[] held;
    private final KktSystem kkt;
    private final Filter filter = new Filter();

    private double weight;
    private double mu;
    private double tau;
    private double switchingTheta;
    private int iterations;

    private final double[] x;
    private final double[] s;
    private final double[] y;
    private final double[] yh;
    private final double[] zl;
    private final double[] zu;
    private final double[] zs;
    private final double[] g;
    private final double[] h;
    private final double[] gradient;
    private final double[] lagrangian;

    private final double[] dx;
    private final double[] ds;
    private final double[] dy;
    private final double[] dyh;
    private final double[] correctedX;
    private final double[] correctedS;
    private final double[] correctedY;
    private final double[] correctedYh;
    private final double[] correctedG;
    private final double[] correctedH;
    private final double[] trialX;
    private final double[] trialS;
    private final double[] trialG;
    private final double[] trialH;
    private final double[] rightX;
    private final double[] rightG;
    private final double[] rightH;
    private final double[] rowsH;

    private double trialTheta;
    private double trialPhi;

    InteriorPointRun(NonlinearProgram program, double tolerance, long deadline) {
        this.program = program;
        this.tolerance = tolerance;
        this.deadline = deadline;
        lower = program.lower();
        upper = program.upper();
        n = lower.length;
        m = program.equalities();
        p = program.inequalities();
        held = new boolean[n];
        for (int i = 0; i < n; i++) {
            held[i] = lower[i] == upper[i];
        }
        kkt = new KktSystem(program, held);
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
        dx = new double[n];
        ds = new double[p];
        dy = new double[m];
        dyh = new double[p];
        correctedX = new double[n];
        correctedS = new double[p];
        correctedY = new double[m];
        correctedYh = new double[p];
        correctedG = new double[m];
        correctedH = new double[p];
        trialX = new double[n];
        trialS = new double[p];
        trialG = new double[m];
        trialH = new double[p];
        rightX = new double[n];
        rightG = new double[m];
        rightH = new double[p];
        rowsH = new double[p];
    }

    int iterations() {
        return iterations;
    }

    double[] x() {
        return x;
    }

    boolean isFinite() {
        double sum = 0.0;
        for (double value : x) {
            sum += value;
        }
        return Double.isFinite(sum);
    }

    /** Solves from a start with at most so many further iterations. */
    NonlinearStatus solve(double[] start, int maxIterations) {
        begin(start);
        int last = iterations + maxIterations;
        int softSteps = 0;
        while (true) {
            evaluate();
            double error = error(0.0);
            LOG.trace("{}: mu {}, error {}, theta {}, delta {}", iterations, mu, error, theta(g, h, s), kkt.delta());
            if (!Double.isFinite(error)) {
                return NonlinearStatus.NUMERICAL_FAILURE;
            }
            if (error <= tolerance) {
                return NonlinearStatus.LOCALLY_OPTIMAL;
            }
            if (iterations >= last) {
                return NonlinearStatus.ITERATION_LIMIT;
            }
            if (System.nanoTime() - deadline > 0) {
                return NonlinearStatus.TIME_LIMIT;
            }
            if (Thread.currentThread().isInterrupted()) {
                return NonlinearStatus.INTERRUPTED;
            }
            lowerMu();
            NonlinearStatus ifStuck = error <= ACCEPTABLE * tolerance
                    ? NonlinearStatus.LOCALLY_OPTIMAL
                    : NonlinearStatus.NUMERICAL_FAILURE;
            if (!direction()) {
                return ifStuck;
            }
            iterations++;
            double longest = longestStep(x, dx, s, ds);
            double dual = longestDualStep();
            if (search(longest)) {
                softSteps = 0;
                accept(dual);
            } else if (softSteps++ >= SOFT_STEPS || !softStep(longest, dual)) {
                return ifStuck;
            }
        }
    }

    private void begin(double[] start) {
        for (int i = 0; i < n; i++) {
            double room = upper[i] - lower[i];
            double least = lower[i] + Math.min(PUSH * Math.max(1.0, Math.abs(lower[i])), PUSH * room);
            double most = upper[i] - Math.min(PUSH * Math.max(1.0, Math.abs(upper[i])), PUSH * room);
            x[i] = held[i] ? lower[i] : Math.min(Math.max(start[i], finite(least, lower[i])), finite(most, upper[i]));
            zl[i] = held[i] || lower[i] == Double.NEGATIVE_INFINITY ? 0.0 : 1.0;
            zu[i] = held[i] || upper[i] == Double.POSITIVE_INFINITY ? 0.0 : 1.0;
        }
        program.gradient(x, gradient);
        double largest = 0.0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, held[i] ? 0.0 : Math.abs(gradient[i]));
        }
        weight = Math.min(1.0, LARGEST_GRADIENT / largest);
        program.constraints(x, g, h);
        for (int i = 0; i < p; i++) {
            s[i] = Math.max(-h[i], PUSH);
            zs[i] = 1.0;
            yh[i] = 1.0;
        }
        Arrays.fill(y, 0.0);
        mu = FIRST_MU;
        tau = Math.max(LEAST_TAU, 1.0 - mu);
        evaluate();
        firstMultipliers();
        switchingTheta = SWITCHING_THETA_FACTOR * Math.max(1.0, theta(g, h, s));
        resetFilter();
    }

    /** A bound moved inwards where it is one, and no bound where it is none. */
    private static double finite(double moved, double bound) {
        return Double.isInfinite(bound) ? bound : moved;
    }

    /** The multipliers of the equalities that fit the gradients best. */
    private void firstMultipliers() {
        Arrays.fill(kkt.hessianEntries, 0.0);
        Arrays.fill(kkt.boundWeight, 1.0);
        Arrays.fill(kkt.inequalityWeight, 1.0);
        if (!kkt.factor()) {
            return;
        }
        for (int i = 0; i < n; i++) {
            rightX[i] = -(weight * gradient[i] - zl[i] + zu[i]);
        }
        Arrays.fill(rightG, 0.0);
        for (int i = 0; i < p; i++) {
            rowsH[i] = -zs[i];
        }
        program.inequalityPattern().addTransposed(kkt.inequalityEntries, rowsH, rightX);
        Arrays.fill(rightH, 0.0);
        kkt.solve(rightX, rightG, rightH, dx, dy, dyh);
        double largest = 0.0;
        for (double multiplier : dy) {
            largest = Math.max(largest, Math.abs(multiplier));
        }
        if (largest <= LARGEST_FIRST_MULTIPLIER) {
            System.arraycopy(dy, 0, y, 0, m);
        }
    }

    private void resetFilter() {
        filter.reset(LARGEST_THETA_FACTOR * Math.max(1.0, theta(g, h, s)));
    }

    /** Values and first derivatives at the point, and the gradient of the Lagrangian without bounds. */
    private void evaluate() {
        program.constraints(x, g, h);
        program.gradient(x, gradient);
        program.jacobians(x, kkt.equalityEntries, kkt.inequalityEntries);
        for (int i = 0; i < n; i++) {
            lagrangian[i] = weight * gradient[i];
        }
        program.equalityPattern().addTransposed(kkt.equalityEntries, y, lagrangian);
        program.inequalityPattern().addTransposed(kkt.inequalityEntries, yh, lagrangian);
    }

    /** The largest residual of the conditions with a barrier, scaled down where multipliers are large. */
    private double error(double barrier) {
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
            if (lower[i] > Double.NEGATIVE_INFINITY) {
                products = Math.max(products, Math.abs((x[i] - lower[i]) * zl[i] - barrier));
                boundCount++;
            }
            if (upper[i] < Double.POSITIVE_INFINITY) {
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
        double primal = 0.0;
        for (int i = 0; i < m; i++) {
            primal = Math.max(primal, Math.abs(g[i]));
        }
        for (int i = 0; i < p; i++) {
            primal = Math.max(primal, Math.abs(h[i] + s[i]));
        }
        double sum = dual + products + primal;
        return Double.isNaN(sum) ? sum : Math.max(primal, Math.max(dual / dualScale, products / boundScale));
    }

    private void lowerMu() {
        double least = tolerance / 10.0;
        boolean lowered = false;
        while (mu > least && error(mu) <= SUBPROBLEM_FACTOR * mu) {
            mu = Math.max(least, Math.min(MU_FACTOR * mu, Math.pow(mu, MU_POWER)));
            lowered = true;
        }
        if (lowered) {
            tau = Math.max(LEAST_TAU, 1.0 - mu);
            resetFilter();
        }
    }

    /** The step of Newton's method; false if the matrix cannot be factored. */
    private boolean direction() {
        program.hessian(x, weight, y, yh, kkt.hessianEntries);
        for (int i = 0; i < n; i++) {
            double sum = 0.0;
            if (!held[i]) {
                sum += lower[i] > Double.NEGATIVE_INFINITY ? zl[i] / (x[i] - lower[i]) : 0.0;
                sum += upper[i] < Double.POSITIVE_INFINITY ? zu[i] / (upper[i] - x[i]) : 0.0;
            }
            kkt.boundWeight[i] = sum;
        }
        for (int i = 0; i < p; i++) {
            kkt.inequalityWeight[i] = zs[i] / s[i];
        }
        for (int i = 0; i < m; i++) {
            correctedG[i] = g[i];
        }
        for (int i = 0; i < p; i++) {
            correctedH[i] = h[i] + s[i];
        }
        if (kkt.factorAsItIs()) {
            step(dx, ds, dy, dyh);
            return true;
        }
        // Near an optimum rounding may spoil the count of eigenvalues and not the step. The step itself tells.
        if (step(dx, ds, dy, dyh) <= ACCURATE_STEP && kkt.curvature(dx) >= LEAST_CURVATURE) {
            return true;
        }
        if (!kkt.factor()) {
            return false;
        }
        step(dx, ds, dy, dyh);
        return true;
    }

    /**
     * Solves for a step that takes away the violations in {@code correctedG} and {@code correctedH}; returns how
     * inexact it is.
     */
    private double step(double[] stepX, double[] stepS, double[] stepY, double[] stepYh) {
        for (int i = 0; i < n; i++) {
            rightX[i] = held[i] ? 0.0 : -lagrangian[i] + mu * barrierSlope(i);
        }
        for (int i = 0; i < p; i++) {
            rightH[i] = (yh[i] * s[i] - mu) / zs[i] - correctedH[i];
        }
        for (int i = 0; i < m; i++) {
            rightG[i] = -correctedG[i];
        }
        double inexact = kkt.solve(rightX, rightG, rightH, stepX, stepY, stepYh);
        for (int i = 0; i < p; i++) {
            stepS[i] = (mu - yh[i] * s[i] - s[i] * stepYh[i]) / zs[i];
        }
        return inexact;
    }

    /** The derivative of the sum of logarithms of a variable's rooms. */
    private double barrierSlope(int i) {
        double slope = lower[i] > Double.NEGATIVE_INFINITY ? 1.0 / (x[i] - lower[i]) : 0.0;
        return upper[i] < Double.POSITIVE_INFINITY ? slope - 1.0 / (upper[i] - x[i]) : slope;
    }

    /** The longest step, at most 1, that keeps a share of the room of all bounds and slacks. */
    private double longestStep(double[] fromX, double[] stepX, double[] fromS, double[] stepS) {
        double longest = 1.0;
        for (int i = 0; i < n; i++) {
            if (stepX[i] < 0.0 && fromX[i] + longest * stepX[i] < lower[i] + (1.0 - tau) * (fromX[i] - lower[i])) {
                longest = -tau * (fromX[i] - lower[i]) / stepX[i];
            } else if (stepX[i] > 0.0
                    && fromX[i] + longest * stepX[i] > upper[i] - (1.0 - tau) * (upper[i] - fromX[i])) {
                longest = tau * (upper[i] - fromX[i]) / stepX[i];
            }
        }
        for (int i = 0; i < p; i++) {
            if (longest * stepS[i] < -tau * fromS[i]) {
                longest = -tau * fromS[i] / stepS[i];
            }
        }
        return longest;
    }

    private double lowerStep(int i) {
        return (mu - zl[i] * dx[i]) / (x[i] - lower[i]) - zl[i];
    }

    private double upperStep(int i) {
        return (mu + zu[i] * dx[i]) / (upper[i] - x[i]) - zu[i];
    }

    private double slackStep(int i) {
        return (mu - zs[i] * ds[i]) / s[i] - zs[i];
    }

    private double longestDualStep() {
        double longest = 1.0;
        for (int i = 0; i < n; i++) {
            if (zl[i] > 0.0 && longest * lowerStep(i) < -tau * zl[i]) {
                longest = -tau * zl[i] / lowerStep(i);
            }
            if (zu[i] > 0.0 && longest * upperStep(i) < -tau * zu[i]) {
                longest = -tau * zu[i] / upperStep(i);
            }
        }
        for (int i = 0; i < p; i++) {
            if (longest * slackStep(i) < -tau * zs[i]) {
                longest = -tau * zs[i] / slackStep(i);
            }
        }
        return longest;
    }

    private static double theta(double[] g, double[] h, double[] s) {
        double sum = 0.0;
        for (double residual : g) {
            sum += Math.abs(residual);
        }
        for (int i = 0; i < h.length; i++) {
            sum += Math.abs(h[i] + s[i]);
        }
        return sum;
    }

    private double phi(double[] atX, double[] atS) {
        double logs = 0.0;
        for (int i = 0; i < n; i++) {
            if (!held[i]) {
                logs += lower[i] > Double.NEGATIVE_INFINITY ? Math.log(atX[i] - lower[i]) : 0.0;
                logs += upper[i] < Double.POSITIVE_INFINITY ? Math.log(upper[i] - atX[i]) : 0.0;
            }
        }
        for (double slack : atS) {
            logs += Math.log(slack);
        }
        return weight * program.objective(atX) - mu * logs;
    }

    /** How fast the barrier objective changes along the step. */
    private double descent() {
        double sum = 0.0;
        for (int i = 0; i < n; i++) {
            sum += held[i] ? 0.0 : (weight * gradient[i] - mu * barrierSlope(i)) * dx[i];
        }
        for (int i = 0; i < p; i++) {
            sum -= mu / s[i] * ds[i];
        }
        return sum;
    }

    /** Backtracks until the filter accepts a point, which is then the trial point; its length scales all steps. */
    private boolean search(double longest) {
        double theta = theta(g, h, s);
        double phi = phi(x, s);
        double slope = descent();
        double length = longest;
        boolean tiny = isTiny();
        for (boolean first = true; length >= SHORTEST_STEP; length *= 0.5, first = false) {
            attempt(length, dx, ds);
            if (tiny || isAcceptable(length, theta, phi, slope)) {
                keep(length, dy, theta, phi, slope);
                return true;
            }
            if (first && trialTheta >= theta && correct(length, theta, phi, slope)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a step is lost in the rounding of the point. */
    private boolean isTiny() {
        double largest = 0.0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(dx[i]) / (1.0 + Math.abs(x[i])));
        }
        return largest < 10.0 * Math.ulp(1.0);
    }

    private void attempt(double length, double[] stepX, double[] stepS) {
        for (int i = 0; i < n; i++) {
            trialX[i] = x[i] + length * stepX[i];
        }
        for (int i = 0; i < p; i++) {
            trialS[i] = s[i] + length * stepS[i];
        }
        program.constraints(trialX, trialG, trialH);
        trialTheta = theta(trialG, trialH, trialS);
        trialPhi = phi(trialX, trialS);
    }

    private boolean isSwitching(double length, double theta, double slope) {
        return slope < 0.0 && length * Math.pow(-slope, PHI_POWER) > Math.pow(theta, THETA_POWER);
    }

    private boolean isAcceptable(double length, double theta, double phi, double slope) {
        if (!Double.isFinite(trialTheta) || !Double.isFinite(trialPhi) || !filter.accepts(trialTheta, trialPhi)) {
            return false;
        }
        if (theta <= switchingTheta && isSwitching(length, theta, slope)) {
            return Filter.notAbove(trialPhi, phi + ARMIJO * length * slope, phi);
        }
        return Filter.improves(trialTheta, trialPhi, theta, phi);
    }

    /** Second-order corrections: steps that also take away what curvature has left of the violation. */
    private boolean correct(double longest, double theta, double phi, double slope) {
        double previous = theta;
        double length = longest;
        for (int i = 0; i < m; i++) {
            correctedG[i] = g[i];
        }
        for (int i = 0; i < p; i++) {
            correctedH[i] = h[i] + s[i];
        }
        for (int k = 0;
                k < CORRECTIONS && trialTheta <= (k == 0 ? Double.MAX_VALUE : CORRECTION_PROGRESS * previous);
                k++) {
            previous = trialTheta;
            for (int i = 0; i < m; i++) {
                correctedG[i] = length * correctedG[i] + trialG[i];
            }
            for (int i = 0; i < p; i++) {
                correctedH[i] = length * correctedH[i] + trialH[i] + trialS[i];
            }
            step(correctedX, correctedS, correctedY, correctedYh);
            length = longestStep(x, correctedX, s, correctedS);
            attempt(length, correctedX, correctedS);
            if (isAcceptable(longest, theta, phi, slope)) {
                keep(longest, dy, theta, phi, slope);
                return true;
            }
        }
        return false;
    }

    /** Moves to the trial point; multipliers of constraints move by the length of the step. */
    private void keep(double length, double[] stepY, double theta, double phi, double slope) {
        boolean armijo =
                isSwitching(length, theta, slope) && Filter.notAbove(trialPhi, phi + ARMIJO * length * slope, phi);
        if (!armijo) {
            filter.add(theta, phi);
        }
        for (int i = 0; i < m; i++) {
            y[i] += length * stepY[i];
        }
        for (int i = 0; i < p; i++) {
            yh[i] += length * dyh[i];
        }
    }

    /** Takes the trial point, and moves the multipliers of bounds from where they were. */
    private void accept(double dual) {
        for (int i = 0; i < n; i++) {
            double lowerChange = zl[i] > 0.0 ? dual * lowerStep(i) : 0.0;
            double upperChange = zu[i] > 0.0 ? dual * upperStep(i) : 0.0;
            x[i] = trialX[i];
            zl[i] = zl[i] > 0.0 ? corridor(zl[i] + lowerChange, x[i] - lower[i]) : 0.0;
            zu[i] = zu[i] > 0.0 ? corridor(zu[i] + upperChange, upper[i] - x[i]) : 0.0;
        }
        for (int i = 0; i < p; i++) {
            double change = dual * slackStep(i);
            s[i] = trialS[i];
            zs[i] = corridor(zs[i] + change, s[i]);
        }
    }

    /** Keeps a multiplier within reach of the barrier's own. */
    private double corridor(double multiplier, double room) {
        return Math.max(Math.min(multiplier, MULTIPLIER_CORRIDOR * mu / room), mu / (MULTIPLIER_CORRIDOR * room));
    }

    /** Takes the longest step if it brings the conditions closer, whatever the filter says. */
    private boolean softStep(double longest, double dual) {
        double before = error(mu);
        double length = Math.min(longest, dual);
        attempt(length, dx, ds);
        if (!Double.isFinite(trialTheta) || !Double.isFinite(trialPhi)) {
            return false;
        }
        filter.add(theta(g, h, s), phi(x, s));
        for (int i = 0; i < m; i++) {
            y[i] += length * dy[i];
        }
        for (int i = 0; i < p; i++) {
            yh[i] += length * dyh[i];
        }
        accept(length);
        evaluate();
        return error(mu) <= SOFT_PROGRESS * before;
    }

    /** The largest violation of a constraint at a point. */
    double violationAt(double[] point) {
        program.constraints(point, trialG, trialH);
        double largest = 0.0;
        for (double residual : trialG) {
            largest = Math.max(largest, Math.abs(residual));
        }
        for (double excess : trialH) {
            largest = Math.max(largest, excess);
        }
        return largest;
    }

    /** Ends at a point that is no optimum: nothing is known of its multipliers. */
    void stayAt(double[] point) {
        System.arraycopy(point, 0, x, 0, n);
        Arrays.fill(y, 0.0);
        Arrays.fill(yh, 0.0);
        Arrays.fill(zl, 0.0);
        Arrays.fill(zu, 0.0);
        Arrays.fill(zs, 0.0);
        evaluate();
    }

    /** What was found, in the program's own units. */
    NonlinearResult result(NonlinearStatus status, int allIterations) {
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
            complementarity = Math.max(
                    complementarity,
                    Math.max(
                            below[i] == 0.0 ? 0.0 : below[i] * (x[i] - lower[i]),
                            above[i] == 0.0 ? 0.0 : above[i] * (upper[i] - x[i])));
        }
        double[] equality = new double[m];
        double[] inequality = new double[p];
        for (int i = 0; i < m; i++) {
            equality[i] = y[i] / weight;
        }
        for (int i = 0; i < p; i++) {
            inequality[i] = yh[i] / weight;
            complementarity = Math.max(complementarity, Math.abs(inequality[i] * h[i]));
        }
        return new NonlinearResult(
                status,
                x.clone(),
                equality,
                inequality,
                below,
                above,
                violationAt(x),
                stationarity,
                complementarity,
                allIterations);
    }
}
