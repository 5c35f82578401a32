package org.flexopf.solver;

import org.flexopf.program.ConicProgram;

/**
 * A convex solver, found through {@link java.util.ServiceLoader}. Implementations are stateless and safe to call from
 * many threads at once; the same program, options and start give the same bits.
 *
 * <p>Whoever calls a solver does so by {@link CheckedSolver}, which believes nothing that it says.
 *
 * <p>A solver heeds {@link SolverOptions#timeLimit()} and the interruption of its thread by itself, at least once per
 * iteration. One that does not is <em>not</em> abandoned: the caller waits for it as long as it takes, since a thread
 * cannot be stopped from outside.
 */
public interface ConvexSolver {

    /** A short name by which users choose the solver, such as {@code interior-point}. */
    String name();

    /** What the solver can do. */
    SolverCapabilities capabilities();

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
