package org.flexopf.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a figure does over the draws of a study as SVG: how its mean settles, how often it has which value, and for what
 * share of the draws it is above one. Nothing drawn has a style of its own. Immutable; the same input gives the same
 * bytes.
 *
 * <pre>{@code
 * String svg = StudyChart.histogram("cost", "currency/h", 100.0, 200.0, shares).svg();
 * }</pre>
 */
public final class StudyChart extends ReportChart {

    private static final double WIDTH = 400.0;
    private static final double LEFT = 70.0;
    private static final double RIGHT = WIDTH - 18.0;
    private static final double TOP = 74.0;
    private static final double HEIGHT = 210.0;
    private static final double LABEL = 11.0;
    private static final int PARTS = 4;
    /** Numbers that differ by less of themselves are one; with more their figures fit beside the axis. */
    private static final double ROUNDING = 1e-6;
    /** Next to nothing in any unit that figures have. */
    private static final double NOTHING = 1e-7;

    private static final String LINE = "#0072b2";
    private static final String BAND = "#cfe3f2";

    /**
     * The mean of the first draws.
     *
     * @param draws how many
     * @param mean their mean
     * @param error its standard error
     */
    public record Step(long draws, double mean, double error) {}

    /** A point of a curve. */
    private record Point(double x, double y) {}

    /** What is drawn between two axes. */
    private interface Content {

        void draw(Svg svg, Across across, ValueAxis axis);
    }

    /** A horizontal axis; shares and numbers of draws are told as such. */
    private record Across(double low, double high, boolean logarithmic) {

        double x(double value) {
            double share = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
            return LEFT + share * (RIGHT - LEFT);
        }

        void draw(Svg svg, double y, String unit) {
            svg.line(LEFT, y, RIGHT, y, Svg.FAINT_INK, 1.0);
            for (double tick : ticks()) {
                svg.line(x(tick), y, x(tick), y + 4.0, Svg.FAINT_INK, 1.0);
                svg.text(x(tick), y + 16.0, LABEL, "middle", Svg.FAINT_INK, words(tick));
            }
            svg.text(RIGHT, y + 32.0, LABEL, "end", Svg.FAINT_INK, unit);
        }

        private String words(double tick) {
            if (logarithmic) {
                return String.format(Locale.ROOT, "%,.0f", tick);
            }
            double step = Numbers.roundStep(high - low, PARTS);
            return Numbers.fixed(tick, Math.max(0, -(int) Math.floor(Math.log10(step) + 1e-9)));
        }

