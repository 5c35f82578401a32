package org.flexopf.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.limit.Limit;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.pricing.nodal.NodalPrices;

/**
 * Draws one {@link FeederPicture}: lines first, buses on top of them, then labels where there is room, then the legend.
 */
final class FeederDrawing {

    private static final double MARGIN = 46.0;
    private static final double TOP = 92.0;
    /** A legend is not as wide as a very wide feeder, so that one screen holds it. */
    private static final double WIDEST_LEGEND = 1080.0;
    /** Up to so many buses, values stand beside them. */
    private static final int VALUES_SHOWN = 60;
    /**
     * From so many buses on, whoever points at one gets the one figure that it is coloured by: the file stays small.
     */
    private static final int BRIEF_FROM = 2_000;
    /** Neighbours whose values differ by less than this share of the range are not worth a digit. */
    private static final double TOLD_APART = 1e-3;

    private static final int MOST_DIGITS = 6;

    private static final double THINNEST = 0.55;

    /** How densely the places along a curve are taken, pixels. */
    private static final double ALONG_CURVE = 3.0;

    private static final int MANY_ROWS = 20;
    private static final int VERY_MANY_ROWS = 100;

    /** How far the mark of a conflict reaches beyond a bus. */
    private static final double RING = 6.0;

    private static final String NO_VALUE = "#dde3e9";
    private static final String OPEN_BRANCH = "#aab4be";
    private static final String DC_LINE = "#0072b2";
    private static final String CONFLICT = "#d7263d";

    private final Network network;
    private final OperatingPoint point;
    private final Figures figures;
    private final BusColour colour;
    private final String unit;
    private final double[] values;
    private final ColourScale scale;
    private final int digits;
    private final TreeLayout layout;
    private final double stepX;
    private final double stepY;
    private final double radius;
    private final double left;
    private final double width;
    private final boolean[] generates;
    private final boolean limitsKnown;
    private final double largestFlow;
    private final Set<Integer> conflictingBuses = new HashSet<>();
    private final Set<Integer> conflictingBranches = new HashSet<>();
    private final LabelPlaces places = new LabelPlaces();
    /** With which ids begin; empty for none. */
    private final String prefix;

    /** With {@code null} for what is not known: the state, the prices, what the colour stands for, a conflict. */
    FeederDrawing(
            Network network,
            OperatingPoint point,
            NodalPrices prices,
            BusColour colour,
            double[] values,
            Conflict conflict,
            String prefix) {
        this.network = network;
        this.prefix = prefix;
        this.point = point;
        this.figures = new Figures(network, point, prices);
        this.colour = colour;
        this.unit = colour == null ? "" : colour.unit(prices);
        this.values = values;
        this.scale = colour == null ? null : ColourScale.of(values).orElseThrow();
        this.digits = scale == null ? 0 : digits();
        this.layout = TreeLayout.of(network);
        // Many short laterals, as in a meshed network, get the room that their height leaves.
        this.stepX =
                between(15.0, 1080.0 / Math.max(1, layout.columns() - 1), layout.rows() > MANY_ROWS ? 110.0 : 62.0);
        this.stepY = between(
                layout.rows() > VERY_MANY_ROWS ? 13.0 : 19.0,
                620.0 / Math.max(1, layout.rows() - 1),
                between(32.0, 1.8 * stepX, 58.0));
        this.radius = between(2.8, 0.16 * Math.min(stepX, stepY), 7.5);
        this.generates = new boolean[network.buses().size()];
        for (Generator generator : network.generators()) {
            generates[network.busIndex(generator.bus())] |= network.isActive(generator);
        }
        this.limitsKnown =
                network.branches().stream().anyMatch(branch -> branch.hasRating() || branch.hasCurrentLimit());
        this.largestFlow = largestFlow();
        if (conflict != null) {
            conflict.members().forEach(this::mark);
        }
        // What the legend has to say is known by now.
        double drawn = (layout.columns() - 1) * stepX;
        this.width = 2.0 * MARGIN + Math.max(drawn, wordsWidth());
        this.left = (width - drawn) / 2.0;
    }

    /** What the words above and below the network need. */
    private double wordsWidth() {
        FeederLegend legend = new FeederLegend(WIDEST_LEGEND);
        describe(legend);
        return Math.max(Math.min(WIDEST_LEGEND, Svg.titleWidth(network.name(), subtitle())), legend.narrowest());
    }

