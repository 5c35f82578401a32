package org.flexopf.model;

import java.util.Objects;

/**
 * Variables of one sort, one per element of a kind; what has values, and no dual.
 *
 * @param id what the family is known by
 * @param label what it is, in words for people
 * @param kind the kind of element that it has one of
 * @param unit the physical unit
 */
public record VariableFamily(String id, String label, ElementKind kind, Unit unit) implements Family {

    /** All parts are required. */
    public VariableFamily {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(unit, "unit");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VariableFamily family && id.equals(family.id);
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
