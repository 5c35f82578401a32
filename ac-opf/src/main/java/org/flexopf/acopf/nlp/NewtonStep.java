package org.flexopf.acopf.nlp;

import java.util.Arrays;

/** The step of Newton's method on the conditions of a barrier problem, and how far along it bounds let go. */
final class NewtonStep {

    private static final double LARGEST_FIRST_MULTIPLIER = 1e3;
    private static final double MULTIPLIER_CORRIDOR = 1e10;

    private final Iterate at;
    private final KktSystem kkt;
    final double[] dx;
    final double[] ds;
    final double[] dy;
    final double[] dyh;
    private final double[] rightX;
    private final double[] rightG;
    private final double[] rightH;
    double mu;
    double tau;

    NewtonStep(Iterate at, KktSystem kkt) {
        this.at = at;
        this.kkt = kkt;
        dx = new double[at.n];
        ds = new double[at.p];
        dy = new double[at.m];
        dyh = new double[at.p];
        rightX = new double[at.n];
        rightG = new double[at.m];
        rightH = new double[at.p];
    }

    /** The multipliers of the equalities that fit the gradients best. */
    void firstMultipliers() {
        Arrays.fill(kkt.hessianEntries, 0.0);
        Arrays.fill(kkt.boundWeight, 1.0);
        Arrays.fill(kkt.inequalityWeight, 1.0);
        if (!kkt.factor()) {
            return;
        }
        for (int i = 0; i < at.n; i++) {
            rightX[i] = -(at.weight * at.gradient[i] - at.zl[i] + at.zu[i]);
        }
        Arrays.fill(rightG, 0.0);
        for (int i = 0; i < at.p; i++) {
            rightH[i] = -at.zs[i];
        }
        at.program.structure().inequalityPattern().addTransposed(kkt.inequalityEntries, rightH, rightX);
        Arrays.fill(rightH, 0.0);
        kkt.solve(rightX, rightG, rightH, dx, dy, dyh);
        double largest = 0.0;
        for (double multiplier : dy) {
            largest = Math.max(largest, Math.abs(multiplier));
        }
        if (largest <= LARGEST_FIRST_MULTIPLIER) {
            System.arraycopy(dy, 0, at.y, 0, at.m);
        }
    }

    /** Factors the matrix of the present point; false if that cannot be done. */
    boolean factor() {
        at.program.hessian(at.x, at.weight, at.y, at.yh, kkt.hessianEntries);
        for (int i = 0; i < at.n; i++) {
            double sum = 0.0;
            if (!at.held[i]) {
                sum += at.hasLower(i) ? at.zl[i] / (at.x[i] - at.lower[i]) : 0.0;
                sum += at.hasUpper(i) ? at.zu[i] / (at.upper[i] - at.x[i]) : 0.0;
            }
            kkt.boundWeight[i] = sum;
        }
        for (int i = 0; i < at.p; i++) {
            kkt.inequalityWeight[i] = at.zs[i] / at.s[i];
        }
        return kkt.factor();
    }

    /** Finds the step for the present mu; the matrix is factored. */
    void find() {
        System.arraycopy(at.g, 0, rightG, 0, at.m);
        for (int i = 0; i < at.p; i++) {
            rightH[i] = at.h[i] + at.s[i];
        }
        solve(rightG, rightH, dx, ds, dy, dyh);
    }

    /** The share of the mean product that would be left if a step without barrier went as far as bounds let it. */
    double affineShare() {
        mu = 0.0;
        tau = 1.0;
        find();
        double primal = longest(dx, ds);
        double dual = longestDual();
        double sum = 0.0;
        for (int i = 0; i < at.n; i++) {
            if (!at.held[i] && at.hasLower(i)) {
                sum += (at.zl[i] + dual * lowerStep(i)) * (at.x[i] + primal * dx[i] - at.lower[i]);
            }
            if (!at.held[i] && at.hasUpper(i)) {
                sum += (at.zu[i] + dual * upperStep(i)) * (at.upper[i] - at.x[i] - primal * dx[i]);
            }
        }
        for (int i = 0; i < at.p; i++) {
            sum += (at.zs[i] + dual * slackStep(i)) * (at.s[i] + primal * ds[i]);
        }
        return sum / at.products();
    }

    /**
     * Solves for a step that takes away violations of equalities and inequalities.
     *
     * @param violationG of the equalities; may be the array of the right side itself
     * @param violationH of the inequalities with their slacks; likewise
     */
    void solve(
            double[] violationG, double[] violationH, double[] stepX, double[] stepS, double[] stepY, double[] stepYh) {
        for (int i = 0; i < at.n; i++) {
            rightX[i] = at.held[i] ? 0.0 : -at.lagrangian[i] + mu * at.barrierSlope(i);
        }
        for (int i = 0; i < at.p; i++) {
            rightH[i] = (at.yh[i] * at.s[i] - mu) / at.zs[i] - violationH[i];
        }
        for (int i = 0; i < at.m; i++) {
            rightG[i] = -violationG[i];
        }
        kkt.solve(rightX, rightG, rightH, stepX, stepY, stepYh);
        for (int i = 0; i < at.p; i++) {
            stepS[i] = (mu - at.yh[i] * at.s[i] - at.s[i] * stepYh[i]) / at.zs[i];
        }
    }

