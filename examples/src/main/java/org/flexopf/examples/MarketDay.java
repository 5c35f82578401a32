package org.flexopf.examples;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.flexopf.exchange.Accounts;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.ContinuousMarket;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.Rejection;
import org.flexopf.exchange.Trade;
import org.flexopf.exchange.check.NetworkChecks;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;

/**
 * A day of a continuous market on a feeder with a village and an estate, whose line has little room left. At night
 * vehicles on the estate want to charge, and works in the village sell what they do not draw; the line takes part of
 * it, and more once somebody on the estate draws less. In the evening the operator knows of load that is coming to the
 * estate: it buys, at any price, whatever makes up for it behind the line.
 */
public final class MarketDay {

    private static final String OPERATOR = "operator";
    private static final int HOURS = 24;
    private static final int ESTATE_LINE = 5;
    private static final int[] VILLAGE = {3, 4, 5};
    private static final int[] ESTATE = {6, 7, 8};

    private MarketDay() {}

    /** Prints the day. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    /** The root 1, the village 3 to 5 behind bus 2, and the estate 6 to 8 behind line 5, which holds 0.6 MVA. */
    private static Network feeder() {
        var feeder = Network.builder("village and estate", 1.0)
                .bus(Bus.reference(1, 1.0).withBaseKv(11.0))
                .branch(Branch.line(1, 1, 2, 0.005, 0.005).withRating(2.5))
                .branch(Branch.line(2, 2, 3, 0.01, 0.008).withRating(1.0))
                .branch(Branch.line(3, 3, 4, 0.01, 0.008).withRating(0.8))
                .branch(Branch.line(4, 4, 5, 0.01, 0.008).withRating(0.6))
                .branch(Branch.line(ESTATE_LINE, 2, 6, 0.01, 0.008).withRating(0.6))
                .branch(Branch.line(6, 6, 7, 0.01, 0.008).withRating(0.5))
                .branch(Branch.line(7, 7, 8, 0.01, 0.008).withRating(0.5))
                .generator(Generator.of(1, 1, -10.0, 10.0, -10.0, 10.0, CostCurve.linear(50.0)));
        for (int bus = 2; bus <= 8; bus++) {
            feeder.bus(Bus.of(bus).withBaseKv(11.0).withVoltageLimits(0.95, 1.05));
        }
        for (int bus : VILLAGE) {
            feeder.load(Load.of(bus, bus, 0.22, 0.06));
        }
        for (int bus : ESTATE) {
            feeder.load(Load.of(bus, bus, 0.15, 0.04));
        }
        return feeder.build();
    }

    private static String name(int hour) {
        return String.format(Locale.ROOT, "%02d:00", hour);
    }

    /** Orders for an hour, in the order in which they come; the day before, as everybody knows when it will be dear. */
    private static List<Command> orders(int hour, long time) {
        boolean night = hour < 6 || hour >= 22;
        boolean evening = hour >= 17 && hour < 21;
        boolean noon = hour >= 11 && hour < 15;
        int dear = evening ? 14 : night ? -8 : 0;
        List<Command> orders = new ArrayList<>();
        orders.add(order(time, "works", 4, Direction.DOWN, hour, 250, 41 + dear));
        orders.add(order(time + 1, "bakery", 5, Direction.DOWN, hour, 60, night ? 58 : 46 + dear));
        orders.add(order(time + 2, "heat pumps", 7, Direction.DOWN, hour, 80, 49 + dear));
        if (night) {
            orders.add(order(time + 3, "vehicles", 8, Direction.UP, hour, 220, 47));
        } else {
            orders.add(order(time + 3, "shops", 6, Direction.UP, hour, 50, 44 + dear));
        }
        if (noon) {
            orders.add(order(time + 4, "battery", 7, Direction.UP, hour, 100, 42));
        }
        if (evening) {
            // Load that is coming to bus 8 and not in the schedule: it trades with whatever makes up for it.
            orders.add(order(time + 5, OPERATOR, 8, Direction.UP, hour, 180, 0).withPrice(Command.EXTREME));
            orders.add(order(time + 6, "battery", 7, Direction.DOWN, hour, 100, 66));
        }
        return orders;
    }

    private static Command order(
            long time, String owner, int bus, Direction direction, int hour, int kilowatts, int price) {
        return Command.submit(time, owner + " " + direction + " " + name(hour), owner)
                .at(bus, direction, name(hour))
                .offering(1_000L * kilowatts, 10_000L * price);
    }

    static void print(PrintStream out) {
        Network feeder = feeder();
        MarketSettings settings = MarketSettings.of(
                        IntStream.range(0, HOURS).mapToObj(MarketDay::name).toList(), 60)
                .withLot(1_000L)
                .withOperator(OPERATOR);
        ContinuousMarket market = ContinuousMarket.open(settings, feeder, NetworkChecks.named("ac", feeder));
        Accounts accounts = Accounts.of(settings);
        List<Rejection> rejections = new ArrayList<>();
        out.println("hour   trades     MW  paid/MWh   got/MWh  line to the estate MVA  held back");
        long time = 0L;
        for (int hour = 0; hour < HOURS; hour++) {
            List<Trade> trades = new ArrayList<>();
            int before = rejections.size();
            for (Command order : orders(hour, time)) {
                Outcome outcome = market.apply(order);
                trades.addAll(outcome.trades());
                rejections.addAll(outcome.rejections());
            }
            market.apply(Command.close(time + 10L, name(hour)));
            time += 100L;
            trades.forEach(accounts::add);
            double mw = trades.stream().mapToDouble(Trade::quantity).sum() / 1e6;
            out.printf(
                    Locale.ROOT,
                    "%s  %6d  %5.3f  %8s  %8s  %22.4f  %9d%n",
                    name(hour),
                    trades.size(),
                    mw,
                    mean(trades, Direction.UP),
                    mean(trades, Direction.DOWN),
                    market.view().book(name(hour)).network().fromMva()[ESTATE_LINE - 1],
                    rejections.size() - before);
        }
        out.printf(
                Locale.ROOT,
                "%nHeld back, for the first time: %s%n",
                rejections.get(0).inWords());
        out.printf(Locale.ROOT, "%nStatements (below zero: the owner receives):%n");
        accounts.accounts()
                .forEach(account -> out.printf(
                        Locale.ROOT, "  %-10s  %12s%n", account.owner(), new BigDecimal(account.statementCents(), 2)));
        out.printf(Locale.ROOT, "  %-10s  %12s%n", "the market", new BigDecimal(accounts.marketStatementCents(), 2));
        out.printf(
                Locale.ROOT,
                "The market keeps %s, of it %s from what the operator bought at its extreme price.%n",
                accounts.surplus(),
                accounts.surplusWithOperator());
    }

    private static String mean(List<Trade> trades, Direction direction) {
        double watts = trades.stream().mapToDouble(Trade::quantity).sum();
        double money = trades.stream()
                .mapToDouble(trade ->
                        trade.quantity() * (direction == Direction.UP ? trade.priceUp() : trade.priceDown()) / 1e4)
                .sum();
        return watts == 0.0 ? "-" : String.format(Locale.ROOT, "%.2f", money / watts);
    }
}
