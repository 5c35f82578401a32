package org.flexopf.acopf.nlp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the interior-point method, without restoration: steps on barrier problems whose parameter mu falls, by
 * Newton's method with a line search. Names and constants are those of Waechter and Biegler (2006).
 */
final class InteriorPointRun {

    private static final Logger LOG = LoggerFactory.getLogger(InteriorPointRun.class);

    private static final int SOFT_STEPS = 10;
    /**
     * Conditions that hold to so many times the tolerance are as good as rounding lets them where no step leads on, or
     * where so many points were no better.
     */
    private static final double ACCEPTABLE = 100.0;

    private static final int ACCEPTABLE_POINTS = 3;
    /**
     * Newton steps of length a bring constraints closer by the share a. Where they come no closer by a tenth in so many
     * steps in a row, steps lead nowhere, though the filter takes each of them.
     */
    private static final int CREEPING_STEPS = 20;

    private static final double CLOSER = 0.9;
    /** Constraints that are broken by no more in all are met as well as rounding lets them. */
    private static final double VIOLATED = 1e-6;

    private final double tolerance;
    private final long deadline;
    private final KktSystem kkt;
    private final Iterate at;
    private final NewtonStep step;
    private final FilterLineSearch lineSearch;
    private final BarrierParameter barrier;
    private int iterations;

    InteriorPointRun(NonlinearProgram program, double tolerance, long deadline) {
        this.tolerance = tolerance;
        this.deadline = deadline;
        kkt = new KktSystem(program.structure());
        at = new Iterate(program, kkt);
        step = new NewtonStep(at, kkt);
        lineSearch = new FilterLineSearch(at, step);
        barrier = new BarrierParameter(at, step, lineSearch, tolerance / 10.0);
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
        step.firstMultipliers();
        lineSearch.begin();
        barrier.begin();
        int last = iterations + maxIterations;
        int softSteps = 0;
        int creepingSteps = 0;
        double violation = Double.POSITIVE_INFINITY;
        int acceptablePoints = 0;
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
            if (iterations >= last) {
                return NonlinearStatus.ITERATION_LIMIT;
            }
            if (System.nanoTime() - deadline > 0) {
                return NonlinearStatus.TIME_LIMIT;
            }
            if (Thread.currentThread().isInterrupted()) {
                return NonlinearStatus.INTERRUPTED;
            }
            NonlinearStatus ifStuck = error <= ACCEPTABLE * tolerance
                    ? NonlinearStatus.LOCALLY_OPTIMAL
                    : NonlinearStatus.NUMERICAL_FAILURE;
            double theta = at.theta();
            if (theta < CLOSER * violation || theta > violation || theta <= VIOLATED) {
                violation = theta;
                creepingSteps = 0;
            } else if (++creepingSteps >= CREEPING_STEPS) {
                return ifStuck;
            }
            if (!step.factor()) {
                return ifStuck;
            }
            barrier.choose(error);
            step.find();
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
}
