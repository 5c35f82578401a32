package org.flexopf.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flexopf.report.result.PeriodResult;
import org.flexopf.report.result.PlanDocument;
import org.flexopf.report.result.StorageResult;

/** Draws one {@link PlanChart}: panels below each other over one axis of time. */
final class PlanDrawing {

    private static final double LEFT = 74.0;
    private static final double WIDTH = 900.0;
    private static final double RIGHT = WIDTH - 24.0;
    private static final double TOP = 76.0;
    private static final double DISPATCH = 240.0;
    private static final double PANEL = 150.0;
    private static final double BELOW_PANEL = 46.0;
    private static final double LEGEND_ROW = 19.0;
    private static final double LABEL = 11.0;
    private static final double LEGEND_LABEL = 12.0;
    /** Each of more periods would be narrower than a pointer. */
    private static final int MOST_POINTED_AT = 400;

    private final PlanDocument plan;
    private final TimeAxis time;

    PlanDrawing(PlanDocument plan) {
        this.plan = plan;
        this.time = TimeAxis.of(PlanSeries.overTime(plan, PeriodResult::hours), LEFT, RIGHT);
    }

    /** One panel: what it shows, its curves for the legend, and its axis, once it has a place. */
    private abstract static class Panel {
        private final String what;
        private final double height;
        final List<PlanSeries> series;

        Panel(String what, double height, List<PlanSeries> series) {
            this.what = what;
            this.height = height;
            this.series = series;
        }

        abstract ValueAxis axis(double top, double height);

        abstract void draw(Svg svg, ValueAxis axis);
    }

    void draw(Markup markup) {
        List<Panel> panels = new ArrayList<>();
        panels.add(new Dispatch());
        if (plan.periods().stream().noneMatch(period -> Double.isNaN(period.lowestPrice()))) {
            panels.add(new Prices());
        }
        if (!plan.storages().isEmpty()) {
            panels.add(new Energy());
        }
        double height = TOP;
        for (Panel panel : panels) {
            height += above(panel) + panel.height + BELOW_PANEL;
        }
        String subtitle = "dispatch, prices and stored energy over time, model " + plan.model();
        Svg svg = Svg.open(markup, "plan", WIDTH, height, plan.caseName() + ": " + subtitle);
        svg.title(LEFT - 44.0, plan.caseName(), subtitle);
        double top = TOP;
        for (Panel panel : panels) {
            svg.text(LEFT, top, 12.5, "start", Svg.INK, panel.what);
            drawLegend(svg, panel.series, top + LEGEND_ROW);
            ValueAxis axis = panel.axis(top + above(panel), panel.height);
            drawPanel(svg, panel, axis);
            top = axis.bottom() + BELOW_PANEL;
        }
        drawFigures(svg, top - BELOW_PANEL);
        svg.close();
    }

    /** The room for the heading and the legend of a panel. */
    private double above(Panel panel) {
        return (1 + legendRows(panel.series)) * LEGEND_ROW;
    }

    private static double legendWidth(PlanSeries entry) {
        return 20.0 + Svg.wordsWidth(entry.label(), LEGEND_LABEL) + 16.0;
    }

    private static int legendRows(List<PlanSeries> entries) {
        int rows = 1;
        double x = LEFT;
        for (PlanSeries entry : entries) {
            if (x > LEFT && x + legendWidth(entry) > RIGHT) {
                x = LEFT;
                rows++;
            }
            x += legendWidth(entry);
        }
        return rows;
    }

    private static void drawLegend(Svg svg, List<PlanSeries> entries, double top) {
        double x = LEFT;
        double y = top;
        for (PlanSeries entry : entries) {
            if (x > LEFT && x + legendWidth(entry) > RIGHT) {
                x = LEFT;
                y += LEGEND_ROW;
            }
            svg.markup().empty("rect", "x", x, "y", y - 10.0, "width", 14.0, "height", 11.0, "fill", entry.colour());
            svg.text(x + 20.0, y, LEGEND_LABEL, "start", Svg.INK, entry.label());
            x += legendWidth(entry);
        }
    }

    private void drawPanel(Svg svg, Panel panel, ValueAxis axis) {
        axis.openPanel(svg);
        axis.drawTicks(svg, LEFT, RIGHT, LABEL);
        for (double hour : time.ticks()) {
            svg.line(time.x(hour), axis.bottom(), time.x(hour), axis.bottom() + 4.0, Svg.FAINT_INK, 1.0);
            svg.text(
                    time.x(hour),
                    axis.bottom() + 16.0,
                    LABEL,
                    "middle",
                    Svg.FAINT_INK,
                    Numbers.fixed(hour, time.digits()) + " h");
        }
        panel.draw(svg, axis);
        if (axis.low() <= 0.0 && axis.high() >= 0.0) {
            svg.line(LEFT, axis.y(0.0), RIGHT, axis.y(0.0), Svg.INK, 1.0);
        }
        svg.markup().close().line();
    }

