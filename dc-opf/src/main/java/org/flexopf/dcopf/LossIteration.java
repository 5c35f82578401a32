package org.flexopf.dcopf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.SolveSequence;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;

/**
 * A DC optimal power flow whose losses are consistent with its flows: solved without losses, and again with losses from
 * the last flows, until the losses that the model counts are {@code r P^2} of its own flows.
 */
public final class LossIteration implements SolverUser<LossIteration> {

    /** Where the losses of the next round come from. */
    public enum Method {
        /**
         * The losses are linearised at the last flows: marginal loss factors around a base point, for both forms
         * (angles and shift factors).
         */
        MARGINAL,
        /**
         * A tangent of each branch's parabola at its last flow is added to those before it. The model counts less than
         * the true losses until they agree; costs never fall from round to round. In angles only.
         */
        TANGENTS
    }

    private final DcFormulation formulation;
    private final Method method;
    private final SolverChoice solver;
    private final double tolerance;
    private final int maxRounds;

    private LossIteration(
            DcFormulation formulation, Method method, SolverChoice solver, double tolerance, int maxRounds) {
        this.formulation = formulation;
        this.method = method;
        this.solver = solver;
        this.tolerance = tolerance;
        this.maxRounds = maxRounds;
    }

    /** By a formulation and a method, with the installed solver, to 1e-6 of the losses in at most 50 rounds. */
    public static LossIteration of(DcFormulation formulation, Method method) {
        return new LossIteration(
                Objects.requireNonNull(formulation, "formulation"),
                Objects.requireNonNull(method, "method"),
                SolverChoice.installed(),
                1e-6,
                50);
    }

    @Override
    public SolverChoice solverChoice() {
        return solver;
    }

    @Override
    public LossIteration withSolver(SolverChoice choice) {
        return new LossIteration(formulation, method, Objects.requireNonNull(choice, "choice"), tolerance, maxRounds);
    }

    /** To another tolerance, relative to the losses. @throws IllegalArgumentException if it is not in (0, 1) */
    public LossIteration withTolerance(double newTolerance) {
        if (!(newTolerance > 0.0 && newTolerance < 1.0)) {
            throw new IllegalArgumentException("the tolerance must lie between 0 and 1, got " + newTolerance);
        }
        return new LossIteration(formulation, method, solver, newTolerance, maxRounds);
    }

    /** With another largest number of rounds. @throws IllegalArgumentException if it is less than 1 */
    public LossIteration withMaxRounds(int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("at least one round is needed, got " + rounds);
        }
        return new LossIteration(formulation, method, solver, tolerance, rounds);
    }

    /** Solves a network for the cheapest generation. */
    public LossResult solve(Network network) {
        return solve(OpfProblem.of(network));
    }

    /**
     * Solves a problem. A marginal linearisation may jump between dispatches of equal cost; each round therefore moves
     * the base flows only part of the way, less and less, and a result that is not consistent says so.
     */
    public LossResult solve(OpfProblem problem) {
        Network network = problem.network();
        List<double[]> tangents = new ArrayList<>();
        double[] base = new double[network.branches().size()];
        PreparedOpf prepared = Opf.of(formulation.withLosses(BranchLosses.none()))
                .withSolver(solver)
                .prepare(problem);
        OpfResult result = prepared.solve();
        LossResult last = null;
        for (int round = 1; round <= maxRounds && result.solution().isPresent(); round++) {
            double[] flows = DcPoint.flows(result.orElseThrow());
            double step = round <= 5 ? 1.0 : 5.0 / round;
            for (int b = 0; b < base.length; b++) {
                base[b] += step * (flows[b] - base[b]);
            }
            tangents.add(flows);
            BranchLosses losses = method == Method.MARGINAL
                    ? BranchLosses.linearisedAt(base)
                    : BranchLosses.tangents(tangents.toArray(double[][]::new));
            prepared = prepared.rebuilt(problem, formulation.withLosses(losses));
            result = prepared.solve();
            if (result.solution().isPresent()) {
                last = LossResult.of(result, 1 + round, tolerance);
                if (last.sequence().settled()) {
                    return last;
                }
            }
        }
        return result.solution().isPresent()
                ? last
                : new LossResult(
                        result, SolveSequence.unsettled(1 + tangents.size(), result.message()), Double.NaN, Double.NaN);
    }

    @Override
    public String toString() {
        return method + " losses of " + Opf.of(formulation).withSolver(solver);
    }
}
