package org.flexopf.exchange.auction;

import java.util.Objects;
import org.flexopf.exchange.Direction;

/**
 * An offer to an auction. Steps of one supply curve are several offers of one owner.
 *
 * @param id a name that no other offer of the auction has
 * @param owner whose it is; all offers of an owner leave together where a payment asks what would be without them
 * @param bus the number of its bus
 * @param direction UP: more is drawn, DOWN: less is drawn
 * @param kind active or reactive power
 * @param quantity the most that can be accepted, MW or Mvar, above zero
 * @param price per MWh or Mvarh: what the owner pays for UP, what the owner receives for DOWN; of any sign
 * @param minimum the least that can be accepted if anything is, MW or Mvar, from zero up to the quantity
 */
public record AuctionOffer(
        String id,
        String owner,
        int bus,
        Direction direction,
        Kind kind,
        double quantity,
        double price,
        double minimum) {

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
    }

    /** An offer of active power that can be accepted in any part. */
    public static AuctionOffer active(
            String id, String owner, int bus, Direction direction, double quantity, double price) {
        return new AuctionOffer(id, owner, bus, direction, Kind.P, quantity, price, 0.0);
    }

    /** This offer with another least quantity, MW or Mvar. */
    public AuctionOffer withMinimum(double least) {
        return new AuctionOffer(id, owner, bus, direction, kind, quantity, price, least);
    }

    /** This offer at another price, per MWh or Mvarh. */
    public AuctionOffer withPrice(double other) {
        return new AuctionOffer(id, owner, bus, direction, kind, quantity, other, minimum);
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
