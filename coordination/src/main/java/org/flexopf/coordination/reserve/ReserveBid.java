package org.flexopf.coordination.reserve;

import java.util.List;
import java.util.Objects;
import org.flexopf.coordination.Direction;

/**
 * What an aggregator offers at a bus in one direction, period by period.
 *
 * @param aggregator its name; no two bids of a day have the same
 * @param bus the number of its bus
 * @param direction up: it injects more; down: less
 * @param price its price, currency per MWh: upwards the TSO pays it, downwards the aggregator does
 * @param volume MW, one figure per period, not negative
 */
public record ReserveBid(String aggregator, int bus, Direction direction, double price, List<Double> volume) {

    /** All parts are required; the list is copied. */
    public ReserveBid {
        Objects.requireNonNull(aggregator, "aggregator");
        Objects.requireNonNull(direction, "direction");
        volume = List.copyOf(volume);
    }

    /** What a MWh costs the TSO, currency: it takes the least first. */
    public double cost() {
        return direction == Direction.UP ? price : -price;
    }

    /** What it is called in messages. */
    String label() {
        return "aggregator '" + aggregator + "'";
    }
}
