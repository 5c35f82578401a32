package org.flexopf.exchange;

/** An amendment that was found in order: what the order's total, price, minimum and expiry become. */
record Amendment(long total, long price, long minimum, long expiry) {

    /** Whether an order keeps its place: its price stays, and its total does not rise. */
    boolean keepsPlaceOf(Order order) {
        return price == order.price && total <= order.total;
    }

    /** Whether nothing is left of an order: its total becomes what has been traded. */
    boolean closes(Order order) {
        return total == order.traded;
    }
}
