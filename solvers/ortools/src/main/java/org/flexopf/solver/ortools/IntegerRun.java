package org.flexopf.solver.ortools;

import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import java.time.Duration;
import java.util.Locale;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.FixedIntegers;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.Attempt.Claim;
import org.flexopf.solver.adapter.LinearForm;
import org.flexopf.solver.adapter.SolveLimits;

/** One linear program with integers by SCIP, its integers rounded and the rest solved for again. */
final class IntegerRun {

    private static final String ENGINE = "SCIP";
    /** SCIP's share of the gap asked for; the rest is for what its bound and its point are off. */
    private static final double SHARE = 0.5;
    /** SCIP's tolerance of rows and integers, as a share of that asked for: a big M multiplies it. */
    private static final double FINER = 0.1;

    /** Below it SCIP's simplex method complains. */
    private static final double FINEST = 1e-10;
    /** {@link SolverOptions#largestIntegerGap} allows ten times the tolerance at an objective of zero. */
    private static final double ABSOLUTE = 10.0;

    private static final double INFINITE = 1e20;

    /** One part in so many of the time is kept for what follows the search. */
    private static final int KEPT = 20;

    private static final Duration LAST = Duration.ofMillis(200);

    private final ConvexSolver continuous;
    private final ConicProgram program;
    private final SolverOptions options;
    private final SolveLimits limits;
    private final LinearForm form;

    IntegerRun(ConvexSolver continuous, ConicProgram program, SolverOptions options, SolveLimits limits) {
        this.continuous = continuous;
        this.program = program;
        this.options = options;
        this.limits = limits;
        this.form = new LinearForm(program);
    }

    Attempt run() {
        if (form.boundsCross()) {
            return Attempt.unsolved(Claim.INFEASIBLE, null, 0, "a lower bound exceeds an upper one");
        }
        if (options.search().maxNodes() == 0) {
            return Attempt.unsolved(Claim.ITERATION_LIMIT, null, 1, "the limit of nodes is zero");
        }
        Found found = search(program);
        Attempt attempt = switch (found.status) {
            case OPTIMAL, FEASIBLE -> atItsIntegers(found);
            case INFEASIBLE -> infeasibleOrUnbounded();
            case UNBOUNDED -> Attempt.unsolved(Claim.UNBOUNDED, null, 1, "SCIP calls it unbounded");
            case NOT_SOLVED -> Attempt.unsolved(limit(), null, 1, "SCIP reached a limit without a point");
            // OR-Tools says "abnormal" where an interruption came before the first point.
            case ABNORMAL, MODEL_INVALID ->
                Attempt.unsolved(
                        Thread.currentThread().isInterrupted() ? limit() : Claim.FAILED,
                        null,
                        1,
                        "SCIP ended without a point, in the state " + found.status);
        };
        return attempt.withSearch(found.bound, found.nodes);
    }

    /**
     * OR-Tools says "infeasible" too where SCIP says "infeasible or unbounded"; without an objective it is one of them.
     */
    private Attempt infeasibleOrUnbounded() {
        Found found = search(program.withLinear(new double[program.variableCount()], 0.0));
        return switch (found.status) {
            case INFEASIBLE -> Attempt.unsolved(Claim.INFEASIBLE, null, 1, "SCIP calls it infeasible");
            case OPTIMAL, FEASIBLE ->
                Attempt.unsolved(Claim.UNBOUNDED, null, 1, "SCIP has a point, and calls it infeasible or unbounded");
            case NOT_SOLVED ->
                Attempt.unsolved(limit(), null, 1, "SCIP calls it infeasible or unbounded, and found no point in time");
            case UNBOUNDED, ABNORMAL, MODEL_INVALID ->
                Attempt.unsolved(
                        Thread.currentThread().isInterrupted() ? limit() : Claim.FAILED,
                        null,
                        1,
                        "SCIP calls it infeasible or unbounded, and without an objective ended in the state "
                                + found.status);
        };
    }

