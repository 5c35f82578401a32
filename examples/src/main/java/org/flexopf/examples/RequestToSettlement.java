package org.flexopf.examples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.flexopf.casefile.Cases;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.auction.AcceptedOffer;
import org.flexopf.exchange.auction.Auction;
import org.flexopf.exchange.auction.AuctionObjective;
import org.flexopf.exchange.auction.AuctionOffer;
import org.flexopf.exchange.auction.AuctionParameters;
import org.flexopf.exchange.auction.AuctionPeriod;
import org.flexopf.exchange.auction.AuctionRule;
import org.flexopf.exchange.auction.ClearedAuction;
import org.flexopf.exchange.auction.ClearedPeriod;
import org.flexopf.exchange.auction.OfferLink;
import org.flexopf.exchange.finder.CellReport;
import org.flexopf.exchange.finder.FinderReport;
import org.flexopf.exchange.finder.Forecast;
import org.flexopf.exchange.finder.ForecastRow;
import org.flexopf.exchange.finder.PriceTerms;
import org.flexopf.exchange.finder.Request;
import org.flexopf.exchange.finder.RequestFinder;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.pricing.payment.Payment;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.socp.BranchFlowSocp;

/**
 * A request found, offered, cleared and settled. The operator of a feeder foresees an evening in which a line is
 * overloaded, tells how much less has to be drawn and where, and up to which price; owners offer; the auction takes the
 * cheapest that mend the line, and pays. One of them may move its load into the night, and only the whole of it.
 */
public final class RequestToSettlement {

    private static final double[] DEMAND = {0.5, 0.8, 1.1};
    private static final String[] PERIODS = {"night", "afternoon", "evening"};
    private static final double[] HOURS = {6.0, 4.0, 2.0};

    private RequestToSettlement() {}

    /** Prints what happens. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        Network feeder = Cases.load("ieee33").toBuilder()
                .mapBranches(branch -> branch.id() == 6 ? branch.withRating(1.2) : branch)
                .build();
        Opf opf = Opf.of(new BranchFlowSocp());
        found(feeder, opf, out);
        ClearedAuction cleared = auction(feeder).clear(opf);
        cleared(cleared, out);
        settled(cleared, out);
    }

    /** The feeder in three periods, as foreseen. */
    private static void found(Network feeder, Opf opf, PrintStream out) {
        List<ForecastRow> rows = new ArrayList<>();
        for (int t = 0; t < PERIODS.length; t++) {
            for (Load load : feeder.loads()) {
                rows.add(new ForecastRow(
                        1, 1.0, t + 1, load.bus(), DEMAND[t] * load.p(), DEMAND[t] * load.q(), 0.0, 0.0));
            }
        }
        FinderReport report = RequestFinder.of(opf)
                .withPriceTerms(new PriceTerms(3_000.0, 40_000.0, 60.0, HOURS[2]))
                .find(Forecast.of(feeder, rows));
        for (CellReport cell : report.cells()) {
            out.printf("%-10s %s%n", PERIODS[cell.cell().period() - 1], cell.state());
        }
        CellReport evening = report.cell(1, 3);
        out.printf(
                Locale.ROOT,
                "%nAsked for: %.4f MW less",
                evening.need().totalMw(Direction.DOWN).orElseThrow());
        Request request = evening.need().requests().get(0);
        out.printf(
                Locale.ROOT,
                " at buses %s, worth up to %.2f per MWh.%n%n",
                evening.zone().orElseThrow().buses(Direction.DOWN).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")),
                evening.latestPrices().orElseThrow().at(Direction.DOWN, request.bus()));
    }

    private static Auction auction(Network feeder) {
        List<AuctionPeriod> periods = new ArrayList<>();
        for (int t = 0; t < PERIODS.length; t++) {
            BusInjections schedule = BusInjections.zero(feeder.buses().size());
            for (Load load : feeder.loads()) {
                schedule.addDemand(feeder.busIndex(load.bus()), DEMAND[t] * load.p(), DEMAND[t] * load.q());
            }
            periods.add(new AuctionPeriod(PERIODS[t], HOURS[t], schedule));
        }
        List<AuctionOffer> offers = List.of(
                AuctionOffer.active("pumps", "waterworks", 12, Direction.DOWN, 0.06, 48.0)
                        .during(2, 3),
                AuctionOffer.active("cold store", "dairy", 16, Direction.DOWN, 0.05, 95.0)
                        .during(2, 3),
                AuctionOffer.active("far away", "sawmill", 22, Direction.DOWN, 0.2, 20.0)
                        .during(2, 3),
                // The bakery's ovens: all or nothing, and what they leave in the evening they draw at night.
                AuctionOffer.active("ovens off", "bakery", 14, Direction.DOWN, 0.12, 30.0)
                        .during(2, 3)
                        .withMinimum(0.12),
                AuctionOffer.active("ovens on", "bakery", 14, Direction.UP, 0.05, 10.0)
                        .during(0, 3)
                        .linked(new OfferLink.Loop("ovens off")));
        return new Auction(
                feeder,
                AuctionObjective.ACTIVATION,
                new AuctionParameters(3_000.0, 100.0, 5.0, 60.0, 0.01),
                periods,
                offers,
                OptionalLong.empty());
    }

    private static void cleared(ClearedAuction cleared, PrintStream out) {
        out.println("offer       owner        bus   accepted MW   asks/MWh  price/MWh");
        for (AcceptedOffer accepted : cleared.offers()) {
            out.printf(
                    Locale.ROOT,
                    "%-11s %-10s %5d %13.4f %10.2f %10.2f%n",
                    accepted.offer().id(),
                    accepted.offer().owner(),
                    accepted.offer().bus(),
                    accepted.quantity(),
                    accepted.offer().ask(),
                    accepted.price());
        }
        out.println();
        for (ClearedPeriod period : cleared.periods()) {
            out.printf(
                    "%-10s %s%n",
                    period.period().name(),
                    period.isConfirmed() ? "no violation, by an AC power flow" : period.after());
        }
        Optional<String> reason = cleared.offers().stream()
                .flatMap(accepted -> accepted.neededFor().stream())
                .map(contribution -> contribution.label())
                .findFirst();
        reason.ifPresent(label -> out.println("What makes the price: " + label + "."));
        out.println();
    }

    private static void settled(ClearedAuction cleared, PrintStream out) {
        out.println("paid by         waterworks      dairy    sawmill     bakery   together");
        for (AuctionRule rule : AuctionRule.values()) {
            Settlement settlement = rule.settle(cleared);
            out.printf("%-14s", rule.label());
            for (Payment payment : settlement.payments()) {
                out.printf(Locale.ROOT, " %10.2f", payment.amount().orElseThrow() + 0.0);
            }
            out.printf(Locale.ROOT, " %10.2f%n", settlement.outlay().orElseThrow());
        }
    }
}
