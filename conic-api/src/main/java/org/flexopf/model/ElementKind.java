package org.flexopf.model;

import java.util.Objects;

/**
 * What kind of element a family of variables or rows has one of: a bus, a branch, a generator. A kind is known by its
 * id, so that whoever brings a further kind of element makes its kind and changes nothing here.
 *
 * @param id what the kind is known by, such as {@code hvdc-line}
 * @param label what people call one element of the kind, such as {@code DC line}
 */
public record ElementKind(String id, String label) {

    /** Something that a formulation defines and counts itself, such as an interface or a security cut. */
    public static final ElementKind OWN = new ElementKind("own", "number");

    /** @throws IllegalArgumentException if the id is blank */
    public ElementKind {
        Objects.requireNonNull(label, "label");
        if (id.isBlank()) {
            throw new IllegalArgumentException("the kind of element '" + label + "' needs an id");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ElementKind kind && id.equals(kind.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return label;
    }
}
