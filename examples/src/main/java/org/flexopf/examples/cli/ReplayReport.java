package org.flexopf.examples.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.flexopf.exchange.BookView;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.Quantities;
import org.flexopf.exchange.Trade;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.exchange.schedule.InvalidInputException;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.report.MarketChart;
import org.flexopf.report.MarketChart.Level;
import org.flexopf.report.MarketChart.PlacePrice;
import org.flexopf.report.ReportPage;
import org.flexopf.report.ReportTable;

/** A replay as a page: trades over time, prices by zone, books, the feeder before and after, and what was held back. */
final class ReplayReport {

    /** Books and feeders of more periods are not drawn. */
    private static final int PERIODS_SHOWN = 4;

    private static final int SENTENCES_SHOWN = 20;

    private final Network network;
    private final MarketReplay replay;
    private final List<Trade> trades;

    private ReplayReport(Network network, MarketReplay replay) {
        this.network = network;
        this.replay = replay;
        trades = replay.trades();
    }

    static String html(Network network, MarketReplay replay, String check) {
        return new ReplayReport(network, replay).report(check).html();
    }

    private ReportPage report(String check) {
        ReportPage report = ReportPage.of("Continuous market on " + network.name())
                .withLead(replay.outcomes().size() + " commands, check " + check + ", lot "
                        + Quantities.megawatts(replay.settings().lot()) + " MW, "
                        + replay.settings().periods().size()
                        + (replay.settings().periods().size() == 1 ? " period of " : " periods of ")
                        + replay.settings().minutes() + " minutes, "
                        + replay.settings().priceRule().label())
                .withFact("trades", trades.size() + ", of " + mw(trades, Trade::quantity) + " MW in all")
                .withFact("refused", replay.refused().size() + " commands")
                .withFact("held back", replay.rejections().size() + " pairs of orders, by the network")
                .withFact(
                        "surplus",
                        replay.accounts().surplus() + ", of it "
                                + replay.accounts().surplusWithOperator() + " from trades with the operator")
                .withFact("welfare", replay.accounts().welfare() + ", by the bids");
        if (!trades.isEmpty()) {
            report = report.withCharts("trades", "What was traded", tradeCharts());
        }
        report = report.withCharts(
                "books", "What rests in the books" + cut(booksWithOrders().size()), bookCharts());
        report = withFeeders(report);
        report = report.withSentences("refusals", "Refused", refusals())
                .withSentences("rejections", "Held back by the network", rejections());
        if (!trades.isEmpty()) {
            report = report.withTable(placeTable());
        }
        return report.withTable(accountTable()).withTable(tradeTable());
    }

    private static String cut(int periods) {
        return periods > PERIODS_SHOWN ? ", the first " + PERIODS_SHOWN + " of " + periods + " periods" : "";
    }

    private static String mw(List<Trade> trades, ToLongFunction<Trade> quantity) {
        return Quantities.megawatts(trades.stream().mapToLong(quantity).reduce(0L, Math::addExact));
    }

    private double paid(Trade trade, Direction direction) {
        return replay.settings().priceRule().priceOf(direction, trade) / 1e4;
    }

    private List<MarketChart> tradeCharts() {
        List<MarketChart.Trade> drawn = trades.stream()
                .map(trade -> new MarketChart.Trade(
                        trade.time() / 1e3,
                        paid(trade, Direction.UP),
                        paid(trade, Direction.DOWN),
                        trade.quantity() / 1e6,
                        "command " + trade.sequence() + ", period " + trade.period() + ": " + trade.up() + " at bus "
                                + trade.busUp() + " pays " + paid(trade, Direction.UP) + ", " + trade.down()
                                + " at bus " + trade.busDown() + " gets " + paid(trade, Direction.DOWN) + ", "
                                + Quantities.megawatts(trade.quantity()) + " MW"))
                .toList();
        return List.of(
                MarketChart.trades("trades-over-time", "Trades over time", drawn),
                MarketChart.prices("prices-by-" + place(), "Prices by " + place(), place(), placePrices(trades)));
    }

