package org.flexopf.opf.limit;

import java.util.Objects;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.Unit;

/**
 * A kind of limit that is known by its rows alone: after an outage, of a further device.
 *
 * @param family the rows
 */
public record RowLimit(ConstraintFamily family) implements LimitKind {

    /** The family is required. */
    public RowLimit {
        Objects.requireNonNull(family, "family");
    }

    @Override
    public String label() {
        return family.label();
    }

    @Override
    public String quantity() {
        return "";
    }

    @Override
    public ElementKind element() {
        return family.kind();
    }

    @Override
    public Unit unit() {
        return family.unit();
    }
}
