package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.flexopf.coordination.SystemFile;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.synthetic.Census;
import org.flexopf.coordination.synthetic.RegionFile;
import org.flexopf.coordination.synthetic.RegionGenerator;
import org.flexopf.coordination.synthetic.RegionStatistics;
import org.flexopf.coordination.synthetic.Regions;
import org.flexopf.coordination.synthetic.SyntheticRegion;
import org.flexopf.report.result.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf synthesize}: a system of transmission and feeders drawn from statistics of a region. */
@Command(
        name = "synthesize",
        description = {
            "Draw a system of transmission and feeders from statistics.",
            "Of a region: lines by length and type, customers by class, devices by kind. The same "
                    + "seed gives the same bytes. What was drawn is told against what was asked for."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad input or usage, or feeders that cannot keep their limits"})
final class SynthesizeCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "REGION",
            description = "A JSON file with statistics (docs/synthetic-regions.md), - for standard input, or bundled "
                    + "ones (see 'opf cases').")
    private String name;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "What is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--hour",
            paramLabel = "NUMBER",
            description = "The hour of the system that is written, 0 to 23 (default: 18).")
    private Integer hour;

    @Option(names = "--day", description = "Write all 24 hours, as a day.")
    private boolean day;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the system as JSON for 'opf coordinate', or to standard output for -.")
    private String out;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write what was drawn against what was asked for as JSON to FILE, or to standard output for "
                    + "-.")
    private String json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = new CallFiles()
                .reads("the statistics", name)
                .writes("--out", out)
                .writes("--json", json);
        files.check();
        if (day && hour != null) {
            throw new BadInputException("--hour " + hour + " and --day exclude each other: give one of them");
        }
        SyntheticRegion region = RegionGenerator.of(statistics()).withSeed(seed).generate();
        int written = hour == null ? 18 : hour;
        TsoDsoSystem system = region.system(written);
        PrintWriter console = spec.commandLine().getOut();
        Census census = region.census();
        if (!files.takeStandardOutput()) {
            print(console, region, census, system);
            console.flush();
        }
        if (out != null) {
            CallFiles.write(out, console, day ? SystemFile.write(region.day()) : SystemFile.write(system));
        }
        if (json != null) {
            CallFiles.write(json, console, JsonOutput.text(generator -> write(generator, region, census)));
        }
        return ExitCode.SOLVED;
    }

    private RegionStatistics statistics() {
        if (Regions.names().contains(name)) {
            return Regions.load(name);
        }
        if (!CallFiles.isDash(name) && !CallFiles.exists(name)) {
            throw new BadInputException("there is no file '" + name + "'; give the path of statistics in JSON "
                    + "(docs/synthetic-regions.md), or one of the bundled ones: "
                    + String.join(", ", Regions.names()));
        }
        return RegionFile.parse(
                CallFiles.isDash(name) ? "standard input" : name,
                new InputFile(name, "the statistics", "JSON", "docs/synthetic-regions.md").text());
    }

    private void print(PrintWriter console, SyntheticRegion region, Census census, TsoDsoSystem system) {
        console.println(region);
        console.printf(
                Locale.ROOT,
                "  %d customers with peaks of %.1f MW in all, %d devices of %.1f MW%n",
                census.customers(),
                census.peakMw(),
                census.devices(),
                census.installedMw());
        console.printf(
                Locale.ROOT,
                "  feeders in detail: %.1f km of lines, %d further circuits so that limits are kept at the schedule%n",
                census.km(),
                census.furtherCircuits());
        console.println("  " + system);
        console.println();
        TextTable table = new TextTable("<figure", "<of", "asked", "drawn", "sampling error", "deviations");
        for (Census.Row row : census.rows()) {
            table.row(
                    row.figure(),
                    row.of(),
                    TextTable.number(row.asked(), 4),
                    TextTable.number(row.drawn(), 4),
                    TextTable.number(row.samplingError(), 4),
                    TextTable.number(row.deviations(), 1));
        }
        table.print(console);
        console.println("sampling error: one standard deviation of what comes of such statistics");
    }

    private static void write(JsonGenerator json, SyntheticRegion region, Census census) throws IOException {
        json.writeStartObject();
        json.writeStringField("region", region.statistics().name());
        json.writeNumberField("customers", census.customers());
        json.writeNumberField("devices", census.devices());
        json.writeNumberField("peakMW", census.peakMw());
        json.writeNumberField("installedMW", census.installedMw());
        json.writeNumberField("km", census.km());
        json.writeNumberField("furtherCircuits", census.furtherCircuits());
        json.writeArrayFieldStart("rows");
        for (Census.Row row : census.rows()) {
            json.writeStartObject();
            json.writeStringField("figure", row.figure());
            json.writeStringField("of", row.of());
            json.writeNumberField("asked", row.asked());
            json.writeNumberField("drawn", row.drawn());
            json.writeNumberField("samplingError", row.samplingError());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
