package org.flexopf.scenario;

import java.util.Arrays;
import java.util.Objects;

/**
 * What is kept of a draw.
 *
 * @param draw its number, from 0
 * @param status how it ended: the name of a {@link org.flexopf.solver.SolveStatus}, {@value #INVALID} or
 *     {@value #FAILED}
 * @param message why it has no optimum; empty if it has one
 * @param values its parameters, then its figures; NaN where there is none
 */
public record Row(long draw, String status, String message, double[] values) {

    /** The status of a draw that makes the case invalid. */
    public static final String INVALID = "INVALID";

    /** The status of a draw whose question threw an exception. */
    public static final String FAILED = "FAILED";

    /** The status of a draw with an optimum. */
    public static final String OPTIMAL = "OPTIMAL";

    /** All parts are required. */
    public Row {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(message, "message");
        values = values.clone();
    }

    @Override
    public double[] values() {
        return values.clone();
    }

    /** Whether it has an optimum. */
    public boolean isOptimal() {
        return status.equals(OPTIMAL);
    }

    /** The row as a line of a CSV file, without its end; what there is not is left empty. */
    public String csv() {
        StringBuilder line = new StringBuilder().append(draw).append(',').append(status);
        for (double value : values) {
            line.append(',');
            if (!Double.isNaN(value)) {
                line.append(value);
            }
        }
        return line.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row row
                && draw == row.draw
                && status.equals(row.status)
                && message.equals(row.message)
                && Arrays.equals(values, row.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(draw, status, message, Arrays.hashCode(values));
    }

    @Override
    public String toString() {
        return csv() + (message.isEmpty() ? "" : " " + message);
    }
}
