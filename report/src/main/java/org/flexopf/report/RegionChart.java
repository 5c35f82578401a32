package org.flexopf.report;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The active and reactive power that a feeder can draw at its root as SVG: the polygon that reached points span, and
 * the lines around it that the search takes for the border. Immutable; the same input gives the same bytes.
 */
public final class RegionChart extends ReportChart {

    /**
     * A point that is reached.
     *
     * @param p active power, MW
     * @param q reactive power, Mvar
     * @param exact whether it is proved to be the farthest in its direction
     */
    public record Point(double p, double q, boolean exact) {

        private boolean isKnown() {
            return Double.isFinite(p) && Double.isFinite(q);
        }
    }

    private static final double WIDTH = 760.0;
    private static final double LEFT = 84.0;
    private static final double RIGHT = 730.0;
    private static final double TOP = 96.0;
    private static final double HEIGHT = 420.0;
    private static final double LABEL = 11.0;
    private static final double RADIUS = 3.5;
    private static final int PARTS = 6;
    private static final String AREA = "#9ecae1";
    private static final String EDGE = "#2171b5";
    private static final String OUTLINE = "#d94801";

    private static final String DASHES = "5 4";

    private final String name;
    private final List<Point> points;
    private final List<Point> outline;
    private final double low;
    private final double range;

    private RegionChart(String name, List<Point> points, List<Point> outline) {
        this.name = Objects.requireNonNull(name, "name");
        this.points = points.stream().filter(Point::isKnown).toList();
        this.outline = outline.stream().filter(Point::isKnown).toList();
        if (this.points.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to draw of " + name + ": no state is reached");
        }
        this.low = all().mapToDouble(Point::p).min().orElseThrow();
        double wide = all().mapToDouble(Point::p).max().orElseThrow() - low;
        this.range = wide > 0.0 ? wide : 1.0;
    }

    /**
     * The chart of a region.
     *
     * @param points what is reached, by rising direction; unknown ones are left out
     * @param outline the corners of the polygon around them, in order
     * @throws IllegalArgumentException if no point is known
     */
    public static RegionChart of(String name, List<Point> points, List<Point> outline) {
        return new RegionChart(name, points, outline);
    }

    private Stream<Point> all() {
        return Stream.concat(points.stream(), outline.stream());
    }

    @Override
    void draw(Markup markup) {
        String subtitle = "active and reactive power that the feeder can draw at its root";
        Svg svg = Svg.open(markup, "region", WIDTH, TOP + HEIGHT + 60.0, name + ": " + subtitle);
        svg.title(LEFT - 54.0, name, subtitle);
        drawLegend(svg);
        double[] q = all().flatMapToDouble(point -> DoubleStream.of(point.q())).toArray();
        ValueAxis axis = ValueAxis.covering(
                DoubleStream.of(q).min().orElseThrow(), DoubleStream.of(q).max().orElseThrow(), TOP, HEIGHT);
        axis.openPanel(svg);
        axis.drawTicks(svg, LEFT, RIGHT, LABEL);
        drawActiveAxis(svg, axis);
        polygon(svg, axis, points, AREA, EDGE, "");
        polygon(svg, axis, outline, "none", OUTLINE, DASHES);
        for (Point point : points) {
            markup.empty(
                            "circle",
                            "cx",
                            Numbers.coordinate(x(point.p())),
                            "cy",
                            Numbers.coordinate(axis.y(point.q())),
                            "r",
                            RADIUS,
                            "fill",
                            point.exact() ? EDGE : "#ffffff",
                            "stroke",
                            EDGE)
                    .line();
        }
        markup.close().line();
        svg.text(LEFT - 54.0, TOP - 12.0, LABEL, "start", Svg.FAINT_INK, "Mvar");
        svg.close();
    }

    private double x(double p) {
        return LEFT + 20.0 + (p - low) / range * (RIGHT - LEFT - 40.0);
    }

    private void drawActiveAxis(Svg svg, ValueAxis axis) {
        double step = Numbers.roundStep(range, PARTS);
        int digits = Math.max(0, -(int) Math.floor(Math.log10(step) + 1e-9));
        for (long k = (long) Math.ceil(low / step - 1e-9); k * step <= low + range + 1e-9 * step; k++) {
            double at = x(k * step);
            svg.line(at, axis.bottom(), at, axis.bottom() + 4.0, Svg.FAINT_INK, 1.0);
            svg.text(at, axis.bottom() + 17.0, LABEL, "middle", Svg.FAINT_INK, Numbers.fixed(k * step, digits));
        }
        svg.text(RIGHT, axis.bottom() + 36.0, LABEL, "end", Svg.FAINT_INK, "MW");
    }

    private void polygon(Svg svg, ValueAxis axis, List<Point> corners, String fill, String stroke, String dashes) {
        if (corners.size() < 3) {
            return;
        }
        svg.markup()
                .empty(
                        "polygon",
                        "points",
                        corners.stream()
                                .map(corner -> Numbers.coordinate(x(corner.p())) + ","
                                        + Numbers.coordinate(axis.y(corner.q())))
                                .collect(Collectors.joining(" ")),
                        "fill",
                        fill,
                        "stroke",
                        stroke,
                        "stroke-width",
                        1.5,
                        "stroke-dasharray",
                        dashes.isEmpty() ? "none" : dashes)
                .line();
    }

    private static void drawLegend(Svg svg) {
        svg.markup().empty("rect", "x", LEFT, "y", 60.0, "width", 14.0, "height", 11.0, "fill", AREA, "stroke", EDGE);
        svg.text(LEFT + 20.0, 70.0, LABEL, "start", Svg.INK, "between points that an AC power flow confirms");
        svg.markup()
                .empty(
                        "line",
                        "x1",
                        LEFT + 310.0,
                        "y1",
                        66.0,
                        "x2",
                        LEFT + 334.0,
                        "y2",
                        66.0,
                        "stroke",
                        OUTLINE,
                        "stroke-width",
                        1.5,
                        "stroke-dasharray",
                        DASHES);
        svg.text(LEFT + 340.0, 70.0, LABEL, "start", Svg.INK, "lines through them; filled points are proved");
    }

    @Override
    public String toString() {
        return "the chart of the region of " + name;
    }
}
