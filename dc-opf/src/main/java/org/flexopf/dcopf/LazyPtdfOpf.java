package org.flexopf.dcopf;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Topology;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.limit.FeasibilityTolerance;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DC optimal power flow with shift factors for those branches only that come to a limit: solved without any limit
 * on flows first, then with rows for branches whose limits the answer exceeds, until it exceeds none. Where branches
 * that meet at a bus exceed theirs together, as those along a corridor do, the one that exceeds it most goes first, for
 * the others often follow it. The result is that of all rows: limits left out hold at the optimum, and without a row
 * their price is zero.
 */
public final class LazyPtdfOpf implements SolverUser<LazyPtdfOpf> {

    private static final Logger LOG = LoggerFactory.getLogger(LazyPtdfOpf.class);

    /**
     * A limit is watched from this much beyond it, relative to the limit: what is left out of the last round is then
     * well within what passes for rounding.
     */
    private static final double TOLERANCE = 0.1 * FeasibilityTolerance.LOADING;

    /**
     * The most branches to watch more per round. A round takes time with the square of the branches watched, and most
     * of those that exceed a limit at first do not once the worst ones are held.
     */
    private static final int PER_ROUND = 64;

    private final PtdfDcOpf formulation;
    private final SolverChoice solver;

    private LazyPtdfOpf(PtdfDcOpf formulation, SolverChoice solver) {
        this.formulation = Objects.requireNonNull(formulation, "formulation");
        this.solver = Objects.requireNonNull(solver, "solver");
    }

    /** By a formulation, with the installed solver. */
    public static LazyPtdfOpf of(PtdfDcOpf formulation) {
        return new LazyPtdfOpf(formulation, SolverChoice.installed());
    }

    @Override
    public SolverChoice solverChoice() {
        return solver;
    }

    @Override
    public LazyPtdfOpf withSolver(SolverChoice choice) {
        return new LazyPtdfOpf(formulation, choice);
    }

    /** Solves a network for the cheapest generation. */
    public OpfResult solve(Network network) {
        return solve(OpfProblem.of(network));
    }

    /**
     * Solves a problem. Every round adds at least one branch, so that the rounds end; infeasibility of a round is that
     * of the problem, as its rows are a part of all rows.
     */
    public OpfResult solve(OpfProblem problem) {
        Network network = problem.network();
        BitSet watched = new BitSet();
        PreparedOpf prepared = null;
        for (int round = 1; ; round++) {
            BitSet current = (BitSet) watched.clone();
            PtdfDcOpf watching = formulation.watching(current::get);
            prepared = prepared == null
                    ? Opf.of(watching).withSolver(solver).prepare(problem)
                    : prepared.rebuilt(problem, watching);
            OpfResult result = prepared.solve();
            boolean falls = result.status() == SolveStatus.DUAL_INFEASIBLE
                    || result.status() == SolveStatus.CLAIMED_DUAL_INFEASIBLE;
            if (falls && watched.isEmpty()) {
                // Without limits on flows the cost may fall without end although it has an optimum with them.
                watched.set(0, network.branches().size());
                continue;
            }
            if (result.solution().isEmpty()) {
                return result;
            }
            addExceeded(network, result.orElseThrow(), watched);
            LOG.debug(
                    "{}: round {} with {} of {} branches watched, {} more exceed a limit",
                    network.name(),
                    round,
                    current.cardinality(),
                    network.branches().size(),
                    watched.cardinality() - current.cardinality());
            if (watched.equals(current)) {
                return result;
            }
        }
    }

    private void addExceeded(Network network, OpfSolution solution, BitSet watched) {
        Topology topology = network.topology();
        List<Branch> branches = solution.operatedNetwork().branches();
        double[] flows = DcPoint.flows(solution);
        double[] excess = new double[flows.length];
        double[] worstAtBus = new double[network.buses().size()];
        for (int b = 0; b < flows.length; b++) {
            if (topology.isActive(b) && !watched.get(b)) {
                excess[b] = excess(branches.get(b), flows[b], network.perUnit());
                worstAtBus[topology.from(b)] = Math.max(worstAtBus[topology.from(b)], excess[b]);
                worstAtBus[topology.to(b)] = Math.max(worstAtBus[topology.to(b)], excess[b]);
            }
        }
        IntStream.range(0, flows.length)
                .filter(b -> excess[b] > TOLERANCE
                        && excess[b] >= Math.max(worstAtBus[topology.from(b)], worstAtBus[topology.to(b)]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer b) -> -excess[b]))
                .limit(PER_ROUND)
                .forEach(watched::set);
    }

    /**
     * How far a flow in MW is beyond a limit of its branch: as a share of the rating, or of a full turn for an angle
     * limit; 0 or less if it is not.
     */
    private double excess(Branch branch, double flow, PerUnit perUnit) {
        double limit = formulation.limit(branch);
        double excess = limit < Double.POSITIVE_INFINITY ? (Math.abs(flow) - limit) / limit : 0.0;
        double difference = Math.toDegrees(formulation.susceptance().reactance(branch) * perUnit.power(flow)
                + formulation.susceptance().shift(branch));
        if (branch.angleMin() > -360.0) {
            excess = Math.max(excess, (branch.angleMin() - difference) / 360.0);
        }
        if (branch.angleMax() < 360.0) {
            excess = Math.max(excess, (difference - branch.angleMax()) / 360.0);
        }
        return excess;
    }

    @Override
    public String toString() {
        return "lazily " + Opf.of(formulation).withSolver(solver);
    }
}
