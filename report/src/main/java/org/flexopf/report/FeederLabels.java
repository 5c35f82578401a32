package org.flexopf.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;

/**
 * Numbers of buses and their values, where there is room for them.
 *
 * @param shapes the shape of a bus by its index
 */
record FeederLabels(
        Network network,
        FeederGeometry geometry,
        BusValues values,
        MarkedElements conflict,
        IntFunction<BusShape> shapes) {

    void draw(Markup markup) {
        double size = FeederGeometry.between(7.5, 2.1 * geometry.radius(), 12.5);
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
        if (values.differ() && order.size() <= BusValues.MOST_SHOWN) {
            markup.open("g", "font-size", 0.78 * size, "fill", Svg.FAINT_INK).line();
            for (int bus : order) {
                if (values.isKnown(bus)) {
                    label(markup, bus, values.text(bus), 0.78 * size, true);
                }
            }
            markup.close().line();
        }
        markup.close().line();
    }

    /** How far from the middle of a bus its mark reaches. */
    private double reach(int bus) {
        return conflict.buses().contains(bus)
                ? geometry.radius() + FeederDrawing.RING
                : shapes.apply(bus).reach(geometry.radius());
    }

    private void label(Markup markup, int bus, String text, double size, boolean isValue) {
        Optional<LabelPlaces.Place> place = geometry.places()
                .place(geometry.x(bus), geometry.y(bus), reach(bus), Svg.width(text, size), size, isValue);
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
            rank[i] = shapes.apply(i) != BusShape.ORDINARY || conflict.buses().contains(i)
                    ? 0
                    : values.isExtreme(i) ? 1 : topology.degree(i) != 2 ? 2 : 3;
            order.add(i);
        }
        order.sort(Comparator.comparingInt(i -> rank[i]));
        return order;
    }
}
