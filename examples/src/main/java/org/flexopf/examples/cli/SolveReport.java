package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.OperatingPoint;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.pricing.NodalPrices;
import org.flexopf.socp.ExactnessReport;

/** A solved case as people read it, and as JSON. */
final class SolveReport {

    private final Network network;
    private final String model;
    private final OpfResult result;
    private final ExactnessReport exactness;
    private final NodalPrices prices;

    private SolveReport(Network network, String model, OpfResult result, ExactnessReport exactness, NodalPrices prices) {
        this.network = network;
        this.model = model;
        this.result = result;
        this.exactness = exactness;
        this.prices = prices;
    }

    static SolveReport of(Network network, String model, OpfResult result) {
        return new SolveReport(network, model, result, result.map(ExactnessReport::of).orElse(null), result.map(NodalPrices::of).orElse(null));
    }

    void print(PrintWriter out) {
        if (result.solution().isEmpty()) {
            out.println(result.message());
            out.flush();
            return;
        }
        OpfSolution solution = result.solution().get();
        OperatingPoint point = solution.point();
        out.printf(Locale.ROOT, "%s, %s: %s%n", network.name(), model, result.status());
        out.printf(Locale.ROOT, "  cost        %.6f per hour%s%n", solution.objective(),
                solution.lowerBound().isPresent() ? String.format(Locale.ROOT, ", proved to be at least %.6f", solution.lowerBound().getAsDouble()) : "");
        out.printf(Locale.ROOT, "  losses      %.6f MW%n", point.activeLosses());
        out.printf(Locale.ROOT, "  exactness   %s%n", exactness.verdict());
        out.printf(Locale.ROOT, "  AC check    %s%n", exactness.recovered().verdict());
        out.printf(Locale.ROOT, "  solver      %s, %d iterations, %.1f ms set-up, %.1f ms solve%n%n", result.solver().name(), result.solver().iterations(),
                1e3 * result.solver().setupSeconds(), 1e3 * result.solver().solveSeconds());
        printBuses(out, point);
        printGenerators(out, point);
        printBranches(out, point);
        out.flush();
    }

    private void printBuses(PrintWriter out, OperatingPoint point) {
        double[] demand = network.activeDemand();
        Table table = new Table("bus", "vm p.u.", "va deg", "load MW", "DLMP /MWh", "/Mvarh");
        List<Bus> buses = network.buses();
        for (int i = 0; i < Math.min(buses.size(), Table.ROWS_SHOWN); i++) {
            table.row(buses.get(i).id(), Table.number(point.vm()[i], 4), Table.number(point.va()[i], 3), Table.number(demand[i], 3),
                    Table.number(prices.active(buses.get(i)), 3), Table.number(prices.reactive(buses.get(i)), 3));
        }
        table.print(out, buses.size(), "buses");
    }

    private void printGenerators(PrintWriter out, OperatingPoint point) {
        Table table = new Table("generator", "bus", "p MW", "of MW", "q Mvar", "marginal /MWh", "paid /MWh");
        List<Generator> generators = network.generators();
        for (int g = 0; g < Math.min(generators.size(), Table.ROWS_SHOWN); g++) {
            Generator generator = generators.get(g);
            boolean active = network.isActive(generator);
            table.row(generator.id(), generator.bus(), active ? Table.number(point.pg()[g], 4) : "out", Table.number(generator.pMax(), 3),
                    Table.number(point.qg()[g], 4), active ? Table.number(generator.cost().marginalAt(point.pg()[g]), 3) : "-",
                    active ? Table.number(prices.active(network.bus(generator.bus())), 3) : "-");
        }
        table.print(out, generators.size(), "generators");
    }

    private void printBranches(PrintWriter out, OperatingPoint point) {
        Table table = new Table("branch", "from", "to", "p MW", "q Mvar", "loss kW", "loading %");
        List<Branch> branches = network.branches();
        for (int b = 0; b < Math.min(branches.size(), Table.ROWS_SHOWN); b++) {
            Branch branch = branches.get(b);
            if (!network.isActive(branch)) {
                table.row(branch.id(), branch.fromBus(), branch.toBus(), "out", "-", "-", "-");
                continue;
            }
            table.row(branch.id(), branch.fromBus(), branch.toBus(), Table.number(point.pFrom()[b], 4), Table.number(point.qFrom()[b], 4),
                    Table.number(1e3 * (point.pFrom()[b] + point.pTo()[b]), 3), Table.number(100.0 * loading(b), 1));
        }
        table.print(out, branches.size(), "branches");
    }

    /** Apparent power over rating, or current over its limit, whichever is larger; NaN without limits. */
    private double loading(int branch) {
        return result.solution().orElseThrow().point().loading(network, branch);
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("case", network.name());
        json.writeStringField("model", model);
        json.writeStringField("status", result.status().name());
        if (result.solution().isPresent()) {
            writeSolution(json, result.solution().get());
        } else {
            json.writeStringField("message", result.message());
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
        JsonOutput.number(json, "lowerBound", solution.lowerBound().orElse(Double.NaN));
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
        RecoveredPoint recovered = exactness.recovered();
        json.writeObjectFieldStart("recovered");
        json.writeBooleanField("feasible", recovered.isFeasible());
        JsonOutput.number(json, "cost", recovered.cost());
        JsonOutput.number(json, "maxVoltageViolation", recovered.maxVoltageViolation());
        JsonOutput.number(json, "maxLoadingViolation", recovered.maxLoadingViolation());
        JsonOutput.number(json, "maxMismatchMw", recovered.maxMismatchMw());
        json.writeEndObject();

        OperatingPoint point = solution.point();
        json.writeArrayFieldStart("buses");
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            json.writeStartObject();
            json.writeNumberField("id", bus.id());
            JsonOutput.number(json, "vm", point.vm()[i]);
            JsonOutput.number(json, "va", point.va()[i]);
            JsonOutput.number(json, "lmpP", prices.active(bus));
            JsonOutput.number(json, "lmpQ", prices.reactive(bus));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("generators");
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            json.writeStartObject();
            json.writeNumberField("id", generator.id());
            json.writeNumberField("bus", generator.bus());
            JsonOutput.number(json, "p", network.isActive(generator) ? point.pg()[g] : 0.0);
            JsonOutput.number(json, "q", network.isActive(generator) ? point.qg()[g] : 0.0);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("branches");
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            json.writeStartObject();
            json.writeNumberField("id", branch.id());
            json.writeNumberField("from", branch.fromBus());
            json.writeNumberField("to", branch.toBus());
            JsonOutput.number(json, "pFrom", point.pFrom()[b]);
            JsonOutput.number(json, "qFrom", point.qFrom()[b]);
            JsonOutput.number(json, "pTo", point.pTo()[b]);
            JsonOutput.number(json, "qTo", point.qTo()[b]);
            JsonOutput.number(json, "loading", loading(b));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
