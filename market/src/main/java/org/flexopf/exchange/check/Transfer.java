package org.flexopf.exchange.check;

/**
 * Where a trade takes place: the load at one bus rises and the load at another falls by the same amount.
 *
 * @param up index of the bus where the load rises (injection falls)
 * @param down index of the bus where the load falls (injection rises)
 * @param call the conditional request that takes part, or {@code null} if the trade is without condition
 */
public record Transfer(int up, int down, Call call) {

    /** Whether the trade changes the flows only if a request is called. */
    public boolean isConditional() {
        return call != null;
    }
}
