package org.flexopf.solver;

import java.util.Optional;
import org.flexopf.program.ConicProgram;

/**
 * A convex solver, found through {@link java.util.ServiceLoader}. Implementations are stateless and safe to call from
 * many threads at once; the same program, options and start give the same bits.
 *
 * <p>Whoever calls a solver does so by {@link CheckedSolver}, which believes nothing that it says.
 *
 * <p>A solver heeds {@link SolverOptions#timeLimit()} and the interruption of its thread by itself, at least once per
 * iteration. One that promises so by {@link #heedsLimits()} runs on the caller's thread, and is waited for. Any other
 * runs on a daemon thread of its own. Where the time limit has passed, or the caller is interrupted, that thread is
 * interrupted and has a grace of a tenth of the time limit, at least one second and at most 30; after it the solver is
 * abandoned. Since a thread cannot be stopped from outside, it may go on there, but nobody waits for it or reads what
 * it says.
 */
public interface ConvexSolver {

    /** A short name by which users choose the solver, such as {@code interior-point}. */
    String name();

    /** What the solver can do. */
    SolverCapabilities capabilities();

    /**
     * Whether the solver promises to look at its time limit and at the interrupt flag of its thread at least once per
     * iteration, so that it need not be watched from a thread of its own. Whoever promises it falsely makes its own
     * callers wait.
     */
    default boolean heedsLimits() {
        return false;
    }

    /**
     * Whether the solver is asked only by who names it, such as one with native code: {@link Solvers#suitableFor} does
     * not choose it.
     */
    default boolean onRequestOnly() {
        return false;
    }

    /**
     * The search for integers that this solver is, over another solver of the continuous programs that come up in it.
     *
     * @return empty if this solver is no such search, or cannot prove anything by what the other one answers
     */
    default Optional<ConvexSolver> over(ConvexSolver continuous) {
        return Optional.empty();
    }

    /**
     * Solves a program. Never throws for a property of the numbers: infeasible, unbounded or hard programs are answered
     * by the status.
     *
     * @param start a hint, or {@code null} for none
     * @throws IllegalArgumentException if {@link #capabilities()} exclude the program, or the start has the wrong
     *     length
     */
    SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start);

    /** Solves a program without a hint. */
    default SolverResult solve(ConicProgram program, SolverOptions options) {
        return solve(program, options, null);
    }

    /**
     * A session for many programs of one pattern: symbolic work is done once, for the first of them, and done again
     * only when the pattern changes. A session belongs to one thread at a time.
     */
    default SolverSession session() {
        return this::solve;
    }
}
