package org.flexopf.solver.interiorpoint.internal;

import java.util.Locale;
import org.flexopf.solver.SolverOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The primal-dual iteration: from point to point along {@link SearchDirection directions}, until {@link Termination}
 * says that a lane ends. One loop serves two lanes.
 *
 * <p>The fast lane works on the program as it is, with separate primal and dual steps if the objective is linear. It
 * recognises infeasible programs only where it happens to run along a ray, and may lose its way; the homogeneous lane
 * (Andersen, Roos and Terlaky 2003; with a quadratic objective Goulart and Chen 2024) is led to a certificate where
 * there is no optimum, and takes more iterations.
 */
final class IterationLoop {

    private static final Logger LOG = LoggerFactory.getLogger(IterationLoop.class);
    /**
     * How far towards the boundary a step goes. A little short of the usual 0.99 keeps the next point central and saves
     * iterations.
     */
    private static final double STEP_FRACTION = 0.98;
    /** The share of a step below which there is no use in taking it. */
    private static final double SMALLEST_STEP = 1e-6;

    /** A program of at most so many rows is small. */
    static final int SMALL = 2_000;

    /** Final steps end where a point is so many times as good as it has to be. */
    private static final double SHARP = 1e-4;

    private final ScaledProgram program;
    private final ConeProduct cones;
    private KktSystem kkt;
    private final Residuals residuals;
    private final Refinement refinement;
    private final SearchDirection search;
    private final Termination termination = new Termination();
    /** The point, the best point, and room for the next one. */
    private final Iterate[] iterates = new Iterate[3];

    private Iterate point;
    private Iterate best;
    private double bestWorst;
    private int iterations;
    private boolean embedded;

    /**
     * A loop for one program.
     *
     * @param entriesPerColumn the entries of the factor of the system per column
     */
    IterationLoop(ScaledProgram program, ConeProduct cones, double entriesPerColumn) {
        this.program = program;
        this.cones = cones;
        int n = program.structure.variables;
        int rows = program.structure.rows;
        residuals = new Residuals(program, cones);
        refinement = new Refinement(program, cones);
        for (int k = 0; k < iterates.length; k++) {
            iterates[k] = new Iterate(n, rows);
        }
        search = new SearchDirection(program, cones, residuals, refinement, entriesPerColumn);
    }

    /** A direction for others to compute in between the lanes. */
    Direction room() {
        return search.room();
    }

    /** Makes room for a lane's start, which is to be written there before {@link #run}. */
    Iterate newPoint() {
        point = free();
        return point;
    }

    /** Where the last lane has ended. */
    Iterate point() {
        return point;
    }

    private Iterate free() {
        for (Iterate iterate : iterates) {
            if (iterate != point && iterate != best) {
                return iterate;
            }
        }
        throw new IllegalStateException("of three iterates at most two are in use");
    }

    /** The best point of all lanes since {@link #reset}; null if there is none. */
    Iterate best() {
        return best;
    }

    /** Whether the best point misses optimality by no more than a bound. */
    boolean isNearlyOptimal(double bound) {
        return best != null && bestWorst <= bound;
    }

    /** Iterations since {@link #reset}. */
    int iterations() {
        return iterations;
    }

    /** Adds iterations that were spent elsewhere. */
    void count(int more) {
        iterations += more;
    }

    /** How far the x of the last lane's best point was from a certificate of dual infeasibility, to a factor of two. */
    double dualCertificate() {
        return termination.dualCertificate();
    }

    void reset() {
        best = null;
        bestWorst = Double.POSITIVE_INFINITY;
        iterations = 0;
    }

