package org.flexopf.exchange.journal;

import java.util.Arrays;
import java.util.List;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.MarketSnapshot;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.Refusal;
import org.flexopf.exchange.Rejection;
import org.flexopf.exchange.Removal;
import org.flexopf.exchange.RemovalReason;
import org.flexopf.exchange.RestingOrder;
import org.flexopf.exchange.Restriction;
import org.flexopf.exchange.Trade;
import org.flexopf.exchange.check.Call;
import org.flexopf.exchange.check.LimitingElement;
import org.flexopf.exchange.check.SavedState;
import org.flexopf.exchange.check.SavedState.SavedCall;

/** Commands, outcomes and snapshots as payloads. */
final class MarketPayloads {

    private MarketPayloads() {}

    static byte[] of(Command command) {
        PayloadWriter writer = new PayloadWriter();
        for (Command.Field field : Command.Field.values()) {
            writer.text(field.of(command));
        }
        return writer.toBytes();
    }

    static Command command(byte[] payload) {
        PayloadReader reader = new PayloadReader(payload);
        Command command = Command.of(field -> reader.text());
        reader.requireEnd();
        return command;
    }

    static byte[] of(Outcome outcome) {
        return new PayloadWriter()
                .number(outcome.sequence())
                .number(outcome.refusal().map(Refusal::ordinal).orElse(PayloadReader.NO_CHOICE))
                .list(outcome.trades(), MarketPayloads::write)
                .list(outcome.rejections(), MarketPayloads::write)
                .list(outcome.removals(), MarketPayloads::write)
                .toBytes();
    }

    static Outcome outcome(byte[] payload) {
        PayloadReader reader = new PayloadReader(payload);
        long sequence = reader.number();
        Outcome outcome = new Outcome(
                sequence,
                reader.optionalChoice(Refusal.values()),
                reader.list(MarketPayloads::trade),
                reader.list(MarketPayloads::rejection),
                reader.list(MarketPayloads::removal));
        reader.requireEnd();
        return outcome;
    }

    private static void write(PayloadWriter writer, Trade trade) {
        writer.number(trade.sequence())
                .number(trade.time())
                .text(trade.period())
                .text(trade.up())
                .text(trade.down())
                .text(trade.ownerUp())
                .text(trade.ownerDown())
                .number(trade.busUp())
                .number(trade.busDown())
                .number(trade.quantity())
                .number(trade.priceUp())
                .number(trade.priceDown())
                .flag(trade.aggressor() == Direction.UP);
    }

    private static Trade trade(PayloadReader reader) {
        return new Trade(
                reader.number(),
                reader.number(),
                reader.text(),
                reader.text(),
                reader.text(),
                reader.text(),
                reader.text(),
                reader.integer(),
                reader.integer(),
                reader.number(),
                reader.number(),
                reader.number(),
                reader.flag() ? Direction.UP : Direction.DOWN);
    }

    private static void write(PayloadWriter writer, Rejection rejection) {
        LimitingElement element = rejection.element();
        writer.number(rejection.sequence())
                .text(rejection.order())
                .text(rejection.resting())
                .number(rejection.asked())
                .number(rejection.feasible())
                .number(element.kind().ordinal())
                .number(element.number())
                .real(element.limit())
                .real(rejection.excess());
    }

    private static Rejection rejection(PayloadReader reader) {
        return new Rejection(
                reader.number(),
                reader.text(),
                reader.text(),
                reader.number(),
                reader.number(),
                new LimitingElement(reader.choice(LimitingElement.Kind.values()), reader.integer(), reader.real()),
                reader.real());
    }

    private static void write(PayloadWriter writer, Removal removal) {
        writer.number(removal.sequence())
                .text(removal.id())
                .number(removal.quantity())
                .number(removal.reason().ordinal())
                .number(removal.attainable());
    }

    private static Removal removal(PayloadReader reader) {
        return new Removal(
                reader.number(),
                reader.text(),
                reader.number(),
                reader.choice(RemovalReason.values()),
                reader.number());
    }

    static byte[] of(MarketSnapshot snapshot) {
        return new PayloadWriter()
                .number(snapshot.sequence())
                .number(snapshot.clock())
                .list(snapshot.usedIds(), PayloadWriter::text)
                .list(snapshot.periods(), MarketPayloads::write)
                .toBytes();
    }

    static MarketSnapshot snapshot(byte[] payload) {
        PayloadReader reader = new PayloadReader(payload);
        MarketSnapshot snapshot = new MarketSnapshot(
                reader.number(),
                reader.number(),
                reader.list(PayloadReader::text),
                reader.list(MarketPayloads::period));
        reader.requireEnd();
        return snapshot;
    }

    private static void write(PayloadWriter writer, MarketSnapshot.Period period) {
        writer.text(period.name())
                .flag(period.closed())
                .list(period.orders(), MarketPayloads::write)
                .list(boxed(period.network().counts()), PayloadWriter::number)
                .list(boxed(period.network().figures()), PayloadWriter::real)
                .list(period.network().calls(), MarketPayloads::write);
    }

    private static MarketSnapshot.Period period(PayloadReader reader) {
        return new MarketSnapshot.Period(
                reader.text(),
                reader.flag(),
                reader.list(MarketPayloads::restingOrder),
                new SavedState(
                        reader.list(PayloadReader::number).stream()
                                .mapToLong(count -> count)
                                .toArray(),
                        reader.list(PayloadReader::real).stream()
                                .mapToDouble(figure -> figure)
                                .toArray(),
                        reader.list(MarketPayloads::savedCall)));
    }

    private static void write(PayloadWriter writer, RestingOrder order) {
        writer.text(order.id())
                .text(order.owner())
                .number(order.bus())
                .flag(order.direction() == Direction.UP)
                .number(order.total())
                .number(order.traded())
                .number(order.price())
                .number(order.restriction().ordinal())
                .number(order.minimum())
                .number(order.expiry())
                .number(order.priority())
                .flag(order.conditional())
                .list(order.zone(), (target, bus) -> target.number(bus));
    }

    private static RestingOrder restingOrder(PayloadReader reader) {
        return new RestingOrder(
                reader.text(),
                reader.text(),
                reader.integer(),
                reader.flag() ? Direction.UP : Direction.DOWN,
                reader.number(),
                reader.number(),
                reader.number(),
                reader.choice(Restriction.values()),
                reader.number(),
                reader.number(),
                reader.number(),
                reader.flag(),
                reader.list(PayloadReader::integer));
    }

    private static void write(PayloadWriter writer, SavedCall saved) {
        writer.text(saved.call().request())
                .number(saved.call().bus())
                .flag(saved.call().up())
                .list(boxed(saved.rows()), (target, row) -> target.number(row))
                .list(boxed(saved.changes()), PayloadWriter::number);
    }

    private static SavedCall savedCall(PayloadReader reader) {
        return new SavedCall(
                new Call(reader.text(), reader.integer(), reader.flag()),
                reader.list(PayloadReader::integer).stream()
                        .mapToInt(row -> row)
                        .toArray(),
                reader.list(PayloadReader::number).stream()
                        .mapToLong(change -> change)
                        .toArray());
    }

    private static List<Long> boxed(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
