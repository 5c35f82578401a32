package org.flexopf.opf;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.flexopf.solver.SolveStatus;

/**
 * The outcome of an optimal power flow: a solution, or the reason why there is none.
 *
 * @param status   what the answer is worth
 * @param solution the solution; present only if the status is {@link SolveStatus#OPTIMAL}
 * @param message  one sentence on the outcome
 * @param solver   which solver answered, and with what effort
 */
public record OpfResult(SolveStatus status, Optional<OpfSolution> solution, String message, SolverRun solver) {

    /** All parts are required. */
    public OpfResult {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(solution, "solution");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(solver, "solver");
    }

    /** The solution. @throws OpfNotSolvedException if there is none */
    public OpfSolution orElseThrow() {
        return solution.orElseThrow(() -> new OpfNotSolvedException(status, message));
    }

    /** What a function makes of the solution, if there is one. */
    public <T> Optional<T> map(Function<OpfSolution, T> function) {
        return solution.map(function);
    }
}
