package org.flexopf.solver.ojalgo;

import java.time.Duration;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.Attempt.Claim;
import org.flexopf.solver.adapter.LibrarySolver;
import org.flexopf.solver.adapter.SolveLimits;
import org.flexopf.solver.adapter.SolveStoppedException;
import org.ojalgo.optimisation.Optimisation;

/**
 * Linear and quadratic programs by ojAlgo.
 *
 * <p>Programs go to ojAlgo's solvers directly, without its modelling layer, whose presolve loses multipliers of the
 * rows it removes. Time limit and interruption are honoured once per iteration, by ojAlgo itself. A sweep of the
 * simplex or active-set method (as many steps as the program has rows and columns) counts as one iteration. A start is
 * not used.
 *
 * <p>Its search over integers is not offered: held against enumeration, it calls points optimal that are not, and
 * programs infeasible that have points, and nothing in its answer tells which.
 */
public final class OjAlgoSolver extends LibrarySolver {

    /** The name to choose it by. */
    public static final String NAME = "ojalgo";

    private static final int MAX_VARIABLES = 20_000;

    /** The solver; it has no state. */
    public OjAlgoSolver() {
        super(NAME, new SolverCapabilities(true, false, false, true, true, MAX_VARIABLES));
    }

    @Override
    protected Attempt attempt(ConicProgram program, SolverOptions options, WarmStart start, SolveLimits limits) {
        return program.hasQuadraticObjective()
                ? new QuadraticRun(program, options, limits).run()
                : new SimplexRun(program, options, limits).run();
    }

    /** What ojAlgo is asked, with the limits in its terms: {@code steps} of its own iterations for one of ours. */
    static Optimisation.Options settings(SolverOptions options, SolveLimits limits, int steps) {
        Optimisation.Options settings = new Optimisation.Options();
        settings.iterations_abort = (int) Math.min((long) options.maxIterations() * steps, Integer.MAX_VALUE);
        settings.time_abort = Math.max(1L, saturatedMillis(limits.remaining()));
        settings.time_suffice = settings.time_abort;
        return settings;
    }

    private static long saturatedMillis(Duration duration) {
        return duration.compareTo(Duration.ofDays(365)) > 0
                ? Duration.ofDays(365).toMillis()
                : duration.toMillis();
    }

    /**
     * What a state without an optimum means. Where time or an interruption ended the run, {@code limits} say so by
     * their exception; what is left are the iterations.
     */
    static Attempt unsolved(Optimisation.Result result, int iterations, SolverOptions options, SolveLimits limits) {
        String message = "ojAlgo ended in the state " + result.getState();
        return switch (result.getState()) {
            case INFEASIBLE -> Attempt.unsolved(Claim.INFEASIBLE, null, iterations, message);
            case UNBOUNDED -> Attempt.unsolved(Claim.UNBOUNDED, null, iterations, message);
            default -> {
                limits.check();
                if (limits.remaining().toMillis() < 1) {
                    throw new SolveStoppedException(
                            SolveStatus.TIME_LIMIT, "the time limit of " + options.timeLimit() + " was reached");
                }
                yield Attempt.unsolved(Claim.ITERATION_LIMIT, null, iterations, message);
            }
        };
    }
}
