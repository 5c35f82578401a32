package org.flexopf.exchange.auction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.exchange.Direction;

/**
 * An offer to an auction. Steps of one supply curve are several offers of one owner. An offer with quantities in
 * several periods is a block: one ratio of all of them is accepted.
 *
 * @param id a name that no other offer of the auction has
 * @param owner whose it is; all offers of an owner leave together where a payment asks what would be without them
 * @param bus the number of its bus
 * @param direction UP: more is drawn, DOWN: less is drawn
 * @param kind active or reactive power
 * @param quantities the most that can be accepted in each period of the auction, MW or Mvar, not negative. A reactive
 *     offer is no block: it is accepted in each of its periods on its own
 * @param price per MWh or Mvarh: what the owner pays for UP, what the owner receives for DOWN; of any sign
 * @param minimum the least that can be accepted if anything is, MW or Mvar, in a period of the largest quantity: from
 *     zero up to the quantity, which is all or nothing
 * @param validity when it may be accepted; empty for always
 * @param links what it has to do with other offers of the owner
 */
public record AuctionOffer(
        String id,
        String owner,
        int bus,
        Direction direction,
        Kind kind,
        List<Double> quantities,
        double price,
        double minimum,
        Optional<Validity> validity,
        List<OfferLink> links) {

    /** What is offered. */
    public enum Kind {
        /** Active power. */
        P,
        /** Reactive power. */
        Q
    }

    /** Names, direction and kind are required; what is wrong with the numbers, the {@link Auction} finds. */
    public AuctionOffer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(validity, "validity");
        quantities = List.copyOf(quantities);
        links = List.copyOf(links);
    }

    /** An offer of active power to an auction of one period, that can be accepted in any part. */
    public static AuctionOffer active(
            String id, String owner, int bus, Direction direction, double quantity, double price) {
        return block(id, owner, bus, direction, List.of(quantity), price);
    }

    /** An offer of reactive power to an auction of one period, Mvar and per Mvarh, that can be accepted in any part. */
    public static AuctionOffer reactive(
            String id, String owner, int bus, Direction direction, double quantity, double price) {
        return active(id, owner, bus, direction, quantity, price).ofKind(Kind.Q);
    }

    /**
     * An offer of active power of which any one ratio can be accepted.
     *
     * @param quantities one for each period of the auction, MW
     */
    public static AuctionOffer block(
            String id, String owner, int bus, Direction direction, List<Double> quantities, double price) {
        return new AuctionOffer(id, owner, bus, direction, Kind.P, quantities, price, 0.0, Optional.empty(), List.of());
    }

    /** This offer of another kind. */
    public AuctionOffer ofKind(Kind other) {
        return new AuctionOffer(id, owner, bus, direction, other, quantities, price, minimum, validity, links);
    }

    /** This offer in one period (by place, from 0) of so many. */
    public AuctionOffer during(int period, int periods) {
        List<Double> only = new ArrayList<>(Collections.nCopies(periods, 0.0));
        only.set(period, quantity());
        return withQuantities(only);
    }

    /** This offer with other quantities, MW or Mvar, one for each period of the auction. */
    public AuctionOffer withQuantities(List<Double> others) {
        return new AuctionOffer(id, owner, bus, direction, kind, others, price, minimum, validity, links);
    }

    /** This offer with another least quantity, MW or Mvar. */
    public AuctionOffer withMinimum(double least) {
        return new AuctionOffer(id, owner, bus, direction, kind, quantities, price, least, validity, links);
    }

    /** This offer at another price, per MWh or Mvarh. */
    public AuctionOffer withPrice(double other) {
        return new AuctionOffer(id, owner, bus, direction, kind, quantities, other, minimum, validity, links);
    }

    /** This offer, to be accepted at some instants only. */
    public AuctionOffer withValidity(Validity when) {
        return new AuctionOffer(id, owner, bus, direction, kind, quantities, price, minimum, Optional.of(when), links);
    }

    /** This offer with a further link. */
    public AuctionOffer linked(OfferLink link) {
        List<OfferLink> more = new ArrayList<>(links);
        more.add(link);
        return new AuctionOffer(id, owner, bus, direction, kind, quantities, price, minimum, validity, more);
    }

    /** The largest of its quantities, MW or Mvar. */
    public double quantity() {
        return quantities.stream().mapToDouble(quantity -> quantity).max().orElse(0.0);
    }

    /** The least ratio that can be accepted if anything is. */
    double minRatio() {
        return minimum / quantity();
    }

    /** What the offer injects per MW or Mvar accepted: 1 for DOWN, -1 for UP. */
    double sign() {
        return switch (direction) {
            case DOWN -> 1.0;
            case UP -> -1.0;
        };
    }

    /** What the owner asks for a MWh or Mvarh: the price of DOWN, minus that of UP. */
    public double ask() {
        return sign() * price;
    }

    /** How messages call it. */
    String label() {
        return "offer '" + id + "' of '" + owner + "'";
    }
}
