package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.report.RegionChart;
import org.flexopf.report.result.TextTable;
import org.flexopf.socp.FeederRegion;
import org.flexopf.socp.RegionSearch;
import org.flexopf.solver.SolverChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code opf interface}: the region of active and reactive power at a feeder's root. */
@Command(
        name = "interface",
        description = {
            "Find what a feeder can draw at its root, by directions.",
            "The region of active and reactive power: the farthest state in each direction that an "
                    + "AC power flow confirms, and the bound of the relaxation."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class InterfaceCommand implements Callable<Integer> {

    @Mixin
    private CaseParameter parameter;

    @Option(
            names = "--directions",
            paramLabel = "NUMBER",
            defaultValue = "36",
            description = "How many directions, at equal angles (default: ${DEFAULT-VALUE}).")
    private int directions;

    @Option(
            names = "--refine",
            paramLabel = "GAP",
            description = "Add directions where outer and inner area differ most, until they differ by less than that "
                    + "share of the outer one, such as 0.01; at most four times as many directions.")
    private Double refine;

    @Option(
            names = "--check",
            description =
                    "Look for a state in the middle between neighbouring points too, since the region need not be "
                            + "convex: tell where none is found.")
    private boolean checks;

    @Mixin
    private SolverOption solver;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Draw the region as SVG (to standard output for -): P to the right, Q upwards.")
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
        RegionSearch search = RegionSearch.of(network).withSolver(choice);
        FeederRegion region;
        try {
            region = (refine == null ? search : search.withRefinement(refine, 4 * directions)).search(directions);
        } catch (OpfNotSolvedException failure) {
            spec.commandLine().getErr().println("opf: " + failure.getMessage());
            return ExitCode.of(failure.status());
        }
        List<FeederRegion.Point> unreached = checks ? search.unreached(region) : List.of();
        if (parameter.tableWanted()) {
            print(region, out);
            if (checks) {
                print(unreached, out);
            }
        }
        if (parameter.json() != null) {
            CallFiles.write(parameter.json(), out, JsonOutput.text(json -> write(json, region, unreached)));
        }
        if (svg != null) {
            CallFiles.write(svg, out, chart(region).svg());
        }
        return ExitCode.SOLVED;
    }

    private static RegionChart chart(FeederRegion region) {
        return RegionChart.of(
                region.network().name(),
                region.supports().stream()
                        .map(support -> new RegionChart.Point(support.p(), support.q(), support.exact()))
                        .toList(),
                region.outline().stream()
                        .map(corner -> new RegionChart.Point(corner.p(), corner.q(), false))
                        .toList());
    }

    private static void print(FeederRegion region, PrintWriter out) {
        out.println(region);
        out.printf(
                Locale.ROOT,
                "  inner area %.6g, outer area %.6g, proved by the relaxation %.6g MW Mvar%n",
                region.innerArea(),
                region.outerArea(),
                region.provedArea());
        out.println();
        out.println("   deg       P MW     Q Mvar    reached      bound");
        out.println("------  ---------  ---------  ---------  ---------");
        for (FeederRegion.Support support : region.supports()) {
            out.printf(
                    Locale.ROOT,
                    "%6.1f  %9s  %9s  %9s  %9s%s%n",
                    support.degrees(),
                    number(support.p()),
                    number(support.q()),
                    number(support.reached()),
                    number(support.bound()),
                    support.exact() ? "  exact" : "");
        }
        out.println("what the root supplies; reached and bound along cos(deg) P + sin(deg) Q");
    }

    private static void print(List<FeederRegion.Point> unreached, PrintWriter out) {
        if (unreached.isEmpty()) {
            out.println("a state was found in the middle between all neighbouring points");
        }
        for (FeederRegion.Point point : unreached) {
            out.printf(
                    Locale.ROOT,
                    "no state was found at P %.4f MW, Q %.4f Mvar, between two points: the region is not convex there, "
                            + "or the search fell short%n",
                    point.p(),
                    point.q());
        }
    }

    private static String number(double value) {
        return TextTable.number(value, 4);
    }

    private void write(JsonGenerator json, FeederRegion region, List<FeederRegion.Point> unreached) throws IOException {
        json.writeStartObject();
        json.writeStringField("case", region.network().name());
        JsonOutput.number(json, "pMin", region.pMin());
        JsonOutput.number(json, "pMax", region.pMax());
        JsonOutput.number(json, "qMin", region.qMin());
        JsonOutput.number(json, "qMax", region.qMax());
        JsonOutput.number(json, "innerArea", region.innerArea());
        JsonOutput.number(json, "outerArea", region.outerArea());
        JsonOutput.number(json, "provedArea", region.provedArea());
        json.writeArrayFieldStart("points");
        for (FeederRegion.Support support : region.supports()) {
            json.writeStartObject();
            json.writeNumberField("deg", support.degrees());
            JsonOutput.number(json, "p", support.p());
            JsonOutput.number(json, "q", support.q());
            JsonOutput.number(json, "bound", support.bound());
            json.writeBooleanField("exact", support.exact());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (checks) {
            json.writeArrayFieldStart("unreached");
            for (FeederRegion.Point point : unreached) {
                json.writeStartObject();
                json.writeNumberField("p", point.p());
                json.writeNumberField("q", point.q());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
