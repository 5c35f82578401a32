package org.flexopf.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.flexopf.exchange.check.NetworkChecks;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.junit.jupiter.api.Test;

/**
 * The online appendix of Prat, Herre, Kazempour and Chatzivasileiadis, "Design of a Continuous Local Flexibility Market
 * with Network Constraints" (arXiv 2012.00505): fifteen buses, six requests of the operator, fifty-nine offers in the
 * order in which they arrive. Its trace was worked out by a program of its own, which enumerates which requests are
 * called. Its Up and Down are regulation: an offer Up is a load that falls and is paid, an offer Down one that rises
 * and is paid.
 */
class PublishedMarketTest {

    /** A line by its from bus, to bus and capacity, kW. */
    private static final int[][] LINES = {
        {1, 2, 1300}, {2, 3, 800}, {3, 4, 400}, {4, 5, 100}, {2, 9, 200}, {9, 10, 100}, {2, 6, 400},
        {6, 7, 200}, {6, 8, 100}, {3, 11, 300}, {11, 12, 200}, {12, 13, 100}, {4, 14, 100}, {4, 15, 200},
    };

    /** The baseline demand of buses 2 to 15, kW. */
    private static final int[] DEMAND = {40, 70, 140, 40, 140, 140, 70, 70, 40, 140, 70, 40, 70, 140};

    /** A bid: its bus, quantity in units of 10 kW, Up or Down, and price per MWh. */
    private record Bid(String id, int bus, int quantity, boolean up, int price, boolean conditional) {}

    private static final List<Bid> REQUESTS = List.of(
            new Bid("R0", 4, 1, false, 44, true),
            new Bid("R1", 13, 3, true, 42, false),
            new Bid("R2", 10, 2, false, 41, true),
            new Bid("R3", 15, 2, true, 41, true),
            new Bid("R4", 5, 1, false, 40, false),
            new Bid("R5", 10, 3, true, 37, true));

    /** Offers by bus, quantity in units of 10 kW, U or D, and price, as they arrive. */
    private static final String OFFERS = """
            14 3 U 35  13 4 D 40  12 3 D 39  15 2 U 32  8 4 D 33  6 2 D 36  12 5 D 31  13 1 D 34
            9 1 D 34  13 1 D 32  3 3 D 40  7 4 U 31  8 2 U 40  14 1 U 32  11 1 U 30  7 5 U 34
            13 1 D 39  10 1 U 37  7 1 D 34  15 2 U 37  10 5 U 32  4 1 U 32  13 1 D 37  10 1 U 37
            3 1 U 36  5 5 D 31  8 1 U 39  10 1 U 39  14 5 D 37  2 2 U 38  9 3 D 33  9 1 U 34
            7 2 U 30  3 3 U 36  10 1 U 39  10 4 D 30  8 2 U 31  13 3 U 36  6 3 U 39  12 5 D 36
            13 2 U 37  4 4 U 39  4 4 U 33  5 3 U 38  14 3 U 37  15 5 D 39  15 5 U 38  4 2 D 38
            2 2 U 39  15 3 D 31  6 4 U 33  12 5 D 32  11 5 U 37  8 4 U 33  10 4 U 32  3 2 D 38
            5 3 U 32  4 4 D 31  3 4 D 38
            """;

    private static List<Bid> offers() {
        String[] words = OFFERS.trim().split("\\s+", -1);
        List<Bid> offers = new ArrayList<>();
        for (int k = 0; k < words.length; k += 4) {
            offers.add(new Bid(
                    "O" + k / 4,
                    Integer.parseInt(words[k]),
                    Integer.parseInt(words[k + 1]),
                    words[k + 2].equals("U"),
                    Integer.parseInt(words[k + 3]),
                    false));
        }
        assertThat(offers).hasSize(59);
        return offers;
    }

    private static Network network() {
        NetworkBuilder feeder =
                Network.builder("lfm15", 1.0).bus(Bus.reference(1, 1.0).withBaseKv(11.0));
        for (int bus = 2; bus <= 15; bus++) {
            feeder.bus(Bus.of(bus).withBaseKv(11.0).withVoltageLimits(0.9, 1.1));
            feeder.load(Load.of(bus - 1, bus, DEMAND[bus - 2] / 1e3, 0.0));
        }
        for (int k = 0; k < LINES.length; k++) {
            feeder.branch(
                    Branch.line(k + 1, LINES[k][0], LINES[k][1], 0.01, 0.01).withRating(LINES[k][2] / 1e3));
        }
        return feeder.generator(Generator.of(1, 1, -10.0, 10.0, -10.0, 10.0, CostCurve.linear(50.0)))
                .build();
    }

