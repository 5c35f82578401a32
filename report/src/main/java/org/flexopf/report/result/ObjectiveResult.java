package org.flexopf.report.result;

import java.util.Objects;
import org.flexopf.model.Unit;

/**
 * What was minimised.
 *
 * @param value the optimal value
 * @param lowerBound what no AC-feasible point undercuts, in the same unit; NaN if nothing is proved
 * @param label what the value is, with its unit, in words
 * @param unit the unit of value and bound
 */
public record ObjectiveResult(double value, double lowerBound, String label, Unit unit) {

    /** Label and unit are required. */
    public ObjectiveResult {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(unit, "unit");
    }
}
