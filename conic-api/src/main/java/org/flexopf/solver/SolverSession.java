package org.flexopf.solver;

import org.flexopf.program.ConicProgram;

/**
 * A solver that remembers the pattern of the program it solved last; see {@link ConvexSolver#session()}. Not safe for
 * many threads.
 */
@FunctionalInterface
public interface SolverSession {

    /**
     * Solves a program as {@link ConvexSolver#solve(ConicProgram, SolverOptions, WarmStart)} does, to the same bits.
     */
    SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start);
}
