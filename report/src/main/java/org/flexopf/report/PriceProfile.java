package org.flexopf.report;

import java.util.Objects;
import org.flexopf.network.Network;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;

/**
 * The prices along a feeder as SVG: a bar for each bus, in the order of the trunk and then of the laterals, stacked of
 * what the price is made of (energy, losses, congestion, voltage, other). Parts below zero hang below the axis, and a
 * mark shows the price that all parts add up to. Where the parts beside energy are small, a second panel shows them
 * enlarged.
 *
 * <pre>{@code
 * String svg = PriceProfile.of(network, NodalPrices.of(solution)).svg();
 * }</pre>
 *
 * <p>Immutable; the same input gives the same bytes.
 */
public final class PriceProfile {

    private final Network network;
    private final NodalPrices prices;
    private final Power power;

    private PriceProfile(Network network, NodalPrices prices, Power power) {
        this.network = network;
        this.prices = prices;
        this.power = power;
    }

    /** The active prices of a network. */
    public static PriceProfile of(Network network, NodalPrices prices) {
        return new PriceProfile(
                Objects.requireNonNull(network, "network"), Objects.requireNonNull(prices, "prices"), Power.ACTIVE);
    }

    /** The same for the price of the other power. */
    public PriceProfile of(Power newPower) {
        return new PriceProfile(network, prices, Objects.requireNonNull(newPower, "newPower"));
    }

    /**
     * The picture as an SVG document.
     *
     * @throws IllegalArgumentException if the prices are those of another network
     */
    public String svg() {
        Markup markup = new Markup().preamble("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        draw(markup);
        return markup.toString();
    }

    /** Draws it into a document that has begun. */
    void draw(Markup markup) {
        FeederPicture.requireSameNetwork(network, null, prices);
        new ProfileDrawing(network, prices, power).draw(markup);
    }

    @Override
    public String toString() {
        return "price profile of " + network;
    }
}
