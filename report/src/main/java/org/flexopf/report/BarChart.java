package org.flexopf.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * Figures side by side as SVG: groups of bars, in each of them one bar for each of what is compared. Bars below zero
 * hang. Immutable; the same input gives the same bytes.
 *
 * <pre>{@code
 * String svg = BarChart.of("Profit", "by season", "currency", List.of("hybrid", "dso"))
 *         .withGroup("winter", 120.0, 130.0)
 *         .svg();
 * }</pre>
 */
public final class BarChart extends ReportChart {

    private static final double WIDTH = 400.0;
    private static final double LEFT = 70.0;
    private static final double RIGHT = WIDTH - 18.0;
    private static final double TOP = 96.0;
    private static final double HEIGHT = 190.0;
    private static final double LABEL = 11.0;
    /** The share of a group that is left free beside its bars. */
    private static final double GAP = 0.25;
    /** Colours that people who see few of them tell apart. */
    private static final String[] COLOURS = {"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"};

    private record Group(String label, double[] values) {}

    private final String title;
    private final String subtitle;
    private final String unit;
    private final List<String> series;
    private final List<Group> groups;

    private BarChart(String title, String subtitle, String unit, List<String> series, List<Group> groups) {
        this.title = Objects.requireNonNull(title, "title");
        this.subtitle = Objects.requireNonNull(subtitle, "subtitle");
        this.unit = Objects.requireNonNull(unit, "unit");
        this.series = List.copyOf(series);
        this.groups = groups;
    }

    /**
     * A chart without groups.
     *
     * @param unit of all figures
     * @param series what is compared in each group
     * @throws IllegalArgumentException if nothing is compared, or more than colours can tell apart
     */
    public static BarChart of(String title, String subtitle, String unit, List<String> series) {
        if (series.isEmpty() || series.size() > COLOURS.length) {
            throw new IllegalArgumentException(
                    series.size() + " bars in a group of " + title + "; give 1 to " + COLOURS.length);
        }
        return new BarChart(title, subtitle, unit, series, List.of());
    }

    /**
     * With one more group to the right.
     *
     * @param values one for each of what is compared
     * @throws IllegalArgumentException if their number is another one, or one is not finite
     */
    public BarChart withGroup(String label, double... values) {
        if (values.length != series.size() || !DoubleStream.of(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("group " + label + " of " + title + " has the figures "
                    + Arrays.toString(values) + "; give " + series.size() + " finite numbers");
        }
        List<Group> more = new ArrayList<>(groups);
        more.add(new Group(Objects.requireNonNull(label, "label"), values.clone()));
        return new BarChart(title, subtitle, unit, series, List.copyOf(more));
    }

    @Override
    void draw(Markup markup) {
        Svg svg = Svg.open(markup, "bars", WIDTH, TOP + HEIGHT + 44.0, title + ": " + subtitle);
        svg.title(18.0, title, subtitle);
        if (series.size() > 1) {
            drawLegend(svg);
        }
        svg.text(18.0, TOP - 8.0, LABEL, "start", Svg.FAINT_INK, unit);
        ValueAxis axis = ValueAxis.covering(
                Math.min(0.0, values().min().orElse(0.0)),
                Math.max(0.0, values().max().orElse(0.0)),
                TOP,
                HEIGHT);
        axis.openPanel(svg);
        axis.drawTicks(svg, LEFT, RIGHT, LABEL);
        double wide = (RIGHT - LEFT) / Math.max(1, groups.size());
        double bar = (1.0 - GAP) * wide / series.size();
        for (int g = 0; g < groups.size(); g++) {
            double left = LEFT + wide * g + 0.5 * GAP * wide;
            for (int k = 0; k < series.size(); k++) {
                double value = groups.get(g).values()[k];
                double from = axis.y(Math.max(0.0, value));
                markup.open(
                        "rect",
                        "x",
                        left + bar * k,
                        "y",
                        from,
                        "width",
                        Math.max(0.5, bar - 1.0),
                        "height",
                        axis.y(Math.min(0.0, value)) - from,
                        "fill",
                        COLOURS[k]);
                markup.element(
                                "title",
                                groups.get(g).label() + ", " + series.get(k) + ": " + Numbers.significant(value) + " "
                                        + unit)
                        .close()
                        .line();
            }
            drawLabel(svg, groups.get(g).label(), LEFT + wide * (g + 0.5), axis.bottom() + 16.0, wide);
        }
        svg.line(LEFT, axis.y(0.0), RIGHT, axis.y(0.0), Svg.FAINT_INK, 1.0);
        markup.close().line();
        svg.close();
    }

    /** A label on one line, or on two where it is wider than its group. */
    private static void drawLabel(Svg svg, String label, double x, double y, double room) {
        int cut = Svg.wordsWidth(label, LABEL) > room ? label.lastIndexOf(' ') : -1;
        svg.text(x, y, LABEL, "middle", Svg.FAINT_INK, cut < 0 ? label : label.substring(0, cut));
        if (cut >= 0) {
            svg.text(x, y + 14.0, LABEL, "middle", Svg.FAINT_INK, label.substring(cut + 1));
        }
    }

    private DoubleStream values() {
        return groups.stream().flatMapToDouble(group -> DoubleStream.of(group.values()));
    }

    private void drawLegend(Svg svg) {
        double x = 18.0;
        for (int k = 0; k < series.size(); k++) {
            svg.markup()
                    .empty("rect", "x", x, "y", 60.0, "width", 12.0, "height", 11.0, "fill", COLOURS[k])
                    .line();
            svg.text(x + 17.0, 70.0, LABEL, "start", Svg.INK, series.get(k));
            x += 32.0 + Svg.wordsWidth(series.get(k), LABEL);
        }
    }

    @Override
    public String toString() {
        return "chart of " + title + ", " + groups.size() + " groups of " + series.size() + " bars";
    }
}
