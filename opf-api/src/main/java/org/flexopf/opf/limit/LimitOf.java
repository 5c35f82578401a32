package org.flexopf.opf.limit;

import java.util.Objects;

/**
 * A limit of an element of a network, which a row of a formulation follows from.
 *
 * @param kind what it is about
 * @param element the index of its element in the network's list
 */
public record LimitOf(NetworkLimit kind, int element) {

    /** The kind is required. */
    public LimitOf {
        Objects.requireNonNull(kind, "kind");
    }
}
