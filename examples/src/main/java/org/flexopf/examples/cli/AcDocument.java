package org.flexopf.examples.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.AcSolution;
import org.flexopf.acopf.OutageCheck;
import org.flexopf.acopf.OutageState;
import org.flexopf.acopf.SecuredAcOpf;
import org.flexopf.acopf.SecuredAcSolution;
import org.flexopf.acopf.nlp.NonlinearStatus;
import org.flexopf.model.Unit;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.SolverRun;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.pricing.nodal.Provenance;
import org.flexopf.report.result.BusPrice;
import org.flexopf.report.result.LimitPrice;
import org.flexopf.report.result.ObjectiveResult;
import org.flexopf.report.result.OpfDocument;
import org.flexopf.report.result.OpfDocumentBuilder;
import org.flexopf.report.result.OutageResult;
import org.flexopf.report.result.OutagesResult;
import org.flexopf.report.result.PriceOrigin;
import org.flexopf.report.result.RecoveredResult;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;

/**
 * {@code opf solve --model ac}: a local optimum of the AC problem, with the lower bound that the relaxation proves. The
 * relaxation's point is the start; where that leads nowhere, the flat one is. Settings are free first, and then held at
 * the nearest steps.
 */
final class AcDocument {

    /** A gap below this closes, relative. */
    private static final double CLOSED_GAP = 1e-6;

    /** A limit that is worth less per unit has room to spare. */
    private static final double WORTHLESS = 1e-3;

    private static final String SOLVER = "ac-interior-point";

    private final OpfProblem problem;
    private final String objective;
    private final OpfResult relaxed;
    private final AcSolution solution;
    private final Map<StepControl, Double> free;
    private final double seconds;
    private final Optional<SecuredAcSolution> secured;

    private AcDocument(
            OpfProblem problem,
            String objective,
            OpfResult relaxed,
            AcSolution solution,
            Map<StepControl, Double> free,
            double seconds,
            Optional<SecuredAcSolution> secured) {
        this.problem = problem;
        this.objective = objective;
        this.relaxed = relaxed;
        this.solution = solution;
        this.free = free;
        this.seconds = seconds;
        this.secured = secured;
    }

    /**
     * Solves a problem.
     *
     * @param objective what the objective is, in words
     * @param solver of the relaxation, or {@code null} for the one that suits
     * @param securing how the dispatch is made to survive single outages; empty if it does not have to
     * @throws BadInputException if the model cannot express it
     */
    static AcDocument of(
            OpfProblem problem,
            String objective,
            ConvexSolver solver,
            Optional<Function<OpfProblem, SecuredAcOpf>> securing) {
        List<String> reasons = AcOpf.whyNot(problem);
        if (!reasons.isEmpty()) {
            throw new BadInputException(String.join("; ", reasons));
        }
        long begin = System.nanoTime();
        Opf opf = Opf.of(new BranchFlowSocp());
        OpfResult relaxed = (solver == null ? opf : opf.withSolver(solver)).solve(problem);
        AcOpf ac = AcOpf.of(problem);
        AcSolution solution = solve(ac, relaxed.map(found -> ac.startingFrom(found.operatedNetwork(), found.point())));
        Map<StepControl, Double> free = solution.settings();
        Map<StepControl, Double> steps = new LinkedHashMap<>();
        free.forEach((control, setting) -> steps.put(control, control.nearest(setting)));
        if (!steps.equals(free)) {
            Network settled = problem.network().toBuilder().settle(steps).build();
            AcOpf held = AcOpf.of(problem.withNetwork(settled));
            solution = solve(held, Optional.of(held.startingFrom(solution.point())));
        }
        Optional<SecuredAcSolution> secured = Optional.empty();
        if (securing.isPresent() && solution.isOptimal()) {
            OpfProblem settled = problem.withNetwork(
                    problem.network().toBuilder().settle(steps).build());
            secured = Optional.of(
                    securing.get().apply(settled).startingFrom(solution.point()).solve());
            solution = secured.get().solution();
        }
        return new AcDocument(problem, objective, relaxed, solution, free, (System.nanoTime() - begin) * 1e-9, secured);
    }

    private static AcSolution solve(AcOpf flat, Optional<AcOpf> warm) {
        return warm.map(AcOpf::solve).filter(AcSolution::isOptimal).orElseGet(flat::solve);
    }

    int exitCode() {
        if (relaxed.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            return ExitCode.of(relaxed.status());
        }
        return solution.isOptimal() && isSecure() ? ExitCode.SOLVED : ExitCode.NOT_SOLVED;
    }

    /** Why the state is no global optimum that is proved; empty if it is one. */
    Optional<String> whyNotGlobal() {
        return isClosed() ? Optional.empty() : Optional.of(certificate());
    }

