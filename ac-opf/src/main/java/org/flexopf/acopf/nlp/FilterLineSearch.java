package org.flexopf.acopf.nlp;

/**
 * The line search along a step: it backtracks until the filter takes a point, with second-order corrections where the
 * first point is worse than where it came from (Waechter and Biegler 2006, algorithm A). Their names: theta is the
 * violation, phi the barrier objective.
 */
final class FilterLineSearch {

    private static final double LARGEST_THETA_FACTOR = 1e4;
    private static final double SWITCHING_THETA_FACTOR = 1e-4;
    private static final double THETA_POWER = 1.1;
    private static final double PHI_POWER = 2.3;
    private static final double ARMIJO = 1e-8;
    private static final double SHORTEST_STEP = 1e-10;
    private static final int CORRECTIONS = 4;
    private static final double CORRECTION_PROGRESS = 0.99;
    private static final double SOFT_PROGRESS = 0.9999;

    private final Iterate at;
    private final NewtonStep step;
    private final Filter filter = new Filter();
    private final double[] trialX;
    private final double[] trialS;
    private final double[] trialG;
    private final double[] trialH;
    private final double[] correctedX;
    private final double[] correctedS;
    private final double[] correctedY;
    private final double[] correctedYh;
    private final double[] correctedG;
    private final double[] correctedH;
    private double trialTheta;
    private double trialPhi;
    private double switchingTheta;
    /** Violation, barrier objective and its slope where the search starts. */
    private double theta;

    private double phi;
    private double slope;

    FilterLineSearch(Iterate at, NewtonStep step) {
        this.at = at;
        this.step = step;
        trialX = new double[at.n];
        trialS = new double[at.p];
        trialG = new double[at.m];
        trialH = new double[at.p];
        correctedX = new double[at.n];
        correctedS = new double[at.p];
        correctedY = new double[at.m];
        correctedYh = new double[at.p];
        correctedG = new double[at.m];
        correctedH = new double[at.p];
    }

    /** Starts at the present point. */
    void begin() {
        switchingTheta = SWITCHING_THETA_FACTOR * Math.max(1.0, at.theta());
        forget();
    }

    /** Forgets the points so far: they belong to another barrier. */
    void forget() {
        filter.reset(LARGEST_THETA_FACTOR * Math.max(1.0, at.theta()));
    }

    /** Goes along the step to a point that the filter takes; false if there is none. */
    boolean search(double longest, double dual) {
        theta = at.theta();
        phi = at.phi(at.x, at.s, step.mu);
        slope = step.descent();
        boolean tiny = step.isTiny();
        double length = longest;
        for (boolean first = true; length >= SHORTEST_STEP; length *= 0.5, first = false) {
            attempt(length, step.dx, step.ds);
            if (tiny || isAcceptable(length) || (first && trialTheta >= theta && correct(length))) {
                keep(length, dual);
                return true;
            }
        }
        return false;
    }

    private void attempt(double length, double[] stepX, double[] stepS) {
        for (int i = 0; i < at.n; i++) {
            trialX[i] = at.x[i] + length * stepX[i];
        }
        for (int i = 0; i < at.p; i++) {
            trialS[i] = at.s[i] + length * stepS[i];
        }
        at.program.constraints(trialX, trialG, trialH);
        trialTheta = Iterate.theta(trialG, trialH, trialS);
        trialPhi = at.phi(trialX, trialS, step.mu);
    }

    private boolean isFinite() {
        return Double.isFinite(trialTheta) && Double.isFinite(trialPhi);
    }

    private boolean isSwitching(double length) {
        return slope < 0.0 && length * Math.pow(-slope, PHI_POWER) > Math.pow(theta, THETA_POWER);
    }

    private boolean isDescent(double length) {
        return Filter.notAbove(trialPhi, phi + ARMIJO * length * slope, phi);
    }

    private boolean isAcceptable(double length) {
        if (!isFinite() || !filter.accepts(trialTheta, trialPhi)) {
            return false;
        }
        return (theta <= switchingTheta && isSwitching(length))
                ? isDescent(length)
                : Filter.improves(trialTheta, trialPhi, theta, phi);
    }

    /** Second-order corrections: steps that also take away what curvature has left of the violation. */
    private boolean correct(double longest) {
        double previous = theta;
        double length = longest;
        System.arraycopy(at.g, 0, correctedG, 0, at.m);
        for (int i = 0; i < at.p; i++) {
            correctedH[i] = at.h[i] + at.s[i];
        }
        for (int k = 0; k < CORRECTIONS && (k == 0 || trialTheta <= CORRECTION_PROGRESS * previous); k++) {
            if (!(trialTheta < Double.POSITIVE_INFINITY)) {
                return false;
            }
            previous = trialTheta;
            for (int i = 0; i < at.m; i++) {
                correctedG[i] = length * correctedG[i] + trialG[i];
            }
            for (int i = 0; i < at.p; i++) {
                correctedH[i] = length * correctedH[i] + trialH[i] + trialS[i];
            }
            step.solve(correctedG, correctedH, correctedX, correctedS, correctedY, correctedYh);
            length = step.longest(correctedX, correctedS);
            attempt(length, correctedX, correctedS);
            if (isAcceptable(longest)) {
                return true;
            }
        }
        return false;
    }

    /** Moves to the trial point; multipliers of constraints move by the length of the step. */
    private void keep(double length, double dual) {
        if (!(isSwitching(length) && isDescent(length))) {
            filter.add(theta, phi);
        }
        step.moveMultipliers(length);
        step.moveTo(trialX, trialS, dual);
    }

    /** Takes the longest step, whatever the filter says; returns whether that brings the conditions closer. */
    boolean softStep(double longest, double dual) {
        double before = at.error(step.mu);
        double length = Math.min(longest, dual);
        attempt(length, step.dx, step.ds);
        if (!isFinite()) {
            return false;
        }
        filter.add(at.theta(), at.phi(at.x, at.s, step.mu));
        step.moveMultipliers(length);
        step.moveTo(trialX, trialS, length);
        at.evaluate();
        return at.error(step.mu) <= SOFT_PROGRESS * before;
    }
}