    /** The requests come first, as the operator's; then each offer of an owner of its own. */
    private static List<Trade> trades(String check, List<Bid> offers) {
        Network network = network();
        ContinuousMarket market = ContinuousMarket.open(
                MarketSettings.of(List.of("t1"), 60).withLot(1000).withOperator("dso"),
                network,
                NetworkChecks.named(check, network));
        List<Trade> trades = new ArrayList<>();
        long time = 0L;
        for (Bid request : REQUESTS) {
            // Asked for is what offers are the other side of: Up is a load that rises here unless it is met.
            Command command = command(++time, "dso", request, request.up());
            trades.addAll(market.apply(request.conditional() ? command.onCondition() : command)
                    .trades());
        }
        assertThat(trades).isEmpty();
        for (Bid offer : offers) {
            Outcome outcome = market.apply(command(++time, "owner of " + offer.id(), offer, !offer.up()));
            assertThat(outcome.isAccepted()).isTrue();
            trades.addAll(outcome.trades());
        }
        return trades;
    }

    private static Command command(long time, String owner, Bid bid, boolean loadRises) {
        return Command.submit(time, bid.id(), owner)
                .at(bid.bus(), loadRises ? Direction.UP : Direction.DOWN, "t1")
                .offering(10_000L * bid.quantity(), 10_000L * (bid.up() ? bid.price() : -bid.price()));
    }

    private static List<String> lines(List<Trade> trades) {
        return trades.stream()
                .map(trade -> {
                    boolean requestIsUp = trade.up().startsWith("R");
                    return (requestIsUp ? trade.down() : trade.up()) + " " + (requestIsUp ? trade.up() : trade.down())
                            + " " + trade.quantity() / 1000;
                })
                .toList();
    }

    private static String welfare(List<Trade> trades) {
        return Accounts.of(MarketSettings.of(List.of("t1"), 60).withOperator("dso"), trades)
                .welfare()
                .toString();
    }

    @Test
    void theTraceIsThePublishedOne() {
        List<Trade> trades = trades("dc", offers());
        assertThat(lines(trades))
                .containsExactly("O0 R1 30", "O1 R0 10", "O1 R2 10", "O3 R3 20", "O4 R2 10", "O4 R4 10", "O11 R5 30");
        assertThat(welfare(trades)).isEqualTo("0.77");
    }

    @Test
    void withoutTheNetworkAnOfferGoesFurtherAndIsWorthLess() {
        List<Trade> trades = trades("none", offers());
        assertThat(lines(trades))
                .containsExactly("O0 R1 30", "O1 R0 10", "O1 R2 20", "O1 R4 10", "O3 R3 20", "O11 R5 30");
        assertThat(welfare(trades)).isEqualTo("0.63");
    }

    /** Cheapest first the market attains what an auction does. */
    @Test
    void theBestOrderOfArrivalIsWorthWhatAnAuctionIs() {
        List<Bid> cheapestFirst = new ArrayList<>(offers());
        cheapestFirst.sort(Comparator.comparingInt(Bid::price));
        assertThat(welfare(trades("dc", cheapestFirst))).isEqualTo("1.2");
        assertThat(bestSorting()).isEqualTo(1.20);
    }

    /** Each unit asked for, dearest first, at the cheapest unit that is left. */
    private static double bestSorting() {
        double welfare = 0.0;
        for (boolean up : new boolean[] {true, false}) {
            List<Integer> asked = units(REQUESTS, up);
            asked.sort(Comparator.reverseOrder());
            List<Integer> offered = units(offers(), up);
            offered.sort(Comparator.naturalOrder());
            for (int k = 0; k < asked.size(); k++) {
                welfare += Math.max(0, asked.get(k) - offered.get(k));
            }
        }
        return welfare / 100.0;
    }

    private static List<Integer> units(List<Bid> bids, boolean up) {
        List<Integer> prices = new ArrayList<>();
        bids.stream().filter(bid -> bid.up() == up).forEach(bid -> {
            for (int k = 0; k < bid.quantity(); k++) {
                prices.add(bid.price());
            }
        });
        return prices;
    }
}
