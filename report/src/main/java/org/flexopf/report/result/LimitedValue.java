package org.flexopf.report.result;

import java.util.Objects;
import org.flexopf.network.Range;

/**
 * A value with its limits, all in the same unit.
 *
 * @param value the value; NaN if it is not known
 * @param limits what it may be
 */
public record LimitedValue(double value, Range limits) {

    /** The limits are required. */
    public LimitedValue {
        Objects.requireNonNull(limits, "limits");
    }
}
