package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.ConflictingLimit;
import org.flexopf.opf.OperatingPoint;
import org.flexopf.opf.OpfProblem;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.Slack;
import org.flexopf.opf.SoftLimits;
import org.flexopf.powerflow.LinearModelError;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.pricing.NodalPrices;
import org.flexopf.pricing.Power;
import org.flexopf.pricing.PriceComponent;
import org.flexopf.pricing.PriceComponents;
import org.flexopf.report.FeederPicture;
import org.flexopf.report.HtmlReport;
import org.flexopf.socp.AcSearch;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.solver.SolveStatus;

/** A solved case as people read it, and as JSON. */
final class SolveReport {

    /** A part of a price that is less would be printed as zero. */
    private static final double SHOWN_PRICE = 5e-4;

    private final Network network;
    private final ModelChoice model;
    private final ObjectiveChoice objective;
    private final OpfResult result;
    private final AcSearch.Outcome search;
    private final ExactnessReport exactness;
    private final RecoveredPoint recovered;
    private final LinearModelError error;
    private final SecurityReport security;
    private final NodalPrices prices;
    private final Conflict conflict;
    private final List<ReportSection> sections;

    private SolveReport(
            Network network,
            ModelChoice model,
            ObjectiveChoice objective,
            OpfResult result,
            AcSearch.Outcome search,
            SecurityReport security,
            List<ReportSection> sections) {
        this.network = network;
        this.model = model;
        this.objective = objective;
        this.result = result;
        this.search = search;
        this.exactness = model.isBranchFlow() ? result.map(ExactnessReport::of).orElse(null) : null;
        this.recovered = exactness != null
                ? exactness.recovered()
                : model.hasVoltages() ? result.map(RecoveredPoint::of).orElse(null) : null;
        this.error = model.isLinear() ? result.map(LinearModelError::of).orElse(null) : null;
        this.prices = result.map(PriceFields::of).orElse(null);
        this.security = security;
        this.conflict = result.conflict().orElse(null);
        this.sections = sections;
    }

    /**
     * The report on a result.
     *
     * @param search what the search for an AC-feasible point found, or {@code null} if none was asked for
     * @param security what there is to say about outages, or {@code null} if they were not asked about
     * @param sections what else there is to say about the solution, if there is one
     */
    static SolveReport of(
            OpfProblem problem,
            ModelChoice model,
            ObjectiveChoice objective,
            OpfResult result,
            AcSearch.Outcome search,
            SecurityReport security,
            List<ReportSection> sections) {
        return new SolveReport(problem.network(), model, objective, result, search, security, sections);
    }

    private double activePrice(Bus bus) {
        return prices == null ? Double.NaN : prices.active(bus);
    }

    private double reactivePrice(Bus bus) {
        return prices == null || !model.hasVoltages() ? Double.NaN : prices.reactive(bus);
    }

    /** What a price is made of; NaN throughout where there is no such price. */
    private PriceComponents components(Power power, Bus bus) {
        boolean priced = prices != null && (power == Power.ACTIVE || model.hasVoltages());
        return priced
                ? prices.components(power, bus)
                : new PriceComponents(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    void print(PrintWriter out) {
        if (result.solution().isEmpty()) {
            out.println(message());
            if (conflict != null) {
                out.println(conflict.explanation());
            }
            if (security != null) {
                security.wayOut().ifPresent(out::println);
            }
            out.flush();
            return;
        }
        OpfSolution solution = result.solution().get();
        OperatingPoint point = solution.point();
        out.printf(Locale.ROOT, "%s, %s: %s%n", network.name(), model.label(), result.status());
        out.printf(
                Locale.ROOT,
                "  objective   %.6f (%s)%s%n",
                solution.objective(),
                objective.label(),
                solution.lowerBound().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                ", proved to be at least %.6f",
                                solution.lowerBound().getAsDouble())
                        : "");
        out.printf(Locale.ROOT, "  losses      %.6f MW%n", point.activeLosses());
        findings().forEach(finding -> out.printf(Locale.ROOT, "  %-11s %s%n", finding.label(), finding.text()));
        out.printf(
                Locale.ROOT,
                "  solver      %s, %d iterations, %.1f ms set-up, %.1f ms solve%n",
                result.solver().name(),
                result.solver().iterations(),
                1e3 * result.solver().setupSeconds(),
                1e3 * result.solver().solveSeconds());
        for (Slack slack : solution.slacks()) {
            out.printf(Locale.ROOT, "  exceeded    %s%n", slack);
        }
        out.println();
        if (security != null) {
            security.printLimits(out);
        }
        printBuses(out, point);
        printGenerators(out, point);
        StateTables state = new StateTables(network, point);
        state.printBranches(out);
        state.printHvdcLinesAndDevices(out);
        out.flush();
    }

    /** What a solution is worth, by everything that was looked at. */
    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (exactness != null) {
            findings.add(new Finding("exactness", exactness.verdict()));
        }
        sections.forEach(section -> findings.addAll(section.findings()));
        if (recovered != null) {
            findings.add(new Finding("AC check", recovered.verdict()));
        }
        if (error != null) {
            findings.add(new Finding("model error", error.toString()));
        }
        if (prices != null) {
            findings.add(new Finding("prices", prices.agreement().toString()));
        }
        if (security != null) {
            findings.addAll(security.findings());
        }
        if (search != null) {
            findings.add(new Finding("AC search", verdict(search)));
        }
        return findings;
    }

