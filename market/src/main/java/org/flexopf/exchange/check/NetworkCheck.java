package org.flexopf.exchange.check;

/**
 * How a market checks its network. A check holds what depends on the network and its schedule alone, and opens a state
 * for each period. Immutable, and safe to use from many threads at once; each of its states belongs to one thread.
 */
public interface NetworkCheck {

    /** The name by which settings call it: {@code none}, {@code dc}, {@code ac} or {@code sensitivity}. */
    String name();

    /** Whether conditional requests can be checked. */
    boolean takesConditionalRequests();

    /**
     * The state of the network at its schedule, before any trade.
     *
     * @param lot quantities are multiples of it, W
     */
    NetworkState open(long lot);

    /**
     * The state that was saved.
     *
     * @throws IllegalArgumentException if it belongs to another network or check
     */
    NetworkState restore(long lot, SavedState saved);
}