    /** So many digits after the point tell neighbours apart, as far as their difference is worth it. */
    private int digits() {
        if (scale.isFlat()) {
            return Math.max(2, Numbers.digits(scale.high(), scale.high()));
        }
        int enough = Numbers.digits(scale.low(), scale.high());
        while (enough < MOST_DIGITS && network.buses().size() <= VALUES_SHOWN && neighboursLookAlike(enough)) {
            enough++;
        }
        return enough;
    }

    private boolean neighboursLookAlike(int shownDigits) {
        Topology topology = network.topology();
        for (int b = 0; b < network.branches().size(); b++) {
            double one = values[topology.from(b)];
            double other = values[topology.to(b)];
            if (topology.isActive(b)
                    && Math.abs(one - other) >= TOLD_APART * (scale.high() - scale.low())
                    && Numbers.fixed(one, shownDigits).equals(Numbers.fixed(other, shownDigits))) {
                return true;
            }
        }
        return false;
    }

    private static double between(double least, double value, double most) {
        return Math.max(least, Math.min(most, value));
    }

    private double largestFlow() {
        double largest = 0.0;
        for (int b = 0; point != null && b < network.branches().size(); b++) {
            double flow = flow(b);
            largest = Double.isFinite(flow) ? Math.max(largest, flow) : largest;
        }
        return largest;
    }

    /** The larger apparent power of both ends, MVA; active power where reactive power is unknown. */
    private double flow(int branch) {
        double flow = point.apparentPower(branch);
        return Double.isNaN(flow) ? Math.max(Math.abs(point.pFrom(branch)), Math.abs(point.pTo(branch))) : flow;
    }

    private void mark(Limit limit) {
        ElementKind kind = limit.element().kind();
        if (kind.equals(ElementKind.OWN)) {
            return;
        }
        int index = network.index(limit.element());
        if (kind.equals(Bus.KIND)) {
            conflictingBuses.add(index);
        } else if (kind.equals(Branch.KIND)) {
            conflictingBranches.add(index);
        } else if (network.elements(kind).get(index) instanceof ConnectedElement device) {
            for (int k = 0; k < device.terminals(); k++) {
                conflictingBuses.add(network.busIndex(device.terminal(k)));
            }
        }
    }

    private double x(int bus) {
        return left + layout.column(bus) * stepX;
    }

    private double y(int bus) {
        return TOP + layout.row(bus) * stepY;
    }

    void draw(Markup markup) {
        FeederLegend legend = new FeederLegend(Math.min(WIDEST_LEGEND, width - 2.0 * MARGIN));
        describe(legend);
        double bottom = TOP + (layout.rows() - 1) * stepY + 50.0;
        Svg svg = Svg.open(markup, "feeder", width, bottom + legend.height() + 22.0, network.name());
        svg.title(MARGIN, network.name(), subtitle());
        drawBranches(markup);
        drawHvdcLines(markup);
        drawBuses(markup);
        drawLabels(markup);
        legend.draw(svg, MARGIN, bottom);
        svg.close();
    }

    private String subtitle() {
        String size = Numbers.count(network.buses().size(), "bus", "buses") + ", "
                + Numbers.count(network.branches().size(), "branch", "branches");
        String meaning = colour == null ? "" : ", buses coloured by " + colour.label() + " (" + unit + ")";
        String meshed = network.topology().isRadial() ? "" : "; meshed: drawn as a spanning tree";
        return size + meaning + meshed;
    }

