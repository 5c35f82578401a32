package org.flexopf.network;

import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * The name of an element: what limits, prices, messages and files call it.
 *
 * @param kind its kind
 * @param id the number that its owner gave it
 */
public record ElementRef(ElementKind kind, int id) {

    /** The kind is required. */
    public ElementRef {
        Objects.requireNonNull(kind, "kind");
    }

    /** The kind and the number, such as {@code generator 4}. */
    @Override
    public String toString() {
        return kind.label() + " " + id;
    }
}
