package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.flexopf.exchange.Account;
import org.flexopf.exchange.BookView;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.Rejection;
import org.flexopf.exchange.Removal;
import org.flexopf.exchange.RemovalReason;
import org.flexopf.exchange.RestingOrder;
import org.flexopf.exchange.Trade;

/**
 * A replay as JSON: quantities in W, prices in 1e-4 per MWh as whole numbers, exact amounts of money as decimal texts.
 */
final class MarketJson {

    private final JsonGenerator json;

    private MarketJson(JsonGenerator json) {
        this.json = json;
    }

    static String text(MarketReplay replay) {
        return JsonOutput.text(json -> new MarketJson(json).write(replay));
    }

    private void write(MarketReplay replay) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("trades");
        for (Trade trade : replay.trades()) {
            write(trade);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rejections");
        for (Rejection rejection : replay.rejections()) {
            write(rejection);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("refusals");
        for (Outcome refused : replay.refused()) {
            json.writeStartObject();
            json.writeNumberField("seq", refused.sequence());
            json.writeStringField("reason", refused.refusal().orElseThrow().name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("removals");
        for (Removal removal : replay.removals()) {
            write(removal);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("book");
        for (BookView book : replay.view().books()) {
            json.writeObjectFieldStart(book.period());
            write("up", book.orders(Direction.UP));
            write("down", book.orders(Direction.DOWN));
            json.writeEndObject();
        }
        json.writeEndObject();
        writeMoney(replay);
        json.writeObjectFieldStart("latencyMicros");
        json.writeNumberField("p50", replay.micros(0.5));
        json.writeNumberField("p99", replay.micros(0.99));
        json.writeNumberField("p999", replay.micros(0.999));
        json.writeNumberField("max", replay.micros(1.0));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void write(Trade trade) throws IOException {
        json.writeStartObject();
        json.writeNumberField("seq", trade.sequence());
        json.writeNumberField("time", trade.time());
        json.writeStringField("period", trade.period());
        json.writeStringField("up", trade.up());
        json.writeStringField("down", trade.down());
        json.writeNumberField("busUp", trade.busUp());
        json.writeNumberField("busDown", trade.busDown());
        json.writeNumberField("quantityW", trade.quantity());
        json.writeNumberField("priceUp", trade.priceUp());
        json.writeNumberField("priceDown", trade.priceDown());
        json.writeEndObject();
    }

    private void write(Rejection rejection) throws IOException {
        json.writeStartObject();
        json.writeNumberField("seq", rejection.sequence());
        json.writeStringField("order", rejection.order());
        json.writeStringField("resting", rejection.resting());
        json.writeNumberField("askedW", rejection.asked());
        json.writeNumberField("feasibleW", rejection.feasible());
        json.writeStringField("element", rejection.element().name());
        JsonOutput.number(json, "excess", rejection.excess());
        json.writeEndObject();
    }

    private void write(Removal removal) throws IOException {
        json.writeStartObject();
        json.writeNumberField("seq", removal.sequence());
        json.writeStringField("id", removal.id());
        json.writeNumberField("quantityW", removal.quantity());
        json.writeStringField("reason", removal.reason().name());
        if (removal.reason() == RemovalReason.FOK) {
            json.writeNumberField("attainableW", removal.attainable());
        }
        json.writeEndObject();
    }

    private void write(String side, List<RestingOrder> orders) throws IOException {
        json.writeArrayFieldStart(side);
        for (RestingOrder order : orders) {
            json.writeStartObject();
            json.writeStringField("id", order.id());
            json.writeNumberField("quantityW", order.open());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeMoney(MarketReplay replay) throws IOException {
        json.writeObjectFieldStart("accounts");
        for (Account account : replay.accounts().accounts()) {
            json.writeObjectFieldStart(account.owner());
            number("statementCents", account.statementCents());
            number("tradedW", account.tradedWatts());
            json.writeEndObject();
        }
        json.writeEndObject();
        number("marketStatementCents", replay.accounts().marketStatementCents());
        json.writeStringField("surplus", replay.accounts().surplus().toString());
        json.writeStringField(
                "surplusWithOperator", replay.accounts().surplusWithOperator().toString());
        json.writeStringField("welfare", replay.accounts().welfare().toString());
    }

    private void number(String field, BigInteger value) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(value);
    }
}
