package org.flexopf.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * What a feeder can offer at its root as SVG: the area of active and reactive power that AC states reach, and around it
 * the bounds that none goes beyond. Immutable; the same input gives the same bytes.
 */
public final class CapabilityChart {

    /**
     * What can be offered at one active power.
     *
     * @param p active power, MW
     * @param least least reactive power that is reached, Mvar; NaN if unknown
     * @param largest largest reactive power that is reached, Mvar; NaN if unknown
     * @param leastBound what no state goes below, Mvar; NaN if unknown
     * @param largestBound what no state goes above, Mvar; NaN if unknown
     */
    public record Slice(double p, double least, double largest, double leastBound, double largestBound) {}

    private static final double WIDTH = 760.0;
    private static final double LEFT = 84.0;
    private static final double RIGHT = 730.0;
    private static final double TOP = 96.0;
    private static final double HEIGHT = 380.0;
    private static final double LABEL = 11.0;
    private static final int PARTS = 6;
    private static final String AREA = "#9ecae1";
    private static final String EDGE = "#2171b5";
    private static final String BOUND = "#d94801";

    private final String name;
    private final List<Slice> slices;

    private CapabilityChart(String name, List<Slice> slices) {
        this.name = Objects.requireNonNull(name, "name");
        this.slices = List.copyOf(slices);
    }

    /**
     * The chart of some slices by rising active power.
     *
     * @throws IllegalArgumentException if no state is reached in any of them
     */
    public static CapabilityChart of(String name, List<Slice> slices) {
        if (slices.stream().noneMatch(slice -> Double.isFinite(slice.least()) && Double.isFinite(slice.largest()))) {
            throw new IllegalArgumentException("there is nothing to draw of " + name + ": no state is reached");
        }
        return new CapabilityChart(name, slices);
    }

    /** The picture as an SVG document. */
    public String svg() {
        Markup markup = new Markup().preamble("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        String subtitle = "active and reactive power that the root supplies";
        Svg svg = Svg.open(markup, "capability", WIDTH, TOP + HEIGHT + 60.0, name + ": " + subtitle);
        svg.title(LEFT - 54.0, name, subtitle);
        drawLegend(svg);
        double[] q = slices.stream()
                .flatMapToDouble(slice ->
                        DoubleStream.of(slice.least(), slice.largest(), slice.leastBound(), slice.largestBound()))
                .filter(Double::isFinite)
                .toArray();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : q) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        ValueAxis axis = ValueAxis.covering(low, high, TOP, HEIGHT);
        axis.openPanel(svg);
        axis.drawTicks(svg, LEFT, RIGHT, LABEL);
        drawActiveAxis(svg, axis);
        drawArea(svg, axis);
        drawBound(
                svg,
                axis,
                slices.stream()
                        .map(slice -> new double[] {slice.p(), slice.leastBound()})
                        .toList());
        drawBound(
                svg,
                axis,
                slices.stream()
                        .map(slice -> new double[] {slice.p(), slice.largestBound()})
                        .toList());
        markup.close().line();
        svg.text(LEFT - 54.0, TOP - 12.0, LABEL, "start", Svg.FAINT_INK, "Mvar");
        svg.close();
        return markup.toString();
    }

    private double firstP() {
        return slices.get(0).p();
    }

    private double rangeP() {
        double range = slices.get(slices.size() - 1).p() - firstP();
        return range > 0.0 ? range : 1.0;
    }

    private double x(double p) {
        return LEFT + 20.0 + (p - firstP()) / rangeP() * (RIGHT - LEFT - 40.0);
    }

    private void drawActiveAxis(Svg svg, ValueAxis axis) {
        double step = Numbers.roundStep(rangeP(), PARTS);
        int digits = Math.max(0, -(int) Math.floor(Math.log10(step) + 1e-9));
        double last = firstP() + rangeP();
        for (long k = (long) Math.ceil(firstP() / step - 1e-9); k * step <= last + 1e-9 * step; k++) {
            double at = x(k * step);
            svg.line(at, axis.bottom(), at, axis.bottom() + 4.0, Svg.FAINT_INK, 1.0);
            svg.text(at, axis.bottom() + 17.0, LABEL, "middle", Svg.FAINT_INK, Numbers.fixed(k * step, digits));
        }
        svg.text(RIGHT, axis.bottom() + 36.0, LABEL, "end", Svg.FAINT_INK, "MW");
    }

    private void drawArea(Svg svg, ValueAxis axis) {
        List<String> along = new ArrayList<>();
        List<String> back = new ArrayList<>();
        for (Slice slice : slices) {
            if (Double.isFinite(slice.least()) && Double.isFinite(slice.largest())) {
                along.add(at(slice.p(), slice.least(), axis));
                back.add(at(slice.p(), slice.largest(), axis));
            }
        }
        Collections.reverse(back);
        along.addAll(back);
        svg.markup()
                .empty(
                        "polygon",
                        "points",
                        String.join(" ", along),
                        "fill",
                        AREA,
                        "stroke",
                        EDGE,
                        "stroke-width",
                        2.0,
                        "stroke-linejoin",
                        "round")
                .line();
    }

    private String at(double p, double q, ValueAxis axis) {
        return Numbers.coordinate(x(p)) + "," + Numbers.coordinate(axis.y(q));
    }

    private void drawBound(Svg svg, ValueAxis axis, List<double[]> ends) {
        List<String> line = ends.stream()
                .filter(end -> Double.isFinite(end[1]))
                .map(end -> at(end[0], end[1], axis))
                .toList();
        if (line.size() > 1) {
            svg.markup()
                    .empty(
                            "polyline",
                            "points",
                            String.join(" ", line),
                            "fill",
                            "none",
                            "stroke",
                            BOUND,
                            "stroke-width",
                            1.5,
                            "stroke-dasharray",
                            "5 4")
                    .line();
        }
    }

    private static void drawLegend(Svg svg) {
        svg.markup().empty("rect", "x", LEFT, "y", 60.0, "width", 14.0, "height", 11.0, "fill", AREA, "stroke", EDGE);
        svg.text(LEFT + 20.0, 70.0, LABEL, "start", Svg.INK, "reached, as an AC power flow confirms");
        svg.line(LEFT + 280.0, 66.0, LEFT + 304.0, 66.0, BOUND, 1.5);
        svg.text(LEFT + 310.0, 70.0, LABEL, "start", Svg.INK, "bound that no state goes beyond");
    }

    @Override
    public String toString() {
        return "the capability chart of " + name;
    }
}
