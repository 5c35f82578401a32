package org.flexopf.exchange.auction;

/**
 * When an offer may be accepted: {@code from <= t < until}, milliseconds.
 *
 * @param from the first instant, ms
 * @param until the first instant at which it is no longer valid, ms
 */
public record Validity(long from, long until) {

    /** At every instant before one, ms. */
    public static Validity until(long time) {
        return new Validity(Long.MIN_VALUE, time);
    }

    /** Whether an offer may be accepted at an instant, ms. */
    public boolean holdsAt(long time) {
        return from <= time && time < until;
    }
}
