package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flexopf.lopf.FlexibleAction;
import org.flexopf.lopf.FlexibleResource;
import org.flexopf.lopf.LimitViolation;
import org.flexopf.lopf.NodalPrice;
import org.flexopf.lopf.SensitivityOpf;
import org.flexopf.lopf.SensitivityResult;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.OperatingPoint;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.pricing.Power;
import org.flexopf.pricing.PriceComponents;
import org.flexopf.pricing.Provenance;
import org.flexopf.report.FeederPicture;
import org.flexopf.report.HtmlReport;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.Solvers;

/**
 * {@code opf solve --model lopf-sensitivity}: what the generators away from the references have to change, from the
 * schedule of the case, so that an AC power flow meets all limits at least cost.
 */
final class SensitivityReport {

    private final Network network;
    private final SensitivityOpf.Outcome outcome;
    private final SensitivityResult result;
    private final RecoveredPoint state;
    private final String solver;
    private final double seconds;

    private SensitivityReport(
            Network network, SensitivityOpf.Outcome outcome, SensitivityResult result, String solver, double seconds) {
        this.network = network;
        this.outcome = outcome;
        this.result = result;
        this.state = RecoveredPoint.of(network, dispatch(network, result));
        this.solver = solver;
        this.seconds = seconds;
    }

