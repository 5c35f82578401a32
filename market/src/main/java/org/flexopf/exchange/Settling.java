package org.flexopf.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Re-examines the resting orders of a period after every command. The rules say: pass over the books by rank, UP before
 * DOWN, match each order as if it arrived, start again after a trade, end when a whole pass trades nothing. The result
 * is that of the full passes; what cannot have changed is left out:
 *
 * <ul>
 *   <li>Whether an order that may be filled in parts trades is a matter of single pairs, each of it and one other order
 *       as they stand. A pair that did not trade does so only after one of the two has changed in what it accepts, or
 *       after the barrier that the network put between them has given way. (To be filled a little less is no such
 *       change, unless the rest becomes smaller than the minimum.)
 *   <li>Such a pair is the same whoever walks. It is examined when the UP order does, for that is what comes first in a
 *       pass; only where the UP order rests all or none is it for the DOWN order to walk.
 *   <li>An all-or-none order walks on trial through the whole other book, so that its trial is repeated after any
 *       change there and after any trade.
 * </ul>
 *
 * <p>Orders to look at stand in two sets by rank, which is the order of a pass.
 */
final class Settling {

    private final PeriodMarket market;
    private final TreeSet<Order> up = new TreeSet<>(Order.RANK);
    private final TreeSet<Order> down = new TreeSet<>(Order.RANK);
    /** Orders that have come or changed, whose counterparties have to look at them: DOWN ones, and all-or-none ones. */
    private final Set<Order> unmet = new LinkedHashSet<>();
    /** Who waits for which barrier to give way. */
    private final Map<Integer, Set<Order>> waiting = new HashMap<>();

    Settling(PeriodMarket market) {
        this.market = market;
    }

    /** The network keeps two orders apart, or took less of them than both would have traded. */
    void blocked(Order walker, Order resting, int barrier) {
        if (!walker.restriction.isWhole()) {
            await(walker.isUp() || resting.isAllOrNone() ? walker : resting, barrier);
        }
    }

    /** An order has come to rest after it has walked: others have not met it yet. */
    void rested(Order order) {
        if (isBelowMinimum(order)) {
            // What it passed over at first may be enough for its rest.
            changed(order);
            return;
        }
        wakeAllOrNone(order);
        if (order.isAllOrNone()) {
            unmet.add(order);
        }
    }

    /** A resting order now accepts something else than before. */
    void changed(Order order) {
        wakeAllOrNone(order);
        if (order.isAllOrNone() || order.isUp()) {
            examine(order);
        }
        if (order.isAllOrNone() || !order.isUp()) {
            unmet.add(order);
        }
    }

    /** A resting order has been filled in part. */
    void partlyFilled(Order order) {
        if (isBelowMinimum(order)) {
            changed(order);
        } else {
            wakeAllOrNone(order);
        }
    }

    /** An order has left its book. */
    void left(Order order) {
        forget(order);
        wakeAllOrNone(order);
    }

    /** Nothing is to be done for an order any more. */
    void forget(Order order) {
        (order.isUp() ? up : down).remove(order);
        unmet.remove(order);
        for (int barrier : order.barriers) {
            waiting.get(barrier).remove(order);
        }
        order.barriers = List.of();
    }

    /** Trades were confirmed: barriers may have given way. */
    void networkChanged() {
        market.network.changes(barrier -> {
            Set<Order> awaiting = waiting.remove(barrier);
            if (awaiting != null) {
                for (Order order : awaiting) {
                    order.barriers.remove((Integer) barrier);
                    examine(order);
                }
            }
        });
        market.up.allOrNone().forEach(this::examine);
        market.down.allOrNone().forEach(this::examine);
    }

    /** Matches what has to be looked at, best rank first and UP first, until there is nothing left. */
    void run(OutcomeBuilder outcome) {
        while (true) {
            findConcerned();
            Order next = up.isEmpty() ? down.pollFirst() : up.pollFirst();
            if (next == null) {
                return;
            }
            market.match(next, outcome, false);
        }
    }

    /** Finds the orders that trade with those that have come or changed. */
    private void findConcerned() {
        List<Order> changed = new ArrayList<>(unmet);
        unmet.clear();
        for (Order order : changed) {
            for (Order other : market.against(order)) {
                if (!order.crosses(other)) {
                    break;
                }
                meet(order, other);
            }
        }
    }

    /** Decides a pair for whoever of the two walks; two all-or-none orders walk on trial and decide for themselves. */
    private void meet(Order order, Order other) {
        if (!order.isAllOrNone()) {
            decide(order, other, other.isAllOrNone() ? order : other);
        } else if (!other.isAllOrNone()) {
            decide(other, order, other);
        }
    }

    /** Has an order examined if it trades with a resting one, or lets it wait for what keeps them apart. */
    private void decide(Order walker, Order resting, Order concerned) {
        int barrier = market.barrier(walker, resting);
        if (barrier == PeriodMarket.TRADES) {
            examine(concerned);
        } else if (barrier != PeriodMarket.PASSED_OVER) {
            await(concerned, barrier);
        }
    }

    /** Whether an order accepts less than its minimum because so little is left of it. */
    private static boolean isBelowMinimum(Order order) {
        return order.minimum > order.open();
    }

    private void wakeAllOrNone(Order cause) {
        for (Order allOrNone : market.against(cause).allOrNone()) {
            if (!cause.crosses(allOrNone)) {
                break;
            }
            examine(allOrNone);
        }
    }

    /** Puts an order among those to look at; one that still arrives may be, and is forgotten if it does not rest. */
    private void examine(Order order) {
        (order.isUp() ? up : down).add(order);
    }

    private void await(Order order, int barrier) {
        if (waiting.computeIfAbsent(barrier, number -> new LinkedHashSet<>()).add(order)) {
            if (order.barriers.isEmpty()) {
                order.barriers = new ArrayList<>(2);
            }
            order.barriers.add(barrier);
        }
    }
}