    /** Generation and storages, stacked, and the demand. */
    private final class Dispatch extends Panel {

        private static final String DEMAND = "demand";

        Dispatch() {
            super("dispatch, MW; what is charged or bought hangs below", DISPATCH, dispatched());
        }

        private List<PlanSeries> stacked() {
            return series.subList(0, series.size() - 1);
        }

        private PlanSeries demand() {
            return series.get(series.size() - 1);
        }

        @Override
        ValueAxis axis(double top, double height) {
            double low = 0.0;
            double high = 0.0;
            for (int t = 0; t < time.periods(); t++) {
                double up = 0.0;
                double down = 0.0;
                for (PlanSeries part : stacked()) {
                    up += Math.max(0.0, part.values().get(t));
                    down += Math.min(0.0, part.values().get(t));
                }
                low = Math.min(low, Math.min(down, demand().values().get(t)));
                high = Math.max(high, Math.max(up, demand().values().get(t)));
            }
            return ValueAxis.covering(low, high, top, height);
        }

        @Override
        void draw(Svg svg, ValueAxis axis) {
            double[] up = new double[time.periods()];
            double[] down = new double[time.periods()];
            for (PlanSeries part : stacked()) {
                drawPart(svg, axis, part, up, 1.0);
                drawPart(svg, axis, part, down, -1.0);
            }
            line(svg, axis, demand().values(), Svg.INK, DEMAND);
        }

        /** The part of a curve above the axis, or below, on what is there already. */
        private void drawPart(Svg svg, ValueAxis axis, PlanSeries part, double[] base, double sign) {
            double[] from = base.clone();
            for (int t = 0; t < base.length; t++) {
                base[t] += sign * Math.max(0.0, sign * part.values().get(t));
            }
            if (!Arrays.equals(from, base)) {
                area(svg, axis, from, base, part.colour(), sign > 0.0 ? "supply" : "charge", 1.0);
            }
        }
    }

    private List<PlanSeries> dispatched() {
        List<PlanSeries> parts = new ArrayList<>();
        PlanSeries.generation(plan).stream().filter(PlanSeries::isSeen).forEach(parts::add);
        List.of(PlanSeries.sold(plan), PlanSeries.discharged(plan), PlanSeries.bought(plan), PlanSeries.charged(plan))
                .stream()
                .filter(PlanSeries::isSeen)
                .forEach(parts::add);
        PlanSeries shed =
                new PlanSeries("not served", PlanSeries.NOT_SERVED, PlanSeries.overTime(plan, PeriodResult::shedMw));
        if (shed.isSeen()) {
            parts.add(shed);
        }
        parts.add(PlanSeries.demand(plan));
        return List.copyOf(parts);
    }

    /** The lowest and the highest price at any bus. */
    private final class Prices extends Panel {

        Prices() {
            super(
                    "price of active power, currency per MWh",
                    PANEL,
                    List.of(
                            new PlanSeries(
                                    "lowest at any bus",
                                    "#0072b2",
                                    PlanSeries.overTime(plan, PeriodResult::lowestPrice)),
                            new PlanSeries(
                                    "highest at any bus",
                                    "#d55e00",
                                    PlanSeries.overTime(plan, PeriodResult::highestPrice))));
        }

        @Override
        ValueAxis axis(double top, double height) {
            return axisOf(series, top, height);
        }

        @Override
        void draw(Svg svg, ValueAxis axis) {
            double[] low = numbers(series.get(0));
            double[] high = numbers(series.get(1));
            area(svg, axis, low, high, "#e69f00", "range", 0.3);
            line(svg, axis, series.get(1).values(), series.get(1).colour(), "highest");
            line(svg, axis, series.get(0).values(), series.get(0).colour(), "lowest");
        }
    }

    /** What storages hold. */
    private final class Energy extends Panel {

        Energy() {
            super("stored energy at the end of each period, MWh", PANEL, PlanSeries.energy(plan));
        }

        @Override
        ValueAxis axis(double top, double height) {
            return axisOf(series, top, height);
        }

