package org.flexopf.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;

/** Draws one {@link PriceProfile}. */
final class ProfileDrawing {

    private static final double LEFT = 74.0;
    private static final double RIGHT = 34.0;
    private static final double TOP = 104.0;
    private static final double NARROWEST = 820.0;
    private static final double PANEL = 230.0;
    private static final double BETWEEN_PANELS = 46.0;
    /** Between two paths lie so many widths of a bar; fewer where there are many bars. */
    private static final double GAP = 0.9;

    private static final double NARROW_GAP = 0.35;
    private static final int MANY_BARS = 150;
    private static final double WIDEST_PITCH = 70.0;
    private static final double LABEL = 11.0;
    /** Parts beside energy that take less than this share of the axis are shown enlarged. */
    private static final double SMALL = 0.35;

    /** A bus at its place along the horizontal axis. */
    private record Column(int bus, double x) {}

    /** The columns of one path, and the bus that it leaves another path at, -1 for a trunk. */
    private record Stretch(int leaves, List<Column> columns) {}

    private final Network network;
    private final NodalPrices prices;
    private final Power power;
    private final List<Stretch> stretches = new ArrayList<>();
    private final double gap;
    private final double pitch;
    private final double right;
    private final double width;
    private final PriceComponents[] parts;
    private final Set<PriceComponent> shown = EnumSet.noneOf(PriceComponent.class);

    ProfileDrawing(Network network, NodalPrices prices, Power power) {
        this.network = network;
        this.prices = prices;
        this.power = power;
        this.parts = network.buses().stream()
                .map(bus -> prices.components(power, bus))
                .toArray(PriceComponents[]::new);
        List<FeederPaths.Path> paths = FeederPaths.of(network).trunks().stream()
                .flatMap(trunk -> trunk.withLaterals().stream())
                .toList();
        int bars = paths.stream().mapToInt(path -> path.buses().length).sum();
        this.gap = bars > MANY_BARS ? NARROW_GAP : GAP;
        double pitches = bars + gap * (paths.size() - 1);
        double fill = Math.min(WIDEST_PITCH, (NARROWEST - LEFT - RIGHT) / Math.max(1.0, pitches));
        this.pitch = Math.max(fill, Math.max(3.0, Math.min(34.0, 1040.0 / Math.max(1.0, pitches))));
        this.right = LEFT + pitch * pitches;
        this.width = Math.max(NARROWEST, right + RIGHT);
        double x = LEFT + pitch / 2.0;
        for (FeederPaths.Path path : paths) {
            List<Column> columns = new ArrayList<>();
            for (int bus : path.buses()) {
                columns.add(new Column(bus, x));
                x += pitch;
                for (PriceComponent part : PriceComponent.values()) {
                    if (Math.abs(parts[bus].get(part)) >= ReportTables.SHOWN_PRICE) {
                        shown.add(part);
                    }
                }
            }
            stretches.add(new Stretch(path.leaves(), columns));
            x += gap * pitch;
        }
    }

    void draw(Markup markup) {
        Set<PriceComponent> beside = EnumSet.complementOf(EnumSet.of(PriceComponent.ENERGY));
        ValueAxis all = axis(EnumSet.allOf(PriceComponent.class), TOP);
        ValueAxis enlarged = axis(beside, TOP + PANEL + BETWEEN_PANELS);
        boolean enlarge = shown.contains(PriceComponent.ENERGY)
                && shown.size() > 1
                && enlarged.high() - enlarged.low() < SMALL * (all.high() - all.low());
        double bottom = enlarge ? enlarged.bottom() : all.bottom();
        Svg svg = Svg.open(markup, "profile", width, bottom + 66.0, network.name() + ": " + title());
        svg.title(LEFT - 44.0, network.name(), title());
        drawLegend(svg);
        drawPanel(svg, all, EnumSet.allOf(PriceComponent.class), "all parts");
        if (enlarge) {
            drawPanel(svg, enlarged, beside, "without energy, enlarged");
        }
        drawBuses(svg, bottom);
        svg.close();
    }

    private String title() {
        return (power == Power.ACTIVE ? "active" : "reactive") + " price along the feeder and what it is made of, "
                + prices.unit(power);
    }

    /** An axis that holds zero, the stacks of all buses, and the marks of their sums. */
    private ValueAxis axis(Set<PriceComponent> components, double top) {
        double low = 0.0;
        double high = 0.0;
        for (Stretch stretch : stretches) {
            for (Column column : stretch.columns()) {
                double up = 0.0;
                double down = 0.0;
                for (PriceComponent component : components) {
                    double part = parts[column.bus()].get(component);
                    up += Math.max(0.0, part);
                    down += Math.min(0.0, part);
                }
                low = Math.min(low, down);
                high = Math.max(high, up);
            }
        }
        return ValueAxis.covering(low, high, top, PANEL);
    }

    private void drawLegend(Svg svg) {
        double x = LEFT - 44.0;
        for (PriceComponent component : shown) {
            svg.markup().empty("rect", "x", x, "y", 62.0, "width", 14.0, "height", 12.0, "fill", colour(component));
            svg.text(x + 20.0, 72.0, 12.0, "start", Svg.INK, label(component));
            x += 20.0 + Svg.wordsWidth(label(component), 12.0) + 18.0;
        }
        svg.line(x, 68.0, x + 16.0, 68.0, Svg.INK, 2.0);
        svg.text(x + 22.0, 72.0, 12.0, "start", Svg.INK, "price: all parts together");
    }

    private static String label(PriceComponent component) {
        return component.name().toLowerCase(Locale.ROOT);
    }

