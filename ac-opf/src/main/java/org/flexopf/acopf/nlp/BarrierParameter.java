package org.flexopf.acopf.nlp;

import java.util.Arrays;

/**
 * How the barrier parameter mu falls. As long as the conditions come closer it is free: each step has its own, by what
 * a step without barrier would leave of the products (Mehrotra, SIAM J. Optim. 2, 1992). Where the conditions are no
 * better than at any of the last few points, mu is held, and lowered where its barrier problem is solved (Waechter and
 * Biegler 2006), until the conditions are better than they were (Nocedal, Waechter and Waltz, "Adaptive barrier update
 * strategies for nonlinear interior methods", SIAM J. Optim. 19, 2009).
 */
final class BarrierParameter {

    private static final double LEAST_TAU = 0.99;
    /** Of the conditions, how much closer they have to come, and over how many points. */
    private static final double PROGRESS = 0.9999;

    private static final int RECENT = 4;
    /** A free mu is at least this share of the mean product, or of the conditions to a power, whichever is less. */
    private static final double SHARE_OF_MEAN = 0.1;

    private static final double SHARE_OF_ERROR = 0.1;
    private static final double ERROR_POWER = 1.5;
    /** The mu that is held first, as a share of the mean product. */
    private static final double HELD = 0.8;

    private static final double FACTOR = 0.2;
    private static final double POWER = 1.5;
    private static final double SUBPROBLEM_FACTOR = 10.0;

    private final Iterate at;
    private final NewtonStep step;
    private final FilterLineSearch lineSearch;
    private final double least;
    private final double[] recent = new double[RECENT];
    private boolean isFree;
    private int count;
    private double best;

    /** @param least the smallest value */
    BarrierParameter(Iterate at, NewtonStep step, FilterLineSearch lineSearch, double least) {
        this.at = at;
        this.step = step;
        this.lineSearch = lineSearch;
        this.least = least;
    }

    /** Starts anew. */
    void begin() {
        set(at.products() / Math.max(1, at.productCount()));
        becomeFree();
    }

    private void becomeFree() {
        isFree = true;
        count = 0;
        Arrays.fill(recent, Double.POSITIVE_INFINITY);
    }

    /** Chooses mu for the step from here, whose matrix is factored; the error is that of the conditions. */
    void choose(double error) {
        if (!isFree && error <= PROGRESS * best) {
            becomeFree();
        }
        double worst = 0.0;
        double closest = Double.POSITIVE_INFINITY;
        for (double known : recent) {
            worst = Math.max(worst, known);
            closest = Math.min(closest, known);
        }
        if (isFree && !(error <= PROGRESS * worst)) {
            isFree = false;
            best = closest;
            change(HELD * mean());
        } else if (isFree) {
            recent[count++ % RECENT] = error;
            double share = step.affineShare();
            double floor = Math.min(SHARE_OF_MEAN * mean(), SHARE_OF_ERROR * Math.pow(error, ERROR_POWER));
            change(Math.max(floor, Math.min(1.0, share * share * share) * mean()));
        } else {
            lower();
        }
    }

    private double mean() {
        return at.products() / Math.max(1, at.productCount());
    }

    private void lower() {
        double mu = step.mu;
        while (mu > least && at.error(mu) <= SUBPROBLEM_FACTOR * mu) {
            mu = Math.max(least, Math.min(FACTOR * mu, Math.pow(mu, POWER)));
        }
        if (mu < step.mu) {
            change(mu);
        }
    }

    /** Another mu makes another barrier problem: what the line search knows is of the last one. */
    private void change(double mu) {
        set(Math.max(least, mu));
        lineSearch.forget();
    }

    private void set(double mu) {
        step.mu = mu;
        step.tau = Math.max(LEAST_TAU, 1.0 - mu);
    }
}