    /** The longest step, at most 1, that keeps a share of the room of all bounds and slacks. */
    double longest(double[] stepX, double[] stepS) {
        double longest = 1.0;
        for (int i = 0; i < at.n; i++) {
            double below = at.x[i] - at.lower[i];
            double above = at.upper[i] - at.x[i];
            if (stepX[i] < 0.0 && longest * stepX[i] < -tau * below) {
                longest = -tau * below / stepX[i];
            } else if (stepX[i] > 0.0 && longest * stepX[i] > tau * above) {
                longest = tau * above / stepX[i];
            }
        }
        for (int i = 0; i < at.p; i++) {
            if (longest * stepS[i] < -tau * at.s[i]) {
                longest = -tau * at.s[i] / stepS[i];
            }
        }
        return longest;
    }

    private double lowerStep(int i) {
        return (mu - at.zl[i] * dx[i]) / (at.x[i] - at.lower[i]) - at.zl[i];
    }

    private double upperStep(int i) {
        return (mu + at.zu[i] * dx[i]) / (at.upper[i] - at.x[i]) - at.zu[i];
    }

    private double slackStep(int i) {
        return (mu - at.zs[i] * ds[i]) / at.s[i] - at.zs[i];
    }

    /** The longest step of the multipliers of bounds. */
    double longestDual() {
        double longest = 1.0;
        for (int i = 0; i < at.n; i++) {
            if (at.zl[i] > 0.0 && longest * lowerStep(i) < -tau * at.zl[i]) {
                longest = -tau * at.zl[i] / lowerStep(i);
            }
            if (at.zu[i] > 0.0 && longest * upperStep(i) < -tau * at.zu[i]) {
                longest = -tau * at.zu[i] / upperStep(i);
            }
        }
        for (int i = 0; i < at.p; i++) {
            if (longest * slackStep(i) < -tau * at.zs[i]) {
                longest = -tau * at.zs[i] / slackStep(i);
            }
        }
        return longest;
    }

    /** Moves the multipliers of the constraints. */
    void moveMultipliers(double length) {
        for (int i = 0; i < at.m; i++) {
            at.y[i] += length * dy[i];
        }
        for (int i = 0; i < at.p; i++) {
            at.yh[i] += length * dyh[i];
        }
    }

    /** Moves to a point, and the multipliers of bounds from where they were. */
    void moveTo(double[] newX, double[] newS, double dual) {
        for (int i = 0; i < at.n; i++) {
            double lowerChange = at.zl[i] > 0.0 ? dual * lowerStep(i) : 0.0;
            double upperChange = at.zu[i] > 0.0 ? dual * upperStep(i) : 0.0;
            at.x[i] = newX[i];
            at.zl[i] = at.zl[i] > 0.0 ? corridor(at.zl[i] + lowerChange, at.x[i] - at.lower[i]) : 0.0;
            at.zu[i] = at.zu[i] > 0.0 ? corridor(at.zu[i] + upperChange, at.upper[i] - at.x[i]) : 0.0;
        }
        for (int i = 0; i < at.p; i++) {
            double change = dual * slackStep(i);
            at.s[i] = newS[i];
            at.zs[i] = corridor(at.zs[i] + change, at.s[i]);
        }
    }

    /** Keeps a multiplier within reach of the barrier's own. */
    private double corridor(double multiplier, double room) {
        return Math.max(Math.min(multiplier, MULTIPLIER_CORRIDOR * mu / room), mu / (MULTIPLIER_CORRIDOR * room));
    }

    /** How fast the barrier objective changes along the step. */
    double descent() {
        double sum = 0.0;
        for (int i = 0; i < at.n; i++) {
            sum += at.held[i] ? 0.0 : (at.weight * at.gradient[i] - mu * at.barrierSlope(i)) * dx[i];
        }
        for (int i = 0; i < at.p; i++) {
            sum -= mu / at.s[i] * ds[i];
        }
        return sum;
    }

    /** Whether the step is lost in the rounding of the point. */
    boolean isTiny() {
        double largest = 0.0;
        for (int i = 0; i < at.n; i++) {
            largest = Math.max(largest, Math.abs(dx[i]) / (1.0 + Math.abs(at.x[i])));
        }
        return largest < 10.0 * Math.ulp(1.0);
    }
}
