package org.flexopf.exchange;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.flexopf.exchange.check.NetworkFigures;

/**
 * The book of a delivery period as it stands. Immutable.
 *
 * @param period the name of the period
 * @param closed whether its gate has closed
 * @param up the orders whose load may rise, best rank first
 * @param down the orders whose load may fall, best rank first
 * @param network its network after the trades so far
 */
public record BookView(
        String period, boolean closed, List<RestingOrder> up, List<RestingOrder> down, NetworkFigures network) {

    /**
     * What stands at one price.
     *
     * @param price 1e-4 per MWh
     * @param quantity the open rests together, W
     * @param orders how many orders there are
     */
    public record Level(long price, long quantity, int orders) {}

    /** Lists are copied. */
    public BookView {
        Objects.requireNonNull(period, "period");
        up = List.copyOf(up);
        down = List.copyOf(down);
        Objects.requireNonNull(network, "network");
    }

    /** The orders of a direction, best rank first. */
    public List<RestingOrder> orders(Direction direction) {
        return direction == Direction.UP ? up : down;
    }

    /** What stands at each price, best price first. */
    public List<Level> depth(Direction direction) {
        return depth(direction, order -> true);
    }

    /** What stands at each price at the buses of a zone, by number, best price first. */
    public List<Level> depth(Direction direction, Set<Integer> zone) {
        return depth(direction, order -> zone.contains(order.bus()));
    }

    private List<Level> depth(Direction direction, Predicate<RestingOrder> counted) {
        TreeMap<Long, Level> levels = new TreeMap<>();
        for (RestingOrder order : orders(direction)) {
            if (counted.test(order)) {
                levels.merge(
                        order.price(),
                        new Level(order.price(), order.open(), 1),
                        (one, other) -> new Level(
                                one.price(),
                                Math.addExact(one.quantity(), other.quantity()),
                                one.orders() + other.orders()));
            }
        }
        return List.copyOf((direction == Direction.UP ? levels.descendingMap() : levels).values());
    }
}
