package org.flexopf.exchange;

import java.util.Objects;

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
        return new Command(Long.toString(time), "CLOSE", "", "", "", "", "", "", period, "", "", "", "", "");
    }

    private static Command of(long time, String kind, String id, String owner) {
        return new Command(Long.toString(time), kind, id, owner, "", "", "", "", "", "", "", "", "", "");
    }

    /** This command with bus number, direction and delivery period. */
    public Command at(int newBus, Direction newDirection, String newPeriod) {
        return new Command(
                time,
                kind,
                id,
                owner,
                Integer.toString(newBus),
                newDirection.name(),
                quantity,
                price,
                newPeriod,
                restriction,
                minimum,
                expiry,
                conditional,
                zone);
    }

    /** This command with a quantity in W and a price in 1e-4 per MWh. */
    public Command offering(long watts, long priceUnits) {
        return withQuantity(watts).withPrice(Quantities.price(priceUnits));
    }

    /** This command with a quantity, W. */
    public Command withQuantity(long watts) {
        return new Command(
                time,
                kind,
                id,
                owner,
                bus,
                direction,
                Quantities.megawatts(watts),
                price,
                period,
                restriction,
                minimum,
                expiry,
                conditional,
                zone);
    }

    /** This command with a price per MWh, or {@link #EXTREME}. */
    public Command withPrice(String newPrice) {
        return new Command(
                time,
                kind,
                id,
                owner,
                bus,
                direction,
                quantity,
                newPrice,
                period,
                restriction,
                minimum,
                expiry,
                conditional,
                zone);
    }

    /** This command with a restriction. */
    public Command restricted(Restriction newRestriction) {
        return new Command(
                time,
                kind,
                id,
                owner,
                bus,
                direction,
                quantity,
                price,
                period,
                newRestriction == Restriction.NONE ? "" : newRestriction.name(),
                minimum,
                expiry,
                conditional,
                zone);
    }

    /** This command with a least quantity of a trade, W. */
    public Command withMinimum(long watts) {
        return new Command(
                time,
                kind,
                id,
                owner,
                bus,
                direction,
                quantity,
                price,
                period,
                restriction,
                Quantities.megawatts(watts),
                expiry,
                conditional,
                zone);
    }

    /** This command with the first time at which the order is no longer valid, ms. */
    public Command until(long newExpiry) {
        return new Command(
                time,
                kind,
                id,
                owner,
                bus,
                direction,
                quantity,
                price,
                period,
                restriction,
                minimum,
                Long.toString(newExpiry),
                conditional,
                zone);
    }

    /** This command as a request that may or may not be called. */
    public Command onCondition() {
        return new Command(
                time,
                kind,
                id,
                owner,
                bus,
                direction,
                quantity,
                price,
                period,
                restriction,
                minimum,
                expiry,
                "true",
                zone);
    }

    /** This command with the numbers of the buses from which the counterparty must come, separated by blanks. */
    public Command within(String newZone) {
        return new Command(
                time,
                kind,
                id,
                owner,
                bus,
                direction,
                quantity,
                price,
                period,
                restriction,
                minimum,
                expiry,
                conditional,
                newZone);
    }
}
