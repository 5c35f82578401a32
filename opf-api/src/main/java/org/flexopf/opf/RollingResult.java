package org.flexopf.opf;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.solver.SolveStatus;

/**
 * The outcome of a rolling horizon. A window that finds nothing ends it; one that a limit ended with a point that is
 * not proved goes on with that point, and the status says so.
 *
 * @param problem what was asked
 * @param windows what every window came to, in the order of time
 * @param costs the cost of every firm period, currency; fewer than there are periods if a window found nothing
 * @param plan what was decided; empty if a window found nothing, and if the windows were handed to somebody else
 */
public record RollingResult(
        HorizonProblem problem, List<WindowOutcome> windows, List<Double> costs, Optional<RollingPlan> plan) {

    /** The parts are required; lists are copied. */
    public RollingResult {
        Objects.requireNonNull(problem, "problem");
        windows = List.copyOf(windows);
        costs = List.copyOf(costs);
        Objects.requireNonNull(plan, "plan");
    }

    /** What the answers are worth: optimal if those of all windows are, else as that of the first one that is not. */
    public SolveStatus status() {
        return firstOpen().map(WindowOutcome::status).orElse(SolveStatus.OPTIMAL);
    }

    private Optional<WindowOutcome> firstOpen() {
        return windows.stream().filter(window -> !window.status().isOptimal()).findFirst();
    }

    /** Whether all periods are decided. */
    public boolean isComplete() {
        return costs.size() == problem.horizon().periods().size();
    }

    /** The cost of all firm periods, currency, without what the end of a window was valued at. */
    public double cost() {
        return costs.stream().mapToDouble(cost -> cost).sum();
    }

    /** One sentence on the outcome. */
    public String message() {
        return firstOpen()
                .map(window -> window.label() + ": " + window.message())
                .orElse("all windows were solved");
    }

    /** Which solver answered the first window, with the effort of all of them. */
    public SolverRun solver() {
        return windows.stream()
                .map(WindowOutcome::solver)
                .reduce((one, other) -> new SolverRun(
                        one.name(),
                        one.iterations() + other.iterations(),
                        one.buildSeconds() + other.buildSeconds(),
                        one.setupSeconds() + other.setupSeconds(),
                        one.solveSeconds() + other.solveSeconds()))
                .orElseThrow();
    }

    /** The plan. @throws OpfNotSolvedException if there is none */
    public RollingPlan orElseThrow() {
        return plan.orElseThrow(() -> new OpfNotSolvedException(status(), message()));
    }

    @Override
    public String toString() {
        return status() + ": cost " + cost() + " of " + costs.size() + " firm periods in " + windows.size()
                + (windows.size() == 1 ? " window" : " windows");
    }
}
