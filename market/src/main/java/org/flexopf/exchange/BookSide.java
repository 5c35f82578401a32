package org.flexopf.exchange;

import java.util.Iterator;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The resting orders of a period in one direction, by rank. */
final class BookSide implements Iterable<Order> {

    private final TreeSet<Order> orders = new TreeSet<>(Order.RANK);
    private final TreeSet<Order> allOrNone = new TreeSet<>(Order.RANK);

    void add(Order order) {
        order.resting = true;
        orders.add(order);
        if (order.isAllOrNone()) {
            allOrNone.add(order);
        }
    }

    void remove(Order order) {
        order.resting = false;
        orders.remove(order);
        if (order.isAllOrNone()) {
            allOrNone.remove(order);
        }
    }

    int size() {
        return orders.size();
    }

    /** Orders by rank. */
    @Override
    public Iterator<Order> iterator() {
        return orders.iterator();
    }

    /** The orders by rank that are taken whole or not at all. */
    NavigableSet<Order> allOrNone() {
        return allOrNone;
    }
}
