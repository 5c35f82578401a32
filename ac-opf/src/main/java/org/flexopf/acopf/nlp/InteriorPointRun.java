package org.flexopf.acopf.nlp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the interior-point method, without restoration: a sequence of barrier problems whose parameter mu falls,
 * each solved by Newton's method with a line search. Names and constants are those of Waechter and Biegler (2006).
 */
final class InteriorPointRun {

    private static final Logger LOG = LoggerFactory.getLogger(InteriorPointRun.class);

    private static final double FIRST_MU = 0.1;
    private static final double MU_FACTOR = 0.2;
    private static final double MU_POWER = 1.5;
    private static final double SUBPROBLEM_FACTOR = 10.0;
    private static final double LEAST_TAU = 0.99;
    private static final int SOFT_STEPS = 10;
    /**
     * Conditions that hold to so many times the tolerance are as good as rounding lets them where no step leads on, or
     * where so many points were no better.
     */
    private static final double ACCEPTABLE = 100.0;

    private static final int ACCEPTABLE_POINTS = 3;
    /**
     * The best point so far is the answer where it is as good as this, and so many iterations with one mu have found no
     * better.
     */
    private static final double STALLED = 1e3;

    private static final int STALLED_ITERATIONS = 10;

    private final double tolerance;
    private final long deadline;
    private final KktSystem kkt;
    private final Iterate at;
    private final NewtonStep step;
    private final FilterLineSearch lineSearch;
    private int iterations;

    InteriorPointRun(NonlinearProgram program, double tolerance, long deadline) {
        this.tolerance = tolerance;
        this.deadline = deadline;
        boolean[] held = new boolean[program.lower().length];
        for (int i = 0; i < held.length; i++) {
            held[i] = program.lower()[i] == program.upper()[i];
        }
        kkt = new KktSystem(program, held);
        at = new Iterate(program, held, kkt);
        step = new NewtonStep(at, kkt);
        lineSearch = new FilterLineSearch(at, step);
    }

    int iterations() {
        return iterations;
    }

    /** Where it is, and what it knows there. */
    Iterate at() {
        return at;
    }

    /** Solves from a start with at most so many further iterations. */
    NonlinearStatus solve(double[] start, int maxIterations) {
        at.begin(start);
        setMu(FIRST_MU);
        step.firstMultipliers();
        lineSearch.begin();
        int last = iterations + maxIterations;
        int softSteps = 0;
        int acceptablePoints = 0;
        double best = Double.POSITIVE_INFINITY;
        int bestAt = iterations;
        while (true) {
            at.evaluate();
            double error = at.error(0.0);
            if (LOG.isTraceEnabled()) {
                LOG.trace(
                        "{}: mu {}, error {}, theta {}, delta {}", iterations, step.mu, error, at.theta(), kkt.delta());
            }
            if (!Double.isFinite(error)) {
                return NonlinearStatus.NUMERICAL_FAILURE;
            }
            acceptablePoints += error <= ACCEPTABLE * tolerance ? 1 : 0;
            if (error <= tolerance || (error <= ACCEPTABLE * tolerance && acceptablePoints > ACCEPTABLE_POINTS)) {
                return NonlinearStatus.LOCALLY_OPTIMAL;
            }
            if (error < best) {
                best = error;
                bestAt = iterations;
                at.remember();
            } else if (best <= STALLED * tolerance && iterations - bestAt >= STALLED_ITERATIONS) {
                at.recall();
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
            if (lowerMu()) {
                bestAt = iterations;
            }
            NonlinearStatus ifStuck = error <= ACCEPTABLE * tolerance
                    ? NonlinearStatus.LOCALLY_OPTIMAL
                    : NonlinearStatus.NUMERICAL_FAILURE;
            if (!step.find()) {
                return ifStuck;
            }
            iterations++;
            double longest = step.longest(step.dx, step.ds);
            double dual = step.longestDual();
            if (lineSearch.search(longest, dual)) {
                softSteps = 0;
            } else if (softSteps++ >= SOFT_STEPS || !lineSearch.softStep(longest, dual)) {
                return ifStuck;
            }
        }
    }

    /** Lowers mu where its barrier problem is solved well enough; returns whether it has. */
    private boolean lowerMu() {
        double least = tolerance / 10.0;
        double mu = step.mu;
        while (mu > least && at.error(mu) <= SUBPROBLEM_FACTOR * mu) {
            mu = Math.max(least, Math.min(MU_FACTOR * mu, Math.pow(mu, MU_POWER)));
        }
        if (mu < step.mu) {
            setMu(mu);
            lineSearch.forget();
            return true;
        }
        return false;
    }

    private void setMu(double mu) {
        step.mu = mu;
        step.tau = Math.max(LEAST_TAU, 1.0 - mu);
    }
}
