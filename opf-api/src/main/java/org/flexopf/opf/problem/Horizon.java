package org.flexopf.opf.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Periods that follow each other, of any mix of lengths; everything is constant within a period.
 *
 * @param periods at least one, in the order of time
 */
public record Horizon(List<Period> periods) {

    /**
     * One period of a horizon.
     *
     * @param index its place, from 0
     * @param hours how long it lasts, hours
     */
    public record Period(int index, double hours) {

        /** What its block is called. */
        public String label() {
            return "period " + (index + 1);
        }
    }

    /** @throws IllegalArgumentException if there is no period, or one of them does not last a finite time above zero */
    public Horizon {
        periods = List.copyOf(periods);
        if (periods.isEmpty()) {
            throw new IllegalArgumentException("a horizon needs at least one period");
        }
        for (Period period : periods) {
            if (!(period.hours() > 0.0 && period.hours() < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        period.label() + " lasts " + period.hours() + " hours; give a finite number above zero");
            }
        }
    }

    /** Periods of equal length. @throws IllegalArgumentException if there are none, or they do not last */
    public static Horizon of(int count, Duration length) {
        double[] hours = new double[Math.max(0, count)];
        Arrays.fill(hours, length.toNanos() / 3.6e12);
        return ofHours(hours);
    }

    /** Periods of so many hours each. @throws IllegalArgumentException if there are none, or one does not last */
    public static Horizon ofHours(double... hours) {
        return ofHours(Arrays.stream(hours).boxed().toList());
    }

    /** Periods of so many hours each. @throws IllegalArgumentException if there are none, or one does not last */
    public static Horizon ofHours(List<Double> hours) {
        List<Period> periods = new ArrayList<>();
        for (double length : hours) {
            periods.add(new Period(periods.size(), length));
        }
        return new Horizon(periods);
    }
}