    /** Zones of the network, or buses where all lie in one. */
    private String place() {
        return network.buses().stream().map(Bus::zone).distinct().count() > 1 ? "zone" : "bus";
    }

    private int place(int bus) {
        return place().equals("zone") ? network.bus(bus).zone() : bus;
    }

    /** By place, what the loads there that rise pay, and what those that fall get. */
    private List<PlacePrice> placePrices(List<Trade> of) {
        Map<Integer, Map<Direction, List<Trade>>> byPlace = new TreeMap<>();
        for (Trade trade : of) {
            for (Direction direction : Direction.values()) {
                int bus = direction == Direction.UP ? trade.busUp() : trade.busDown();
                byPlace.computeIfAbsent(place(bus), key -> new TreeMap<>())
                        .computeIfAbsent(direction, key -> new ArrayList<>())
                        .add(trade);
            }
        }
        List<PlacePrice> prices = new ArrayList<>();
        byPlace.forEach((at, sides) -> sides.forEach((direction, there) -> {
            double watts = there.stream().mapToDouble(Trade::quantity).sum();
            prices.add(new PlacePrice(
                    Integer.toString(at),
                    direction == Direction.UP,
                    there.stream()
                            .mapToDouble(trade -> paid(trade, direction))
                            .min()
                            .orElseThrow(),
                    there.stream()
                                    .mapToDouble(trade -> paid(trade, direction) * trade.quantity())
                                    .sum()
                            / watts,
                    there.stream()
                            .mapToDouble(trade -> paid(trade, direction))
                            .max()
                            .orElseThrow(),
                    watts / 1e6));
        }));
        return prices;
    }

    private List<BookView> booksWithOrders() {
        return replay.view().books().stream()
                .filter(book -> !book.up().isEmpty() || !book.down().isEmpty())
                .toList();
    }

    private List<MarketChart> bookCharts() {
        List<MarketChart> charts = new ArrayList<>();
        booksWithOrders().stream()
                .limit(PERIODS_SHOWN)
                .forEach(book -> charts.add(MarketChart.depth(
                        "book-" + (replay.settings().periods().indexOf(book.period()) + 1),
                        "Book of " + book.period(),
                        levels(book, Direction.UP),
                        levels(book, Direction.DOWN))));
        return charts;
    }

    private static List<Level> levels(BookView book, Direction direction) {
        return book.depth(direction).stream()
                .map(level -> new Level(
                        level.price() / 1e4,
                        level.quantity() / 1e6,
                        direction + " at " + Quantities.price(level.price()) + " per MWh: "
                                + Quantities.megawatts(level.quantity()) + " MW in " + level.orders()
                                + (level.orders() == 1 ? " order" : " orders")))
                .toList();
    }

