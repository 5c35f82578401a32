package org.flexopf.exchange;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * A command as it came in: texts, since a market has to answer, and keep, what makes no sense as well. An empty text is
 * none; in an amendment it means unchanged. The market reads the fields and refuses what is wrong with them.
 *
 * <pre>{@code
 * Command.submit(1, "A1", "ann").at(7, Direction.DOWN, "t1").offering(500_000, 450_000).restricted(Restriction.AON)
 * }</pre>
 *
 * @param time ms
 * @param kind {@code SUBMIT}, {@code CANCEL}, {@code AMEND} or {@code CLOSE}
 * @param id the id of the order, used once for ever
 * @param owner who gives the command
 * @param bus the number of the bus
 * @param direction {@code UP} or {@code DOWN}
 * @param quantity MW with at most 6 decimals; in an amendment the new total, traded part included
 * @param price per MWh with at most 4 decimals, or {@code extreme} from the operator
 * @param period the name of the delivery period
 * @param restriction {@code IOC}, {@code FOK} or {@code AON}
 * @param minimum least quantity of a trade, MW
 * @param expiry the first time at which the order is no longer valid, ms
 * @param conditional {@code true} for a request that may or may not be called
 * @param zone numbers of the buses from which the counterparty must come, separated by blanks
 */
public record Command(
        String time,
        String kind,
        String id,
        String owner,
        String bus,
        String direction,
        String quantity,
        String price,
        String period,
        String restriction,
        String minimum,
        String expiry,
        String conditional,
        String zone) {

    /** The price of the operator that crosses with every other. */
    public static final String EXTREME = "extreme";

    /** The fields of a command in the order of the record: what files and journals hold, one text each. */
    public enum Field {
        /** {@link Command#time}. */
        TIME(Command::time),
        /** {@link Command#kind}. */
        KIND(Command::kind),
        /** {@link Command#id}. */
        ID(Command::id),
        /** {@link Command#owner}. */
        OWNER(Command::owner),
        /** {@link Command#bus}. */
        BUS(Command::bus),
        /** {@link Command#direction}. */
        DIRECTION(Command::direction),
        /** {@link Command#quantity}. */
        QUANTITY(Command::quantity),
        /** {@link Command#price}. */
        PRICE(Command::price),
        /** {@link Command#period}. */
        PERIOD(Command::period),
        /** {@link Command#restriction}. */
        RESTRICTION(Command::restriction),
        /** {@link Command#minimum}. */
        MINIMUM(Command::minimum),
        /** {@link Command#expiry}. */
        EXPIRY(Command::expiry),
        /** {@link Command#conditional}. */
        CONDITIONAL(Command::conditional),
        /** {@link Command#zone}. */
        ZONE(Command::zone);

        private final String label = name().toLowerCase(Locale.ROOT);
        private final Function<Command, String> text;

        Field(Function<Command, String> text) {
            this.text = text;
        }

        /** How files call it. */
        public String label() {
            return label;
        }

        /** What a command says there; empty if nothing. */
        public String of(Command command) {
            return text.apply(command);
        }
    }

    /** Fields are required, and may be empty. */
    public Command {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(bus, "bus");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(restriction, "restriction");
        Objects.requireNonNull(minimum, "minimum");
        Objects.requireNonNull(expiry, "expiry");
        Objects.requireNonNull(conditional, "conditional");
        Objects.requireNonNull(zone, "zone");
    }

    /** The command with a text for every field; they are asked for in the order of {@link Field}. */
    public static Command of(Function<Field, String> text) {
        return new Command(
                text.apply(Field.TIME),
                text.apply(Field.KIND),
                text.apply(Field.ID),
                text.apply(Field.OWNER),
                text.apply(Field.BUS),
                text.apply(Field.DIRECTION),
                text.apply(Field.QUANTITY),
                text.apply(Field.PRICE),
                text.apply(Field.PERIOD),
                text.apply(Field.RESTRICTION),
                text.apply(Field.MINIMUM),
                text.apply(Field.EXPIRY),
                text.apply(Field.CONDITIONAL),
                text.apply(Field.ZONE));
    }

    /** A new order; its place and its offer are added by {@link #at} and {@link #offering}. */
    public static Command submit(long time, String id, String owner) {
        return of(time, "SUBMIT", id, owner);
    }

    /** The withdrawal of an order. */
    public static Command cancel(long time, String id, String owner) {
        return of(time, "CANCEL", id, owner);
    }

    /** A change of an order: what is added is changed, everything else stays. */
    public static Command amend(long time, String id, String owner) {
        return of(time, "AMEND", id, owner);
    }

    /** The gate closure of a period. */
    public static Command close(long time, String period) {
        return of(time, "CLOSE", "", "").with(Field.PERIOD, period);
    }

    private static Command of(long time, String kind, String id, String owner) {
        return new Command(Long.toString(time), kind, id, owner, "", "", "", "", "", "", "", "", "", "");
    }

    /** This command with another text in one field. */
    public Command with(Field field, String text) {
        return of(each -> each == field ? text : each.of(this));
    }

    /** This command with bus number, direction and delivery period. */
    public Command at(int newBus, Direction newDirection, String newPeriod) {
        return with(Field.BUS, Integer.toString(newBus))
                .with(Field.DIRECTION, newDirection.name())
                .with(Field.PERIOD, newPeriod);
    }

    /** This command with a quantity in W and a price in 1e-4 per MWh. */
    public Command offering(long watts, long priceUnits) {
        return withQuantity(watts).withPrice(Quantities.price(priceUnits));
    }

    /** This command with a quantity, W. */
    public Command withQuantity(long watts) {
        return with(Field.QUANTITY, Quantities.megawatts(watts));
    }

    /** This command with a price per MWh, or {@link #EXTREME}. */
    public Command withPrice(String newPrice) {
        return with(Field.PRICE, newPrice);
    }

    /** This command with a restriction. */
    public Command restricted(Restriction newRestriction) {
        return with(Field.RESTRICTION, newRestriction == Restriction.NONE ? "" : newRestriction.name());
    }

    /** This command with a least quantity of a trade, W. */
    public Command withMinimum(long watts) {
        return with(Field.MINIMUM, Quantities.megawatts(watts));
    }

    /** This command with the first time at which the order is no longer valid, ms. */
    public Command until(long newExpiry) {
        return with(Field.EXPIRY, Long.toString(newExpiry));
    }

    /** This command as a request that may or may not be called. */
    public Command onCondition() {
        return with(Field.CONDITIONAL, "true");
    }

    /** This command with the numbers of the buses from which the counterparty must come, separated by blanks. */
    public Command within(String newZone) {
        return with(Field.ZONE, newZone);
    }
}
