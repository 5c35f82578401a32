package org.flexopf.model;

import java.util.Objects;

/**
 * The name of one variable or row of a program.
 *
 * @param quantity its family
 * @param element the index of its element in the network's list, or the formulation's own number of type
 *     {@link ElementType#OTHER}
 */
public record Key(Quantity quantity, int element) {

    /** The quantity is required. */
    public Key {
        Objects.requireNonNull(quantity, "quantity");
    }
}
