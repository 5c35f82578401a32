package org.flexopf.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The legend below a feeder: the scale of the buses at the left; lines and shapes beside it, in as many rows as they
 * need.
 */
final class FeederLegend {

    private static final double SCALE_WIDTH = 250.0;
    private static final double BESIDE_SCALE = 40.0;
    private static final double SWATCH = 30.0;
    private static final double ROW = 22.0;
    private static final double TEXT = 12.0;
    private static final int STEPS = 50;

    /** Draws a swatch that begins at a place. */
    @FunctionalInterface
    private interface Swatch {
        void draw(Markup markup, double x, double y);
    }

    private record Item(Swatch swatch, String label, int row, double offset) {}

    private final double width;
    private final List<Item> items = new ArrayList<>();
    private double filled;
    private double widest;
    private int row;
    private String meaning;
    private ColourScale scale;
    private int digits;

    FeederLegend(double width) {
        this.width = width;
    }

    void scale(String newMeaning, ColourScale values, int shownDigits) {
        this.meaning = newMeaning;
        this.scale = values;
        this.digits = shownDigits;
    }

    void line(String stroke, double strokeWidth, String dashes, String label) {
        add(label, (markup, x, y) -> {
            markup.open(
                    "line",
                    "x1",
                    x,
                    "y1",
                    y,
                    "x2",
                    x + SWATCH - 6.0,
                    "y2",
                    y,
                    "stroke",
                    stroke,
                    "stroke-width",
                    strokeWidth);
            if (!dashes.isEmpty()) {
                markup.attribute("stroke-dasharray", dashes);
            }
            markup.close();
        });
    }

    void bus(BusShape shape) {
        add(shape.label(), (markup, x, y) -> {
            markup.open("g", "stroke", Svg.INK);
            shape.draw(markup, x + SWATCH / 2.0, y, 6.0, "#dde3e9");
            markup.close();
        });
    }

    void ring(String stroke, String label) {
        add(
                label,
                (markup, x, y) -> markup.empty(
                        "circle",
                        "cx",
                        x + SWATCH / 2.0,
                        "cy",
                        y,
                        "r",
                        7.0,
                        "fill",
                        stroke,
                        "fill-opacity",
                        "0.18",
                        "stroke",
                        stroke,
                        "stroke-width",
                        2.0));
    }

    private void add(String label, Swatch swatch) {
        double needed = SWATCH + Svg.wordsWidth(label, TEXT) + 16.0;
        widest = Math.max(widest, needed);
        if (filled > 0.0 && filled + needed > width - itemsFrom()) {
            filled = 0.0;
            row++;
        }
        items.add(new Item(swatch, label, row, filled));
        filled += needed;
    }

    /** Where the items begin: beside the scale, if there is one. */
    private double itemsFrom() {
        return meaning == null ? 0.0 : SCALE_WIDTH + BESIDE_SCALE;
    }

    /** The least width in which the scale and every item have room. */
    double narrowest() {
        return itemsFrom() + widest;
    }

    double height() {
        return Math.max(meaning == null ? 0.0 : 50.0, (row + 1) * ROW);
    }

    void draw(Svg svg, double left, double top) {
        Markup markup = svg.markup();
        svg.line(left, top - 12.0, left + width, top - 12.0, Svg.RULE, 1.0);
        markup.open("g", "class", "legend");
        if (meaning != null) {
            markup.attribute("data-low", Double.toString(scale.low()))
                    .attribute("data-high", Double.toString(scale.high()));
        }
        markup.line();
        if (meaning != null) {
            drawScale(svg, left, top);
        }
        double start = left + itemsFrom();
        for (Item item : items) {
            double y = top + 12.0 + item.row() * ROW;
            item.swatch().draw(markup, start + item.offset(), y);
            svg.text(start + item.offset() + SWATCH, y + 4.0, TEXT, "start", Svg.INK, item.label());
        }
        markup.close().line();
    }

    private void drawScale(Svg svg, double left, double top) {
        svg.text(left, top + 10.0, TEXT, "start", Svg.INK, meaning);
        double barTop = top + 18.0;
        if (scale.isFlat()) {
            svg.markup()
                    .empty("rect", "x", left, "y", barTop, "width", 24.0, "height", 11.0, "fill", scale.at(0.5))
                    .line();
            svg.text(
                    left + 32.0,
                    barTop + 10.0,
                    TEXT,
                    "start",
                    Svg.INK,
                    Numbers.fixed(scale.low(), digits) + " at every bus");
            return;
        }
        double step = SCALE_WIDTH / STEPS;
        for (int k = 0; k < STEPS; k++) {
            // Each step reaches under the next one: edges side by side let the ground shine through.
            double over = k < STEPS - 1 ? 1.0 : 0.0;
            svg.markup()
                    .empty(
                            "rect",
                            "x",
                            left + k * step,
                            "y",
                            barTop,
                            "width",
                            step + over,
                            "height",
                            11.0,
                            "fill",
                            scale.at((k + 0.5) / STEPS));
        }
        svg.markup().line();
        double[] marks = {0.0, 0.5, 1.0};
        String[] anchors = {"start", "middle", "end"};
        for (int k = 0; k < marks.length; k++) {
            svg.text(
                    left + marks[k] * SCALE_WIDTH,
                    barTop + 24.0,
                    11.5,
                    anchors[k],
                    Svg.FAINT_INK,
                    Numbers.fixed(scale.low() + marks[k] * (scale.high() - scale.low()), digits));
        }
    }
}
