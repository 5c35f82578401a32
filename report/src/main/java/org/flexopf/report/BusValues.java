package org.flexopf.report;

import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.pricing.nodal.NodalPrices;

/** What the buses of a picture are coloured by, one value for each, with as many digits as tell neighbours apart. */
final class BusValues {

    /** Up to so many buses, values stand beside them. */
    static final int MOST_SHOWN = 60;

    /** Neighbours whose values differ by less than this share of the range are not worth a digit. */
    private static final double TOLD_APART = 1e-3;

    private static final int MOST_DIGITS = 6;
    private static final String NO_VALUE = "#dde3e9";

    private final BusColour colour;
    private final String unit;
    private final double[] values;
    private final ColourScale scale;
    private final int digits;

    /** With {@code null} for a colour that stands for nothing, and prices that are not known. */
    BusValues(Network network, BusColour colour, double[] values, NodalPrices prices) {
        this.colour = colour;
        this.unit = colour == null ? "" : colour.unit(prices);
        this.values = values;
        this.scale = colour == null ? null : ColourScale.of(values).orElseThrow();
        this.digits = scale == null ? 0 : digits(network);
    }

    /** So many digits after the point tell neighbours apart, as far as their difference is worth it. */
    private int digits(Network network) {
        if (scale.isFlat()) {
            return Math.max(2, Numbers.digits(scale.high(), scale.high()));
        }
        int enough = Numbers.digits(scale.low(), scale.high());
        while (enough < MOST_DIGITS && network.buses().size() <= MOST_SHOWN && neighboursLookAlike(network, enough)) {
            enough++;
        }
        return enough;
    }

    private boolean neighboursLookAlike(Network network, int shownDigits) {
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

    boolean isKnown(int bus) {
        return scale != null && Double.isFinite(values[bus]);
    }

    double value(int bus) {
        return values[bus];
    }

    /** The value as a reader sees it. */
    String text(int bus) {
        return Numbers.fixed(values[bus], digits);
    }

    String colour(int bus) {
        return isKnown(bus) ? scale.colour(values[bus]) : NO_VALUE;
    }

    /** Whether there is more than one value to be told. */
    boolean differ() {
        return scale != null && !scale.isFlat();
    }

    boolean isExtreme(int bus) {
        return differ() && (values[bus] == scale.low() || values[bus] == scale.high());
    }

    /** What colours mean, for the line below the title; empty where they mean nothing. */
    String meaning() {
        return colour == null ? "" : ", buses coloured by " + colour.label() + " (" + unit + ")";
    }

    void describe(FeederLegend legend) {
        if (colour != null) {
            legend.scale(colour.label() + ", " + unit, scale, digits);
        }
    }
}