    private void printBuses(PrintWriter out, OperatingPoint point) {
        double[] demand = network.activeDemand();
        // A part that is zero everywhere needs no column.
        List<PriceComponent> parts = Arrays.stream(PriceComponent.values())
                .filter(part -> network.buses().stream()
                        .anyMatch(bus -> Math.abs(components(Power.ACTIVE, bus).get(part)) >= SHOWN_PRICE))
                .toList();
        List<String> heads = new ArrayList<>(List.of("bus", "vm p.u.", "va deg", "load MW", "DLMP /MWh"));
        parts.forEach(part -> heads.add(part.name().toLowerCase(Locale.ROOT)));
        heads.add("/Mvarh");
        Table table = new Table(heads.toArray(String[]::new));
        List<Bus> buses = network.buses();
        for (int i = 0; i < Math.min(buses.size(), Table.ROWS_SHOWN); i++) {
            Bus bus = buses.get(i);
            List<Object> row = new ArrayList<>(List.of(
                    bus.id(),
                    Table.number(point.vm(i), 4),
                    Table.number(point.va(i), 3),
                    Table.number(demand[i], 3),
                    Table.number(activePrice(bus), 3)));
            parts.forEach(part ->
                    row.add(Table.number(components(Power.ACTIVE, bus).get(part), 3)));
            row.add(Table.number(reactivePrice(bus), 3));
            table.row(row.toArray());
        }
        table.print(out, buses.size(), "buses");
    }

    private void printGenerators(PrintWriter out, OperatingPoint point) {
        Table table = new Table("generator", "bus", "p MW", "of MW", "q Mvar", "marginal /MWh", "paid /MWh");
        List<Generator> generators = network.generators();
        for (int g = 0; g < Math.min(generators.size(), Table.ROWS_SHOWN); g++) {
            Generator generator = generators.get(g);
            boolean active = network.isActive(generator);
            table.row(
                    generator.id(),
                    generator.bus(),
                    active ? Table.number(point.pg(g), 4) : "out",
                    Table.number(generator.pMax(), 3),
                    Table.number(point.qg(g), 4),
                    active ? Table.number(generator.cost().marginalAt(point.pg(g)), 3) : "-",
                    active ? Table.number(activePrice(network.bus(generator.bus())), 3) : "-");
        }
        table.print(out, generators.size(), "generators");
    }

    /** The network in the state that was found; without one, with marks on what cannot be met together. */
    FeederPicture picture() {
        FeederPicture picture = result.map(FeederPicture::of).orElseGet(() -> FeederPicture.of(network));
        picture = prices == null ? picture : picture.withPrices(prices);
        return conflict == null ? picture : picture.withConflict(conflict);
    }

    /** Everything about the case on one page. */
    HtmlReport html() {
        HtmlReport report = HtmlReport.of(network)
                .model(model.label())
                .fact("minimised", objective.label())
                .result(result);
        if (result.solution().isPresent()) {
            findings().forEach(finding -> report.fact(finding.label(), finding.text()));
        } else if (security != null) {
            security.wayOut().ifPresent(report::caveat);
        }
        if (prices != null) {
            report.prices(prices);
        }
        if (conflict != null) {
            report.conflict(conflict);
        }
        return report;
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("case", network.name());
        json.writeStringField("model", model.label());
        json.writeStringField("status", result.status().name());
        if (result.solution().isPresent()) {
            writeSolution(json, result.solution().get());
        } else {
            json.writeStringField("message", message());
            writeConflicts(json);
        }
        if (security != null) {
            security.writeTo(json);
        }
        json.writeObjectFieldStart("solver");
        json.writeStringField("name", result.solver().name());
        json.writeNumberField("iterations", result.solver().iterations());
        json.writeNumberField("setupSeconds", result.solver().setupSeconds());
        json.writeNumberField("solveSeconds", result.solver().solveSeconds());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeSolution(JsonGenerator json, OpfSolution solution) throws IOException {
        JsonOutput.number(json, "objective", solution.objective());
        JsonOutput.number(json, "lowerBound", lowerBound(solution));
        writeExactness(json);
        writeRecovered(json);
        for (ReportSection section : sections) {
            section.writeTo(json);
        }
        if (error != null) {
            ModelErrorFields.write(json, error);
        }
        if (!solution.problem().softLimits().equals(SoftLimits.none())) {
            writeSlacks(json, solution);
        }

        OperatingPoint point = solution.point();
        json.writeArrayFieldStart("buses");
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            json.writeStartObject();
            json.writeNumberField("id", bus.id());
            JsonOutput.number(json, "vm", point.vm(i));
            JsonOutput.number(json, "va", point.va(i));
            JsonOutput.number(json, "lmpP", activePrice(bus));
            JsonOutput.number(json, "lmpQ", reactivePrice(bus));
            PriceFields.writeComponents(json, "lmpPComponents", components(Power.ACTIVE, bus));
            PriceFields.writeComponents(json, "lmpQComponents", components(Power.REACTIVE, bus));
            json.writeEndObject();
        }
        json.writeEndArray();
        StateTables state = new StateTables(network, point);
        state.writeGenerators(json);
        state.writeBranches(json);
        state.writeLossesAndDevices(json);
        PriceFields.write(json, prices);
    }

