package org.flexopf.model;

import java.util.Objects;

/**
 * The name of one variable or row in its block.
 *
 * @param family its family
 * @param element the index of its element in the list of that kind, or the formulation's own number of kind
 *     {@link ElementKind#OWN}
 */
public record Key(Family family, int element) {

    /** The family is required. */
    public Key {
        Objects.requireNonNull(family, "family");
    }
}
