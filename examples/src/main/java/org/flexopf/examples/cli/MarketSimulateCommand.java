package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.flexopf.exchange.auction.AuctionRule;
import org.flexopf.exchange.simulation.Simulation;
import org.flexopf.exchange.simulation.SimulationLevel;
import org.flexopf.exchange.simulation.SimulationReport;
import org.flexopf.exchange.simulation.SimulationRun;
import org.flexopf.exchange.simulation.SimulationSummary;
import org.flexopf.exchange.simulation.Strategy;
import org.flexopf.opf.Opf;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.report.result.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code opf market simulate}: auctions of drawn bids in which somebody may lie. */
@Command(
        name = "simulate",
        description = {
            "Find what pays strategic providers under each payment rule.",
            "Draws auctions of flexibility on drawn feeders, and looks for what pays a provider best "
                    + "while all others tell the truth."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class MarketSimulateCommand implements Callable<Integer> {

    /** The names of the strategies, for help texts. */
    static final class Strategies implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Strategy.values()).map(Strategy::label).iterator();
        }
    }

    @Option(
            names = "--buses",
            paramLabel = "N,M",
            split = ",",
            defaultValue = "33",
            description = "How large feeders are (default: ${DEFAULT-VALUE}).")
    private List<Integer> buses;

    @Option(
            names = "--providers",
            paramLabel = "N,M",
            split = ",",
            defaultValue = "2,4,8,16",
            description = "How many share what is offered, which is always as much: liquidity (default: "
                    + "${DEFAULT-VALUE}).")
    private List<Integer> providers;

    @Option(
            names = "--dg",
            paramLabel = "X,Y",
            split = ",",
            defaultValue = "0",
            description = "Generation on the feeder against its demand; above 1 power flows back (default: "
                    + "${DEFAULT-VALUE}).")
    private List<Double> dg;

    @Option(
            names = "--rules",
            paramLabel = "A,B",
            split = ",",
            description = "How providers are paid: vcg, pay-as-clear (nodal prices, DLMP), pay-as-bid (default: all).")
    private List<String> rules;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = "both",
            completionCandidates = Strategies.class,
            description = "What a provider may try: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String strategy;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many auctions are drawn for each level (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "dc",
            completionCandidates = Models.FormulationCandidates.class,
            description = "How the network is modelled: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String model;

    @Mixin
    private WorkerOptions workers;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write one row for each run as CSV to FILE, or to standard output for -.")
    private String csv;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the means of each level and rule as JSON to FILE, or to standard output for -.")
    private String json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = new CallFiles().writes("--csv", csv).writes("--json", json);
        files.check();
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        FormulationType type = Models.named(model);
        Simulation simulation = Simulation.of(Opf.of(type.create(Models.options(type, null))))
                .withLevels(levels())
                .withRules(
                        rules == null
                                ? Arrays.asList(AuctionRule.values())
                                : rules.stream().map(AuctionRule::of).toList())
                .withStrategy(Strategy.of(strategy))
                .withRuns(runs)
                .withSeed(workers.seed())
                .withProgress(workers.progress(err));
        SimulationReport report = workers.with((executor, threads) ->
                simulation.withExecutor(executor, threads).run());
        if (!files.takeStandardOutput()) {
            print(report, out);
            out.flush();
        }
        if (csv != null) {
            CallFiles.write(
                    csv,
                    out,
                    CsvOutput.text(
                            report.runs().stream().map(SimulationRun::columns).toList()));
        }
        if (json != null) {
            CallFiles.write(json, out, json(report));
        }
        return ExitCode.SOLVED;
    }

    private List<SimulationLevel> levels() {
        List<SimulationLevel> levels = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (int size : buses) {
            for (double share : dg) {
                for (int count : providers) {
                    try {
                        levels.add(new SimulationLevel(size, count, share));
                    } catch (IllegalArgumentException e) {
                        e.getMessage()
                                .lines()
                                .filter(fault -> !faults.contains(fault))
                                .forEach(faults::add);
                    }
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInputException(String.join("\n", faults));
        }
        return levels;
    }

    private static void print(SimulationReport report, PrintWriter out) {
        TextTable table = new TextTable(
                "buses",
                "providers",
                "dg",
                "<rule",
                "runs",
                "lies pay in %",
                "truth earns",
                "lie earns more",
                "providers are paid",
                "and more",
                "true cost rises");
        List<SimulationSummary> summaries = report.summaries();
        summaries.forEach(one -> table.row(
                one.level().buses(),
                one.level().providers(),
                TextTable.number(one.level().dgShare(), 2),
                one.rule().label(),
                one.runs(),
                TextTable.number(100.0 * one.shareOfLies(), 0),
                TextTable.number(one.truthfulProfit(), 3),
                TextTable.number(one.gain(), 3),
                TextTable.number(one.outlay(), 3),
                TextTable.number(one.outlayIncrease(), 3),
                TextTable.number(one.costIncrease(), 3)));
        table.print(out, summaries.size(), "levels and rules");
        out.println(
                "Means per run, currency for one hour. A lie is what pays the provider best who is accepted for most, "
                        + "while all others tell the truth.");
        long without =
                report.runs().stream().filter(run -> run.figures().isEmpty()).count();
        if (without > 0) {
            out.printf(Locale.ROOT, "%d runs have no figures: their auctions could not be cleared.%n", without);
        }
    }

    private static String json(SimulationReport report) {
        return JsonOutput.text(json -> {
            json.writeStartArray();
            for (SimulationSummary one : report.summaries()) {
                json.writeStartObject();
                json.writeNumberField("buses", one.level().buses());
                json.writeNumberField("providers", one.level().providers());
                json.writeNumberField("dgShare", one.level().dgShare());
                json.writeStringField("rule", one.rule().label());
                json.writeNumberField("runs", one.runs());
                json.writeNumberField("shareOfLies", one.shareOfLies());
                json.writeNumberField("truthfulProfit", one.truthfulProfit());
                json.writeNumberField("gain", one.gain());
                json.writeNumberField("outlay", one.outlay());
                json.writeNumberField("outlayIncrease", one.outlayIncrease());
                json.writeNumberField("costIncrease", one.costIncrease());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