    private void describe(FeederLegend legend) {
        if (colour != null) {
            legend.scale(colour.label() + ", " + unit, scale, digits);
        }
        Topology topology = network.topology();
        if (point != null && limitsKnown) {
            EnumSet<LineStyle> used = EnumSet.noneOf(LineStyle.class);
            for (int b = 0; b < network.branches().size(); b++) {
                if (topology.isActive(b)) {
                    used.add(style(b));
                }
            }
            used.forEach(style -> legend.line(style.colour(), style.typicalWidth(), "", style.label()));
        } else if (point != null && largestFlow > 0.0) {
            legend.line(
                    LineStyle.UNLIMITED.colour(),
                    LineStyle.width(1.0),
                    "",
                    Numbers.fixed(largestFlow, 1 + Numbers.digits(largestFlow, largestFlow))
                            + " MVA (no ratings, width by power)");
        }
        if (!topology.isRadial()) {
            legend.line(LineStyle.LIGHT.colour(), 2.0, "6 4", "closes a cycle");
        }
        if (network.branches().stream().anyMatch(branch -> !network.isActive(branch))) {
            legend.line(OPEN_BRANCH, 1.2, "1.5 3.5", "open");
        }
        if (!network.hvdcLines().isEmpty()) {
            legend.line(DC_LINE, 2.0, "9 3 2 3", "DC line");
        }
        for (BusShape shape : List.of(BusShape.REFERENCE, BusShape.GENERATOR)) {
            if (network.buses().stream().anyMatch(bus -> shape(network.busIndex(bus.id())) == shape)) {
                legend.bus(shape);
            }
        }
        if (!conflictingBuses.isEmpty() || !conflictingBranches.isEmpty()) {
            legend.ring(CONFLICT, "cannot be met together");
        }
    }

    private BusShape shape(int bus) {
        Bus data = network.buses().get(bus);
        return data.isReference() ? BusShape.REFERENCE : generates[bus] ? BusShape.GENERATOR : BusShape.ORDINARY;
    }

    private LineStyle style(int branch) {
        return point == null ? LineStyle.UNKNOWN : LineStyle.of(point.loading(network, branch));
    }

    private double strokeWidth(int branch) {
        double share = point == null
                ? Double.NaN
                : limitsKnown ? point.loading(network, branch) : largestFlow > 0.0 ? flow(branch) / largestFlow : 0.0;
        return LineStyle.width(share) * between(THINNEST, radius / 6.0, 1.0);
    }

    private void drawBranches(Markup markup) {
        Topology topology = network.topology();
        boolean[] inTree = new boolean[network.branches().size()];
        for (int i = 0; i < network.buses().size(); i++) {
            if (topology.parentBranch(i) >= 0) {
                inTree[topology.parentBranch(i)] = true;
            }
        }
        markup.open("g", "class", "branches", "fill", "none", "stroke-linecap", "round");
        if (isBrief()) {
            markup.attribute("stroke", commonStroke())
                    .attribute("stroke-width", briefWidth(THINNEST * LineStyle.width(0.0)));
        }
        markup.line();
        // What lies across the tree goes below it.
        for (int b = 0; b < inTree.length; b++) {
            if (!inTree[b]) {
                drawBranch(markup, b, arc(topology.from(b), topology.to(b), 1.0));
            }
        }
        for (int child : topology.fromRootsOutwards()) {
            if (topology.parentBus(child) >= 0) {
                drawBranch(markup, topology.parentBranch(child), treeLine(topology.parentBus(child), child));
            }
        }
        markup.close().line();
    }

    private String treeLine(int parent, int child) {
        double x1 = x(parent);
        double y1 = y(parent);
        double x2 = x(child);
        double y2 = y(child);
        places.takeStroke(x1, y1, x1, y2, 2.0);
        places.takeStroke(x1, y2, x2, y2, 2.0);
        if (y1 == y2) {
            return path("M", x1, y1, "H", x2);
        }
        if (isBrief()) {
            return path("M", x1, y1, "V", y2, "H", x2);
        }
        double corner = Math.min(8.0, 0.3 * Math.min(stepX, stepY));
        double turn = y2 - Math.signum(y2 - y1) * corner;
        return path("M", x1, y1, "V", turn, "Q", x1, y2, x1 + corner, y2, "H", x2);
    }

    /**
     * A curve beside the straight line between two buses, so that it can be told from what lies on that line. Labels
     * keep clear of it.
     */
    private String arc(int from, int to, double side) {
        double x1 = x(from);
        double y1 = y(from);
        double x2 = x(to);
        double y2 = y(to);
        double distance = Math.hypot(x2 - x1, y2 - y1);
        double bend = side * between(0.5 * stepY, 0.14 * distance, 30.0) / Math.max(distance, 1.0);
        double middleX = (x1 + x2) / 2.0 + bend * (y2 - y1);
        double middleY = (y1 + y2) / 2.0 - bend * (x2 - x1);
        int steps = Math.max(16, (int) Math.ceil(1.2 * distance / ALONG_CURVE));
        for (int k = 1; k < steps; k++) {
            double t = (double) k / steps;
            double px = (1 - t) * (1 - t) * x1 + 2 * t * (1 - t) * middleX + t * t * x2;
            double py = (1 - t) * (1 - t) * y1 + 2 * t * (1 - t) * middleY + t * t * y2;
            places.take(LabelPlaces.Box.around(px, py, 2.0, 2.0));
        }
        return path("M", x1, y1, "Q", middleX, middleY, x2, y2);
    }

