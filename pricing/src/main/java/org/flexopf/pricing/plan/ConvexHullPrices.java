package org.flexopf.pricing.plan;

import java.util.Objects;

/**
 * Convex-hull prices: those that maximise the dual function, and by that make the sum of lost opportunities as small as
 * prices can (Gribik, Hogan and Pope 2007).
 *
 * @param prices the prices
 * @param lower the dual function at them, currency
 * @param upper what it reaches at most at any prices, currency
 * @param isExact whether the two meet within the accuracy of the solves: else the prices are an approximation
 * @param rounds how many masters the column generation solved
 */
public record ConvexHullPrices(PlanPrices prices, double lower, double upper, boolean isExact, int rounds) {

    /** The prices are required. */
    public ConvexHullPrices {
        Objects.requireNonNull(prices, "prices");
    }
}