    /** The feeder at its schedule, and after the trades of the periods with most of them, by AC power flows. */
    private ReportPage withFeeders(ReportPage report) {
        ScheduledNetwork scheduled;
        try {
            scheduled = ScheduledNetwork.of(network);
        } catch (InvalidInputException e) {
            return report.withSentences(
                    "feeder", "No picture of the feeder", e.getMessage().lines().toList());
        }
        BusInjections schedule = BusInjections.scheduled(network);
        ReportPage more = FeederStates.of(scheduled)
                .add(report, "before", "The feeder before: its schedule", scheduled.state(schedule), schedule);
        Map<String, Long> traded = new LinkedHashMap<>();
        replay.settings().periods().forEach(period -> traded.put(period, 0L));
        trades.forEach(trade -> traded.merge(trade.period(), trade.quantity(), Long::sum));
        List<String> shown = traded.entrySet().stream()
                .filter(entry -> entry.getValue() > 0L)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(PERIODS_SHOWN)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparingInt(replay.settings().periods()::indexOf))
                .toList();
        for (String period : shown) {
            BusInjections after = schedule.copy();
            for (Trade trade : trades) {
                if (trade.period().equals(period)) {
                    after.addDemand(network.busIndex(trade.busUp()), trade.quantity() / 1e6, 0.0);
                    after.addDemand(network.busIndex(trade.busDown()), -trade.quantity() / 1e6, 0.0);
                }
            }
            AcState state = scheduled.state(after);
            int number = replay.settings().periods().indexOf(period) + 1;
            more = FeederStates.of(scheduled)
                    .add(more, "after-" + number, "The feeder after the trades of " + period, state, after);
        }
        return more;
    }

    private List<String> refusals() {
        return replay.refusedByReason().stream()
                .map(reason -> reason.outcomes().size() + " x " + reason.refusal() + ", first command "
                        + reason.outcomes().get(0).sequence() + ": "
                        + replay.inWords(reason.outcomes().get(0)))
                .toList();
    }

    private List<String> rejections() {
        List<String> sentences = new ArrayList<>();
        replay.rejectionsByElement().stream()
                .limit(SENTENCES_SHOWN)
                .forEach(entry -> sentences.add(entry.getValue()
                        + (entry.getValue() == 1L ? " pair" : " pairs") + " by "
                        + entry.getKey().inWords() + "; first: "
                        + replay.rejections().stream()
                                .filter(rejection -> rejection.element().equals(entry.getKey()))
                                .findFirst()
                                .orElseThrow()
                                .inWords()));
        return sentences;
    }

    private ReportTable placeTable() {
        List<List<String>> rows = new ArrayList<>();
        for (String period : replay.settings().periods()) {
            List<Trade> there = trades.stream()
                    .filter(trade -> trade.period().equals(period))
                    .toList();
            for (PlacePrice price : placePrices(there)) {
                rows.add(List.of(
                        period,
                        price.place(),
                        price.rises() ? "pays" : "gets",
                        text(price.lowest()),
                        text(price.mean()),
                        text(price.highest()),
                        String.format(Locale.ROOT, "%.6f", price.mw())));
            }
        }
        return ReportTable.of("prices", "Prices per MWh by period and " + place())
                .withWords("period")
                .withFigures(place())
                .withWords("load there")
                .withFigures("lowest")
                .withFigures("mean")
                .withFigures("highest")
                .withFigures("MW")
                .withRows(rows);
    }

    private static String text(double price) {
        return String.format(Locale.ROOT, "%.4f", price);
    }

    private ReportTable accountTable() {
        List<List<String>> rows = new ArrayList<>();
        replay.accounts()
                .accounts()
                .forEach(account -> rows.add(List.of(
                        account.owner(),
                        new BigDecimal(account.statementCents(), 2).toPlainString(),
                        new BigDecimal(account.upWatts(), 6).toPlainString(),
                        new BigDecimal(account.downWatts(), 6).toPlainString())));
        rows.add(List.of(
                "the market", new BigDecimal(replay.accounts().marketStatementCents(), 2).toPlainString(), "", ""));
        return ReportTable.of("accounts", "Statements (below zero: the owner receives)")
                .withWords("owner")
                .withFigures("statement")
                .withFigures("MW up")
                .withFigures("MW down")
                .withRows(rows);
    }

    private ReportTable tradeTable() {
        return ReportTable.of("trade-list", "Trades")
                .withFigures("command")
                .withFigures("time ms")
                .withWords("period")
                .withWords("up")
                .withFigures("bus")
                .withFigures("pays per MWh")
                .withWords("down")
                .withFigures("bus")
                .withFigures("gets per MWh")
                .withFigures("MW")
                .withRows(trades.stream()
                        .map(trade -> List.of(
                                Long.toString(trade.sequence()),
                                Long.toString(trade.time()),
                                trade.period(),
                                trade.up(),
                                Integer.toString(trade.busUp()),
                                text(paid(trade, Direction.UP)),
                                trade.down(),
                                Integer.toString(trade.busDown()),
                                text(paid(trade, Direction.DOWN)),
                                Quantities.megawatts(trade.quantity())))
                        .toList());
    }
}
