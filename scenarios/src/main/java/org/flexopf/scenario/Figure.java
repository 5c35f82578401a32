package org.flexopf.scenario;

import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * A number that is kept of every draw.
 *
 * @param name how its column is called
 * @param unit in which it is, such as {@code MW}; empty for none
 * @param value reads it off; NaN where there is none
 */
public record Figure(String name, String unit, ToDoubleFunction<SolvedDraw> value) {

    /** All parts are required. */
    public Figure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return unit.isEmpty() ? name : name + " (" + unit + ")";
    }
}
