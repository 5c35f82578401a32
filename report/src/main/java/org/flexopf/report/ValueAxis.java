package org.flexopf.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A vertical axis with round figures at its ticks.
 *
 * @param low the value at its lower end
 * @param high the value at its upper end
 * @param step between two ticks
 * @param top where the upper end is, pixels from above
 * @param bottom where the lower end is
 */
record ValueAxis(double low, double high, double step, double top, double bottom) {

    private static final int PARTS = 5;
    private static final double ROUNDING = 1e-6;
    /** The share of the range that is left free beyond it. */
    private static final double ROOM = 0.04;

    /**
     * An axis that holds a range, and a little more at an end that is not zero; a range that is a point, or a solver's
     * rounding, gets an axis of length 1.
     */
    static ValueAxis covering(double low, double high, double top, double height) {
        double range = high - low > ROUNDING ? high - low : 1.0;
        double room = ROOM * range;
        double first = low == 0.0 ? 0.0 : low - room;
        double last = low + range == 0.0 ? 0.0 : low + range + room;
        return new ValueAxis(first, last, Numbers.roundStep(range, PARTS), top, top + height);
    }

    double y(double value) {
        return bottom - (value - low) / (high - low) * (bottom - top);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (long k = (long) Math.ceil(low / step); k <= (long) Math.floor(high / step); k++) {
            ticks.add(k * step);
        }
        return ticks;
    }

    /** So many digits after the point the ticks need. */
    int digits() {
        return Math.max(0, -(int) Math.floor(Math.log10(step) + 1e-9));
    }

    /** Opens the group of a panel that has this axis, with what tells values from pixels. */
    void openPanel(Svg svg) {
        svg.markup()
                .open(
                        "g",
                        "class",
                        "panel",
                        "data-low",
                        Double.toString(low),
                        "data-high",
                        Double.toString(high),
                        "data-top",
                        top,
                        "data-bottom",
                        bottom)
                .line();
    }

    /** A rule from left to right at every tick, and its figure before it. */
    void drawTicks(Svg svg, double left, double right, double size) {
        for (double tick : ticks()) {
            svg.line(left, y(tick), right, y(tick), Svg.RULE, 1.0);
            svg.text(left - 8.0, y(tick) + 4.0, size, "end", Svg.FAINT_INK, Numbers.fixed(tick, digits()));
        }
    }
}
