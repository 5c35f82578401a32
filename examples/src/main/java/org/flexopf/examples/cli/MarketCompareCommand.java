package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.PriceRule;
import org.flexopf.exchange.Quantities;
import org.flexopf.exchange.compare.ArrivalReport;
import org.flexopf.exchange.compare.ArrivalRun;
import org.flexopf.exchange.compare.ArrivalStudy;
import org.flexopf.network.Network;
import org.flexopf.report.result.TextTable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf market compare}: a continuous market against an auction of the same bids. */
@picocli.CommandLine.Command(
        name = "compare",
        description = {
            "Hold a continuous market against an auction of the same bids.",
            "Which share of the auction's welfare it misses, and how that depends on who comes first."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class MarketCompareCommand implements Callable<Integer> {

    @Mixin
    private CaseParameter parameter;

    @Parameters(
            index = "1",
            paramLabel = "ORDERS",
            description = "A CSV file of submissions in the order in which they came (docs/market.md), without "
                    + "conditions and expiries; - is standard input.")
    private String orders;

    @Option(
            names = "--check",
            paramLabel = "NAME",
            defaultValue = "dc",
            description = "How the network is checked: dc, or none for a market without limits (default: "
                    + "${DEFAULT-VALUE}).")
    private String check;

    @Mixin
    private ContinuousMarketOptions market;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many random orders of arrival beside the one given (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Mixin
    private WorkerOptions workers;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write one row for each order of arrival as CSV to FILE, or to standard output for -.")
    private String csv;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        parameter.files().reads("the orders", orders).writes("--csv", csv);
        parameter.checkFiles();
        MarketSettings settings = market.settings(PriceRule.PAY_AS_BID);
        Network network = parameter.read();
        PrintWriter err = spec.commandLine().getErr();
        parameter.tell(network.notes(), err);
        List<Command> commands = OrdersFile.read(orders);
        ArrivalStudy study = ArrivalStudy.of(network, check, settings)
                .withRuns(runs)
                .withSeed(workers.seed())
                .withProgress(workers.progress(err));
        ArrivalReport report = workers.with(
                (executor, threads) -> study.withExecutor(executor, threads).compare(commands));
        PrintWriter out = spec.commandLine().getOut();
        if (parameter.tableWanted()) {
            print(report, out);
            out.flush();
        }
        if (csv != null) {
            CallFiles.write(
                    csv,
                    out,
                    CsvOutput.text(report.runs().stream()
                            .map(MarketCompareCommand::columns)
                            .toList()));
        }
        if (parameter.json() != null) {
            CallFiles.write(parameter.json(), out, json(report));
        }
        return ExitCode.SOLVED;
    }

    private static Map<String, String> columns(ArrivalRun run) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("run", Integer.toString(run.number()));
        columns.put("gap", Double.isNaN(run.gap()) ? "" : String.format(Locale.ROOT, "%.6f", run.gap()));
        columns.putAll(run.kpis().columns());
        return columns;
    }

    private static void print(ArrivalReport report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "An auction of these bids is worth %.5f. The continuous market misses of it:%n%n",
                report.auctionWelfare());
        TextTable table = new TextTable("<orders arrive", "trades", "MW", "welfare", "missed %");
        report.runs().stream()
                .limit(TextTable.ROWS_SHOWN)
                .forEach(run -> table.row(
                        run.number() == 0 ? "as given" : "at random " + run.number(),
                        run.kpis().transactions(),
                        Quantities.megawatts(run.kpis().volumeWatts().longValueExact()),
                        run.kpis().welfare(),
                        TextTable.number(100.0 * run.gap(), 2)));
        table.print(out, report.runs().size(), "orders of arrival");
        DoubleSummaryStatistics gaps = report.gaps();
        out.printf(
                Locale.ROOT,
                "In the mean %.2f %%, from %.2f to %.2f, with a standard deviation of %.2f.%n",
                100.0 * gaps.getAverage(),
                100.0 * gaps.getMin(),
                100.0 * gaps.getMax(),
                100.0 * report.gapDeviation());
    }

    private static String json(ArrivalReport report) {
        return JsonOutput.text(json -> {
            json.writeStartObject();
            json.writeNumberField("auctionWelfare", report.auctionWelfare());
            json.writeObjectFieldStart("gap");
            DoubleSummaryStatistics gaps = report.gaps();
            JsonOutput.number(json, "mean", gaps.getAverage());
            JsonOutput.number(json, "least", gaps.getMin());
            JsonOutput.number(json, "largest", gaps.getMax());
            JsonOutput.number(json, "deviation", report.gapDeviation());
            json.writeEndObject();
            json.writeArrayFieldStart("runs");
            for (ArrivalRun run : report.runs()) {
                json.writeStartObject();
                json.writeNumberField("run", run.number());
                json.writeNumberField("trades", run.kpis().transactions());
                json.writeNumberField("volumeW", run.kpis().volumeWatts().longValueExact());
                json.writeStringField("welfare", run.kpis().welfare().toString());
                JsonOutput.number(json, "gap", run.gap());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
