package org.flexopf.exchange;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.flexopf.exchange.check.Call;

/** An order while it is in the market. What may be amended or traded changes; everything else is what was submitted. */
final class Order {

    /** Never: an order without expiry. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * Book order: the highest price first for UP, the lowest for DOWN, then the lower priority number. Both orders are
     * on the same side.
     */
    static final Comparator<Order> RANK = (one, other) -> {
        int byPrice = Long.compare(one.price, other.price);
        if (byPrice != 0) {
            return one.direction == Direction.UP ? -byPrice : byPrice;
        }
        return Long.compare(one.priority, other.priority);
    };

    final String id;
    final String owner;
    final int bus;
    final int busNumber;
    final Direction direction;
    final int period;
    final Restriction restriction;
    /** What would be called; {@code null} for an order without condition. */
    final Call call;
    /** Bus indices from which the counterparty must come; {@code null} for all. */
    final Set<Integer> zone;

    long total;
    long traded;
    long price;
    long minimum;
    long expiry;
    long priority;

    /** Whether it rests in its book. */
    boolean resting;

    /** The barriers that some pair of this order waits for; empty for most orders. */
    List<Integer> barriers = List.of();

    Order(Submission submission, long priority) {
        id = submission.id();
        owner = submission.owner();
        bus = submission.bus();
        busNumber = submission.busNumber();
        direction = submission.direction();
        period = submission.period();
        restriction = submission.restriction();
        call = submission.conditional() ? new Call(id, bus, direction == Direction.UP) : null;
        zone = submission.zone();
        total = submission.quantity();
        price = submission.price();
        minimum = submission.minimum();
        expiry = submission.expiry();
        this.priority = priority;
    }

    void become(Amendment amendment) {
        total = amendment.total();
        price = amendment.price();
        minimum = amendment.minimum();
        expiry = amendment.expiry();
    }

    long open() {
        return total - traded;
    }

    boolean isUp() {
        return direction == Direction.UP;
    }

    boolean isAllOrNone() {
        return restriction == Restriction.AON;
    }

    /** Whether the prices of this order and one of the other side allow a trade. */
    boolean crosses(Order other) {
        return isUp() ? price >= other.price : other.price >= price;
    }

    /** Whether the two may meet at all: other owners, not both on condition, each within the zone of the other. */
    boolean mayMeet(Order other) {
        return !owner.equals(other.owner)
                && (call == null || other.call == null)
                && (zone == null || zone.contains(other.bus))
                && (other.zone == null || other.zone.contains(bus));
    }

    /** The least quantity at which it trades while it rests: an all-or-none order is taken whole. */
    long leastAtRest() {
        return isAllOrNone() ? open() : Math.min(minimum, open());
    }
}
