package org.flexopf.exchange.compare;

import java.util.List;
import java.util.Objects;
import org.flexopf.exchange.MarketKpis;

/**
 * A continuous market with orders in one order of arrival.
 *
 * @param number 0 as they were given, then 1, 2, 3, ... at random
 * @param order the orders by their places in the stream as it was given, from 0, in the order of arrival
 * @param kpis what the market came to
 * @param gap the share of the auction's welfare that it missed; NaN if that is zero
 */
public record ArrivalRun(int number, List<Integer> order, MarketKpis kpis, double gap) {

    /** Figures are required; the list is copied. */
    public ArrivalRun {
        order = List.copyOf(order);
        Objects.requireNonNull(kpis, "kpis");
    }
}