    /** Solves a case; energy at the references costs what the cheapest generator there charges for the next MWh. */
    static SensitivityReport of(Network network, ConvexSolver solver) {
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
        return new SensitivityReport(
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

    void print(PrintWriter out) {
        OperatingPoint point = state.point();
        out.printf(
                Locale.ROOT,
                "%s, lopf-sensitivity: %s after %d linear programs (%s)%n",
                network.name(),
                status(),
                result.sequence().solves(),
                result.sequence().reason());
        out.printf(
                Locale.ROOT,
                "  schedule    %s, %d limits broken%n",
                outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                result.before().size());
        out.printf(
                Locale.ROOT,
                "  objective   %.6f (cost of generation in the AC state, per hour); the actions cost %.6f%n",
                state.cost(),
                result.cost());
        out.printf(Locale.ROOT, "  losses      %.6f MW%n", point.activeLosses());
        out.printf(Locale.ROOT, "  model error %s%n", result.modelError());
        for (LimitViolation violation : result.notFixed()) {
            out.printf(Locale.ROOT, "  not fixed   %s%n", describe(violation));
        }
        out.println();
        Table actions = new Table("<resource", "p MW", "change MW", "q Mvar", "change Mvar", "cost");
        for (FlexibleAction action : result.actions()) {
            FlexibleResource resource = action.resource();
            actions.row(
                    resource.name(),
                    Table.number(resource.p() + action.active(), 4),
                    Table.number(action.active(), 4),
                    Table.number(resource.q() + action.reactive(), 4),
                    Table.number(action.reactive(), 4),
                    Table.number(action.cost(), 3));
        }
        actions.print(out, result.actions().size(), "resources");
        Table buses = new Table("bus", "vm p.u.", "va deg", "DLMP /MWh", "/Mvarh");
        List<Bus> all = network.buses();
        for (int i = 0; i < Math.min(all.size(), Table.ROWS_SHOWN); i++) {
            buses.row(
                    all.get(i).id(),
                    Table.number(point.vm(i), 4),
                    Table.number(point.va(i), 3),
                    Table.number(components(result.activePrices(), i).total(), 3),
                    Table.number(components(result.reactivePrices(), i).total(), 3));
        }
        buses.print(out, all.size(), "buses");
        StateTables tables = new StateTables(network, point);
        tables.printBranches(out);
        tables.printHvdcLines(out);
        out.flush();
    }

    /** The network in the AC state after the actions. */
    FeederPicture picture() {
        return FeederPicture.of(network, state.point());
    }

    /** Everything about the case on one page. */
    HtmlReport html() {
        HtmlReport report = HtmlReport.of(network)
                .model(ModelChoice.LOPF_SENSITIVITY.label())
                .status(status().toLowerCase(Locale.ROOT).replace('_', ' '), result.isFeasible())
                .state(state.point())
                .fact(
                        "objective",
                        String.format(
                                Locale.ROOT,
                                "%.6f (cost of generation in the AC state, per hour); the actions cost %.6f",
                                state.cost(),
                                result.cost()))
                .fact(
                        "schedule",
                        String.format(
                                Locale.ROOT,
                                "%s, %d limits broken",
                                outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                result.before().size()))
                .fact("AC check", state.verdict())
                .fact("model error", result.modelError().toString())
                .fact("solver", solver + ", " + result.sequence().solves() + " linear programs")
                .caveat("this model changes a schedule until limits hold: its prices "
                        + "are in the JSON and the tables of the terminal");
        result.notFixed().forEach(violation -> report.caveat("not fixed: " + describe(violation)));
        return report;
    }

    private static String describe(LimitViolation violation) {
        return String.format(
                Locale.ROOT,
                "%s of %s: %.6g, limit %.6g",
                violation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                violation.element(),
                violation.value(),
                violation.limit());
    }

    void writeTo(JsonGenerator json) throws IOException {
        OperatingPoint point = state.point();
        json.writeStartObject();
        json.writeStringField("case", network.name());
        json.writeStringField("model", ModelChoice.LOPF_SENSITIVITY.label());
        json.writeStringField("status", status());
        json.writeStringField("outcome", outcome.name());
        JsonOutput.number(json, "objective", state.cost());
        json.writeNullField("lowerBound");
        json.writeNullField("exactness");
        json.writeObjectFieldStart("recovered");
        json.writeBooleanField("feasible", result.isFeasible());
        JsonOutput.number(json, "cost", state.cost());
        JsonOutput.number(json, "maxVoltageViolation", state.maxVoltageViolation());
        JsonOutput.number(json, "maxLoadingViolation", state.maxLoadingViolation());
        JsonOutput.number(json, "maxMismatchMw", state.maxMismatchMw());
        json.writeEndObject();
        ModelErrorFields.write(json, result.modelError());
        json.writeArrayFieldStart("buses");
        for (int i = 0; i < network.buses().size(); i++) {
            json.writeStartObject();
            json.writeNumberField("id", network.buses().get(i).id());
            JsonOutput.number(json, "vm", point.vm(i));
            JsonOutput.number(json, "va", point.va(i));
            PriceComponents active = components(result.activePrices(), i);
            PriceComponents reactive = components(result.reactivePrices(), i);
            JsonOutput.number(json, "lmpP", active.total());
            JsonOutput.number(json, "lmpQ", reactive.total());
            PriceFields.writeComponents(json, "lmpPComponents", active);
            PriceFields.writeComponents(json, "lmpQComponents", reactive);
            json.writeEndObject();
        }
        json.writeEndArray();
        StateTables tables = new StateTables(network, point);
        tables.writeGenerators(json);
        tables.writeBranches(json);
        tables.writeLossesAndHvdcLines(json);
        writeProvenance(json);
        json.writeObjectFieldStart("solver");
        json.writeStringField("name", solver);
        json.writeNumberField("iterations", result.sequence().solves());
        json.writeNumberField("setupSeconds", 0.0);
        json.writeNumberField("solveSeconds", seconds);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeProvenance(JsonGenerator json) throws IOException {
        if (!hasPrices()) {
            PriceFields.write(json, null);
            return;
        }
        Provenance provenance = new Provenance(
                Power.ACTIVE.priceUnit(),
                Provenance.SIGN,
                1.0,
                ModelChoice.LOPF_SENSITIVITY.label(),
                solver,
                List.of(),
                Optional.empty());
        PriceFields.write(
                json,
                provenance,
                true,
                "they are the sensitivities of the AC power flow with the multipliers of the last linear program");
    }

    private boolean hasPrices() {
        return !result.activePrices().isEmpty();
    }

    /** What a price is made of; NaN throughout if there is none. */
    private static PriceComponents components(List<NodalPrice> prices, int bus) {
        if (prices.isEmpty()) {
            return new PriceComponents(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        NodalPrice price = prices.get(bus);
        return new PriceComponents(price.energy(), price.losses(), price.congestion(), price.voltage(), 0.0);
    }
}