    /** What SCIP found: its point, or {@code null}, its bound less its tolerance, or NaN, and its nodes. */
    private record Found(MPSolver.ResultStatus status, double[] x, double bound, long nodes) {}

    private Found search(ConicProgram searched) {
        MPSolverParameters parameters = new MPSolverParameters();
        try (NativeModel model = new NativeModel(ENGINE, searched, form)) {
            double tolerance = Math.max(FINEST, FINER * options.feasibilityTolerance());
            parameters.setDoubleParam(MPSolverParameters.DoubleParam.PRIMAL_TOLERANCE, tolerance);
            parameters.setDoubleParam(MPSolverParameters.DoubleParam.DUAL_TOLERANCE, tolerance);
            parameters.setDoubleParam(
                    MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP,
                    SHARE * options.search().gap());
            MPSolver.ResultStatus status = model.solve(parameters, settings(), searchTime());
            boolean point = status == MPSolver.ResultStatus.OPTIMAL || status == MPSolver.ResultStatus.FEASIBLE;
            double bound = model.bound();
            return new Found(
                    status,
                    point ? model.point() : null,
                    Math.abs(bound) < INFINITE ? bound - options.gapTolerance() * (1.0 + Math.abs(bound)) : Double.NaN,
                    model.nodes());
        } finally {
            parameters.delete();
        }
    }

    private String settings() {
        long nodes = options.search().maxNodes();
        return String.format(
                Locale.ROOT,
                "limits/absgap = %.17g\nlimits/totalnodes = %d\nmisc/catchctrlc = FALSE",
                SHARE * ABSOLUTE * options.gapTolerance(),
                nodes == Long.MAX_VALUE ? -1L : nodes);
    }

    private Duration searchTime() {
        Duration left = limits.remaining();
        return left.minus(left.dividedBy(KEPT));
    }

    /**
     * Which limit ended the search: that of nodes, where there is still time. Whoever waits for a solver interrupts it
     * when its time is up, so that the time is looked at first.
     */
    private Claim limit() {
        Duration kept = options.timeLimit().dividedBy(KEPT);
        if (limits.remaining().compareTo(kept) <= 0) {
            return Claim.TIME_LIMIT;
        }
        return Thread.currentThread().isInterrupted() ? Claim.INTERRUPTED : Claim.ITERATION_LIMIT;
    }

    /** The rest, at the integers of a point; an interruption waits for it, else the point would be lost. */
    private SolverResult rest(double[] x) {
        boolean interrupted = Thread.interrupted();
        try {
            Duration time = limits.remaining().compareTo(LAST) > 0 ? limits.remaining() : LAST;
            return continuous.solve(FixedIntegers.at(program, x), options.withTimeLimit(time));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Attempt atItsIntegers(Found found) {
        Claim limit = limit();
        SolverResult solved = rest(found.x);
        double[] x = solved.x();
        for (int j = 0; j < x.length; j++) {
            x[j] = program.isInteger(j) ? Math.rint(found.x[j]) : x[j];
        }
        KktReport report = KktReport.of(program, x, new double[0], new double[0]);
        boolean feasible = !solved.status().isInfeasible() && report.within(options, false);
        if (!feasible) {
            return Attempt.unsolved(
                    found.status == MPSolver.ResultStatus.OPTIMAL ? Claim.FAILED : limit,
                    null,
                    1,
                    "SCIP's point is none at integers: with them in place " + solved.message());
        }
        double objective = report.primalObjective();
        double gap = objective - found.bound;
        if (found.status == MPSolver.ResultStatus.OPTIMAL) {
            return gap <= options.largestIntegerGap(objective)
                    ? Attempt.solved(x, 1)
                    : Attempt.unsolved(
                            Claim.FAILED, x, 1, "SCIP calls it optimal; at integers a gap of " + gap + " is left");
        }
        return Attempt.unsolved(limit, x, 1, "SCIP reached a limit with a gap of " + gap);
    }
}