    /** The network as it is operated: with its settings, and the demand that is served. */
    Network network() {
        return solution.network();
    }

    /** The state that was found. */
    OperatingPoint point() {
        return solution.point();
    }

    boolean isSolved() {
        return solution.isOptimal();
    }

    private double bound() {
        return relaxed.solution()
                .map(OpfSolution::lowerBound)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .orElse(Double.NaN);
    }

    private double gap() {
        return (solution.objective() - bound()) / Math.max(CLOSED_GAP, Math.abs(solution.objective()));
    }

    /** Whether outages are survived, or do not count. */
    private boolean isSecure() {
        return secured.map(SecuredAcSolution::isSecure).orElse(true);
    }

    private String status() {
        if (isClosed()) {
            return SolveStatus.OPTIMAL.name();
        }
        // The problem with its outages has no state that was found.
        return solution.isOptimal() && !isSecure()
                ? NonlinearStatus.LOCALLY_INFEASIBLE.name()
                : solution.status().name();
    }

    private boolean isClosed() {
        return solution.isOptimal()
                && isSecure()
                && solution.objective() - bound() <= CLOSED_GAP * Math.max(1.0, Math.abs(bound()));
    }

    /** Everything about the case. */
    OpfDocument document() {
        OpfDocumentBuilder document = OpfDocument.of(
                problem.network(),
                Models.AC,
                status(),
                new SolverRun(SOLVER, solution.iterations(), 0.0, 0.0, seconds));
        if (relaxed.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            return document.message("the network is infeasible, as its relaxation is: " + relaxed.message() + "; "
                            + solution.verdict())
                    .build();
        }
        if (!solution.isOptimal()) {
            return document.message(solution.verdict()).build();
        }
        Unit unit = problem.objective().unit();
        document.message(secured.map(SecuredAcSolution::verdict).orElse(solution.verdict()))
                .objective(new ObjectiveResult(solution.objective(), bound(), objective, unit))
                .search(RecoveredResult.found(solution.recovered(), Models.AC, gap()), bound(), certificate())
                .state(problem.network(), solution.network(), solution.point(), this::price)
                .limitPrices(solution.multipliers().stream()
                        .filter(one -> one.value() > WORTHLESS)
                        .map(one -> new LimitPrice(one.limit(), one.value()))
                        .toList())
                .priceOrigin(origin(unit));
        if (!problem.softLimits().equals(SoftLimits.none())) {
            document.softLimits(problem.softLimits(), solution.slacks());
        }
        free.forEach((control, setting) -> document.finding("control", describe(control, setting)));
        secured.ifPresent(found -> document.outages(outages(found)));
        return document.build();
    }

    private static OutagesResult outages(SecuredAcSolution found) {
        return new OutagesResult(
                found.states().stream().map(AcDocument::result).toList(),
                found.screenedOut(),
                OutageCheck.of(found.solution()).splittingOutages().stream()
                        .map(outage -> new OutagesResult.Splitting(
                                result(outage.state()), outage.cutOff(), outage.demand(), outage.generation()))
                        .toList());
    }

    private static OutageResult result(OutageState state) {
        return new OutageResult(state.branch(), state.point().isPresent(), state.broken());
    }

    private String describe(StepControl control, double setting) {
        return control.label() + ": " + control.describe(rounded(control.nearest(setting))) + ", from "
                + control.describe(rounded(setting)) + " where it is free";
    }

    private static double rounded(double value) {
        return Math.rint(1e6 * value) / 1e6;
    }

    private String certificate() {
        if (Double.isNaN(bound())) {
            return "the relaxation proves no bound: " + relaxed.message();
        }
        String proved = String.format(Locale.ROOT, "the relaxation proves that nothing is better than %.6f", bound());
        if (!isSecure()) {
            return proved + ", with outages or without";
        }
        return isClosed()
                ? "a global AC optimum: " + proved
                : proved
                        + String.format(
                                Locale.ROOT,
                                ", so that the local optimum is at most %.4f %% above the global one",
                                100.0 * gap());
    }

    private PriceOrigin origin(Unit unit) {
        return new PriceOrigin(
                new Provenance(
                        Power.ACTIVE.priceUnit(unit),
                        Provenance.sign(problem.objective()),
                        1.0,
                        Models.AC,
                        SOLVER,
                        List.of(),
                        Optional.empty()),
                Power.REACTIVE.priceUnit(unit),
                true,
                isSecure()
                        ? "they are the multipliers of the balances at a local optimum of the AC problem"
                        : "they hold what is missed of limits after outages, at a price above all others");
    }

    private BusPrice price(Power power, int bus) {
        return power == Power.ACTIVE
                ? new BusPrice(solution.activePrice(bus), solution.activeComponents(bus))
                : new BusPrice(solution.reactivePrice(bus), solution.reactiveComponents(bus));
    }
}
