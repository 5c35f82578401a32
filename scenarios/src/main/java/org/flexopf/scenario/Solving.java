package org.flexopf.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverOptions;

/** Solves problems of one shape one after the other, by other solvers where the first fails. Belongs to one thread. */
final class Solving {

    /** The time that solvers have where nobody says otherwise. */
    private static final Duration ALWAYS = SolverOptions.defaults().timeLimit();

    private final Opf opf;
    private final List<SolverChoice> retries;
    private PreparedOpf prepared;

    Solving(Opf opf, List<SolverChoice> retries) {
        this.opf = opf;
        this.retries = retries;
    }

    static Opf within(Opf opf, Duration limit) {
        return opf.withSolver(within(opf.solverChoice(), limit));
    }

    /** As within, but only if less time is allowed than solvers have anyway. */
    private static boolean isLimited(SolverChoice choice) {
        return choice.options().timeLimit().compareTo(ALWAYS) < 0;
    }

    static List<SolverChoice> within(List<SolverChoice> choices, Duration limit) {
        return choices.stream().map(choice -> within(choice, limit)).toList();
    }

    private static SolverChoice within(SolverChoice choice, Duration limit) {
        return choice.withOptions(choice.options().withTimeLimit(limit));
    }

    static Map<String, String> identity(Opf opf, List<SolverChoice> retries) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("model", opf.formulation().toString());
        identity.put("solver", opf.solverChoice().toString());
        identity.put("retries", retries.toString());
        return identity;
    }

    /**
     * Why a solver that is asked for cannot take a problem, in words that name it; empty if all can.
     *
     * @throws IllegalArgumentException if the formulation cannot take it, or express its objective
     */
    static Optional<String> whyNot(Opf opf, List<SolverChoice> retries, LinkedProblem problem) {
        ConicProgram program = problem.formulated(opf.relaxesIntegers()).get(0).program();
        return Stream.concat(Stream.of(opf.solverChoice()), retries.stream())
                .flatMap(choice -> choice.whyNot(program).stream())
                .findFirst();
    }

    /**
     * Solves a problem that other ones start from, whatever time a draw has: with less, what comes of them would depend
     * on how fast a machine is.
     */
    OpfResult solveUnhurried(LinkedProblem problem) {
        if (!isLimited(opf.solverChoice()) && retries.stream().noneMatch(Solving::isLimited)) {
            return solve(problem, Optional.empty());
        }
        prepared = opf.prepare(problem);
        return new Solving(within(opf, ALWAYS), within(retries, ALWAYS)).solve(problem, Optional.empty());
    }

    /**
     * Solves a problem. The time that a solver has is what those before have left of it.
     *
     * @param near where to start; empty for the formulation's own start
     */
    OpfResult solve(LinkedProblem problem, Optional<OpfSolution> near) {
        long begin = System.nanoTime();
        prepared = prepared == null ? opf.prepare(problem) : prepared.rebuilt(problem);
        OpfResult result = near.isPresent() ? prepared.solveFrom(near.get()) : prepared.solve();
        for (SolverChoice other : retries) {
            if (result.solution().isPresent() || result.status().isInfeasible()) {
                break;
            }
            Duration left = other.options().timeLimit().minusNanos(System.nanoTime() - begin);
            if (left.isNegative() || left.isZero()) {
                break;
            }
            result = opf.withSolver(within(other, left)).solve(problem);
        }
        return result;
    }
}
