package org.flexopf.opf;

import java.util.Objects;
import java.util.Optional;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.solver.SolveStatus;

/**
 * The outcome of an optimal power flow over a horizon: a solution, or the reason why there is none.
 *
 * @param problem what was asked
 * @param result the outcome of the program with all periods
 */
public record HorizonResult(HorizonProblem problem, OpfResult result) {

    /** All parts are required. */
    public HorizonResult {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(result, "result");
    }

    /** What the answer is worth. */
    public SolveStatus status() {
        return result.status();
    }

    /** The solution; present only if the status is {@link SolveStatus#OPTIMAL}. */
    public Optional<HorizonSolution> solution() {
        return result.run().map(run -> new HorizonSolution(problem.horizon(), run));
    }

    /** The best plan that a search for integers had found when a limit ended it; see {@link OpfResult#incumbent}. */
    public Optional<HorizonSolution> incumbent() {
        return result.incumbent().map(run -> new HorizonSolution(problem.horizon(), run));
    }

    /** The solution. @throws OpfNotSolvedException if there is none */
    public HorizonSolution orElseThrow() {
        return solution().orElseThrow(() -> new OpfNotSolvedException(status(), result.message()));
    }
}