        private List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            if (logarithmic) {
                for (double tick = Math.pow(10.0, Math.ceil(Math.log10(low) - 1e-9)); tick <= high; tick *= 10.0) {
                    ticks.add(tick);
                }
                return ticks;
            }
            double step = Numbers.roundStep(high - low, PARTS);
            for (long k = (long) Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
                ticks.add(k * step);
            }
            return ticks;
        }
    }

    private final String title;
    private final String subtitle;
    private final String upwards;
    private final String sideways;
    private final Across across;
    private final ValueAxis axis;
    private final Content content;

    private StudyChart(
            String title,
            String subtitle,
            String upwards,
            String sideways,
            Across across,
            ValueAxis axis,
            Content content) {
        this.title = Objects.requireNonNull(title, "title");
        this.subtitle = subtitle;
        this.upwards = Objects.requireNonNull(upwards, "unit");
        this.sideways = sideways;
        this.across = across;
        this.axis = axis;
        this.content = content;
    }

    /**
     * How a mean settles: the mean of the first draws, and two standard errors on both sides.
     *
     * @param unit of the figure
     * @param steps by rising numbers of draws, the first of them of two or more
     * @throws IllegalArgumentException if there are fewer than two, or one is not finite
     */
    public static StudyChart convergence(String title, String unit, List<Step> steps) {
        requireDrawable(title, steps.size(), steps.stream().flatMap(step -> Stream.of(step.mean(), step.error())));
        double low = steps.stream()
                .mapToDouble(step -> step.mean() - 2.0 * step.error())
                .min()
                .orElseThrow();
        double high = steps.stream()
                .mapToDouble(step -> step.mean() + 2.0 * step.error())
                .max()
                .orElseThrow();
        Across across =
                new Across(steps.get(0).draws(), steps.get(steps.size() - 1).draws(), true);
        return new StudyChart(
                title,
                "mean of the first draws, and two standard errors",
                unit,
                "draws",
                across,
                axis(low, high),
                (svg, x, y) -> {
                    List<Point> band = new ArrayList<>();
                    steps.forEach(step -> band.add(new Point(step.draws(), step.mean() - 2.0 * step.error())));
                    List<Point> back = new ArrayList<>();
                    steps.forEach(step -> back.add(new Point(step.draws(), step.mean() + 2.0 * step.error())));
                    Collections.reverse(back);
                    band.addAll(back);
                    shape(svg, "polygon", band, x, y, BAND, "none");
                    shape(
                            svg,
                            "polyline",
                            steps.stream()
                                    .map(step -> new Point(step.draws(), step.mean()))
                                    .toList(),
                            x,
                            y,
                            "none",
                            LINE);
                });
    }

    /**
     * How often a figure has which value.
     *
     * @param unit of the figure
     * @param low where the first bar begins
     * @param high where the last one ends, above that
     * @param shares of the draws, bars of one width
     * @throws IllegalArgumentException if there is none, a number is not finite, or the ends are not in order
     */
    public static StudyChart histogram(String title, String unit, double low, double high, List<Double> shares) {
        requireDrawable(title, shares.size() + 1, Stream.concat(shares.stream(), Stream.of(low, high)));
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "the bars of " + title + " go from " + low + " to " + high + "; give ends that are in order");
        }
        double most = shares.stream().mapToDouble(share -> 100.0 * share).max().orElseThrow();
        double width = (high - low) / shares.size();
        return new StudyChart(
                title, "share of the draws", "%", unit, new Across(low, high, false), axis(0.0, most), (svg, x, y) -> {
                    for (int k = 0; k < shares.size(); k++) {
                        double left = x.x(low + k * width);
                        double right = x.x(low + (k + 1) * width);
                        double top = y.y(100.0 * shares.get(k));
                        svg.markup()
                                .empty(
                                        "rect",
                                        "x",
                                        left,
                                        "y",
                                        top,
                                        "width",
                                        Math.max(0.5, right - left - 0.5),
                                        "height",
                                        Math.max(0.0, y.bottom() - top),
                                        "fill",
                                        LINE)
                                .line();
                    }
                });
    }

    /**
     * For what share of the draws a figure is above a value, as operators draw load over a year.
     *
     * @param unit of the figure
     * @param values by falling size: those that are exceeded by none of the draws, by all of them, and at equal
     *     distances between
     * @throws IllegalArgumentException if there are fewer than two, or one is not finite
     */
    public static StudyChart duration(String title, String unit, List<Double> values) {
        requireDrawable(title, values.size(), values.stream());
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        List<Point> points = new ArrayList<>();
        for (int k = 0; k < values.size(); k++) {
            points.add(new Point(100.0 * k / (values.size() - 1), values.get(k)));
        }
        return new StudyChart(
                title,
                "what is exceeded in so many of the draws",
                unit,
                "% of the draws",
                new Across(0.0, 100.0, false),
                axis(low, high),
                (svg, x, y) -> shape(svg, "polyline", points, x, y, "none", LINE));
    }

    /** Whether numbers differ by more than a solver's rounding: else a chart of them shows that alone. */
    public static boolean isSpread(double low, double high) {
        return high - low > Math.max(NOTHING, ROUNDING * Math.max(Math.abs(low), Math.abs(high)));
    }

    /** An axis that holds a range; one around the number where that is all there is, which is drawn in the middle. */
    private static ValueAxis axis(double low, double high) {
        if (!isSpread(low, high)) {
            double size = Math.max(Math.abs(low), Math.abs(high));
            double half = size > 100.0 * NOTHING ? 0.1 * size : 1.0;
            return new ValueAxis(low - half, low + half, Numbers.roundStep(2.0 * half, PARTS), TOP, TOP + HEIGHT);
        }
        double range = high - low;
        double room = low == 0.0 ? 0.0 : 0.04 * range;
        return new ValueAxis(low - room, low + 1.04 * range, Numbers.roundStep(range, PARTS), TOP, TOP + HEIGHT);
    }

    private static void requireDrawable(String title, int count, Stream<Double> numbers) {
        if (count < 2 || !numbers.allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "there is nothing to draw of " + title + ": give two or more finite numbers");
        }
    }

    private static void shape(
            Svg svg, String kind, List<Point> points, Across across, ValueAxis axis, String fill, String stroke) {
        List<String> corners = points.stream()
                .map(point -> Numbers.coordinate(across.x(point.x())) + "," + Numbers.coordinate(axis.y(point.y())))
                .toList();
        svg.markup()
                .empty(
                        kind,
                        "points",
                        String.join(" ", corners),
                        "fill",
                        fill,
                        "stroke",
                        stroke,
                        "stroke-width",
                        2.0,
                        "stroke-linejoin",
                        "round")
                .line();
    }

    @Override
    void draw(Markup markup) {
        Svg svg = Svg.open(markup, "study", WIDTH, TOP + HEIGHT + 44.0, title + ": " + subtitle);
        svg.title(18.0, title, subtitle);
        svg.text(18.0, TOP - 8.0, LABEL, "start", Svg.FAINT_INK, upwards);
        axis.openPanel(svg);
        axis.drawTicks(svg, LEFT, RIGHT, LABEL);
        content.draw(svg, across, axis);
        across.draw(svg, axis.bottom(), sideways);
        markup.close().line();
        svg.close();
    }

    @Override
    public String toString() {
        return "chart of " + title + ": " + subtitle;
    }
}
