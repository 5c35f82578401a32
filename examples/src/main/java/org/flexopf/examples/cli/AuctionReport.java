package org.flexopf.examples.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.auction.AcceptedOffer;
import org.flexopf.exchange.auction.Auction;
import org.flexopf.exchange.auction.AuctionOffer;
import org.flexopf.exchange.auction.AuctionPeriod;
import org.flexopf.exchange.auction.ClearedAuction;
import org.flexopf.exchange.auction.ClearedPeriod;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.network.Network;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.report.MarketChart;
import org.flexopf.report.MarketChart.Level;
import org.flexopf.report.MarketChart.PlacePrice;
import org.flexopf.report.ReportPage;
import org.flexopf.report.ReportTable;
import org.flexopf.report.result.TextTable;

/** A cleared auction as a page: what was offered, prices by bus, the feeder before and after, and who is paid what. */
final class AuctionReport {

    private final Network network;
    private final ClearedAuction cleared;
    private final Settlement settlement;

    private AuctionReport(ClearedAuction cleared, Settlement settlement) {
        this.network = cleared.auction().network();
        this.cleared = cleared;
        this.settlement = settlement;
    }

    static String html(ClearedAuction cleared, Settlement settlement) {
        return new AuctionReport(cleared, settlement).report().html();
    }

    /** The page of an auction without result: why, and what is violated at the schedule. */
    static String unsolvedHtml(Auction auction, String status, String why) {
        ReportPage report = ReportPage.of(
                        "Auction of flexibility on " + auction.network().name())
                .withStatus(status.toLowerCase(Locale.ROOT).replace('_', ' '), false)
                .withLead(auction.toString())
                .withFact("outcome", why);
        FeederStates feeder = FeederStates.of(ScheduledNetwork.of(auction.network()));
        List<AcState> before = auction.before();
        for (int t = 0; t < before.size(); t++) {
            AuctionPeriod period = auction.periods().get(t);
            report = feeder.add(
                    report,
                    "before" + suffix(t),
                    "The feeder at its schedule" + inPeriod(auction, period),
                    before.get(t),
                    period.schedule());
        }
        return report.html();
    }

    private ReportPage report() {
        ReportPage report = ReportPage.of("Auction of flexibility on " + network.name())
                .withStatus(cleared.periods().get(0).solution().status().name().toLowerCase(Locale.ROOT), true)
                .withLead(cleared.auction().toString())
                .withFact("cost", String.format(Locale.ROOT, "%.6f", cleared.cost()))
                .withFact("paid by", settlement.rule().toString());
        for (ClearedPeriod period : cleared.periods()) {
            String in = inPeriod(cleared.auction(), period.period());
            report = report.withFact(
                            "deviation from the schedule" + in,
                            String.format(Locale.ROOT, "%.6f MW", period.deviationMw()))
                    .withFact("curtailed" + in, byBus(period.curtailedMw()))
                    .withFact("spilt" + in, byBus(period.spilledMw()));
        }
        List<String> caveats = new ArrayList<>(cleared.caveats());
        settlement.caveats().stream()
                .filter(caveat -> !caveats.contains(caveat))
                .forEach(caveats::add);
        report = report.withSentences("caveats", "What has to be said along with these figures", caveats)
                .withCharts("offers", "What was offered, and its prices", charts());
        FeederStates feeder = FeederStates.of(ScheduledNetwork.of(network));
        for (int t = 0; t < cleared.periods().size(); t++) {
            ClearedPeriod period = cleared.periods().get(t);
            String in = inPeriod(cleared.auction(), period.period());
            report = feeder.add(
                    report,
                    "before" + suffix(t),
                    "The feeder before" + in + ": its schedule",
                    period.before(),
                    period.period().schedule());
            report = feeder.add(
                    report,
                    "after" + suffix(t),
                    "The feeder after the auction" + in,
                    period.after(),
                    period.injections());
        }
        return report.withTable(offerTable()).withTable(paymentTable());
    }

