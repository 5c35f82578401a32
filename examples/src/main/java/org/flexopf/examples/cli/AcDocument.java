package org.flexopf.examples.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.AcSolution;
import org.flexopf.model.Unit;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.SolverRun;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.pricing.nodal.Provenance;
import org.flexopf.report.result.BusPrice;
import org.flexopf.report.result.ObjectiveResult;
import org.flexopf.report.result.OpfDocument;
import org.flexopf.report.result.OpfDocumentBuilder;
import org.flexopf.report.result.PriceOrigin;
import org.flexopf.report.result.RecoveredResult;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;

/**
 * {@code opf solve --model ac}: a local optimum of the AC problem, with the lower bound that the relaxation proves. The
 * relaxation's point is the start; where that leads nowhere, the flat one is.
 */
final class AcDocument {

    /** A gap below this closes, relative. */
    private static final double CLOSED_GAP = 1e-6;

    private static final String SOLVER = "ac-interior-point";

    private final Network network;
    private final OpfResult relaxed;
    private final AcSolution solution;
    private final double seconds;

    private AcDocument(Network network, OpfResult relaxed, AcSolution solution, double seconds) {
        this.network = network;
        this.relaxed = relaxed;
        this.solution = solution;
        this.seconds = seconds;
    }

    /** Solves a case, its settings held where they are. @throws BadInputException if the model cannot express it */
    static AcDocument of(Network given, ConvexSolver solver) {
        Network network = given.controls().isEmpty()
                ? given
                : given.toBuilder().removeControls().build();
        OpfProblem problem = OpfProblem.of(network);
        List<String> reasons = AcOpf.whyNot(problem);
        if (!reasons.isEmpty()) {
            throw new BadInputException(String.join("; ", reasons));
        }
        long begin = System.nanoTime();
        Opf opf = Opf.of(new BranchFlowSocp());
        OpfResult relaxed = (solver == null ? opf : opf.withSolver(solver)).solve(problem);
        AcOpf ac = AcOpf.of(problem);
        AcSolution solution = relaxed.map(OpfSolution::point)
                .map(point -> ac.startingFrom(point).solve())
                .filter(AcSolution::isOptimal)
                .orElseGet(ac::solve);
        return new AcDocument(network, relaxed, solution, (System.nanoTime() - begin) * 1e-9);
    }

    int exitCode() {
        if (relaxed.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            return ExitCode.of(relaxed.status());
        }
        return solution.isOptimal() ? ExitCode.SOLVED : ExitCode.NOT_SOLVED;
    }

    /** The network as it was solved, without controls. */
    Network network() {
        return network;
    }

    /** The state that was found. */
    OperatingPoint point() {
        return solution.point();
    }

    boolean isSolved() {
        return solution.isOptimal();
    }

    /** Everything about the case. */
    OpfDocument document() {
        OpfDocumentBuilder document = OpfDocument.of(
                network,
                Models.AC,
                solution.status().name(),
                new SolverRun(SOLVER, solution.iterations(), 0.0, 0.0, seconds));
        if (relaxed.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            return document.message("the network is infeasible, as its relaxation is: " + relaxed.message() + "; "
                            + solution.verdict())
                    .build();
        }
        if (!solution.isOptimal()) {
            return document.message(solution.verdict()).build();
        }
        double bound = relaxed.solution()
                .map(OpfSolution::lowerBound)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .orElse(Double.NaN);
        double gap = (solution.cost() - bound) / Math.max(1e-9, Math.abs(solution.cost()));
        return document.message(solution.verdict())
                .objective(new ObjectiveResult(
                        solution.cost(), bound, "cost of generation in the AC state, per hour", Unit.CURRENCY_PER_HOUR))
                .search(
                        RecoveredResult.found(RecoveredPoint.of(network, solution.point()), Models.AC, gap),
                        bound,
                        verdict(bound, gap))
                .state(network, solution.point(), this::price)
                .priceOrigin(origin())
                .build();
    }

    private String verdict(double bound, double gap) {
        if (Double.isNaN(bound)) {
            return "the relaxation proves no bound: " + relaxed.message();
        }
        if (gap <= CLOSED_GAP) {
            return String.format(
                    Locale.ROOT,
                    "a global AC optimum: the relaxation proves that nothing costs less than %.6f, and the state costs"
                            + " %.6f",
                    bound,
                    solution.cost());
        }
        return String.format(
                Locale.ROOT,
                "the relaxation proves that nothing costs less than %.6f, so that the local optimum is at most %.4f %%"
                        + " above the global one",
                bound,
                100.0 * gap);
    }

    private PriceOrigin origin() {
        return new PriceOrigin(
                new Provenance(
                        Power.ACTIVE.priceUnit(Unit.CURRENCY_PER_HOUR),
                        Provenance.sign(Objective.cost()),
                        1.0,
                        Models.AC,
                        SOLVER,
                        List.of(),
                        Optional.empty()),
                Power.REACTIVE.priceUnit(Unit.CURRENCY_PER_HOUR),
                true,
                "they are the multipliers of the balances at a local optimum of the AC problem");
    }

    private BusPrice price(Power power, int bus) {
        double total = power == Power.ACTIVE ? solution.activePrice(bus) : solution.reactivePrice(bus);
        return Double.isNaN(total) ? BusPrice.NONE : new BusPrice(total, PriceComponents.none());
    }
}
