package org.flexopf.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.flexopf.report.ChartFrame.Across;
import org.flexopf.report.ChartFrame.Range;
import org.flexopf.report.MarketChart.Level;

/** Draws the depth of a book: two stairs, which meet where prices would cross. */
final class DepthDrawing {

    private static final double HEIGHT = 230.0;
    /** So many prices of a side have a mark of their own. */
    private static final int MOST_MARKS = 150;

    private final String id;
    private final String title;
    private final List<Level> up;
    private final List<Level> down;
    private final Range range;

    DepthDrawing(String id, String title, List<Level> up, List<Level> down) {
        this.id = id;
        this.title = title;
        this.up = up.stream()
                .sorted(Comparator.comparingDouble(Level::price).reversed())
                .toList();
        this.down =
                down.stream().sorted(Comparator.comparingDouble(Level::price)).toList();
        range = ChartFrame.prices(Stream.concat(up.stream(), down.stream())
                .mapToDouble(Level::price)
                .toArray());
    }

    void draw(Markup markup) {
        String subtitle = "MW at each price or a better one; " + beyond();
        double height = ChartFrame.TOP + HEIGHT + 44.0;
        Svg svg = ChartFrame.open(
                markup, id, title, subtitle, height, "load that may rise, and pays", "load that may fall, and is paid");
        ValueAxis axis = ValueAxis.covering(
                0.0, DoubleStream.of(total(up), total(down)).max().orElse(0.0), ChartFrame.TOP, HEIGHT);
        Across prices = Across.covering(range);
        axis.openPanel(svg);
        axis.drawTicks(svg, ChartFrame.LEFT, ChartFrame.RIGHT, ChartFrame.LABEL);
        drawSide(svg, axis, prices, "up", up, ChartFrame.UP, ChartFrame.LEFT);
        drawSide(svg, axis, prices, "down", down, ChartFrame.DOWN, ChartFrame.RIGHT);
        prices.draw(svg, axis.y(0.0), "price, currency per MWh");
        markup.close().line();
        svg.text(18.0, ChartFrame.TOP - 8.0, ChartFrame.LABEL, "start", Svg.FAINT_INK, "MW");
        ChartFrame.close(svg);
    }

    private static double total(List<Level> side) {
        return side.stream().mapToDouble(Level::mw).sum();
    }

    private String beyond() {
        List<Level> outside = Stream.concat(up.stream(), down.stream())
                .filter(level -> !range.holds(level.price()))
                .toList();
        return outside.isEmpty()
                ? "pointing at a step tells it"
                : ChartFrame.mw(total(outside)) + " at prices beyond the edges, to "
                        + Numbers.fixed(
                                outside.stream()
                                        .mapToDouble(Level::price)
                                        .reduce((a, b) -> Math.abs(a) > Math.abs(b) ? a : b)
                                        .orElseThrow(),
                                4);
    }

    /** A side from its best price on towards an end of the axis. */
    private void drawSide(
            Svg svg, ValueAxis axis, Across prices, String name, List<Level> side, String colour, double end) {
        if (side.isEmpty()) {
            return;
        }
        List<double[]> corners = new ArrayList<>();
        double mw = 0.0;
        corners.add(new double[] {prices.x(range.within(side.get(0).price())), axis.y(0.0)});
        for (Level level : side) {
            mw += level.mw();
            corners.add(new double[] {prices.x(range.within(level.price())), axis.y(mw)});
        }
        corners.add(new double[] {end, axis.y(mw)});
        String stairs = ChartFrame.steps(corners);
        Markup markup = svg.markup();
        markup.open("g", "id", id + "-" + name, "class", name).line();
        markup.empty(
                        "path",
                        "id",
                        id + "-" + name + "-area",
                        "d",
                        stairs + "V" + Numbers.coordinate(axis.y(0.0)) + "Z",
                        "fill",
                        colour,
                        "fill-opacity",
                        "0.18")
                .line();
        markup.empty(
                        "path",
                        "id",
                        id + "-" + name + "-line",
                        "d",
                        stairs,
                        "fill",
                        "none",
                        "stroke",
                        colour,
                        "stroke-width",
                        2.0)
                .line();
        for (int k = 0; k < Math.min(side.size(), MOST_MARKS); k++) {
            double[] corner = corners.get(k + 1);
            markup.open(
                            "circle",
                            "id",
                            id + "-" + name + "-" + (k + 1),
                            "cx",
                            corner[0],
                            "cy",
                            corner[1],
                            "r",
                            3.0,
                            "fill",
                            colour)
                    .element("title", side.get(k).words())
                    .close()
                    .line();
        }
        markup.close().line();
    }
}
