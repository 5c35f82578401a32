package org.flexopf.report;

import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.pricing.nodal.NodalPrices;

/**
 * Draws one {@link FeederPicture}: lines first, buses on top of them, then labels where there is room, then the legend.
 */
final class FeederDrawing {

    /** A legend is not as wide as a very wide feeder, so that one screen holds it. */
    private static final double WIDEST_LEGEND = 1080.0;
    /**
     * From so many buses on, whoever points at one gets the one figure that it is coloured by: the file stays small.
     */
    private static final int BRIEF_FROM = 2_000;

    private static final double THINNEST = 0.55;

    /** How far the mark of a conflict reaches beyond a bus. */
    static final double RING = 6.0;

    private static final String OPEN_BRANCH = "#aab4be";
    private static final String DC_LINE = "#0072b2";
    private static final String CONFLICT = "#d7263d";

    private final Network network;
    private final Figures figures;
    private final BusValues values;
    private final BranchUse use;
    private final MarkedElements conflict;
    private final boolean[] generates;
    private final FeederGeometry geometry;
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
        this.figures = new Figures(network, point, prices);
        this.values = new BusValues(network, colour, values, prices);
        this.use = new BranchUse(network, point);
        this.conflict = conflict == null ? MarkedElements.none() : MarkedElements.of(network, conflict);
        this.generates = new boolean[network.buses().size()];
        for (Generator generator : network.generators()) {
            generates[network.busIndex(generator.bus())] |= network.isActive(generator);
        }
        // What the legend has to say is known by now.
        this.geometry = new FeederGeometry(TreeLayout.of(network), wordsWidth(), !isBrief());
    }

    /** What the words above and below the network need. */
    private double wordsWidth() {
        FeederLegend legend = new FeederLegend(WIDEST_LEGEND);
        describe(legend);
        return Math.max(Math.min(WIDEST_LEGEND, Svg.titleWidth(network.name(), subtitle())), legend.narrowest());
    }

    void draw(Markup markup) {
        FeederLegend legend = new FeederLegend(Math.min(WIDEST_LEGEND, geometry.width() - 2.0 * FeederGeometry.MARGIN));
        describe(legend);
        double bottom = geometry.bottom();
        Svg svg = Svg.open(markup, "feeder", geometry.width(), bottom + legend.height() + 22.0, network.name());
        svg.title(FeederGeometry.MARGIN, network.name(), subtitle());
        drawBranches(markup);
        drawHvdcLines(markup);
        drawBuses(markup);
        new FeederLabels(network, geometry, values, conflict, this::shape).draw(markup);
        legend.draw(svg, FeederGeometry.MARGIN, bottom);
        svg.close();
    }

    private String subtitle() {
        String size = Numbers.count(network.buses().size(), "bus", "buses") + ", "
                + Numbers.count(network.branches().size(), "branch", "branches");
        String meshed = network.topology().isRadial() ? "" : "; meshed: drawn as a spanning tree";
        return size + values.meaning() + meshed;
    }

    private void describe(FeederLegend legend) {
        values.describe(legend);
        use.describe(legend);
        if (!network.topology().isRadial()) {
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
        if (!conflict.isEmpty()) {
            legend.ring(CONFLICT, "cannot be met together");
        }
    }

    private BusShape shape(int bus) {
        Bus data = network.buses().get(bus);
        return data.isReference() ? BusShape.REFERENCE : generates[bus] ? BusShape.GENERATOR : BusShape.ORDINARY;
    }

    private double strokeWidth(int branch) {
        return use.width(branch) * FeederGeometry.between(THINNEST, geometry.radius() / 6.0, 1.0);
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
            markup.attribute("stroke", use.common().colour())
                    .attribute("stroke-width", briefWidth(THINNEST * LineStyle.width(0.0)));
        }
        markup.line();
        // What lies across the tree goes below it.
        for (int b = 0; b < inTree.length; b++) {
            if (!inTree[b]) {
                drawBranch(markup, b, geometry.arc(topology.from(b), topology.to(b), 1.0));
            }
        }
        for (int child : topology.fromRootsOutwards()) {
            if (topology.parentBus(child) >= 0) {
                drawBranch(markup, topology.parentBranch(child), geometry.treeLine(topology.parentBus(child), child));
            }
        }
        markup.close().line();
    }

    private void drawBranch(Markup markup, int b, String path) {
        Branch branch = network.branches().get(b);
        boolean active = network.topology().isActive(b);
        boolean chord = active
                && network.topology().parentBranch(network.topology().from(b)) != b
                && network.topology().parentBranch(network.topology().to(b)) != b;
        String kind = !active ? "branch open" : chord ? "branch chord" : "branch tree";
        if (conflict.branches().contains(b)) {
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
        drawStroke(markup, active ? use.style(b).colour() : OPEN_BRANCH, active ? strokeWidth(b) : 1.2);
        if (chord || !active) {
            markup.attribute("stroke-dasharray", active ? "6 4" : "1.5 3.5");
        }
        String told = isBrief() ? use.brief(b) : figures.of(branch);
        if (!told.isEmpty()) {
            markup.element("title", told);
        }
        markup.close().line();
    }

    /** Colour and width, which a brief picture gives only where they are not those of its group. */
    private void drawStroke(Markup markup, String stroke, double strokeWidth) {
        if (!isBrief() || !stroke.equals(use.common().colour())) {
            markup.attribute("stroke", stroke);
        }
        double shown = isBrief() ? briefWidth(strokeWidth) : strokeWidth;
        if (!isBrief() || shown != briefWidth(THINNEST * LineStyle.width(0.0))) {
            markup.attribute("stroke-width", shown);
        }
    }

    /** Tenths of a pixel, of which most lines of a large network have the same. */
    private static double briefWidth(double strokeWidth) {
        return Math.rint(10.0 * strokeWidth) / 10.0;
    }

    private boolean isBrief() {
        return network.buses().size() >= BRIEF_FROM;
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
                    geometry.arc(network.busIndex(line.fromBus()), network.busIndex(line.toBus()), -1.0),
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
        double radius = geometry.radius();
        markup.open(
                        "g",
                        "class",
                        "buses",
                        "stroke",
                        Svg.INK,
                        "stroke-width",
                        FeederGeometry.between(0.7, radius / 6.0, 1.2))
                .line();
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            boolean known = values.isKnown(i);
            if (conflict.buses().contains(i)) {
                markup.empty(
                                "circle",
                                "class",
                                "conflict",
                                "cx",
                                geometry.x(i),
                                "cy",
                                geometry.y(i),
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
                markup.attribute(
                        "data-value",
                        isBrief() ? Numbers.significant(values.value(i)) : Double.toString(values.value(i)));
            }
            shape(i).draw(markup, geometry.x(i), geometry.y(i), radius, values.colour(i));
            markup.element("title", isBrief() ? bus.id() + (known ? ": " + values.text(i) : "") : figures.of(bus))
                    .close()
                    .line();
            geometry.places().take(LabelPlaces.Box.around(geometry.x(i), geometry.y(i), radius, radius));
        }
        markup.close().line();
    }

    private void identify(Markup markup, String kind, int number) {
        if (!prefix.isEmpty()) {
            markup.attribute("id", prefix + "-" + kind + "-" + number);
        }
    }
}
