package org.flexopf.exchange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An order in a book.
 *
 * @param id its id
 * @param owner who gave it
 * @param bus the number of its bus
 * @param direction which way its load moves
 * @param total all of it, traded part included, W
 * @param traded what has been traded of it, W
 * @param price 1e-4 per MWh
 * @param restriction NONE or AON: others never rest
 * @param minimum least quantity of a trade, W
 * @param expiry the first time at which it is no longer valid, ms; {@link Long#MAX_VALUE} if it does not end by itself
 * @param priority the number of the command that gave it its place: among equal prices the lower comes first
 * @param conditional whether it is a request that may or may not be called
 * @param zone numbers of the buses from which the counterparty must come; empty for all
 */
public record RestingOrder(
        String id,
        String owner,
        int bus,
        Direction direction,
        long total,
        long traded,
        long price,
        Restriction restriction,
        long minimum,
        long expiry,
        long priority,
        boolean conditional,
        List<Integer> zone) {

    /** Names are required; the zone is copied. */
    public RestingOrder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(restriction, "restriction");
        zone = List.copyOf(zone);
    }

    /** What is left of it, W. */
    public long open() {
        return total - traded;
    }

    static List<RestingOrder> of(Iterable<Order> orders, BusNumbers buses) {
        List<RestingOrder> resting = new ArrayList<>();
        for (Order order : orders) {
            resting.add(new RestingOrder(
                    order.id,
                    order.owner,
                    order.busNumber,
                    order.direction,
                    order.total,
                    order.traded,
                    order.price,
                    order.restriction,
                    order.minimum,
                    order.expiry,
                    order.priority,
                    order.call != null,
                    order.zone == null
                            ? List.of()
                            : order.zone.stream().map(buses::number).toList()));
        }
        return resting;
    }

    Order order(int period, BusNumbers buses) {
        int index = index(bus, buses);
        Set<Integer> indices = zone.isEmpty() ? null : new LinkedHashSet<>();
        zone.forEach(number -> indices.add(index(number, buses)));
        Order order = new Order(
                new Submission(
                        id,
                        owner,
                        index,
                        bus,
                        direction,
                        total,
                        price,
                        period,
                        restriction,
                        minimum,
                        expiry,
                        conditional,
                        indices),
                priority);
        order.traded = traded;
        return order;
    }

    private int index(int number, BusNumbers buses) {
        int index = buses.index(Integer.toString(number));
        if (index < 0) {
            throw new IllegalArgumentException("order " + id + " is at bus " + number
                    + ", which the network does not have; restore a market with the network that it was saved with");
        }
        return index;
    }
}
