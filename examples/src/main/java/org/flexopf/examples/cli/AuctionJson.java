package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flexopf.exchange.auction.AcceptedOffer;
import org.flexopf.exchange.auction.Auction;
import org.flexopf.exchange.auction.AuctionPeriod;
import org.flexopf.exchange.auction.BusPrices;
import org.flexopf.exchange.auction.ClearedAuction;
import org.flexopf.exchange.auction.ClearedPeriod;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.exchange.schedule.ViolationKind;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.pricing.nodal.LimitContribution;
import org.flexopf.pricing.payment.MarketFigures;
import org.flexopf.pricing.payment.Payment;
import org.flexopf.pricing.payment.Settlement;

/** A cleared auction as JSON. What one period has stands at the top; several stand in a list. */
final class AuctionJson {

    private final JsonGenerator json;

    private AuctionJson(JsonGenerator json) {
        this.json = json;
    }

    static String text(ClearedAuction cleared, Settlement settlement) {
        return JsonOutput.text(json -> new AuctionJson(json).write(cleared, settlement));
    }

    /** What is known where nothing was cleared: the status, and the violations at the schedule. */
    static String unsolvedText(String status, Auction auction) {
        return JsonOutput.text(json -> new AuctionJson(json).writeUnsolved(status, auction));
    }

    private void write(ClearedAuction cleared, Settlement settlement) throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "status", cleared.periods().get(0).solution().status().name());
        json.writeNumberField("cost", cleared.cost());
        json.writeObjectFieldStart("accepted");
        for (AcceptedOffer accepted : cleared.offers()) {
            json.writeNumberField(accepted.offer().id(), accepted.quantity());
        }
        json.writeEndObject();
        boolean several = cleared.periods().size() > 1;
        if (several) {
            json.writeArrayFieldStart("periods");
            for (ClearedPeriod period : cleared.periods()) {
                json.writeStartObject();
                json.writeStringField("name", period.period().name());
                json.writeNumberField("hours", period.period().hours());
                writeDecisions(period);
                writeViolations("violationsBefore", period.before());
                writeViolations("violationsAfter", period.after());
                writeStates(period);
                json.writeEndObject();
            }
            json.writeEndArray();
        } else {
            writeDecisions(cleared.period());
        }
        json.writeObjectFieldStart("payments");
        for (Payment payment : settlement.payments()) {
            JsonOutput.number(json, payment.participant().id(), payment.amount().orElse(Double.NaN));
        }
        json.writeEndObject();
        if (!several) {
            writeViolations("violationsBefore", cleared.period().before());
            writeViolations("violationsAfter", cleared.period().after());
        }
        json.writeObjectFieldStart("offers");
        for (AcceptedOffer accepted : cleared.offers()) {
            write(accepted, cleared.auction().takesPart(accepted.offer()));
        }
        json.writeEndObject();
        if (!several) {
            writeStates(cleared.period());
        }
        writeFigures(cleared, settlement);
        json.writeEndObject();
    }

    private void writeFigures(ClearedAuction cleared, Settlement settlement) throws IOException {
        json.writeObjectFieldStart("figures");
        JsonOutput.number(json, "procurementCost", settlement.outlay().orElse(Double.NaN));
        json.writeNumberField(
                "curtailedMwh",
                cleared.periods().stream()
                        .mapToDouble(ClearedPeriod::curtailedMwh)
                        .sum());
        JsonOutput.number(
                json, "concentration", MarketFigures.of(cleared, settlement).herfindahl());
        json.writeEndObject();
    }

    private void writeUnsolved(String status, Auction auction) throws IOException {
        json.writeStartObject();
        json.writeStringField("status", status);
        boolean several = auction.periods().size() > 1;
        for (String field : several
                ? List.of("cost", "accepted")
                : List.of("cost", "accepted", "curtailedMw", "spilledMw", "deviationMw", "prices")) {
            json.writeNullField(field);
        }
        List<AcState> before = auction.before();
        if (several) {
            json.writeArrayFieldStart("periods");
            for (int t = 0; t < before.size(); t++) {
                AuctionPeriod period = auction.periods().get(t);
                json.writeStartObject();
                json.writeStringField("name", period.name());
                json.writeNumberField("hours", period.hours());
                writeViolations("violationsBefore", before.get(t));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeNullField("payments");
        if (!several) {
            writeViolations("violationsBefore", before.get(0));
            json.writeNullField("violationsAfter");
        }
        json.writeEndObject();
    }

    private void writeDecisions(ClearedPeriod period) throws IOException {
        writeByBus("curtailedMw", period.curtailedMw());
        writeByBus("spilledMw", period.spilledMw());
        json.writeNumberField("deviationMw", period.deviationMw());
        json.writeObjectFieldStart("prices");
        for (Map.Entry<Integer, BusPrices> at : period.prices().entrySet()) {
            json.writeObjectFieldStart(Integer.toString(at.getKey()));
            JsonOutput.number(json, "nodal", at.getValue().nodal());
            JsonOutput.number(json, "flexibility", at.getValue().flexibility());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void write(AcceptedOffer accepted, boolean takesPart) throws IOException {
        json.writeObjectFieldStart(accepted.offer().id());
        json.writeBooleanField("valid", takesPart);
        json.writeArrayFieldStart("quantity");
        for (AcceptedOffer.Part part : accepted.parts()) {
            json.writeNumber(part.quantity());
        }
        json.writeEndArray();
        JsonOutput.number(json, "price", accepted.price());
        json.writeNumberField("asked", accepted.asked());
        JsonOutput.number(json, "worth", accepted.worth());
        json.writeArrayFieldStart("neededFor");
        for (LimitContribution reason : accepted.neededFor()) {
            json.writeStartObject();
            json.writeStringField("limit", reason.label());
            json.writeNumberField("amount", reason.amount());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeByBus(String field, Map<Integer, Double> byBus) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<Integer, Double> at : new TreeMap<>(byBus).entrySet()) {
            json.writeNumberField(Integer.toString(at.getKey()), at.getValue());
        }
        json.writeEndObject();
    }

    private void writeViolations(String field, AcState state) throws IOException {
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

    /** Flows and voltages before and after, by AC power flows. */
    private void writeStates(ClearedPeriod period) throws IOException {
        Network network = period.solution().network();
        json.writeObjectFieldStart("lines");
        for (int b = 0; b < network.branches().size(); b++) {
            if (network.topology().isActive(b)) {
                Branch branch = network.branches().get(b);
                json.writeObjectFieldStart(Integer.toString(branch.id()));
                JsonOutput.number(json, "ratingMva", branch.hasRating() ? branch.rating() : Double.NaN);
                JsonOutput.number(json, "beforeMva", flow(period.before(), b));
                JsonOutput.number(json, "afterMva", flow(period.after(), b));
                json.writeEndObject();
            }
        }
        json.writeEndObject();
        json.writeObjectFieldStart("buses");
        for (int i = 0; i < network.buses().size(); i++) {
            if (network.topology().island(i) >= 0) {
                Bus bus = network.buses().get(i);
                json.writeObjectFieldStart(Integer.toString(bus.id()));
                JsonOutput.number(json, "beforePu", voltage(period.before(), i));
                JsonOutput.number(json, "afterPu", voltage(period.after(), i));
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private static double flow(AcState state, int branch) {
        return state.exists() ? state.result().point().apparentPower(branch) : Double.NaN;
    }

    private static double voltage(AcState state, int bus) {
        return state.exists() ? state.result().vm(bus) : Double.NaN;
    }
}
