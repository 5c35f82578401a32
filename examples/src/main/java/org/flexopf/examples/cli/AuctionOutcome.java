package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flexopf.exchange.auction.AcceptedOffer;
import org.flexopf.exchange.auction.AuctionOffer;
import org.flexopf.exchange.auction.ClearedAuction;
import org.flexopf.exchange.auction.ClearedPeriod;
import org.flexopf.exchange.schedule.MonitoredLimit;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.exchange.schedule.ViolationKind;
import org.flexopf.pricing.nodal.LimitContribution;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.report.result.TextTable;

/** A cleared auction for people. */
final class AuctionOutcome {

    /** A limit that makes up less of a price than this share is not worth a line. */
    private static final double SHARE_SHOWN = 0.01;

    private static final int REASONS_SHOWN = 3;

    private final ClearedAuction cleared;
    private final Settlement settlement;

    AuctionOutcome(ClearedAuction cleared, Settlement settlement) {
        this.cleared = cleared;
        this.settlement = settlement;
    }

    void print(PrintWriter out) {
        out.printf(Locale.ROOT, "%s: cost %.6f%n", cleared.auction(), cleared.cost());
        for (ClearedPeriod period : cleared.periods()) {
            if (cleared.periods().size() > 1) {
                out.printf(
                        Locale.ROOT,
                        "Period %s, %s hours%n",
                        period.period().name(),
                        TextTable.number(period.period().hours(), 4));
            }
            out.printf(Locale.ROOT, "  deviation from the schedule %.6f MW%n", period.deviationMw());
            out.printf(Locale.ROOT, "  before: %s%n", period.before());
            out.printf(
                    Locale.ROOT,
                    "  after:  %s, by an AC power flow; the model's root supplies %.2g MW more than there%n",
                    period.after(),
                    period.rootGapMw());
            printCuts(out, "  curtailed", period.curtailedMw());
            printCuts(out, "  spilt", period.spilledMw());
        }
        out.println();
        printOffers(out);
        cleared.periods().forEach(period -> printMended(period, out));
        printReasons(out);
        printPayments(out);
        settlement.caveats().forEach(caveat -> out.println("Note: " + caveat));
    }

    /** What was beyond a limit before, and where it is after. */
    private void printMended(ClearedPeriod period, PrintWriter out) {
        List<Violation> violations = period.before().violations();
        if (violations.isEmpty() || !period.after().exists()) {
            return;
        }
        out.println(
                cleared.periods().size() == 1
                        ? "Limits that were exceeded:"
                        : "Limits that were exceeded in period "
                                + period.period().name() + ":");
        TextTable table = new TextTable("<limit", "<unit", "at", "before", "after");
        violations.stream().limit(TextTable.ROWS_SHOWN).forEach(violation -> {
            MonitoredLimit limit = period.before().limitOf(violation);
            double sign = limit.kind() == ViolationKind.LOW ? -1.0 : 1.0;
            table.row(
                    violation.name(),
                    limit.kind().unit().symbol(),
                    TextTable.number(limit.limit(), 6),
                    TextTable.number(limit.limit() + sign * violation.amount(), 6),
                    TextTable.number(
                            limit.limit()
                                    + sign
                                            * limit.excess(
                                                    period.after().result().point()),
                            6));
        });
        table.print(out, violations.size(), "limits");
    }

    private void printOffers(PrintWriter out) {
        if (cleared.offers().isEmpty()) {
            return;
        }
        TextTable table = new TextTable(
                "<offer", "<owner", "bus", "<direction", "<kind", "offered", "accepted", "price", "at its bus");
        cleared.offers().stream().limit(TextTable.ROWS_SHOWN).forEach(accepted -> {
            AuctionOffer offer = accepted.offer();
            table.row(
                    offer.id(),
                    offer.owner(),
                    offer.bus(),
                    offer.direction(),
                    offer.kind() == AuctionOffer.Kind.P ? "MW" : "Mvar",
                    TextTable.number(offer.quantity(), 6),
                    cleared.auction().takesPart(offer) ? quantities(accepted) : "not valid",
                    TextTable.number(offer.price(), 4),
                    TextTable.number(accepted.price(), 4));
        });
        table.print(out, cleared.offers().size(), "offers");
    }

    /** What is accepted, in every period. */
    private static String quantities(AcceptedOffer accepted) {
        return accepted.parts().size() == 1
                ? TextTable.number(accepted.quantity(), 6)
                : accepted.parts().stream()
                        .map(part -> TextTable.number(part.quantity(), 4))
                        .collect(Collectors.joining(" / "));
    }

    private static void printCuts(PrintWriter out, String what, Map<Integer, Double> byBus) {
        if (!byBus.isEmpty()) {
            out.println(what + ", MW: "
                    + new TreeMap<>(byBus)
                            .entrySet().stream()
                                    .map(at -> String.format(Locale.ROOT, "bus %d %.6f", at.getKey(), at.getValue()))
                                    .collect(Collectors.joining(", ")));
        }
    }

    private void printReasons(PrintWriter out) {
        boolean any = false;
        for (AcceptedOffer accepted : cleared.offers()) {
            double whole = accepted.neededFor().stream()
                    .mapToDouble(reason -> Math.abs(reason.amount()))
                    .sum();
            List<LimitContribution> reasons = accepted.neededFor().stream()
                    .filter(reason -> Math.abs(reason.amount()) >= SHARE_SHOWN * whole)
                    .limit(REASONS_SHOWN)
                    .toList();
            if (!reasons.isEmpty()) {
                out.printf(
                        Locale.ROOT,
                        "%s  %s: %s%n",
                        any ? "" : String.format("Which limits made the price of an offer:%n"),
                        accepted.offer().id(),
                        reasons.stream()
                                .map(reason -> String.format(Locale.ROOT, "%s %.2f", reason.label(), reason.amount()))
                                .collect(Collectors.joining(", ")));
                any = true;
            }
        }
        if (any) {
            out.println();
        }
    }

    private void printPayments(PrintWriter out) {
        if (settlement.payments().isEmpty()) {
            return;
        }
        out.println("Payments, " + settlement.rule() + " (below zero: the owner pays):");
        TextTable table = new TextTable("<owner", "payment", "costs", "profit");
        settlement.payments().stream()
                .limit(TextTable.ROWS_SHOWN)
                .forEach(payment -> table.row(
                        payment.participant().id(),
                        shown(payment.amount()),
                        TextTable.number(payment.award().cost(), 5),
                        shown(payment.profit())));
        table.print(out, settlement.payments().size(), "owners");
    }

    static String shown(OptionalDouble amount) {
        return amount.isPresent() ? TextTable.number(amount.getAsDouble(), 5) : "none";
    }
}
