package org.flexopf.solver;

import java.util.Objects;
import org.flexopf.program.ConicProgram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where programs are given to solvers: what comes back is checked, its status lowered to what the numbers
 * bear out, and described. No solver is believed:
 *
 * <ul>
 *   <li>objectives, slack and residuals are computed from x, y and z; an optimum has to pass {@link KktReport}, with
 *       multipliers wherever solver and program can have them;
 *   <li>"infeasible" and "unbounded" are proved only by a {@link Certificate} that holds, else they are claims;
 *   <li>no answer, or one of the wrong shape, is a failure that names the solver, and so is an exception;
 *   <li>a solver that overruns its time limit is abandoned, see {@link ConvexSolver}.
 * </ul>
 *
 * <p>As safe for many threads as the solver is, which is: entirely; one of {@link #session()} belongs to one thread.
 */
public final class CheckedSolver {

    private static final Logger LOG = LoggerFactory.getLogger(CheckedSolver.class);

    private final ConvexSolver solver;
    private final String name;
    private final SolverCapabilities capabilities;
    private final SolverSession session;

    private CheckedSolver(ConvexSolver solver, String name, SolverCapabilities capabilities, SolverSession session) {
        this.solver = solver;
        this.name = name;
        this.capabilities = capabilities;
        this.session = session;
    }

    /** A solver under check. */
    public static CheckedSolver of(ConvexSolver solver) {
        String name = Objects.requireNonNull(solver.name(), () -> "the name of " + solver.getClass());
        return new CheckedSolver(
                solver,
                name,
                Objects.requireNonNull(solver.capabilities(), () -> "the capabilities of the solver " + name),
                solver.heedsLimits() ? solver::solve : new WatchedSession(name, () -> solver::solve));
    }

    /** The first installed solver that can take a program. @throws NoSuitableSolverException if none can */
    public static CheckedSolver suitableFor(ConicProgram program) {
        return of(Solvers.suitableFor(program));
    }

    /** The same solver with a memory of the pattern it solved last, see {@link ConvexSolver#session()}. */
    public CheckedSolver session() {
        return new CheckedSolver(
                solver,
                name,
                capabilities,
                solver.heedsLimits() ? newSession() : new WatchedSession(name, this::newSession));
    }

    private SolverSession newSession() {
        return Objects.requireNonNull(solver.session(), () -> "the session of the solver " + name);
    }

    /** The solver's name. */
    public String name() {
        return name;
    }

    /** What the solver can do. */
    public SolverCapabilities capabilities() {
        return capabilities;
    }

    /** Solves a program without a hint. */
    public CheckedAnswer solve(ConicProgram program, SolverOptions options) {
        return solve(program, options, null);
    }

    /**
     * Solves a program and checks the answer. A solver that does not promise to heed its limits runs on a thread of its
     * own; where it overruns its time limit, or an interruption, it is abandoned after a grace, and the answer has the
     * status {@link SolveStatus#TIME_LIMIT} or {@link SolveStatus#INTERRUPTED} and no point.
     *
     * @param start a hint, or {@code null} for none
     * @throws IllegalArgumentException if the solver's capabilities exclude the program, or the start has the wrong
     *     length
     */
    public CheckedAnswer solve(ConicProgram program, SolverOptions options, WarmStart start) {
        capabilities.whyNot(program).ifPresent(reason -> {
            throw new IllegalArgumentException("the solver '" + name + "' cannot take this program: " + reason);
        });
        if (start != null) {
            start.requireFit(program);
        }
        CheckedAnswer answer = checked(program, options, start);
        LOG.debug("{} solved by {}: {}, {}", program, name, answer.status(), answer.message());
        return answer;
    }

    private CheckedAnswer checked(ConicProgram program, SolverOptions options, WarmStart start) {
        SolverResult said;
        try {
            said = session.solve(program, options, start);
        } catch (WatchedSession.AbandonedException abandoned) {
            LOG.warn(abandoned.getMessage());
            return failed(program, abandoned.status(), abandoned.getMessage());
        } catch (RuntimeException fault) {
            LOG.debug("the solver {} failed", name, fault);
            SolveStatus status =
                    Thread.currentThread().isInterrupted() ? SolveStatus.INTERRUPTED : SolveStatus.NUMERICAL_FAILURE;
            return failed(program, status, "the solver " + name + " failed with " + fault);
        }
        return said == null
                ? failed(program, SolveStatus.NUMERICAL_FAILURE, "the solver " + name + " gave no answer at all")
                : new AnswerCheck(name, capabilities.givesDuals(program), program, options, said).answer();
    }

    private CheckedAnswer failed(ConicProgram program, SolveStatus status, String message) {
        return new CheckedAnswer(name, null, status, CheckedPoint.none(program), message);
    }

    @Override
    public String toString() {
        return "the solver " + name + ", checked";
    }
}