    private static String byBus(Map<Integer, Double> mw) {
        return mw.isEmpty()
                ? "nothing"
                : new TreeMap<>(mw)
                        .entrySet().stream()
                                .map(at -> String.format(Locale.ROOT, "%.6f MW at bus %d", at.getValue(), at.getKey()))
                                .collect(Collectors.joining(", "));
    }

    /** What tells the ids of a later period from those of the first. */
    private static String suffix(int period) {
        return period == 0 ? "" : "-" + (period + 1);
    }

    /** Where there are several periods, which one. */
    private static String inPeriod(Auction auction, AuctionPeriod period) {
        return auction.periods().size() == 1 ? "" : " in period " + period.name();
    }

    private List<MarketChart> charts() {
        List<AcceptedOffer> active = cleared.offers().stream()
                .filter(accepted -> accepted.offer().kind() == AuctionOffer.Kind.P)
                .toList();
        List<MarketChart> charts = new ArrayList<>();
        if (!active.isEmpty()) {
            charts.add(MarketChart.depth(
                    "offered", "Offers of active power", levels(active, Direction.UP), levels(active, Direction.DOWN)));
        }
        List<PlacePrice> prices = active.stream()
                .filter(accepted -> accepted.quantity() > 0.0 && Double.isFinite(accepted.price()))
                .sorted(Comparator.comparingInt(accepted -> accepted.offer().bus()))
                .map(accepted -> new PlacePrice(
                        Integer.toString(accepted.offer().bus()),
                        accepted.offer().direction() == Direction.UP,
                        accepted.price(),
                        accepted.price(),
                        accepted.price(),
                        accepted.quantity()))
                .toList();
        if (!prices.isEmpty()) {
            charts.add(MarketChart.prices("prices-by-bus", "Prices of accepted offers", "bus", prices));
        }
        return charts;
    }

    private static List<Level> levels(List<AcceptedOffer> offers, Direction direction) {
        return offers.stream()
                .filter(accepted -> accepted.offer().direction() == direction)
                .map(accepted -> new Level(
                        accepted.offer().price(),
                        accepted.offer().quantity(),
                        String.format(
                                Locale.ROOT,
                                "%s of %s at bus %d: %.6f MW at %.4f per MWh, accepted %.6f",
                                accepted.offer().id(),
                                accepted.offer().owner(),
                                accepted.offer().bus(),
                                accepted.offer().quantity(),
                                accepted.offer().price(),
                                accepted.quantity())))
                .toList();
    }

    private ReportTable offerTable() {
        return ReportTable.of("offer-list", "Offers (MW, or Mvar where the kind is Q)")
                .withWords("offer")
                .withWords("owner")
                .withFigures("bus")
                .withWords("direction")
                .withWords("kind")
                .withFigures("offered")
                .withFigures("accepted")
                .withFigures("asks")
                .withFigures("price at its bus")
                .withRows(cleared.offers().stream()
                        .map(accepted -> List.of(
                                accepted.offer().id(),
                                accepted.offer().owner(),
                                Integer.toString(accepted.offer().bus()),
                                accepted.offer().direction().name(),
                                accepted.offer().kind().name(),
                                TextTable.number(accepted.offer().quantity(), 6),
                                TextTable.number(accepted.quantity(), 6),
                                TextTable.number(accepted.offer().price(), 4),
                                TextTable.number(accepted.price(), 4)))
                        .toList());
    }

    private ReportTable paymentTable() {
        return ReportTable.of("payments", "Payments (below zero: the owner pays)")
                .withWords("owner")
                .withFigures("payment")
                .withFigures("costs")
                .withFigures("profit")
                .withRows(settlement.payments().stream()
                        .map(payment -> List.of(
                                payment.participant().id(),
                                AuctionOutcome.shown(payment.amount()),
                                TextTable.number(payment.award().cost(), 5),
                                AuctionOutcome.shown(payment.profit())))
                        .toList());
    }
}