        @Override
        void draw(Svg svg, ValueAxis axis) {
            for (PlanSeries held : series) {
                StringBuilder path = new StringBuilder();
                for (int t = 0; t < time.periods(); t++) {
                    double energy = held.values().get(t);
                    if (Double.isNaN(energy)) {
                        continue;
                    }
                    boolean begins = t == 0 || Double.isNaN(held.values().get(t - 1));
                    path.append(begins ? "M" : "L").append(point(time.end(t), axis.y(energy)));
                    if (begins) {
                        svg.markup()
                                .empty(
                                        "circle",
                                        "cx",
                                        time.end(t),
                                        "cy",
                                        axis.y(energy),
                                        "r",
                                        2.6,
                                        "fill",
                                        held.colour())
                                .line();
                    }
                }
                stroke(svg, path, held.colour(), "energy");
            }
        }
    }

    private static ValueAxis axisOf(List<PlanSeries> series, double top, double height) {
        double[] values = series.stream()
                .flatMap(curve -> curve.values().stream())
                .mapToDouble(value -> value)
                .filter(Double::isFinite)
                .toArray();
        double low = Arrays.stream(values).min().orElse(0.0);
        double high = Arrays.stream(values).max().orElse(0.0);
        return ValueAxis.covering(low, high, top, height);
    }

    private static double[] numbers(PlanSeries series) {
        return series.values().stream().mapToDouble(value -> value).toArray();
    }

    private static String point(double x, double y) {
        return Numbers.coordinate(x) + " " + Numbers.coordinate(y);
    }

    /** The edge of steps, from left to right. */
    private void steps(StringBuilder path, ValueAxis axis, double[] values) {
        for (int t = 0; t < values.length; t++) {
            path.append(t == 0 ? "M" : "L").append(point(time.begin(t), axis.y(values[t])));
            path.append("L").append(point(time.end(t), axis.y(values[t])));
        }
    }

    private void area(Svg svg, ValueAxis axis, double[] from, double[] to, String colour, String type, double opacity) {
        StringBuilder path = new StringBuilder();
        steps(path, axis, to);
        for (int t = from.length - 1; t >= 0; t--) {
            path.append("L").append(point(time.end(t), axis.y(from[t])));
            path.append("L").append(point(time.begin(t), axis.y(from[t])));
        }
        svg.markup()
                .empty(
                        "path",
                        "class",
                        type,
                        "d",
                        path.append("Z").toString(),
                        "fill",
                        colour,
                        "fill-opacity",
                        Numbers.coordinate(opacity))
                .line();
    }

    private void line(Svg svg, ValueAxis axis, List<Double> values, String colour, String type) {
        StringBuilder path = new StringBuilder();
        steps(path, axis, values.stream().mapToDouble(value -> value).toArray());
        stroke(svg, path, colour, type);
    }

    private static void stroke(Svg svg, StringBuilder path, String colour, String type) {
        if (path.length() > 0) {
            svg.markup()
                    .empty(
                            "path",
                            "class",
                            type,
                            "d",
                            path.toString(),
                            "fill",
                            "none",
                            "stroke",
                            colour,
                            "stroke-width",
                            1.8)
                    .line();
        }
    }

    /** The figures of each period, for the pointer. */
    private void drawFigures(Svg svg, double bottom) {
        if (time.periods() > MOST_POINTED_AT) {
            return;
        }
        for (PeriodResult period : plan.periods()) {
            int t = period.number() - 1;
            svg.markup()
                    .open(
                            "rect",
                            "class",
                            "period",
                            "data-period",
                            period.number(),
                            "x",
                            time.begin(t),
                            "y",
                            TOP,
                            "width",
                            time.end(t) - time.begin(t),
                            "height",
                            bottom - TOP,
                            "fill",
                            "#ffffff",
                            "fill-opacity",
                            "0");
            svg.markup().element("title", figures(period)).close().line();
        }
    }

    private String figures(PeriodResult period) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "period %d, to %s h\ndemand: %s MW\ngeneration: %s MW",
                period.number(),
                Numbers.fixed(time.ends().get(period.number() - 1), 2),
                Numbers.fixed(period.demandMw(), 4),
                Numbers.fixed(period.generationMw(), 4)));
        if (Double.isFinite(period.lowestPrice())) {
            text.append(String.format(
                    Locale.ROOT,
                    "\nprice: %s to %s per MWh",
                    Numbers.fixed(period.lowestPrice(), 3),
                    Numbers.fixed(period.highestPrice(), 3)));
        }
        for (StorageResult storage :
                plan.storages().subList(0, Math.min(8, plan.storages().size()))) {
            text.append(String.format(
                    Locale.ROOT,
                    "\n%s: %s MWh",
                    storage.label(),
                    Numbers.fixed(storage.energy().get(period.number() - 1), 3)));
        }
        return text.toString();
    }
}
