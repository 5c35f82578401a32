package org.flexopf.report.result;

import java.util.Objects;

/**
 * What was minimised.
 *
 * @param value the optimal value
 * @param lowerBound what no AC-feasible point undercuts, in the same unit; NaN if nothing is proved
 * @param label what the value is, with its unit, in words
 */
public record ObjectiveResult(double value, double lowerBound, String label) {

    /** The label is required. */
    public ObjectiveResult {
        Objects.requireNonNull(label, "label");
    }
}
