package org.flexopf.coordination.aggregation;

import java.util.Objects;
import org.flexopf.coordination.Direction;

/**
 * A step of a price-quantity bid.
 *
 * @param period its period, from 1
 * @param direction up: more is injected, or less drawn
 * @param quantity MW
 * @param price what the operator pays per MWh, in either direction; below zero, the provider pays
 */
public record PriceStep(int period, Direction direction, double quantity, double price) {

    /** The direction is required. */
    public PriceStep {
        Objects.requireNonNull(direction, "direction");
    }
}
