package org.flexopf.examples.samebits;

import java.util.Locale;
import java.util.function.BiConsumer;
import org.flexopf.dcopf.BranchLosses;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.LazyPtdfOpf;
import org.flexopf.dcopf.LossIteration;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.dcopf.SecurityConstrainedDcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.lopf.SuccessiveLinearOpf;
import org.flexopf.market.Market;
import org.flexopf.market.OpfClearing;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.payment.Vcg;
import org.flexopf.socp.AcSearch;
import org.flexopf.socp.AugmentedSocp;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverChoice;

/** A way to solve a network, with the largest network that it is tried on. */
enum Recipe {
    SOCP(3000, false, (network, solver) -> solve(new BranchFlowSocp(), network, solver)),
    SOCP_SOFT(
            300,
            false,
            (network, solver) -> Opf.of(new BranchFlowSocp())
                    .withSolver(solver)
                    .solve(OpfProblem.of(network).withSoftLimits(SoftLimits.usual()))),
    SOCP_LOSSES(
            300,
            false,
            (network, solver) -> Opf.of(new BranchFlowSocp())
                    .withSolver(solver)
                    .solve(OpfProblem.of(network).withObjective(Objective.losses()))),
    SOCP_AUGMENTED(600, true, (network, solver) -> solve(new AugmentedSocp(), network, solver)),
    DC(3000, false, (network, solver) -> solve(new DcOpf(), network, solver)),
    DC_LOSSES(
            300, false, (network, solver) -> solve(new DcOpf().withLosses(BranchLosses.quadratic()), network, solver)),
    DC_PTDF(120, false, (network, solver) -> solve(new PtdfDcOpf(), network, solver)),
    DC_LAZY_PTDF(
            600,
            false,
            (network, solver) -> LazyPtdfOpf.of(new PtdfDcOpf())
                    .withSolver(SolverChoice.of(solver))
                    .solve(network)),
    DC_LOSS_ITERATION(
            120,
            false,
            (network, solver) -> LossIteration.of(new DcOpf(), LossIteration.Method.MARGINAL)
                    .withSolver(SolverChoice.of(solver))
                    .solve(network)),
    DC_SECURED(
            120,
            false,
            (network, solver) -> SecurityConstrainedDcOpf.of(new DcOpf())
                    .withSolver(SolverChoice.of(solver))
                    .solve(network)),
    LIN_DIST_FLOW(600, true, (network, solver) -> solve(new LinDistFlow(), network, solver)),
    SUCCESSIVE_LINEAR(
            100,
            true,
            (network, solver) -> new SuccessiveLinearOpf()
                    .withSolver(SolverChoice.of(solver))
                    .solve(network)),
    AC_SEARCH(
            40,
            true,
            (network, solver) -> AcSearch.of(OpfProblem.of(network))
                    .withSolver(SolverChoice.of(solver))
                    .search()),
    VCG(100, true, Recipe::vcg);

    /** The largest network that any recipe takes. */
    static final int LARGEST_NETWORK = 3000;

    private final int mostBuses;
    private final boolean radialOnly;
    private final BiConsumer<Network, ConvexSolver> way;

    Recipe(int mostBuses, boolean radialOnly, BiConsumer<Network, ConvexSolver> way) {
        this.mostBuses = mostBuses;
        this.radialOnly = radialOnly;
        this.way = way;
    }

    /** How it is recorded. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean suits(Network network) {
        return network.buses().size() <= mostBuses
                && (!radialOnly || network.topology().isRadial())
                && (!label().startsWith("dc") || new DcOpf().whyNot(network).isEmpty());
    }

    /** Solves; that there may be no solution is an answer too. */
    void run(Network network, ConvexSolver solver) {
        way.accept(network, solver);
    }

    private static void solve(OpfFormulation formulation, Network network, ConvexSolver solver) {
        if (formulation.whyNot(network).isEmpty()) {
            Opf.of(formulation).withSolver(solver).solve(network);
        }
    }

    private static void vcg(Network network, ConvexSolver solver) {
        Opf opf = Opf.of(new BranchFlowSocp()).withSolver(solver);
        if (opf.solve(network).solution().isPresent()) {
            new Vcg().settle(OpfClearing.of(opf, Market.ofGenerators(network)).withExecutor(Runnable::run, 1));
        }
    }
}
