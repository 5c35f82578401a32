package org.flexopf.exchange.auction;

import java.util.List;
import java.util.Objects;
import org.flexopf.pricing.nodal.LimitContribution;

/**
 * What became of an offer.
 *
 * @param offer the offer
 * @param quantity what is accepted, MW or Mvar: 0, or between its minimum and its quantity
 * @param price the price of flexibility at its bus, per MWh or Mvarh: DOWN is paid it, UP pays it; NaN without duals
 * @param minimumBinds whether it is accepted at its minimum, and less would have done: then the price may lie below
 *     what its owner asks for
 * @param neededFor which limits make up the price at its bus, the largest first; empty if nothing is accepted, or
 *     without duals
 */
public record AcceptedOffer(
        AuctionOffer offer, double quantity, double price, boolean minimumBinds, List<LimitContribution> neededFor) {

    /** Offer and list are required. */
    public AcceptedOffer {
        Objects.requireNonNull(offer, "offer");
        neededFor = List.copyOf(neededFor);
    }

    /** What the owner asks for what is accepted, currency per hour. */
    public double asked() {
        return offer.ask() * quantity;
    }

    /** What is accepted at the price of flexibility: what the owner receives, currency per hour. */
    public double worth() {
        return quantity == 0.0 ? 0.0 : offer.sign() * price * quantity;
    }

    /** By how much that falls short of what the owner asks for, where a minimum binds; else 0. */
    public double makeWhole() {
        return minimumBinds ? Math.max(0.0, asked() - worth()) : 0.0;
    }
}
