package org.flexopf.opf;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.flexopf.solver.SolveStatus;

/** The outcome of an optimal power flow: a solution, or the reason why there is none. Immutable. */
public final class OpfResult {

    /** So many programs {@link #conflict()} solves at most. */
    public static final int DEFAULT_CONFLICT_SOLVES = 200;

    private final SolveStatus status;
    private final Optional<OpfRun> run;
    private final Optional<OpfRun> incumbent;
    private final Optional<IntegerSearch> search;
    private final String message;
    private final SolverRun solver;
    private final IntFunction<Optional<Conflict>> conflictSearch;

    /**
     * The outcome with a way to explain it, from the number of programs that may be solved to that end.
     *
     * @param best the best point that was found, of any status; it is the solution only if the status says so
     */
    OpfResult(
            SolveStatus status,
            Optional<OpfRun> best,
            Optional<IntegerSearch> search,
            String message,
            SolverRun solver,
            IntFunction<Optional<Conflict>> conflictSearch) {
        this.status = Objects.requireNonNull(status, "status");
        this.run = status.isOptimal() ? best : Optional.empty();
        this.incumbent = status.isOptimal() ? Optional.empty() : best;
        this.search = Objects.requireNonNull(search, "search");
        this.message = Objects.requireNonNull(message, "message");
        this.solver = Objects.requireNonNull(solver, "solver");
        this.conflictSearch = Objects.requireNonNull(conflictSearch, "conflictSearch");
    }

    /** What the answer is worth. */
    public SolveStatus status() {
        return status;
    }

    /** The solved program with all its blocks; present only if the status is {@link SolveStatus#OPTIMAL}. */
    public Optional<OpfRun> run() {
        return run;
    }

    /**
     * The best point that a search for integers had found when a limit or an interruption ended it. It satisfies the
     * constraints within the tolerances and is not proved to be the optimum: {@link #search()} says what is left open.
     * Empty for every other status, and where no point was found.
     */
    public Optional<OpfRun> incumbent() {
        return incumbent;
    }

    /** How far a search for integers has come; empty for programs without integers. */
    public Optional<IntegerSearch> search() {
        return search;
    }

    /**
     * The solution, of the first block if there are several; present only if the status is {@link SolveStatus#OPTIMAL}.
     */
    public Optional<OpfSolution> solution() {
        return run.map(OpfRun::solution);
    }

    /** One sentence on the outcome. */
    public String message() {
        return message;
    }

    /** Which solver answered, and with what effort. */
    public SolverRun solver() {
        return solver;
    }

    /** The solution. @throws OpfNotSolvedException if there is none */
    public OpfSolution orElseThrow() {
        return solution().orElseThrow(() -> new OpfNotSolvedException(status, message));
    }

    /** What a function makes of the solution, if there is one. */
    public <T> Optional<T> map(Function<OpfSolution, T> function) {
        return solution().map(function);
    }

    /**
     * Why an infeasible problem is infeasible: limits and demands that cannot all be met, none of which could be left
     * out of the set. Empty where there is a solution, where the cost falls without end, where the solve ran out of
     * time or was interrupted, and of a changed program. A problem that the solver gave up, or only claims to be
     * infeasible, may be infeasible: a conflict with members proves that it is. Of several blocks, such as the periods
     * of a horizon, each member says in which of them it is, or between which.
     *
     * <p>This solves programs anew with each call, about one per member and a few more, each as large as the problem
     * itself, and at most {@value #DEFAULT_CONFLICT_SOLVES}. The answer is one such set; there may be others.
     */
    public Optional<Conflict> conflict() {
        return conflict(DEFAULT_CONFLICT_SOLVES);
    }

    /**
     * The same with another bound on the number of programs solved; when it is reached, some members may not be needed,
     * and {@link Conflict#irreducible} says so.
     *
     * @throws IllegalArgumentException if the bound is below 1
     */
    public Optional<Conflict> conflict(int maxSolves) {
        if (maxSolves < 1) {
            throw new IllegalArgumentException(
                    "a conflict cannot be found with " + maxSolves + " solves; allow at least 1");
        }
        if (incumbent.isPresent()) {
            return Optional.empty();
        }
        return switch (status) {
            case PRIMAL_INFEASIBLE, CLAIMED_PRIMAL_INFEASIBLE, ALMOST_OPTIMAL, ITERATION_LIMIT, NUMERICAL_FAILURE ->
                conflictSearch.apply(maxSolves);
            case OPTIMAL, DUAL_INFEASIBLE, CLAIMED_DUAL_INFEASIBLE, TIME_LIMIT, INTERRUPTED -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return status + ": " + message;
    }
}
