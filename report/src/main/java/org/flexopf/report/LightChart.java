package org.flexopf.report;

import java.util.List;
import java.util.Objects;

/**
 * Operating points and whether a network bears them, as SVG: the curve of one interval with a light at each point, or a
 * year as a heat map of intervals by steps. Immutable; the same input gives the same bytes.
 */
public final class LightChart extends ReportChart {

    /** Whether a point is borne. */
    public enum Light {
        /** As it is. */
        GREEN("#31a354"),
        /** With reactive support. */
        ORANGE("#fd8d3c"),
        /** Not at all. */
        RED("#de2d26");

        private final String colour;

        Light(String colour) {
            this.colour = colour;
        }
    }

    /**
     * A point of a curve.
     *
     * @param quantity MW
     * @param cost currency per hour
     * @param light whether it is borne
     */
    public record Point(double quantity, double cost, Light light) {}

    /**
     * A curve.
     *
     * @param label what its interval and direction are called
     * @param points its points, by rising quantity
     */
    public record Curve(String label, List<Point> points) {

        /** The list is copied. */
        public Curve {
            points = List.copyOf(points);
        }
    }

    private static final double WIDTH = 760.0;
    private static final double LEFT = 110.0;
    private static final double RIGHT = 730.0;
    private static final double TOP = 96.0;
    private static final double HEIGHT = 320.0;
    private static final double ROW = 22.0;
    private static final double LABEL = 11.0;
    private static final double RADIUS = 5.0;
    private static final int PARTS = 6;
    private static final String LINE = "#6b6b6b";

    private final String name;
    private final String subtitle;
    private final List<Curve> curves;
    private final boolean isYear;

    private LightChart(String name, String subtitle, List<Curve> curves, boolean isYear) {
        this.name = Objects.requireNonNull(name, "name");
        this.subtitle = subtitle;
        this.curves = curves.stream().filter(curve -> !curve.points().isEmpty()).toList();
        this.isYear = isYear;
        if (this.curves.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to draw of " + name + ": no curve has a point");
        }
    }

    /**
     * All curves as a heat map: a row for each, a cell for each of its points.
     *
     * @throws IllegalArgumentException if none has a point
     */
    public static LightChart heatMap(String name, List<Curve> curves) {
        return new LightChart(
                name, "which steps the feeder bears: intervals downwards, steps to the right", curves, true);
    }

    /**
     * One curve: quantity to the right, cost upwards, a light at each point.
     *
     * @throws IllegalArgumentException if it has no point
     */
    public static LightChart curve(String name, Curve curve) {
        return new LightChart(name, curve.label() + ": what a quantity at the interface costs", List.of(curve), false);
    }

    @Override
    void draw(Markup markup) {
        double height = isYear ? TOP + ROW * curves.size() + 24.0 : TOP + HEIGHT + 60.0;
        Svg svg = Svg.open(markup, isYear ? "lights" : "curve", WIDTH, height, name + ": " + subtitle);
        svg.title(30.0, name, subtitle);
        drawLegend(svg);
        if (isYear) {
            drawCells(svg);
        } else {
            drawCurve(svg, curves.get(0).points());
        }
        svg.close();
    }

    private void drawCells(Svg svg) {
        for (int row = 0; row < curves.size(); row++) {
            Curve curve = curves.get(row);
            double y = TOP + ROW * row;
            svg.text(LEFT - 8.0, y + 0.7 * ROW, LABEL, "end", Svg.INK, curve.label());
            double cell = (RIGHT - LEFT) / curve.points().size();
            for (int k = 0; k < curve.points().size(); k++) {
                svg.markup()
                        .empty(
                                "rect",
                                "x",
                                LEFT + cell * k,
                                "y",
                                y,
                                "width",
                                cell - 2.0,
                                "height",
                                ROW - 2.0,
                                "fill",
                                curve.points().get(k).light().colour)
                        .line();
            }
        }
    }

    private static void drawCurve(Svg svg, List<Point> points) {
        double most = points.get(points.size() - 1).quantity();
        double low =
                Math.min(0.0, points.stream().mapToDouble(Point::cost).min().orElseThrow());
        double high =
                Math.max(0.0, points.stream().mapToDouble(Point::cost).max().orElseThrow());
        ValueAxis axis = ValueAxis.covering(low, high, TOP, HEIGHT);
        axis.openPanel(svg);
        axis.drawTicks(svg, LEFT, RIGHT, LABEL);
        double step = Numbers.roundStep(most, PARTS);
        int digits = Math.max(0, -(int) Math.floor(Math.log10(step) + 1e-9));
        for (int k = 0; k * step <= most + 1e-9 * step; k++) {
            double x = x(k * step, most);
            svg.line(x, axis.bottom(), x, axis.bottom() + 4.0, Svg.FAINT_INK, 1.0);
            svg.text(x, axis.bottom() + 17.0, LABEL, "middle", Svg.FAINT_INK, Numbers.fixed(k * step, digits));
        }
        svg.text(RIGHT, axis.bottom() + 36.0, LABEL, "end", Svg.FAINT_INK, "MW");
        double lastX = x(0.0, most);
        double lastY = axis.y(0.0);
        for (Point point : points) {
            svg.line(lastX, lastY, x(point.quantity(), most), axis.y(point.cost()), LINE, 1.5);
            lastX = x(point.quantity(), most);
            lastY = axis.y(point.cost());
        }
        for (Point point : points) {
            svg.markup()
                    .empty(
                            "circle",
                            "cx",
                            x(point.quantity(), most),
                            "cy",
                            axis.y(point.cost()),
                            "r",
                            RADIUS,
                            "fill",
                            point.light().colour)
                    .line();
        }
        svg.markup().close().line();
        svg.text(30.0, TOP - 12.0, LABEL, "start", Svg.FAINT_INK, "currency/h");
    }

    private static double x(double quantity, double most) {
        return LEFT + 10.0 + quantity / most * (RIGHT - LEFT - 30.0);
    }

    private static void drawLegend(Svg svg) {
        String[] words = {"borne as it is", "with reactive support", "not borne"};
        for (Light light : Light.values()) {
            double x = LEFT + 170.0 * light.ordinal();
            svg.markup().empty("rect", "x", x, "y", 60.0, "width", 14.0, "height", 11.0, "fill", light.colour);
            svg.text(x + 20.0, 70.0, LABEL, "start", Svg.INK, words[light.ordinal()]);
        }
    }

    @Override
    public String toString() {
        return "the lights of " + name + ", " + curves.size() + " curves";
    }
}
