package org.flexopf.examples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.flexopf.casefile.Cases;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.compare.ArrivalReport;
import org.flexopf.exchange.compare.ArrivalRun;
import org.flexopf.exchange.compare.ArrivalStudy;
import org.flexopf.exchange.compare.BidAuction;
import org.flexopf.exchange.compare.FlowLimits;
import org.flexopf.network.Network;

/**
 * The same bids in an auction and in a continuous market. An auction waits and takes the best of all; a continuous
 * market takes what is there, so that who comes first gets a trade that somebody later would have made better use of,
 * and a line once used is full. How much that costs depends on the order of arrival.
 */
public final class AuctionAgainstContinuous {

    private static final int BIDS = 120;
    private static final long SEED = 14;

    private AuctionAgainstContinuous() {}

    /** Prints what the auction and the market are worth. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        // The lines towards both ends of the feeder are all but full already.
        Network feeder = Cases.load("ieee33").toBuilder()
                .mapBranches(branch -> switch (branch.id()) {
                    case 6 -> branch.withRating(1.1);
                    case 25 -> branch.withRating(0.93);
                    default -> branch;
                })
                .build();
        MarketSettings settings = MarketSettings.of(List.of("evening"), 60).withLot(1_000);
        List<Command> bids = bids();
        BidAuction auction = BidAuction.of(feeder);
        ArrivalReport report = ArrivalStudy.of(feeder, "dc", settings)
                .withRuns(40)
                .withSeed(SEED)
                .compare(bids);
        double without = auction.clear(settings, bids, FlowLimits.NONE).welfare();
        out.println(BIDS + " bids for an hour on a feeder of 33 buses.");
        out.println();
        out.printf(Locale.ROOT, "auction without a network      %8.2f%n", without);
        out.printf(Locale.ROOT, "auction within the network     %8.2f%n", report.auctionWelfare());
        ArrivalRun given = report.runs().get(0);
        out.printf(
                Locale.ROOT,
                "continuous, as they came       %8.2f   misses %4.1f %%, %d trades%n",
                given.kpis().welfare().amount().doubleValue(),
                100.0 * given.gap(),
                given.kpis().transactions());
        double best = report.auctionWelfare() * (1.0 - report.gaps().getMin());
        double worst = report.auctionWelfare() * (1.0 - report.gaps().getMax());
        out.printf(
                Locale.ROOT,
                "continuous, best of %d orders  %8.2f   misses %4.1f %%%n",
                report.runs().size(),
                best,
                100.0 * report.gaps().getMin());
        out.printf(
                Locale.ROOT,
                "continuous, worst of them      %8.2f   misses %4.1f %%%n",
                worst,
                100.0 * report.gaps().getMax());
        out.println();
        out.printf(
                Locale.ROOT,
                "In the mean the market misses %.1f %% of the auction, with a standard deviation of %.1f, and never "
                        + "beats it.%n",
                100.0 * report.gaps().getAverage(),
                100.0 * report.gapDeviation());
    }

    private static List<Command> bids() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Command> bids = new ArrayList<>();
        for (int k = 1; k <= BIDS; k++) {
            int bus = 2 + random.nextInt(32);
            // Those at the long end would rather draw more, the others rather less.
            boolean isAtEnd = bus >= 7 && bus <= 18;
            Direction direction = random.nextInt(10) < (isAtEnd ? 8 : 3) ? Direction.UP : Direction.DOWN;
            // Who would draw more pays about what others ask for drawing less, a little more in the mean.
            long price = 10_000L * (direction == Direction.UP ? random.nextLong(30, 66) : random.nextLong(25, 61));
            bids.add(Command.submit(1_000L * k, "B" + k, "owner" + random.nextInt(40))
                    .at(bus, direction, "evening")
                    .offering(1_000L * random.nextLong(5, 150), price));
        }
        return bids;
    }
}
