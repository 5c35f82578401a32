package org.flexopf.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A horizontal axis of hours, on which each period is as wide as it is long.
 *
 * @param ends when each period ends, hours from the start
 * @param left where the first period begins, pixels
 * @param right where the last one ends
 */
record TimeAxis(List<Double> ends, double left, double right) {

    /** Steps in hours that people count in. */
    private static final double[] STEPS = {0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 12.0, 24.0, 48.0, 168.0, 336.0};

    private static final int MOST_TICKS = 12;

    static TimeAxis of(List<Double> hours, double left, double right) {
        List<Double> ends = new ArrayList<>();
        double end = 0.0;
        for (double length : hours) {
            end += length;
            ends.add(end);
        }
        return new TimeAxis(List.copyOf(ends), left, right);
    }

    int periods() {
        return ends.size();
    }

    double total() {
        return ends.get(ends.size() - 1);
    }

    double x(double hour) {
        return left + hour / total() * (right - left);
    }

    /** Where a period begins, pixels. */
    double begin(int period) {
        return period == 0 ? left : x(ends.get(period - 1));
    }

    /** Where a period ends, pixels. */
    double end(int period) {
        return x(ends.get(period));
    }

    private double step() {
        for (double step : STEPS) {
            if (total() >= STEPS[0] && total() / step <= MOST_TICKS) {
                return step;
            }
        }
        return Numbers.roundStep(total(), MOST_TICKS);
    }

    /** Round hours, from zero to the end. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int k = 0; k * step() <= total() * (1.0 + 1e-9); k++) {
            ticks.add(k * step());
        }
        return ticks;
    }

    /** So many digits after the point tell the ticks apart. */
    int digits() {
        int digits = 0;
        double step = step();
        while (digits < 6 && Math.abs(step - Math.rint(step)) > 1e-9) {
            step *= 10.0;
            digits++;
        }
        return digits;
    }
}