    private static String path(Object... parts) {
        StringBuilder path = new StringBuilder();
        boolean afterNumber = false;
        for (Object part : parts) {
            boolean isNumber = part instanceof Double;
            path.append(afterNumber && isNumber ? " " : "")
                    .append(part instanceof Double number ? Numbers.coordinate(number) : part);
            afterNumber = isNumber;
        }
        return path.toString();
    }

    private void drawBranch(Markup markup, int b, String path) {
        Branch branch = network.branches().get(b);
        boolean active = network.topology().isActive(b);
        boolean chord = active
                && network.topology().parentBranch(network.topology().from(b)) != b
                && network.topology().parentBranch(network.topology().to(b)) != b;
        String kind = !active ? "branch open" : chord ? "branch chord" : "branch tree";
        if (conflictingBranches.contains(b)) {
            markup.empty(
                            "path",
                            "class",
                            "conflict",
                            "d",
                            path,
                            "stroke",
                            CONFLICT,
                            "stroke-opacity",
                            "0.35",
                            "stroke-width",
                            12.0)
                    .line();
        }
        markup.open("path", "class", kind, "data-branch", branch.id(), "d", path);
        identify(markup, "branch", branch.id());
        drawStroke(markup, active ? style(b).colour() : OPEN_BRANCH, active ? strokeWidth(b) : 1.2);
        if (chord || !active) {
            markup.attribute("stroke-dasharray", active ? "6 4" : "1.5 3.5");
        }
        String told = isBrief() ? brief(b) : figures.of(branch);
        if (!told.isEmpty()) {
            markup.element("title", told);
        }
        markup.close().line();
    }

    /** Colour and width, which a brief picture gives only where they are not those of its group. */
    private void drawStroke(Markup markup, String stroke, double strokeWidth) {
        if (!isBrief() || !stroke.equals(commonStroke())) {
            markup.attribute("stroke", stroke);
        }
        double shown = isBrief() ? briefWidth(strokeWidth) : strokeWidth;
        if (!isBrief() || shown != briefWidth(THINNEST * LineStyle.width(0.0))) {
            markup.attribute("stroke-width", shown);
        }
    }

    /** How most branches of a large network are drawn. */
    private String commonStroke() {
        return (limitsKnown || point == null ? LineStyle.LIGHT : LineStyle.UNLIMITED).colour();
    }

    /** Tenths of a pixel, of which most lines of a large network have the same. */
    private static double briefWidth(double strokeWidth) {
        return Math.rint(10.0 * strokeWidth) / 10.0;
    }

    private boolean isBrief() {
        return network.buses().size() >= BRIEF_FROM;
    }

    /** How much of its limits a branch uses; nothing where it has none. */
    private String brief(int branch) {
        double loading = point == null ? Double.NaN : point.loading(network, branch);
        Branch data = network.branches().get(branch);
        return Double.isNaN(loading)
                ? ""
                : data.fromBus() + "-" + data.toBus() + ": " + Numbers.fixed(100.0 * loading, 1) + " %";
    }

    /** What a bus is coloured by. */
    private String brief(Bus bus, double value) {
        return bus.id() + (Double.isFinite(value) ? ": " + Numbers.fixed(value, digits) : "");
    }

    private void drawHvdcLines(Markup markup) {
        for (HvdcLine line : network.hvdcLines()) {
            markup.open(
                    "path",
                    "class",
                    "hvdc",
                    "data-hvdc",
                    line.id(),
                    "d",
                    arc(network.busIndex(line.fromBus()), network.busIndex(line.toBus()), -1.0),
                    "fill",
                    "none",
                    "stroke",
                    network.isActive(line) ? DC_LINE : OPEN_BRANCH,
                    "stroke-width",
                    2.0,
                    "stroke-dasharray",
                    "9 3 2 3");
            markup.element("title", line.label() + (network.isActive(line) ? "" : ": out of service"))
                    .close()
                    .line();
        }
    }

