package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Activation;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Resource;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;

/**
 * One direction of a resource, as it stands in a market: a generator that injects {@code x} or {@code -x}.
 *
 * @param resource the id of the resource
 * @param bus the number of the bus at which it stands in that market
 * @param direction which way it moves the injection
 * @param quantity the most that may be activated, MW
 * @param price what it costs, currency per MWh activated
 * @param exclusive whether the other direction of the resource may not be called beside it
 */
record StandingOffer(String resource, int bus, Direction direction, double quantity, double price, boolean exclusive) {

    /** Less than this is nothing to a market, MW. */
    static final double LEAST = 1e-6;

    /** Less than this is the rounding of a solver, MW. */
    private static final double ROUNDING = 1e-8;

    /**
     * What an area's resources still offer once some of it is taken: of one whose directions exclude each other,
     * nothing the other way.
     */
    static List<StandingOffer> left(Area area, Activations taken) {
        List<StandingOffer> offers = new ArrayList<>();
        for (Resource resource : area.resources()) {
            for (Direction direction : Direction.values()) {
                boolean isBarred =
                        resource.exclusive() && taken.of(resource.id()).in(direction.opposite()) > LEAST;
                double left = resource.offer(direction).quantity()
                        - taken.of(resource.id()).in(direction);
                if (left > LEAST && !isBarred) {
                    offers.add(new StandingOffer(
                            resource.id(),
                            resource.bus(),
                            direction,
                            left,
                            resource.offer(direction).price(),
                            resource.exclusive()));
                }
            }
        }
        return offers;
    }

    /** Offers at another bus, as an operator sees them that knows nothing of the network between. */
    static List<StandingOffer> at(int bus, List<StandingOffer> offers) {
        return offers.stream()
                .map(offer -> new StandingOffer(
                        offer.resource, bus, offer.direction, offer.quantity, offer.price, offer.exclusive))
                .toList();
    }

    /** Offers with other quantities; what is left of less than {@link #LEAST} is no offer. */
    static List<StandingOffer> within(Activations caps, List<StandingOffer> offers) {
        return offers.stream()
                .map(offer -> offer.withQuantity(
                        Math.min(offer.quantity, caps.of(offer.resource).in(offer.direction))))
                .filter(offer -> offer.quantity > LEAST)
                .toList();
    }

    /** All of some offers. */
    static Activations all(List<StandingOffer> offers) {
        return activations(
                offers, offers.stream().mapToDouble(StandingOffer::quantity).toArray());
    }

    /** Offers of a direction activated by so many MW each. */
    static Activations activations(List<StandingOffer> offers, double[] mw) {
        Map<String, Activation> sums = new LinkedHashMap<>();
        for (int k = 0; k < mw.length; k++) {
            sums.merge(offers.get(k).resource, offers.get(k).activation(mw[k]), Activation::plus);
        }
        return Activations.of(sums);
    }

    private Activation activation(double mw) {
        return switch (direction) {
            case UP -> new Activation(mw, 0.0);
            case DOWN -> new Activation(0.0, mw);
        };
    }

    /** What messages call it, such as {@code h1 up at bus 3}. */
    String label() {
        return resource + (direction == Direction.UP ? " up" : " down") + " at bus " + bus;
    }

    StandingOffer withQuantity(double mw) {
        return new StandingOffer(resource, bus, direction, mw, price, exclusive);
    }

    /** The generator that stands for it. */
    Generator generator(int id, CostCurve cost) {
        double least = direction == Direction.UP ? 0.0 : -quantity;
        return Generator.of(id, bus, least, least + quantity, 0.0, 0.0, cost).withName(resource);
    }

    /** What the injection of its generator costs at its price, currency per hour. */
    CostCurve cost() {
        return CostCurve.linear(direction.sign() * price);
    }

    /** How much is activated where its generator injects so many MW; rounding of a solver at its ends is cut off. */
    double activated(double injection) {
        double mw = direction.sign() * injection;
        return mw < ROUNDING ? 0.0 : Math.min(quantity, mw);
    }
}
