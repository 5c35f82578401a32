package org.flexopf.exchange;

import java.util.Objects;

/**
 * A trade between two orders.
 *
 * @param sequence the number of the command during which it happened
 * @param time its time, ms
 * @param period the delivery period
 * @param up the id of the order whose load rises
 * @param down the id of the order whose load falls
 * @param ownerUp who pays
 * @param ownerDown who receives
 * @param busUp the number of the bus where the load rises
 * @param busDown the number of the bus where the load falls
 * @param quantity W
 * @param priceUp the price of the order UP, 1e-4 per MWh
 * @param priceDown the price of the order DOWN, 1e-4 per MWh
 * @param aggressor the direction of the order that was matched; the other one rested
 */
public record Trade(
        long sequence,
        long time,
        String period,
        String up,
        String down,
        String ownerUp,
        String ownerDown,
        int busUp,
        int busDown,
        long quantity,
        long priceUp,
        long priceDown,
        Direction aggressor) {

    /** Names are required. */
    public Trade {
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(up, "up");
        Objects.requireNonNull(down, "down");
        Objects.requireNonNull(ownerUp, "ownerUp");
        Objects.requireNonNull(ownerDown, "ownerDown");
        Objects.requireNonNull(aggressor, "aggressor");
    }

    /** What the owner of a direction is called. */
    public String owner(Direction direction) {
        return direction == Direction.UP ? ownerUp : ownerDown;
    }
}
