package org.flexopf.examples.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flexopf.lopf.FlexibleAction;
import org.flexopf.lopf.FlexibleResource;
import org.flexopf.lopf.SensitivityOpf;
import org.flexopf.lopf.SensitivityResult;
import org.flexopf.model.Unit;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.SolverRun;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.pricing.nodal.Provenance;
import org.flexopf.report.result.ActionResult;
import org.flexopf.report.result.BusPrice;
import org.flexopf.report.result.ObjectiveResult;
import org.flexopf.report.result.OpfDocument;
import org.flexopf.report.result.OpfDocumentBuilder;
import org.flexopf.report.result.PriceOrigin;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.Solvers;

/**
 * {@code opf solve --model lopf-sensitivity}: what the generators away from the references have to change, from the
 * schedule of the case, so that an AC power flow meets all limits at least cost.
 */
final class SensitivityDocument {

    private final Network network;
    private final SensitivityOpf.Outcome outcome;
    private final SensitivityResult result;
    private final RecoveredPoint state;
    private final String solver;
    private final double seconds;

    private SensitivityDocument(
            Network network, SensitivityOpf.Outcome outcome, SensitivityResult result, String solver, double seconds) {
        this.network = network;
        this.outcome = outcome;
        this.result = result;
        this.state = RecoveredPoint.of(network, dispatch(network, result));
        this.solver = solver;
        this.seconds = seconds;
    }

    /** Solves a case; energy at the references costs what the cheapest generator there charges for the next MWh. */
    static SensitivityDocument of(Network network, ConvexSolver solver) {
        double referencePrice = network.generators().stream()
                .filter(generator -> network.isActive(generator)
                        && network.bus(generator.bus()).isReference())
                .mapToDouble(generator -> generator.cost().marginalAt(generator.p()))
                .min()
                .orElse(0.0);
        SensitivityOpf opf =
                SensitivityOpf.of(FlexibleResource.generators(network)).withReferencePrice(referencePrice);
        if (solver != null) {
            opf = opf.withSolver(SolverChoice.of(solver));
        }
        long begin = System.nanoTime();
        SensitivityResult result = opf.solve(network);
        double seconds = (System.nanoTime() - begin) * 1e-9;
        return new SensitivityDocument(
                network, opf.outcome(network), result, solver == null ? Solvers.DEFAULT : solver.name(), seconds);
    }

    int exitCode() {
        return result.isFeasible() ? ExitCode.SOLVED : ExitCode.NOT_SOLVED;
    }

    private String status() {
        return result.isFeasible() ? "OPTIMAL" : "NOT_FIXED";
    }

    /** The schedule with the actions on it; they are in the order of the generators that can act. */
    private static OperatingPoint dispatch(Network network, SensitivityResult result) {
        OperatingPoint found = result.point();
        double[] pg = new double[network.generators().size()];
        double[] qg = new double[pg.length];
        Iterator<FlexibleAction> actions = result.actions().iterator();
        for (int g = 0; g < pg.length; g++) {
            Generator generator = network.generators().get(g);
            pg[g] = generator.p();
            qg[g] = generator.q();
            if (network.isActive(generator) && !network.bus(generator.bus()).isReference()) {
                FlexibleAction action = actions.next();
                pg[g] += action.active();
                qg[g] += action.reactive();
            }
        }
        return found.toBuilder().pg(pg).qg(qg).build();
    }

    /** The AC state after the actions. */
    OperatingPoint point() {
        return state.point();
    }

    /** Everything about the case. */
    OpfDocument document() {
        OpfDocumentBuilder document = OpfDocument.of(
                        network,
                        Models.SENSITIVITIES,
                        status(),
                        new SolverRun(solver, result.sequence().solves(), 0.0, 0.0, seconds))
                .outcome(outcome.name())
                .message("after " + result.sequence().solves() + " linear programs ("
                        + result.sequence().reason() + ")")
                .objective(new ObjectiveResult(
                        state.cost(),
                        Double.NaN,
                        String.format(
                                Locale.ROOT,
                                "cost of generation in the AC state, per hour; the actions cost %.6f",
                                result.cost()),
                        Unit.CURRENCY_PER_HOUR))
                .finding(
                        "schedule",
                        String.format(
                                Locale.ROOT,
                                "%s, %d limits broken",
                                outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                result.before().size()))
                .recovered(state)
                .modelError(result.modelError())
                .state(network, state.point(), this::price)
                .actions(result.actions().stream()
                        .map(SensitivityDocument::action)
                        .toList());
        result.notFixed().forEach(violation -> document.finding("not fixed", violation.toString()));
        if (hasPrices()) {
            document.priceOrigin(origin());
        }
        return document.build();
    }

    private static ActionResult action(FlexibleAction action) {
        FlexibleResource resource = action.resource();
        return new ActionResult(
                resource.name(),
                resource.p() + action.active(),
                action.active(),
                resource.q() + action.reactive(),
                action.reactive(),
                action.cost());
    }

    private PriceOrigin origin() {
        return new PriceOrigin(
                new Provenance(
                        Power.ACTIVE.priceUnit(Unit.CURRENCY_PER_HOUR),
                        Provenance.sign(Objective.cost()),
                        1.0,
                        Models.SENSITIVITIES,
                        solver,
                        List.of(),
                        Optional.empty()),
                Power.REACTIVE.priceUnit(Unit.CURRENCY_PER_HOUR),
                true,
                "they are the sensitivities of the AC power flow with the multipliers of the last linear program");
    }

    private boolean hasPrices() {
        return !result.activePrices().isEmpty();
    }

    private BusPrice price(Power power, int bus) {
        if (!hasPrices()) {
            return BusPrice.NONE;
        }
        PriceComponents parts = (power == Power.ACTIVE ? result.activePrices() : result.reactivePrices()).get(bus);
        return new BusPrice(parts.total(), parts);
    }
}