    private void writeExactness(JsonGenerator json) throws IOException {
        if (exactness == null) {
            json.writeNullField("exactness");
            return;
        }
        json.writeObjectFieldStart("exactness");
        json.writeBooleanField("exact", exactness.isExact());
        JsonOutput.number(json, "phantomLossMw", exactness.phantomLossMw());
        JsonOutput.number(json, "maxResidual", exactness.maxResidual());
        json.writeArrayFieldStart("branches");
        for (Branch branch : exactness.slackBranches()) {
            json.writeNumber(branch.id());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Why there is no solution. An augmented relaxation without one proves nothing about the network. */
    private String message() {
        return model == ModelChoice.SOCP_AUGMENTED && result.status() == SolveStatus.PRIMAL_INFEASIBLE
                ? result.message() + "; this model's limits are tighter than the network's, "
                        + "which --model socp may meet all the same"
                : result.message();
    }

    /**
     * The bound of the AC optimum that the model proves, or else that the search has proved on its way; NaN without
     * either.
     */
    private double lowerBound(OpfSolution solution) {
        return solution.lowerBound()
                .orElseGet(
                        () -> search == null ? Double.NaN : search.lowerBound().orElse(Double.NaN));
    }

    /**
     * The AC state of the dispatch, or with a search that of the best point found; its fields are null if none was
     * found.
     */
    private void writeRecovered(JsonGenerator json) throws IOException {
        RecoveredPoint shown = search == null
                ? recovered
                : search.best().flatMap(AcSearch.Attempt::recovered).orElse(null);
        if (shown == null && search == null) {
            json.writeNullField("recovered");
            return;
        }
        json.writeObjectFieldStart("recovered");
        json.writeBooleanField("feasible", shown != null && shown.isFeasible());
        JsonOutput.number(json, "cost", shown == null || !shown.isConverged() ? Double.NaN : shown.cost());
        if (search != null) {
            json.writeStringField(
                    "method", search.best().map(AcSearch.Attempt::method).orElse(null));
            JsonOutput.number(json, "gap", search.gap().orElse(Double.NaN));
        }
        JsonOutput.number(json, "maxVoltageViolation", shown == null ? Double.NaN : shown.maxVoltageViolation());
        JsonOutput.number(json, "maxLoadingViolation", shown == null ? Double.NaN : shown.maxLoadingViolation());
        JsonOutput.number(json, "maxMismatchMw", shown == null ? Double.NaN : shown.maxMismatchMw());
        if (search != null) {
            if (shown == null) {
                json.writeArrayFieldStart("generators");
                json.writeEndArray();
            } else {
                new StateTables(network, shown.point()).writeGenerators(json);
            }
        }
        json.writeEndObject();
    }

    /** What cannot be met together, for an infeasible case. */
    private void writeConflicts(JsonGenerator json) throws IOException {
        if (conflict == null) {
            return;
        }
        json.writeArrayFieldStart("conflicts");
        for (ConflictingLimit member : conflict.members()) {
            json.writeStartObject();
            json.writeStringField("limit", member.limit());
            json.writeStringField("element", member.label());
            JsonOutput.number(json, "value", member.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeSlacks(JsonGenerator json, OpfSolution solution) throws IOException {
        json.writeArrayFieldStart("slacks");
        for (Slack slack : solution.slacks()) {
            json.writeStartObject();
            json.writeStringField("limit", slack.limit().label());
            json.writeStringField("element", slack.label());
            JsonOutput.number(json, "amount", slack.amount());
            json.writeStringField("unit", slack.limit().unit().symbol());
            JsonOutput.number(json, "cost", slack.cost());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String verdict(AcSearch.Outcome search) {
        if (search.best().isEmpty()) {
            return "no AC-feasible point was found in " + search.attempts().size()
                    + " attempts; there may be one all the same";
        }
        AcSearch.Attempt best = search.best().get();
        return String.format(
                Locale.ROOT,
                "the best AC-feasible point found has an objective of %.6f, at most %.4f %% above the optimum (by %s)",
                best.value(),
                100.0 * search.gap().orElseThrow(),
                best.method());
    }
}
