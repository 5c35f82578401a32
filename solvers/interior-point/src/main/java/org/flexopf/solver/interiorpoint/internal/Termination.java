package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;
import org.flexopf.solver.SolverOptions;

/**
 * When a lane of the iteration ends, and why. It has converged once the primal and the dual residual and the gap are
 * within the tolerances, as {@link Residuals} measures them
 *
 * <pre>
 *   |C x + s - d| / (1 + max |C x|, |d|),    |P x + q + C'v| / (1 + max |P x|, |q|, |C'v|),
 *   max(|p - d|, |p - d - x'(P x + q + C'v)|) / (1 + min |p|, |d|)
 * </pre>
 *
 * at (x, v, s) / tau and in the program's own units; it has found a certificate once {@code |C'v| <= eps -d'v}, or
 * {@code max(|P x|, |C x + s|) <= eps -q'x}. What is found is checked once more against the program's own numbers by
 * {@link Session}. A lane without progress ends, so that the next one may try.
 */
final class Termination {

    /** Why a lane ended. */
    enum Outcome {
        CONVERGED,
        PRIMAL_INFEASIBLE,
        DUAL_INFEASIBLE,
        ITERATION_LIMIT,
        TIME_LIMIT,
        INTERRUPTED,
        STALLED;

        /** Whether the lane ended because the caller wants no more. */
        boolean isLimit() {
            return this == ITERATION_LIMIT || this == TIME_LIMIT || this == INTERRUPTED;
        }
    }

    /** A lane that takes so many steps this short in a row has lost its way. */
    static final double SHORT_STEP = 0.1;

    private static final double SHORT_EMBEDDED_STEP = 1e-6;
    private static final int SHORT_STEPS_ALLOWED = 3;
    /**
     * One that has brought its residuals down to this share of the first ones may take more: it has been on the way.
     */
    private static final double ON_THE_WAY = 1e-3;

    private static final int SHORT_STEPS_ALLOWED_ON_THE_WAY = 8;
    /**
     * As has one in which, for so many steps, none of the figures on the way to an optimum or to a certificate has been
     * halved.
     */
    private static final int FAST_STEPS_WITHOUT_PROGRESS = 8;

    private static final int EMBEDDED_STEPS_WITHOUT_PROGRESS = 20;
    /** The figures of the loop and those of the final check differ by rounding. */
    private static final double ROUNDING_ROOM = 0.95;

    /** What each of the figures was when it was last halved. */
    private final double[] records = new double[5];

    private SolverOptions options;
    private boolean embedded;
    private int cap;
    private long deadline;
    private int steps;
    private int lastRecord;
    private int shortSteps;
    /** The larger of the residuals where the lane began. */
    private double firstResidual;

    /**
     * A lane begins.
     *
     * @param embedded whether it is one of the homogeneous embedding
     * @param cap the most steps it may take
     * @param deadline when all has to end, by {@link System#nanoTime}
     */
    void begin(boolean embedded, SolverOptions options, int cap, long deadline) {
        this.embedded = embedded;
        this.options = options;
        this.cap = cap;
        this.deadline = deadline;
        steps = 0;
        lastRecord = 0;
        shortSteps = 0;
        Arrays.fill(records, Double.POSITIVE_INFINITY);
    }

    /** The smaller of the tolerances. */
    double tolerance() {
        return Math.min(options.feasibilityTolerance(), options.gapTolerance());
    }

    /** A step was taken; the shorter one where primal and dual steps differ. */
    void stepped(double length) {
        steps++;
        shortSteps = length < (embedded ? SHORT_EMBEDDED_STEP : SHORT_STEP) ? shortSteps + 1 : 0;
    }

    /** Why the lane ends at the present point; null if it goes on. */
    Outcome at(Residuals figures, int iterations) {
        if (Math.max(figures.primal, figures.dual) <= ROUNDING_ROOM * options.feasibilityTolerance()
                && figures.gap <= ROUNDING_ROOM * options.gapTolerance()) {
            return Outcome.CONVERGED;
        }
        if (figures.primalCertificate <= tolerance()) {
            return Outcome.PRIMAL_INFEASIBLE;
        }
        if (figures.dualCertificate <= tolerance()) {
            return Outcome.DUAL_INFEASIBLE;
        }
        if (Thread.currentThread().isInterrupted()) {
            return Outcome.INTERRUPTED;
        }
        if (System.nanoTime() - deadline >= 0) {
            return Outcome.TIME_LIMIT;
        }
        if (iterations >= options.maxIterations()) {
            return Outcome.ITERATION_LIMIT;
        }
        double residual = Math.max(figures.primal, figures.dual);
        if (steps == 0) {
            firstResidual = residual;
        }
        if (setsRecord(figures)) {
            lastRecord = steps;
        }
        boolean stuck = steps - lastRecord >= (embedded ? EMBEDDED_STEPS_WITHOUT_PROGRESS : FAST_STEPS_WITHOUT_PROGRESS)
                || shortSteps
                        >= (residual < ON_THE_WAY * firstResidual
                                ? SHORT_STEPS_ALLOWED_ON_THE_WAY
                                : SHORT_STEPS_ALLOWED);
        return stuck || steps >= cap || Double.isNaN(figures.worst()) ? Outcome.STALLED : null;
    }

    /** How far x was from a certificate of dual infeasibility at the best, to a factor of two. */
    double dualCertificate() {
        return records[4];
    }

    /**
     * Whether one of the figures is at most half of what it was when it last was that. What is below the tolerance is
     * no progress any more.
     */
    private boolean setsRecord(Residuals figures) {
        boolean any = isRecord(0, figures.primal);
        any |= isRecord(1, figures.dual);
        any |= isRecord(2, figures.gap);
        any |= isRecord(3, figures.primalCertificate);
        any |= isRecord(4, figures.dualCertificate);
        return any;
    }

    private boolean isRecord(int index, double figure) {
        boolean halved = figure < 0.5 * records[index] && records[index] > tolerance();
        if (halved) {
            records[index] = figure;
        }
        return halved;
    }
}
