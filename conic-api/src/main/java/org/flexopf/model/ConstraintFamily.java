package org.flexopf.model;

import java.util.Objects;

/**
 * Rows of one sort, one per element of a kind: balances, laws and limits; what has duals, and no value.
 *
 * @param id what the family is known by
 * @param label what it is, in words for people
 * @param kind the kind of element that it has one of
 * @param unit the physical unit
 */
public record ConstraintFamily(String id, String label, ElementKind kind, Unit unit) implements Family {

    /** All parts are required. */
    public ConstraintFamily {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(unit, "unit");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConstraintFamily family && id.equals(family.id);
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
