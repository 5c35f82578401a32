package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.flexopf.coordination.reserve.ReserveDay;
import org.flexopf.coordination.reserve.ReserveFile;
import org.flexopf.coordination.reserve.ReserveMarket;
import org.flexopf.coordination.reserve.ReserveOutcome;
import org.flexopf.coordination.reserve.ReserveScheme;
import org.flexopf.coordination.reserve.ReserveStudy;
import org.flexopf.fleet.EvAggregator;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.report.result.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code opf reserve}: aggregators of vehicles in the reserve market. */
@Command(
        name = "reserve",
        description = {
            "Run a reserve market behind a feeder under three schemes.",
            "The DSO checks what the TSO selects or what it may select from. Fleets of vehicles that "
                    + "bid there are planned too."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad input or usage", "4:not solved"})
final class ReserveCommand implements Callable<Integer> {

    @Mixin
    private StudyFile study;

    @Option(
            names = "--study",
            paramLabel = "SEED",
            description =
                    "Instead of a file: a study over days, seasons and prices, on a feeder of some 180 buses with "
                            + "ten fleets of 100 vehicles, all made from a seed.")
    private Long seed;

    @Option(names = "--days", paramLabel = "NUMBER", description = "How many days a study has (default: 7).")
    private Integer days;

    @Option(names = "--buses", paramLabel = "NUMBER", description = "How many buses its feeder has (default: 180).")
    private Integer buses;

    @Option(names = "--fleets", paramLabel = "NUMBER", description = "How many aggregators bid in it (default: 10).")
    private Integer fleets;

    @Option(
            names = "--vehicles",
            paramLabel = "NUMBER",
            description = "How many vehicles each of them has (default: 100).")
    private Integer vehicles;

    @Option(
            names = "--brp-prices",
            paramLabel = "PRICES",
            split = ",",
            description = "What deviations cost aggregators, currency per MWh, one study each (default: 10,30,50).")
    private List<Double> brpPrices;

    @Option(
            names = "--bids-up",
            paramLabel = "PRICES",
            split = ",",
            description = "At which prices aggregators bid upwards, in their order, currency per MWh.")
    private List<Double> bidsUp;

    @Option(
            names = "--bids-down",
            paramLabel = "PRICES",
            split = ",",
            description = "The same downwards: what the aggregator pays; below zero, the TSO pays it.")
    private List<Double> bidsDown;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = study.files();
        files.check();
        if ((study.name() == null) == (seed == null)) {
            throw new BadInputException("give either a file or --study SEED");
        }
        if (seed == null) {
            requireStudy();
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            String text = seed == null ? file(files, out) : study(files, out);
            study.write(out, () -> text);
            return ExitCode.SOLVED;
        } catch (OpfNotSolvedException e) {
            spec.commandLine().getErr().println("opf: " + e.getMessage());
            return ExitCode.of(e.status());
        }
    }

    /** Options about a study need one. */
    private void requireStudy() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("--days", days);
        options.put("--buses", buses);
        options.put("--fleets", fleets);
        options.put("--vehicles", vehicles);
        options.put("--brp-prices", brpPrices);
        options.put("--bids-up", bidsUp);
        options.put("--bids-down", bidsDown);
        String given = options.entrySet().stream()
                .filter(option -> option.getValue() != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!given.isEmpty()) {
            throw new BadInputException(given + ": about a study; give --study SEED too");
        }
    }

    private String file(CallFiles files, PrintWriter out) {
        ReserveFile read = ReserveFile.parse(study.name(), study.text("the reserve markets", "docs/reserve.md"));
        Map<String, List<ReserveOutcome>> markets = new LinkedHashMap<>();
        for (ReserveDay market : read.markets()) {
            markets.put(
                    market.name(),
                    Arrays.stream(ReserveScheme.values())
                            .map(scheme -> ReserveMarket.of(market).clear(scheme))
                            .toList());
        }
        Map<String, EvAggregator.Plan> plans = new LinkedHashMap<>();
        read.bidding().forEach((name, problem) -> plans.put(name, problem.plan(EvAggregator.Retail.NET)));
        ReserveOutcomes outcomes = new ReserveOutcomes(markets, plans);
        if (!files.takeStandardOutput()) {
            outcomes.print(out);
            out.flush();
        }
        return outcomes.json();
    }

    private String study(CallFiles files, PrintWriter out) {
        ReserveStudy drawn = ReserveStudy.of(seed);
        drawn = days == null ? drawn : drawn.withDays(days);
        drawn = buses == null ? drawn : drawn.withBuses(buses);
        drawn = brpPrices == null ? drawn : drawn.withBrpPrices(brpPrices);
        if (fleets != null || vehicles != null) {
            drawn = drawn.withFleets(fleets == null ? 10 : fleets, vehicles == null ? 100 : vehicles);
        }
        if (bidsUp != null || bidsDown != null) {
            drawn = drawn.withBidTable(new ReserveStudy.BidTable(
                    bidsUp == null ? drawn.bidTable().up() : bidsUp,
                    bidsDown == null ? drawn.bidTable().down() : bidsDown));
        }
        List<ReserveStudy.Row> rows = drawn.run();
        if (!files.takeStandardOutput()) {
            print(drawn, rows, out);
            out.flush();
        }
        return json(drawn, rows);
    }

    private static void print(ReserveStudy study, List<ReserveStudy.Row> rows, PrintWriter out) {
        out.println(study);
        out.println("season  BRP price  scheme           volume MWh    profit  own units MWh  restricted  loading");
        out.println("------  ---------  ---------------  ----------  --------  -------------  ----------  -------");
        for (ReserveStudy.Row row : rows) {
            for (ReserveOutcome outcome : row.outcomes()) {
                out.printf(
                        Locale.ROOT,
                        "%-6s  %9.2f  %-15s  %10.3f  %8.2f  %13.3f  %10d  %5.1f %%%n",
                        row.season().name().toLowerCase(Locale.ROOT),
                        row.brpPrice(),
                        outcome.scheme().label(),
                        outcome.volume(),
                        outcome.profit(),
                        outcome.reserveUnits(),
                        outcome.restricted(),
                        100.0 * outcome.largestLoading());
            }
        }
        out.println("restricted: periods in which the feeder could not bear what was asked first");
        out.println();
        out.println("By aggregator, all seasons and prices together: MWh and profit");
        printAggregators(rows, out);
    }

    private static void printAggregators(List<ReserveStudy.Row> rows, PrintWriter out) {
        List<String> heads = new ArrayList<>(List.of("<bid"));
        for (ReserveScheme scheme : ReserveScheme.values()) {
            heads.add(scheme.label() + " MWh");
            heads.add("profit");
        }
        Map<String, double[]> byBid =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (ReserveStudy.Row row : rows) {
            for (int k = 0; k < row.outcomes().size(); k++) {
                int column = 2 * k;
                row.outcomes().get(k).volumes().forEach((bid, mwh) -> cells(byBid, bid)[column] += mwh);
                row.outcomes().get(k).profits().forEach((bid, profit) -> cells(byBid, bid)[column + 1] += profit);
            }
        }
        TextTable table = new TextTable(heads.toArray(String[]::new));
        byBid.forEach((bid, figures) -> {
            List<Object> cells = new ArrayList<>(List.of(bid));
            for (int k = 0; k < figures.length; k++) {
                cells.add(TextTable.number(figures[k], k % 2 == 0 ? 3 : 2));
            }
            table.row(cells.toArray());
        });
        table.print(out);
    }

    private static double[] cells(Map<String, double[]> byBid, String bid) {
        return byBid.computeIfAbsent(bid, name -> new double[2 * ReserveScheme.values().length]);
    }

    private static String json(ReserveStudy study, List<ReserveStudy.Row> rows) {
        return JsonOutput.text(json -> {
            json.writeStartObject();
            json.writeStringField("study", study.toString());
            json.writeArrayFieldStart("rows");
            for (ReserveStudy.Row row : rows) {
                json.writeStartObject();
                json.writeStringField("season", row.season().name());
                json.writeNumberField("brpPrice", row.brpPrice());
                json.writeNumberField("plannedProfit", row.plannedProfit());
                for (ReserveOutcome outcome : row.outcomes()) {
                    json.writeObjectFieldStart(outcome.scheme().label());
                    ReserveOutcomes.writeTotal(outcome, json);
                    ReserveOutcomes.powers(json, "volumes", outcome.volumes());
                    ReserveOutcomes.powers(json, "profits", outcome.profits());
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
