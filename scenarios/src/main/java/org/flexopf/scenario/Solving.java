package org.flexopf.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.solver.SolverChoice;

/** Solves problems of one shape one after the other, by other solvers where the first fails. Belongs to one thread. */
final class Solving {

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
     * Solves a problem.
     *
     * @param near where to start; empty for the formulation's own start
     */
    OpfResult solve(LinkedProblem problem, Optional<OpfSolution> near) {
        prepared = prepared == null ? opf.prepare(problem) : prepared.rebuilt(problem);
        OpfResult result = near.isPresent() ? prepared.solveFrom(near.get()) : prepared.solve();
        for (SolverChoice other : retries) {
            if (result.solution().isPresent() || result.status().isInfeasible()) {
                break;
            }
            result = opf.withSolver(other).solve(problem);
        }
        return result;
    }
}
