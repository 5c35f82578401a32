package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.ContinuousMarket;
import org.flexopf.exchange.MarketKpis;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.MarketView;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.PriceRule;
import org.flexopf.exchange.check.NetworkChecks;
import org.flexopf.exchange.journal.JournalOptions;
import org.flexopf.exchange.journal.JournaledMarket;
import org.flexopf.exchange.journal.MarketSetup;
import org.flexopf.exchange.journal.SyncPolicy;
import org.flexopf.network.Network;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf market replay}: a stream of orders through a continuous market. */
@picocli.CommandLine.Command(
        name = "replay",
        description = {
            "Run a stream of orders through a continuous market.",
            "On a network at its schedule: trades, rejections by the network, refusals, books and accounts."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class MarketReplayCommand implements Callable<Integer> {

    /** The names of the network checks, for help texts. */
    static final class Checks implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NetworkChecks.names().iterator();
        }
    }

    /** The names of the price rules, for help texts. */
    static final class Rules implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(PriceRule.PAY_AS_BID.label(), PriceRule.RESTING_ORDER.label())
                    .iterator();
        }
    }

    @Mixin
    private CaseParameter parameter;

    @Parameters(
            index = "1",
            paramLabel = "ORDERS",
            description =
                    "A CSV file of commands in the order in which they came (docs/market.md); - is standard input.")
    private String orders;

    @Option(
            names = "--check",
            paramLabel = "NAME",
            defaultValue = "dc",
            completionCandidates = Checks.class,
            description = "How the network is checked before every trade: ${COMPLETION-CANDIDATES} "
                    + "(default: ${DEFAULT-VALUE}).")
    private String check;

    @Mixin
    private ContinuousMarketOptions market;

    @Option(
            names = "--price-rule",
            paramLabel = "NAME",
            defaultValue = "pay-as-bid",
            completionCandidates = Rules.class,
            description = "At which price a trade is paid: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String priceRule;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Write a journal to FILE, which must not be there yet; 'opf market verify' reads it.")
    private String journal;

    @Option(
            names = "--kpi",
            paramLabel = "FILE",
            description = "Write the market's figures as CSV to FILE, or to standard output for -.")
    private String kpi;

    @Option(
            names = "--annuity",
            paramLabel = "MONEY",
            description = "With --kpi: what reinforcing the network instead costs in a year, to tell what is saved.")
    private Double annuity;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a report with pictures of trades, prices, books and the feeder as one HTML file.")
    private String html;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        parameter
                .files()
                .reads("the orders", orders)
                .writes("--journal", journal)
                .writes("--kpi", kpi)
                .writes("--html", html);
        parameter.checkFiles();
        if (annuity != null && kpi == null) {
            throw new BadInputException(
                    "--annuity " + annuity + " goes into the figures of --kpi; give a file for them");
        }
        MarketSettings settings = market.settings(PriceRule.of(priceRule));
        Path journalFile = journalFile();
        Network network = parameter.read();
        parameter.tell(network.notes(), spec.commandLine().getErr());
        List<Command> commands = OrdersFile.read(orders);
        MarketSetup setup = new MarketSetup(settings, check, network);
        MarketReplay replay;
        if (journalFile == null) {
            ContinuousMarket market = setup.open();
            replay = run(settings, commands, market::apply, market::view);
        } else {
            // Nobody waits for an acknowledgement here: the disk is asked once, at the end.
            JournalOptions options = JournalOptions.defaults().withSync(SyncPolicy.NONE);
            try (JournaledMarket market = JournaledMarket.open(journalFile, setup, options)) {
                replay = run(settings, commands, market::apply, market::view);
            }
        }
        write(network, replay);
        if (kpi != null) {
            Map<String, String> figures = figures(MarketKpis.of(settings, commands, replay.outcomes()), replay);
            CallFiles.write(kpi, spec.commandLine().getOut(), CsvOutput.text(List.of(figures)));
        }
        return ExitCode.SOLVED;
    }

    private Path journalFile() {
        if (journal == null) {
            return null;
        }
        if (CallFiles.isDash(journal)) {
            throw new BadInputException("--journal -: a journal cannot go to standard output; give a file");
        }
        try {
            Path file = Path.of(journal);
            if (Files.exists(file)) {
                throw new BadInputException("--journal " + journal + " is there already, and a journal is never "
                        + "written over; give another file");
            }
            return file;
        } catch (InvalidPathException e) {
            throw new BadInputException("--journal " + journal + " is no path: " + e.getReason());
        }
    }

    private static MarketReplay run(
            MarketSettings settings,
            List<Command> commands,
            Function<Command, Outcome> market,
            Supplier<MarketView> view) {
        List<Outcome> outcomes = new ArrayList<>(commands.size());
        long[] nanos = new long[commands.size()];
        for (int k = 0; k < nanos.length; k++) {
            long begin = System.nanoTime();
            outcomes.add(market.apply(commands.get(k)));
            nanos[k] = System.nanoTime() - begin;
        }
        return MarketReplay.of(settings, commands, outcomes, view.get(), nanos);
    }

    /** The figures of the market, and how long it took to answer. */
    private Map<String, String> figures(MarketKpis kpis, MarketReplay replay) {
        Map<String, String> figures = kpis.columns();
        if (annuity != null) {
            figures.put(
                    "savingAgainstReinforcement",
                    String.format(Locale.ROOT, "%.6f", kpis.savingAgainstReinforcement(annuity)));
        }
        double[] shares = {0.5, 0.99, 0.999, 1.0};
        String[] names = {"p50", "p99", "p999", "max"};
        for (int k = 0; k < shares.length; k++) {
            figures.put(names[k] + "Micros", String.format(Locale.ROOT, "%.1f", replay.micros(shares[k])));
        }
        return figures;
    }

    private void write(Network network, MarketReplay replay) {
        PrintWriter out = spec.commandLine().getOut();
        if (parameter.tableWanted()) {
            MarketText.print(replay, out);
            out.flush();
        }
        if (parameter.json() != null) {
            CallFiles.write(parameter.json(), out, MarketJson.text(replay));
        }
        if (html != null) {
            CallFiles.write(html, out, ReplayReport.html(network, replay, check));
        }
    }
}
