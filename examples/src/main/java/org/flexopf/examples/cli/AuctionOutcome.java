package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flexopf.exchange.auction.AcceptedOffer;
import org.flexopf.exchange.auction.AuctionOffer;
import org.flexopf.exchange.auction.BusPrices;
import org.flexopf.exchange.auction.ClearedAuction;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.exchange.schedule.ViolationKind;
import org.flexopf.pricing.nodal.LimitContribution;
import org.flexopf.pricing.payment.Payment;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.report.result.TextTable;

/** A cleared auction for people, and as JSON. */
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

    String json() {
        return JsonOutput.text(json -> {
            json.writeStartObject();
            json.writeStringField("status", cleared.solution().status().name());
            json.writeNumberField("cost", cleared.cost());
            json.writeObjectFieldStart("accepted");
            for (AcceptedOffer accepted : cleared.offers()) {
                json.writeNumberField(accepted.offer().id(), accepted.quantity());
            }
            json.writeEndObject();
            writeByBus(json, "curtailedMw", cleared.curtailedMw());
            writeByBus(json, "spilledMw", cleared.spilledMw());
            json.writeNumberField("deviationMw", cleared.deviationMw());
            json.writeObjectFieldStart("prices");
            for (Map.Entry<Integer, BusPrices> at : new TreeMap<>(cleared.prices()).entrySet()) {
                json.writeObjectFieldStart(Integer.toString(at.getKey()));
                JsonOutput.number(json, "nodal", at.getValue().nodal());
                JsonOutput.number(json, "flexibility", at.getValue().flexibility());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeObjectFieldStart("payments");
            for (Payment payment : settlement.payments()) {
                JsonOutput.number(
                        json, payment.participant().id(), payment.amount().orElse(Double.NaN));
            }
            json.writeEndObject();
            writeViolations(json, "violationsBefore", cleared.before());
            writeViolations(json, "violationsAfter", cleared.after());
            json.writeEndObject();
        });
    }

    /** What is known where nothing was cleared: the status, and the violations at the schedule. */
    static String unsolvedJson(String status, AcState before) {
        return JsonOutput.text(json -> {
            json.writeStartObject();
            json.writeStringField("status", status);
            for (String field :
                    List.of("cost", "accepted", "curtailedMw", "spilledMw", "deviationMw", "prices", "payments")) {
                json.writeNullField(field);
            }
            writeViolations(json, "violationsBefore", before);
            json.writeNullField("violationsAfter");
            json.writeEndObject();
        });
    }

    private static void writeByBus(JsonGenerator json, String field, Map<Integer, Double> byBus) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<Integer, Double> at : new TreeMap<>(byBus).entrySet()) {
            json.writeNumberField(Integer.toString(at.getKey()), at.getValue());
        }
        json.writeEndObject();
    }

    private static void writeViolations(JsonGenerator json, String field, AcState state) throws IOException {
        if (!state.exists()) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        for (ViolationKind kind : ViolationKind.values()) {
            json.writeObjectFieldStart(kind == ViolationKind.LINE ? "lines" : kind.label());
            for (Violation violation : state.violations()) {
                if (violation.kind() == kind) {
                    json.writeNumberField(Integer.toString(violation.element()), violation.amount());
                }
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: cost %.6f per hour, deviation from the schedule %.6f MW%n",
                cleared.auction(),
                cleared.cost(),
                cleared.deviationMw());
        out.printf(Locale.ROOT, "  before: %s%n", cleared.before());
        out.printf(
                Locale.ROOT,
                "  after:  %s, by an AC power flow; the model's root supplies %.2g MW more than there%n%n",
                cleared.after(),
                cleared.rootGapMw());
        printOffers(out);
        printCuts(out, "Curtailed", cleared.curtailedMw());
        printCuts(out, "Spilt", cleared.spilledMw());
        printReasons(out);
        printPayments(out);
        settlement.caveats().forEach(caveat -> out.println("Note: " + caveat));
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
                    TextTable.number(accepted.quantity(), 6),
                    TextTable.number(offer.price(), 4),
                    TextTable.number(accepted.price(), 4));
        });
        table.print(out, cleared.offers().size(), "offers");
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

    private static String shown(OptionalDouble amount) {
        return amount.isPresent() ? TextTable.number(amount.getAsDouble(), 5) : "none";
    }
}
