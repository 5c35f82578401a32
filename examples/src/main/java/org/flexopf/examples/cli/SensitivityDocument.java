package org.flexopf.examples.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flexopf.lopf.FlexibleAction;
import org.flexopf.lopf.SensitivityOpf;
import org.flexopf.lopf.SensitivityResult;
import org.flexopf.model.Unit;
import org.flexopf.network.Network;
import org.flexopf.opf.SolverRun;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.state.OperatingPoint;
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

    private final SensitivityOpf.Outcome outcome;
    private final SensitivityResult result;
    private final String solver;
    private final double seconds;

    private SensitivityDocument(
            SensitivityOpf.Outcome outcome, SensitivityResult result, String solver, double seconds) {
        this.outcome = outcome;
        this.result = result;
        this.solver = solver;
        this.seconds = seconds;
    }

    /** Solves a case. */
    static SensitivityDocument of(Network network, ConvexSolver solver) {
        SensitivityOpf opf = SensitivityOpf.redispatch();
        if (solver != null) {
            opf = opf.withSolver(SolverChoice.of(solver));
        }
        long begin = System.nanoTime();
        SensitivityResult result = opf.solve(network);
        double seconds = (System.nanoTime() - begin) * 1e-9;
        return new SensitivityDocument(
                opf.outcome(network), result, solver == null ? Solvers.DEFAULT : solver.name(), seconds);
    }

    int exitCode() {
        return result.isOptimal() ? ExitCode.SOLVED : ExitCode.NOT_SOLVED;
    }

    /** The network of the state: the case, with a supply at references that have no generator. */
    Network network() {
        return result.network();
    }

    /** The AC state after the actions. */
    OperatingPoint point() {
        return result.point();
    }

    /** Everything about the case. */
    OpfDocument document() {
        OpfDocumentBuilder document = OpfDocument.of(
                        network(),
                        Models.SENSITIVITIES,
                        result.status().name(),
                        new SolverRun(solver, result.sequence().solves(), 0.0, 0.0, seconds))
                .outcome(outcome.name())
                .message("after " + result.sequence().solves() + " linear programs ("
                        + result.sequence().reason() + ")")
                .objective(new ObjectiveResult(
                        result.state().cost(),
                        Double.NaN,
                        String.format(
                                Locale.ROOT,
                                "cost of generation in the AC state, per hour; the schedule costs %.6f more",
                                -result.cost()),
                        Unit.CURRENCY_PER_HOUR))
                .finding(
                        "schedule",
                        String.format(
                                Locale.ROOT,
                                "%s, %d limits broken",
                                outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                result.before().size()))
                .recovered(result.state())
                .modelError(result.modelError())
                .state(network(), result.point(), this::price)
                .actions(result.actions().stream()
                        .map(SensitivityDocument::action)
                        .toList());
        result.notFixed().forEach(broken -> document.finding("not fixed", broken.toString()));
        if (result.prices().isPresent()) {
            document.priceOrigin(origin());
        }
        return document.build();
    }

    private static ActionResult action(FlexibleAction action) {
        return new ActionResult(
                action.generator().label(), action.p(), action.active(), action.q(), action.reactive(), action.cost());
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

    private BusPrice price(Power power, int bus) {
        return result.prices()
                .map(prices -> (power == Power.ACTIVE ? prices.active() : prices.reactive()).get(bus))
                .map(parts -> new BusPrice(parts.total(), parts))
                .orElse(BusPrice.NONE);
    }
}
