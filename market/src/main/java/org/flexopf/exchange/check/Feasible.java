package org.flexopf.exchange.check;

/**
 * How much of a trade the network takes.
 *
 * @param quantity the largest feasible quantity, W; a multiple of the lot
 * @param limiting what limits it, or {@code null} if all that was asked for is feasible
 * @param excess how far the quantity asked for would pass what is allowed there, in the unit of the limit; NaN without
 *     a power flow, and 0 if nothing limits
 * @param barrier the number of what has to change before the answer can become larger; without meaning if nothing
 *     limits. Numbers are those that {@link NetworkState#changes} tells.
 */
public record Feasible(long quantity, LimitingElement limiting, double excess, int barrier) {

    /** All that was asked for. */
    static Feasible all(long quantity) {
        return new Feasible(quantity, null, 0.0, -1);
    }

    /** Whether less is feasible than was asked for. */
    public boolean isLimited() {
        return limiting != null;
    }
}
