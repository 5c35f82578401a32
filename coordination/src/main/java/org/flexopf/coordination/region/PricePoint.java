package org.flexopf.coordination.region;

import java.util.Objects;

/**
 * A point of a price-quantity curve.
 *
 * @param step its number, from 1
 * @param quantity what is activated, MW
 * @param cost of the bids that are, currency per hour
 * @param state whether the feeder bears it, and what its support costs
 */
public record PricePoint(int step, double quantity, double cost, LightedState state) {

    /** The state is required. */
    public PricePoint {
        Objects.requireNonNull(state, "state");
    }

    /** Whether the feeder bears it. */
    public Light light() {
        return state.light();
    }
}
