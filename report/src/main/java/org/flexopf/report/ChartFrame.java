package org.flexopf.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What charts of a market have in common: their size and colours, and axes that a few outliers do not stretch. */
final class ChartFrame {

    static final double WIDTH = 610.0;
    static final double LEFT = 66.0;
    static final double RIGHT = WIDTH - 20.0;
    static final double TOP = 98.0;
    static final double LABEL = 11.0;
    /** Loads that rise, and pay. */
    static final String UP = "#0072b2";
    /** Loads that fall, and get paid. */
    static final String DOWN = "#d55e00";

    private static final int PARTS = 6;
    /** So many times the range of the middle half, prices beyond it on either side are still drawn in place. */
    private static final double REACH = 4.0;

    private ChartFrame() {}

    /** A range of values. */
    record Range(double low, double high) {

        double within(double value) {
            return Math.max(low, Math.min(high, value));
        }

        boolean holds(double value) {
            return value >= low && value <= high;
        }

        /** What a subtitle says where some prices are not held. */
        String beyond(double[] prices) {
            return Arrays.stream(prices).allMatch(this::holds) ? "" : "; prices beyond stand at the edges";
        }
    }

    /** The range of prices, but for the few, such as an operator's extreme, that would flatten all others. */
    static Range prices(double[] prices) {
        double[] ascending = prices.clone();
        Arrays.sort(ascending);
        double lower = ascending[ascending.length / 4];
        double upper = ascending[ascending.length - 1 - ascending.length / 4];
        double reach = REACH * Math.max(upper - lower, 1.0);
        return new Range(
                Math.max(ascending[0], lower - reach), Math.min(ascending[ascending.length - 1], upper + reach));
    }

    /** A horizontal axis with round figures at its ticks. */
    record Across(double low, double high) {

        /** An axis over a range, and a little more on both sides. */
        static Across covering(Range range) {
            double width = range.high() - range.low() > 1e-9 ? range.high() - range.low() : 1.0;
            return new Across(range.low() - 0.04 * width, range.low() + 1.04 * width);
        }

        double x(double value) {
            return LEFT + (value - low) / (high - low) * (RIGHT - LEFT);
        }

        private double step() {
            return Numbers.roundStep(high - low, PARTS);
        }

        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            for (long k = (long) Math.ceil(low / step()); k * step() <= high; k++) {
                ticks.add(k * step());
            }
            return ticks;
        }

        void draw(Svg svg, double y, String unit) {
            int digits = Math.max(0, -(int) Math.floor(Math.log10(step()) + 1e-9));
            svg.line(LEFT, y, RIGHT, y, Svg.FAINT_INK, 1.0);
            for (double tick : ticks()) {
                svg.line(x(tick), y, x(tick), y + 4.0, Svg.FAINT_INK, 1.0);
                svg.text(x(tick), y + 16.0, LABEL, "middle", Svg.FAINT_INK, Numbers.fixed(tick, digits));
            }
            svg.text(RIGHT, y + 32.0, LABEL, "end", Svg.FAINT_INK, unit);
        }
    }

    /** Opens a picture, in a group of its id, with its title and a legend of the two sides. */
    static Svg open(Markup markup, String id, String title, String subtitle, double height, String up, String down) {
        Svg svg = Svg.open(markup, "market", WIDTH, height, title + ": " + subtitle);
        markup.open("g", "id", id).line();
        svg.title(18.0, title, subtitle);
        double x = LEFT;
        for (String[] side : new String[][] {{UP, up}, {DOWN, down}}) {
            markup.empty("rect", "x", x, "y", 62.0, "width", 14.0, "height", 10.0, "fill", side[0]);
            svg.text(x + 19.0, 71.0, LABEL, "start", Svg.INK, side[1]);
            x += 40.0 + Svg.wordsWidth(side[1], LABEL);
        }
        return svg;
    }

    static void close(Svg svg) {
        svg.markup().close().line();
        svg.close();
    }

    /** A path of steps: across and then up or down. */
    static String steps(List<double[]> corners) {
        StringBuilder path = new StringBuilder();
        for (double[] corner : corners) {
            String x = Numbers.coordinate(corner[0]);
            String y = Numbers.coordinate(corner[1]);
            path.append(path.length() == 0 ? "M" + x + " " + y : "H" + x + "V" + y);
        }
        return path.toString();
    }

    static String mw(double value) {
        return Numbers.fixed(value, Math.max(3, Numbers.digits(value, value))) + " MW";
    }
}
