package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flexopf.exchange.Account;
import org.flexopf.exchange.BookView;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.Quantities;
import org.flexopf.exchange.Rejection;
import org.flexopf.exchange.Trade;
import org.flexopf.report.result.TextTable;

/** A replay for people. */
final class MarketText {

    private static final int REJECTIONS_SHOWN = 10;

    private final MarketReplay replay;
    private final PrintWriter out;

    private MarketText(MarketReplay replay, PrintWriter out) {
        this.replay = replay;
        this.out = out;
    }

    static void print(MarketReplay replay, PrintWriter out) {
        new MarketText(replay, out).print();
    }

    private void print() {
        List<Trade> trades = replay.trades();
        out.printf(
                Locale.ROOT,
                "%d commands, %d refused; %d trades of %s MW in all, %d pairs held back by the network%n%n",
                replay.outcomes().size(),
                replay.refused().size(),
                trades.size(),
                Quantities.megawatts(trades.stream().mapToLong(Trade::quantity).reduce(0L, Math::addExact)),
                replay.rejections().size());
        printTrades(trades);
        printRejections();
        printRefusals();
        printBooks();
        printMoney();
        out.printf(
                Locale.ROOT,
                "Answers took %.1f us in the median, 99 %% took up to %.1f, 99.9 %% up to %.1f, all up to %.1f.%n",
                replay.micros(0.5),
                replay.micros(0.99),
                replay.micros(0.999),
                replay.micros(1.0));
    }

    private void printTrades(List<Trade> trades) {
        if (trades.isEmpty()) {
            return;
        }
        TextTable table = new TextTable(
                "command", "time ms", "<period", "<up", "bus", "pays/MWh", "<down", "bus", "gets/MWh", "MW");
        trades.stream()
                .limit(TextTable.ROWS_SHOWN)
                .forEach(trade -> table.row(
                        trade.sequence(),
                        trade.time(),
                        trade.period(),
                        trade.up(),
                        trade.busUp(),
                        price(Direction.UP, trade),
                        trade.down(),
                        trade.busDown(),
                        price(Direction.DOWN, trade),
                        Quantities.megawatts(trade.quantity())));
        table.print(out, trades.size(), "trades");
    }

    private String price(Direction direction, Trade trade) {
        return Quantities.price(replay.settings().priceRule().priceOf(direction, trade));
    }

    private void printRejections() {
        List<Rejection> rejections = replay.rejections();
        if (rejections.isEmpty()) {
            return;
        }
        out.println("Held back by the network:");
        rejections.stream()
                .limit(REJECTIONS_SHOWN)
                .forEach(rejection ->
                        out.printf(Locale.ROOT, "  command %d: %s%n", rejection.sequence(), rejection.inWords()));
        if (rejections.size() > REJECTIONS_SHOWN) {
            Map<String, Long> byElement = rejections.stream()
                    .collect(Collectors.groupingBy(
                            rejection -> rejection.element().name(), TreeMap::new, Collectors.counting()));
            out.printf(
                    Locale.ROOT,
                    "  ... and %d more; by element: %s%n",
                    rejections.size() - REJECTIONS_SHOWN,
                    byElement.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining(", ")));
        }
        out.println();
    }

    private void printRefusals() {
        List<Outcome> refused = replay.refused();
        if (refused.isEmpty()) {
            return;
        }
        TextTable table = new TextTable("command", "<refused as");
        refused.stream()
                .limit(TextTable.ROWS_SHOWN)
                .forEach(outcome ->
                        table.row(outcome.sequence(), outcome.refusal().orElseThrow()));
        table.print(out, refused.size(), "refusals");
    }

    private void printBooks() {
        for (BookView book : replay.view().books()) {
            out.printf(
                    Locale.ROOT,
                    "Period %s, %s: %d orders UP, %d orders DOWN%n",
                    book.period(),
                    book.closed() ? "closed" : "open",
                    book.up().size(),
                    book.down().size());
            for (Direction direction : Direction.values()) {
                List<BookView.Level> levels = book.depth(direction);
                if (!levels.isEmpty()) {
                    TextTable table = new TextTable("<" + direction, "price/MWh", "MW", "orders");
                    levels.stream()
                            .limit(TextTable.ROWS_SHOWN)
                            .forEach(level -> table.row(
                                    "",
                                    Quantities.price(level.price()),
                                    Quantities.megawatts(level.quantity()),
                                    level.orders()));
                    table.print(out, levels.size(), "prices");
                }
            }
        }
        out.println();
    }

    private void printMoney() {
        List<Account> accounts = replay.accounts().accounts();
        if (!accounts.isEmpty()) {
            TextTable table = new TextTable("<owner", "statement", "MW up", "MW down");
            accounts.forEach(account -> table.row(
                    account.owner(),
                    new BigDecimal(account.statementCents(), 2),
                    new BigDecimal(account.upWatts(), 6).stripTrailingZeros().toPlainString(),
                    new BigDecimal(account.downWatts(), 6).stripTrailingZeros().toPlainString()));
            table.row("the market", new BigDecimal(replay.accounts().marketStatementCents(), 2), "", "");
            table.print(out, accounts.size() + 1, "owners");
        }
        out.printf(
                Locale.ROOT,
                "Surplus of the market %s, of it %s from trades with the operator; welfare by the bids %s.%n",
                replay.accounts().surplus(),
                replay.accounts().surplusWithOperator(),
                replay.accounts().welfare());
    }
}
