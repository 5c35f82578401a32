package org.flexopf.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.flexopf.exchange.check.NetworkState;

/** All that a market remembers: ids, open orders, gates, and the periods with their books. */
final class MarketState {

    final List<PeriodMarket> periods = new ArrayList<>();
    private final boolean[] closed;
    private final Set<String> used = new HashSet<>();
    private final Map<String, Order> open = new HashMap<>();
    /** Open orders that end by themselves, in the order in which they do. */
    private final TreeSet<Order> ending = new TreeSet<>(
            Comparator.<Order>comparingLong(order -> order.expiry).thenComparingLong(order -> order.priority));

    MarketState(MarketSettings settings, IntFunction<NetworkState> networks) {
        for (int k = 0; k < settings.periods().size(); k++) {
            periods.add(new PeriodMarket(settings.periods().get(k), networks.apply(k), settings.lot(), this::strike));
        }
        closed = new boolean[periods.size()];
    }

    boolean isUsed(String id) {
        return used.contains(id);
    }

    void use(String id) {
        used.add(id);
    }

    Set<String> usedIds() {
        return used;
    }

    boolean isClosed(int period) {
        return closed[period];
    }

    void close(int period) {
        closed[period] = true;
    }

    /** The open order of an id; {@code null} if there is none. */
    Order open(String id) {
        return open.get(id);
    }

    PeriodMarket periodOf(Order order) {
        return periods.get(order.period);
    }

    /** Enters an order that rests now. */
    void enter(Order order) {
        open.put(order.id, order);
        if (order.expiry != Order.NEVER) {
            ending.add(order);
        }
    }

    /** Strikes out an order that has left its book, or is about to change its expiry. */
    void strike(Order order) {
        open.remove(order.id);
        if (order.expiry != Order.NEVER) {
            ending.remove(order);
        }
    }

    /** The next order whose time has come; {@code null} if there is none. */
    Order due(long now) {
        return ending.isEmpty() || ending.first().expiry > now ? null : ending.first();
    }
}
