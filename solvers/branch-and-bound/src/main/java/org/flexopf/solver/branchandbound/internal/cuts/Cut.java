package org.flexopf.solver.branchandbound.internal.cuts;

import java.util.Arrays;

/**
 * A row that all integer points meet: {@code values'x <= rhs}, the largest value of size one.
 *
 * @param columns in rising order
 * @param values the entries
 * @param rhs what the entries may be at most
 */
public record Cut(int[] columns, double[] values, double rhs) {

    /** By how much a point is beyond the plane: the Euclidean distance; negative before it. */
    public double distance(double[] x) {
        return (activity(x) - rhs) / norm();
    }

    double activity(double[] x) {
        double sum = 0.0;
        for (int k = 0; k < columns.length; k++) {
            sum += values[k] * x[columns[k]];
        }
        return sum;
    }

    double norm() {
        double sum = 0.0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    /** The cosine between the normals of two planes. */
    double cosine(Cut other) {
        double sum = 0.0;
        int a = 0;
        int b = 0;
        while (a < columns.length && b < other.columns.length) {
            int order = Integer.compare(columns[a], other.columns[b]);
            if (order == 0) {
                sum += values[a++] * other.values[b++];
            } else if (order < 0) {
                a++;
            } else {
                b++;
            }
        }
        return sum / (norm() * other.norm());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cut cut
                && rhs == cut.rhs
                && Arrays.equals(columns, cut.columns)
                && Arrays.equals(values, cut.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(columns) + Arrays.hashCode(values)) + Double.hashCode(rhs);
    }

    @Override
    public String toString() {
        return "a plane over " + columns.length + " columns, at most " + rhs;
    }
}