    /** Colours that the colour-blind tell apart (Okabe and Ito), energy as the ground of the others. */
    private static String colour(PriceComponent component) {
        return switch (component) {
            case ENERGY -> "#b6c4d2";
            case LOSSES -> "#e69f00";
            case CONGESTION -> "#d55e00";
            case VOLTAGE -> "#0072b2";
            case OTHER -> "#cc79a7";
        };
    }

    private void drawPanel(Svg svg, ValueAxis axis, Set<PriceComponent> components, String what) {
        Markup markup = svg.markup();
        axis.openPanel(svg);
        svg.text(LEFT, axis.top() - 8.0, 11.5, "start", Svg.FAINT_INK, what);
        axis.drawTicks(svg, LEFT, right, LABEL);
        for (Stretch stretch : stretches) {
            for (Column column : stretch.columns()) {
                drawBar(markup, axis, components, column);
            }
        }
        svg.line(LEFT, axis.y(0.0), right, axis.y(0.0), Svg.INK, 1.0);
        markup.close().line();
    }

    private void drawBar(Markup markup, ValueAxis axis, Set<PriceComponent> components, Column column) {
        Bus bus = network.buses().get(column.bus());
        double barWidth = pitch * (pitch > 8.0 ? 0.78 : 0.94);
        double left = column.x() - barWidth / 2.0;
        double up = 0.0;
        double down = 0.0;
        markup.open(
                "g", "class", "price", "data-bus", bus.id(), "data-price", Double.toString(prices.price(power, bus)));
        for (PriceComponent component : components) {
            double part = parts[column.bus()].get(component);
            double from = part > 0.0 ? up : down;
            double top = axis.y(Math.max(from, from + part));
            double height = axis.y(Math.min(from, from + part)) - top;
            if (part > 0.0) {
                up += part;
            } else {
                down += part;
            }
            if (height >= 0.01) {
                markup.empty(
                        "rect",
                        "class",
                        label(component),
                        "x",
                        left,
                        "y",
                        top,
                        "width",
                        barWidth,
                        "height",
                        height,
                        "fill",
                        colour(component));
            }
        }
        double sum = components.stream()
                .mapToDouble(component -> parts[column.bus()].get(component))
                .sum();
        markup.empty(
                "line",
                "class",
                "sum",
                "x1",
                left - 0.06 * pitch,
                "y1",
                axis.y(sum),
                "x2",
                left + barWidth + 0.06 * pitch,
                "y2",
                axis.y(sum),
                "stroke",
                Svg.INK,
                "stroke-width",
                2.0);
        // The whole column answers to the pointer, however small its parts are.
        markup.open(
                "rect",
                "x",
                left,
                "y",
                axis.top(),
                "width",
                barWidth,
                "height",
                axis.bottom() - axis.top(),
                "fill",
                "#ffffff",
                "fill-opacity",
                "0");
        markup.element("title", figures(bus, column.bus())).close().close().line();
    }

    private String figures(Bus bus, int index) {
        StringBuilder text = new StringBuilder(bus.label())
                .append(bus.name().isBlank() ? "" : " " + bus.name())
                .append(String.format(Locale.ROOT, "\nprice: %s", Numbers.fixed(prices.price(power, bus), 4)));
        for (PriceComponent component : shown) {
            text.append(String.format(
                    Locale.ROOT, "\n%s: %s", label(component), Numbers.fixed(parts[index].get(component), 4)));
        }
        return text.toString();
    }

    /** Numbers of buses, the ends of each path first, and where each path begins. */
    private void drawBuses(Svg svg, double bottom) {
        LabelPlaces places = new LabelPlaces();
        List<Column> ends = new ArrayList<>();
        List<Column> others = new ArrayList<>();
        for (Stretch stretch : stretches) {
            int last = stretch.columns().size() - 1;
            for (int k = 0; k <= last; k++) {
                (k == 0 || k == last ? ends : others).add(stretch.columns().get(k));
            }
        }
        double size = Math.min(LABEL, Math.max(8.0, 0.5 * pitch));
        for (List<Column> columns : Arrays.asList(ends, others)) {
            for (Column column : columns) {
                String id = String.valueOf(network.buses().get(column.bus()).id());
                if (places.takeIfFree(LabelPlaces.Box.around(
                        column.x(), bottom + 14.0, Svg.width(id, size) / 2.0 + 0.15 * size, 0.5 * size))) {
                    svg.text(column.x(), bottom + 17.0, size, "middle", Svg.INK, id);
                }
            }
        }
        for (Stretch stretch : stretches) {
            double from = stretch.columns().get(0).x() - 0.4 * pitch;
            double to = stretch.columns().get(stretch.columns().size() - 1).x() + 0.4 * pitch;
            svg.line(from, bottom + 27.0, to, bottom + 27.0, Svg.FAINT_INK, 1.2);
            drawOrigin(svg, stretch, from, to, bottom + 41.0);
        }
    }

    private void drawOrigin(Svg svg, Stretch stretch, double from, double to, double baseline) {
        if (stretch.leaves() < 0) {
            svg.text(from, baseline, LABEL, "start", Svg.FAINT_INK, "trunk");
            return;
        }
        String id = String.valueOf(network.buses().get(stretch.leaves()).id());
        for (String text : List.of("from bus " + id, "from " + id)) {
            if (Svg.wordsWidth(text, LABEL) <= to - from + gap * pitch) {
                svg.text(from, baseline, LABEL, "start", Svg.FAINT_INK, text);
                return;
            }
        }
    }
}
