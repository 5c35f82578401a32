package org.flexopf.exchange.finder;

import java.util.Objects;
import org.flexopf.exchange.Direction;

/**
 * What an operator would ask for at a bus.
 *
 * @param direction DOWN: the load falls, UP: the load rises
 * @param bus the number of the bus
 * @param quantityMw by how much, MW, above zero
 */
public record Request(Direction direction, int bus, double quantityMw) {

    /** The direction is required. */
    public Request {
        Objects.requireNonNull(direction, "direction");
    }

    /** Such as {@code DOWN 64}. */
    public String name() {
        return direction + " " + bus;
    }
}