    private void drawBuses(Markup markup) {
        markup.open("g", "class", "buses", "stroke", Svg.INK, "stroke-width", between(0.7, radius / 6.0, 1.2))
                .line();
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            boolean known = scale != null && Double.isFinite(values[i]);
            if (conflictingBuses.contains(i)) {
                markup.empty(
                                "circle",
                                "class",
                                "conflict",
                                "cx",
                                x(i),
                                "cy",
                                y(i),
                                "r",
                                radius + RING,
                                "fill",
                                CONFLICT,
                                "fill-opacity",
                                "0.18",
                                "stroke",
                                CONFLICT,
                                "stroke-width",
                                2.0)
                        .line();
            }
            markup.open("g", "class", "bus", "data-bus", bus.id());
            identify(markup, "bus", bus.id());
            if (known) {
                markup.attribute("data-value", isBrief() ? Numbers.significant(values[i]) : Double.toString(values[i]));
            }
            shape(i).draw(markup, x(i), y(i), radius, known ? scale.colour(values[i]) : NO_VALUE);
            markup.element("title", isBrief() ? brief(bus, known ? values[i] : Double.NaN) : figures.of(bus))
                    .close()
                    .line();
            places.take(LabelPlaces.Box.around(x(i), y(i), radius, radius));
        }
        markup.close().line();
    }

    private void identify(Markup markup, String kind, int number) {
        if (!prefix.isEmpty()) {
            markup.attribute("id", prefix + "-" + kind + "-" + number);
        }
    }

    private void drawLabels(Markup markup) {
        double size = between(7.5, 2.1 * radius, 12.5);
        List<Integer> order = byImportance();
        // Halos keep labels readable where a curve comes near.
        markup.open(
                        "g",
                        "class",
                        "labels",
                        "text-anchor",
                        "middle",
                        "fill",
                        Svg.INK,
                        "stroke",
                        "#ffffff",
                        "stroke-width",
                        2.5,
                        "paint-order",
                        "stroke",
                        "stroke-linejoin",
                        "round",
                        "pointer-events",
                        "none")
                .line();
        markup.open("g", "font-size", size).line();
        for (int bus : order) {
            label(markup, bus, String.valueOf(network.buses().get(bus).id()), size, false);
        }
        markup.close().line();
        if (scale != null && !scale.isFlat() && order.size() <= VALUES_SHOWN) {
            markup.open("g", "font-size", 0.78 * size, "fill", Svg.FAINT_INK).line();
            for (int bus : order) {
                if (Double.isFinite(values[bus])) {
                    label(markup, bus, Numbers.fixed(values[bus], digits), 0.78 * size, true);
                }
            }
            markup.close().line();
        }
        markup.close().line();
    }

    private void label(Markup markup, int bus, String text, double size, boolean isValue) {
        Optional<LabelPlaces.Place> place = places.place(
                x(bus),
                y(bus),
                conflictingBuses.contains(bus) ? radius + RING : shape(bus).reach(radius),
                Svg.width(text, size),
                size,
                isValue);
        if (place.isEmpty()) {
            return;
        }
        markup.element(
                        "text",
                        text,
                        "class",
                        isValue ? "value" : "id",
                        "x",
                        place.get().x(),
                        "y",
                        place.get().baseline())
                .line();
    }

    /**
     * What a reader looks for first comes first: references and generators, extreme values, ends and forks, and then
     * all others.
     */
    private List<Integer> byImportance() {
        Topology topology = network.topology();
        int[] rank = new int[network.buses().size()];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rank.length; i++) {
            boolean extreme =
                    scale != null && !scale.isFlat() && (values[i] == scale.low() || values[i] == scale.high());
            rank[i] = shape(i) != BusShape.ORDINARY || conflictingBuses.contains(i)
                    ? 0
                    : extreme ? 1 : topology.degree(i) != 2 ? 2 : 3;
            order.add(i);
        }
        order.sort(Comparator.comparingInt(i -> rank[i]));
        return order;
    }
}
