package org.flexopf.examples.cli;

import org.flexopf.solver.SolveStatus;

/** The exit codes of every command. */
final class ExitCode {

    static final int SOLVED = 0;
    static final int BAD_INPUT = 2;
    static final int INFEASIBLE = 3;
    static final int NOT_SOLVED = 4;
    /** Solved, but {@code --require-exact} asks for more. */
    static final int NOT_EXACT = 5;
    /** Standard output took not all that was printed: a full disk, or a pipe that was closed. */
    static final int OUTPUT_LOST = 6;

    static final int OUT_OF_MEMORY = 7;

    private ExitCode() {}

    static int of(SolveStatus status) {
        return switch (status) {
            case OPTIMAL -> SOLVED;
            case PRIMAL_INFEASIBLE, DUAL_INFEASIBLE -> INFEASIBLE;
            case CLAIMED_PRIMAL_INFEASIBLE,
                    CLAIMED_DUAL_INFEASIBLE,
                    ALMOST_OPTIMAL,
                    ITERATION_LIMIT,
                    TIME_LIMIT,
                    INTERRUPTED,
                    NUMERICAL_FAILURE -> NOT_SOLVED;
        };
    }
}
