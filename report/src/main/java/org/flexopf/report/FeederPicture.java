package org.flexopf.report;

import java.util.Objects;
import java.util.Optional;
import org.flexopf.network.Network;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.pricing.nodal.NodalPrices;

/**
 * A feeder as SVG: the root at the left, the longest way from it as the trunk, laterals above and below; buses coloured
 * by price or voltage, lines by how much of their limits they use, a legend with units. Every bus and branch tells its
 * figures when pointed at.
 *
 * <pre>{@code
 * String svg = FeederPicture.of(solution).withPrices(NodalPrices.of(solution)).svg();
 * Files.writeString(Path.of("feeder.svg"), svg);
 * }</pre>
 *
 * <p>In a meshed network the tree is a spanning tree, and the branches that close its cycles are dashed. Labels that
 * would cover something are left out. Immutable; the same input gives the same bytes.
 */
public final class FeederPicture {

    private final Network network;
    private final OperatingPoint point;
    private final NodalPrices prices;
    private final BusColour colour;
    private final Conflict conflict;
    private final String prefix;

    private FeederPicture(
            Network network,
            OperatingPoint point,
            NodalPrices prices,
            BusColour colour,
            Conflict conflict,
            String prefix) {
        this.network = network;
        this.point = point;
        this.prices = prices;
        this.colour = colour;
        this.conflict = conflict;
        this.prefix = prefix;
    }

    /** A network without a state: its lines and buses alone. */
    public static FeederPicture of(Network network) {
        return new FeederPicture(Objects.requireNonNull(network, "network"), null, null, null, null, "");
    }

    /** A network in a state, such as one of a power flow. */
    public static FeederPicture of(Network network, OperatingPoint point) {
        return new FeederPicture(
                Objects.requireNonNull(network, "network"),
                Objects.requireNonNull(point, "point"),
                null,
                null,
                null,
                "");
    }

    /** A solution, without its prices. */
    public static FeederPicture of(OpfSolution solution) {
        return of(solution.operatedNetwork(), solution.point());
    }

    /** With the prices of the same network, which colour the buses unless something else is chosen. */
    public FeederPicture withPrices(NodalPrices newPrices) {
        return new FeederPicture(
                network, point, Objects.requireNonNull(newPrices, "newPrices"), colour, conflict, prefix);
    }

    /**
     * With a choice of what the colour of buses stands for. By default it is the price if there are prices, and else
     * the voltage if that is known.
     */
    public FeederPicture colouredBy(BusColour newColour) {
        return new FeederPicture(
                network, point, prices, Objects.requireNonNull(newColour, "newColour"), conflict, prefix);
    }

    /** With marks on what cannot be met together. */
    public FeederPicture withConflict(Conflict newConflict) {
        return new FeederPicture(
                network, point, prices, colour, Objects.requireNonNull(newConflict, "newConflict"), prefix);
    }

    /**
     * With ids on buses and branches, such as {@code before-bus-7} and {@code before-branch-3}, by which a page can
     * find them. Each of several pictures in a page needs a prefix of its own; by default there are no ids.
     *
     * @throws IllegalArgumentException if the prefix is not a letter, and letters, digits, hyphens and underscores
     */
    public FeederPicture identifiedBy(String newPrefix) {
        if (!newPrefix.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException("the prefix '" + newPrefix
                    + "' of ids: write a letter, and then letters, digits, hyphens and underscores");
        }
        return new FeederPicture(network, point, prices, colour, conflict, newPrefix);
    }

    /**
     * The picture as an SVG document.
     *
     * @throws IllegalArgumentException if the chosen colour stands for something that is not known here, or state or
     *     prices are those of another network
     */
    public String svg() {
        Markup markup = new Markup().preamble("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        draw(markup);
        return markup.toString();
    }

    /** Draws it into a document that has begun. */
    void draw(Markup markup) {
        requireSameNetwork(network, point, prices);
        BusColour shown = shownColour().orElse(null);
        new FeederDrawing(
                        network,
                        point,
                        prices,
                        shown,
                        shown == null ? new double[network.buses().size()] : values(shown),
                        conflict,
                        prefix)
                .draw(markup);
    }

    /**
     * State and prices are arrays by index, which would be drawn at the wrong places if they belonged to another
     * network.
     */
    static void requireSameNetwork(Network network, OperatingPoint point, NodalPrices prices) {
        if (point != null) {
            point.requireOf(network);
        }
        if (prices != null && prices.active().length != network.buses().size()) {
            throw new IllegalArgumentException(
                    "the prices are those of " + prices.active().length + " buses, but " + network.name() + " has "
                            + network.buses().size() + "; draw them on the network that they were found for");
        }
    }

    private Optional<BusColour> shownColour() {
        if (colour == null) {
            return isKnown(BusColour.PRICE)
                    ? Optional.of(BusColour.PRICE)
                    : isKnown(BusColour.VOLTAGE) ? Optional.of(BusColour.VOLTAGE) : Optional.empty();
        }
        if (!isKnown(colour)) {
            throw new IllegalArgumentException(
                    "buses cannot be coloured by " + colour.label() + ": it is not known here"
                            + (colour == BusColour.VOLTAGE
                                    ? ", as in models without voltages; colour by price"
                                    : "; give the prices of a solution, or colour by voltage"));
        }
        return Optional.of(colour);
    }

    /** Whether there are values that the colour of buses can stand for. */
    boolean isKnown(BusColour candidate) {
        boolean hasVoltages = point != null && Figures.hasVoltages(point);
        return switch (candidate) {
            case PRICE -> prices != null && ColourScale.of(prices.active()).isPresent();
            case REACTIVE_PRICE ->
                prices != null
                        && (point == null || hasVoltages)
                        && ColourScale.of(prices.reactive()).isPresent();
            case VOLTAGE -> hasVoltages;
        };
    }

    private double[] values(BusColour of) {
        return switch (of) {
            case PRICE -> prices.active();
            case REACTIVE_PRICE -> prices.reactive();
            case VOLTAGE -> point.vm();
        };
    }

    @Override
    public String toString() {
        return "picture of " + network;
    }
}
