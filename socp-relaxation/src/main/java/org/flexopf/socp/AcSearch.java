package org.flexopf.socp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flexopf.acopf.AcOpf;
import org.flexopf.opf.SolveSequence;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;

/**
 * The search for the best AC-feasible point of a network, for when the relaxation is not exact. One call tries the ways
 * out in turn and starts each from the best point of those before it:
 *
 * <ol>
 *   <li>the plain relaxation, which gives the lower bound, and is the answer where it is exact;
 *   <li>the augmented relaxation ({@link AugmentedSocp});
 *   <li>a price on squared currents, driven down from large to the smallest that leaves an AC-feasible point;
 *   <li>the convex-concave procedure, to a local optimum of the AC problem: from the best point so far, from the
 *       relaxation's own point, and, since optima are local, from a few dispatches that are drawn at random, always the
 *       same ones;
 *   <li>the AC problem itself ({@link AcOpf}), to a local optimum from the best point so far. In a meshed network it
 *       comes second, and what it finds ends the search: the others are about trees.
 * </ol>
 *
 * <p>Settings of the network's controls are free throughout, and a candidate is a state of the network at the settings
 * that were found with it ({@link RecoveredPoint#network}). The augmented relaxation holds settings; it is tried at
 * those that the plain one has found. Settings may lie between two steps: whoever needs steps settles the network at
 * them before.
 *
 * <p>Every candidate is the state that an AC power flow finds for the dispatch; one that breaks a hard limit is never
 * counted, and one that exceeds a soft limit pays for it. So the lower bound lies below the global optimum, and the
 * global optimum below the cost of what is found.
 */
public final class AcSearch implements SolverUser<AcSearch> {

    private final OpfProblem problem;
    private final SolverChoice solver;

    /**
     * What one way out has found.
     *
     * @param method {@code socp}, {@code socp-augmented}, {@code current-penalty}, {@code convex-concave} or {@code ac}
     * @param status what became of the program; of the AC problem, an optimum is a local one
     * @param recovered the AC state of its dispatch; empty if the program had no solution
     * @param value the objective in that state, what it pays for soft limits included; NaN without one
     * @param seconds time spent
     */
    public record Attempt(
            String method, SolveStatus status, Optional<RecoveredPoint> recovered, double value, double seconds) {

        /** Whether it is a point of the AC problem. */
        public boolean isFeasible() {
            return recovered.isPresent() && recovered.get().isFeasible();
        }
    }

    /**
     * What the search has found.
     *
     * @param status status of the plain relaxation: if that is infeasible, so is the AC problem
     * @param lowerBound the proven lower bound of the AC optimum; empty if the relaxation has no solution, or the
     *     solver gives no duals to prove one
     * @param best the best AC-feasible point found; empty if none was found, which does not mean that there is none
     * @param attempts everything tried, in order
     * @param sequence how many programs were solved, and how the search ended: settled if nothing was left to search
     *     for, since the gap is closed or the relaxation is infeasible
     */
    public record Outcome(
            SolveStatus status,
            OptionalDouble lowerBound,
            Optional<Attempt> best,
            List<Attempt> attempts,
            SolveSequence sequence) {

        /** All parts are required. */
        public Outcome {
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(lowerBound, "lowerBound");
            Objects.requireNonNull(best, "best");
            attempts = List.copyOf(attempts);
            Objects.requireNonNull(sequence, "sequence");
        }

        /**
         * The objective at the best point over the lower bound, relative to that objective; empty without either. It
         * bounds the distance to the global optimum. Where the objective is next to nothing and the difference is what
         * passes for rounding, it is relative to one instead.
         */
        public OptionalDouble gap() {
            if (best.isEmpty() || lowerBound.isEmpty()) {
                return OptionalDouble.empty();
            }
            double value = Math.abs(best.get().value());
            double difference = best.get().value() - lowerBound.getAsDouble();
            return OptionalDouble.of(
                    difference / (difference <= AcSearchRun.SAME_VALUE ? Math.max(value, 1.0) : value));
        }
    }

    private AcSearch(OpfProblem problem, SolverChoice solver) {
        this.problem = Objects.requireNonNull(problem, "problem");
        this.solver = Objects.requireNonNull(solver, "solver");
    }

    /** A search for a point of a problem, with the solver that suits and default options. */
    public static AcSearch of(OpfProblem problem) {
        return new AcSearch(problem, SolverChoice.installed());
    }

    @Override
    public SolverChoice solverChoice() {
        return solver;
    }

    /** The same with another choice of solver and options, which all ways out use. */
    @Override
    public AcSearch withSolver(SolverChoice choice) {
        return new AcSearch(problem, choice);
    }

    /**
     * Searches.
     *
     * @throws IllegalArgumentException if the relaxation cannot take the network, or cannot express the objective
     */
    public Outcome search() {
        return new AcSearchRun(problem, solver).run();
    }

    @Override
    public String toString() {
        return "search for an AC point of " + problem.network();
    }
}
