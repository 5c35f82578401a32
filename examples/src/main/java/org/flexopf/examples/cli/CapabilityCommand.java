package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.report.CapabilityChart;
import org.flexopf.report.result.TextRenderer;
import org.flexopf.report.result.TextTable;
import org.flexopf.socp.CapabilitySearch;
import org.flexopf.socp.FeederCapability;
import org.flexopf.solver.SolverChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code opf capability}: what a feeder can offer at its root. */
@Command(
        name = "capability",
        description = {
            "Find what a feeder can offer at its root, power by power.",
            "The least and the largest reactive power for every active power, with all limits met, "
                    + "as states that an AC power flow confirms and as bounds."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CapabilityCommand implements Callable<Integer> {

    @Mixin
    private CaseParameter parameter;

    @Option(
            names = "--points",
            paramLabel = "NUMBER",
            defaultValue = "9",
            description = "How many active powers, both ends included (default: ${DEFAULT-VALUE}).")
    private int points;

    @Mixin
    private SolverOption solver;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Draw the chart as SVG (to standard output for -): active power to the right, reactive power "
                    + "upwards.")
    private String svg;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        parameter.files().writes("--svg", svg);
        parameter.checkFiles();
        Network network = parameter.read();
        PrintWriter out = spec.commandLine().getOut();
        parameter.tell(network.notes(), spec.commandLine().getErr());
        SolverChoice choice = solver.choice();
        FeederCapability capability;
        try {
            capability = CapabilitySearch.of(network).withSolver(choice).search(points);
        } catch (OpfNotSolvedException failure) {
            spec.commandLine().getErr().println("opf: " + failure.getMessage());
            return ExitCode.of(failure.status());
        }
        if (parameter.tableWanted()) {
            print(capability, out);
        }
        if (parameter.json() != null) {
            CallFiles.write(parameter.json(), out, JsonOutput.text(json -> write(json, capability)));
        }
        if (svg != null) {
            CallFiles.write(
                    svg,
                    out,
                    CapabilityChart.of(network.name(), slices(capability)).svg());
        }
        return ExitCode.SOLVED;
    }

    private static List<CapabilityChart.Slice> slices(FeederCapability capability) {
        return capability.points().stream()
                .map(point -> new CapabilityChart.Slice(
                        point.p(),
                        point.least().reached(),
                        point.largest().reached(),
                        point.least().bound(),
                        point.largest().bound()))
                .toList();
    }

    private static void print(FeederCapability capability, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: what the root supplies%n",
                capability.network().name());
        print("least P", capability.leastP(), out);
        print("largest P", capability.largestP(), out);
        TextRenderer.renderNotes(capability.network().answerNotes(), out);
        out.println();
        out.println("      P MW    least Q  no less than        largest Q  no more than");
        out.println("----------  ---------  ------------------  ---------  ------------------");
        for (FeederCapability.Point point : capability.points()) {
            out.printf(
                    Locale.ROOT,
                    "%10s  %9s  %-18s  %9s  %-18s%n",
                    number(point.p()),
                    number(point.least().reached()),
                    bound(point.least()),
                    number(point.largest().reached()),
                    bound(point.largest()));
        }
        out.println("Q in Mvar; each is a state that an AC power flow confirms, beside the bound of the relaxation");
    }

    private static void print(String what, FeederCapability.Edge edge, PrintWriter out) {
        out.printf(Locale.ROOT, "  %-11s %s MW, %s: %s%n", what, number(edge.reached()), bound(edge), edge.verdict());
    }

    private static String bound(FeederCapability.Edge edge) {
        return edge.exact() ? "exact" : Double.isNaN(edge.bound()) ? "-" : "bound " + number(edge.bound());
    }

    private static String number(double value) {
        return TextTable.number(value, 4);
    }

    private static void write(JsonGenerator json, FeederCapability capability) throws IOException {
        json.writeStartObject();
        json.writeStringField("case", capability.network().name());
        if (!capability.network().answerNotes().isEmpty()) {
            json.writeArrayFieldStart("notes");
            for (Note note : capability.network().answerNotes()) {
                json.writeStartObject();
                json.writeStringField("element", note.element());
                json.writeStringField("remark", note.remark());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        write(json, "leastP", capability.leastP());
        write(json, "largestP", capability.largestP());
        json.writeArrayFieldStart("points");
        for (FeederCapability.Point point : capability.points()) {
            json.writeStartObject();
            JsonOutput.number(json, "p", point.p());
            write(json, "leastQ", point.least());
            write(json, "largestQ", point.largest());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String field, FeederCapability.Edge edge) throws IOException {
        json.writeObjectFieldStart(field);
        JsonOutput.number(json, "reached", edge.reached());
        JsonOutput.number(json, "bound", edge.bound());
        json.writeBooleanField("exact", edge.exact());
        json.writeStringField("verdict", edge.verdict());
        json.writeEndObject();
    }
}
