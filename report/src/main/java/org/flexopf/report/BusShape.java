package org.flexopf.report;

import java.util.Locale;

/** The shape of a bus tells what is connected to it. */
enum BusShape {
    REFERENCE("reference bus"),
    GENERATOR("bus with generators"),
    ORDINARY("other bus");

    private final String label;

    BusShape(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** How far it reaches from its middle. */
    double reach(double radius) {
        return switch (this) {
            case REFERENCE -> 1.15 * radius;
            case GENERATOR -> 1.45 * radius;
            case ORDINARY -> radius;
        };
    }

    void draw(Markup markup, double x, double y, double radius, String fill) {
        double reach = reach(radius);
        switch (this) {
            case REFERENCE ->
                markup.empty(
                        "rect",
                        "x",
                        x - reach,
                        "y",
                        y - reach,
                        "width",
                        2.0 * reach,
                        "height",
                        2.0 * reach,
                        "fill",
                        fill);
            case GENERATOR ->
                markup.empty(
                        "path",
                        "d",
                        String.format(
                                Locale.ROOT,
                                "M %s %s l %3$s %3$s l -%3$s %3$s l -%3$s -%3$s z",
                                Numbers.coordinate(x),
                                Numbers.coordinate(y - reach),
                                Numbers.coordinate(reach)),
                        "fill",
                        fill);
            case ORDINARY -> markup.empty("circle", "cx", x, "cy", y, "r", radius, "fill", fill);
        }
    }
}