    /**
     * Iterates from the present point until a lane's end.
     *
     * @param factored whether the scaling and the factors of the system are those of the present point already
     */
    Termination.Outcome run(
            KktSystem system,
            boolean homogeneous,
            boolean factored,
            SolverOptions options,
            int iterationCap,
            long deadline) {
        kkt = system;
        embedded = homogeneous;
        termination.begin(homogeneous, options, iterationCap, deadline);
        search.begin(system, homogeneous, termination.tolerance());
        residuals.evaluate(point);
        int finalSteps = 0;
        for (boolean first = true; ; first = false) {
            Termination.Outcome outcome = judge();
            if (outcome == Termination.Outcome.CONVERGED && isToBeSharpened(finalSteps, options)) {
                finalSteps++;
            } else if (finalSteps > 0) {
                // Whatever became of the final steps, the best point has converged.
                return Termination.Outcome.CONVERGED;
            } else if (outcome != null) {
                return outcome;
            }
            if (!(first && factored)) {
                if (!cones.update(point.s, point.v) && (first || !retreat())) {
                    LOG.debug("the point has left the cones");
                    return finalSteps > 0 ? Termination.Outcome.CONVERGED : Termination.Outcome.STALLED;
                }
                if (!kkt.factor()) {
                    LOG.debug("the factorisation has overflown");
                    return finalSteps > 0 ? Termination.Outcome.CONVERGED : Termination.Outcome.STALLED;
                }
            }
            search.find(point);
            step();
        }
    }

    /**
     * Whether a converged point is to be sharpened by one more step. Near a flat optimum a point is as accurate as the
     * square root of the gap, and so are its prices. Small programs, of which people check every digit, get one step,
     * which takes hardly any time. Linear and quadratic ones of any size get two: units that share a load differ in the
     * fourth digit of their costs, and a gap of 1e-8 of a day's cost leaves tenths of a megawatt open.
     */
    private boolean isToBeSharpened(int finalSteps, SolverOptions options) {
        int most = cones.secondOrderCount() == 0 ? 2 : program.structure.rows <= SMALL ? 1 : 0;
        return finalSteps < most
                && residuals.worst() > SHARP * termination.tolerance()
                && iterations < options.maxIterations();
    }

    /**
     * Keeps the point if it is the best so far; returns why the lane ends here, or null. What ends a lane is judged by
     * exact figures.
     */
    private Termination.Outcome judge() {
        log();
        Termination.Outcome outcome = termination.at(residuals, iterations);
        if (outcome != null && !residuals.areExact()) {
            residuals.evaluate(point);
            outcome = termination.at(residuals, iterations);
        }
        double worst = residuals.worst();
        if (worst < bestWorst) {
            bestWorst = worst;
            best = point;
        }
        return outcome;
    }

    private void step() {
        double primal = STEP_FRACTION * search.primalStep();
        double dual = STEP_FRACTION * search.dualStep();
        if (embedded) {
            move(primal, dual);
            residuals.evaluate(point);
        } else {
            Iterate next = free();
            residuals.follow(point, search.direction(), primal, dual, refinement, kkt.inexactRows(), next);
            point = next;
        }
        double shorter = Math.min(search.primalStep(), search.dualStep());
        search.taken(shorter);
        termination.stepped(shorter);
        iterations++;
    }

    private void move(double primal, double dual) {
        Iterate next = free();
        next.moveFrom(point, search.direction(), primal, dual);
        point = next;
    }

    /**
     * Takes back parts of the last step until the point, which rounding has carried out of the cones, is inside again.
     */
    private boolean retreat() {
        double left = STEP_FRACTION;
        while (left > SMALLEST_STEP) {
            left *= 0.5;
            move(-left * search.primalStep(), -left * search.dualStep());
            if (cones.update(point.s, point.v)) {
                residuals.evaluate(point);
                return true;
            }
        }
        return false;
    }

    private void log() {
        if (LOG.isDebugEnabled()) {
            LOG.debug(String.format(
                    Locale.ROOT,
                    "%3d  primal %.1e  dual %.1e  gap %.1e  mu %.1e  steps %.2f %.2f  "
                            + "tau %.1e  certificates %.1e %.1e  pivots %d reg %.0e",
                    iterations,
                    residuals.primal,
                    residuals.dual,
                    residuals.gap,
                    residuals.mu,
                    search.primalStep(),
                    search.dualStep(),
                    point.tau,
                    residuals.primalCertificate,
                    residuals.dualCertificate,
                    kkt.replacedPivots(),
                    kkt.regularisation()));
        }
    }
}
