package org.flexopf.opf;

import java.util.Objects;
import java.util.Optional;
import org.flexopf.solver.SolveStatus;

/**
 * What a window of a rolling horizon came to.
 *
 * @param first the place of its first period in the horizon
 * @param firm how many of its periods are firm
 * @param periods how many periods it has
 * @param status what its answer is worth
 * @param message one sentence on the outcome
 * @param search how far a search for integers has come; empty without integers
 * @param solver which solver answered, and with what effort
 */
public record WindowOutcome(
        int first,
        int firm,
        int periods,
        SolveStatus status,
        String message,
        Optional<IntegerSearch> search,
        SolverRun solver) {

    /** The parts are required. */
    public WindowOutcome {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(search, "search");
        Objects.requireNonNull(solver, "solver");
    }

    /** How people call it, such as {@code the window of periods 5 to 10}. */
    public String label() {
        return periods == 1
                ? "the window of period " + (first + 1)
                : "the window of periods " + (first + 1) + " to " + (first + periods);
    }
}
