package org.flexopf.exchange.auction;

import java.util.List;
import java.util.Objects;
import org.flexopf.pricing.nodal.LimitContribution;

/**
 * What became of an offer.
 *
 * @param offer the offer
 * @param parts what is accepted in every period of the auction
 * @param minimumBinds whether it is accepted at its minimum, and less would have done: then the price may lie below
 *     what its owner asks for
 */
public record AcceptedOffer(AuctionOffer offer, List<Part> parts, boolean minimumBinds) {

    /**
     * What is accepted in a period.
     *
     * @param hours how long the period lasts, hours
     * @param quantity MW or Mvar
     * @param price the price of flexibility at the bus of the offer, per MWh or Mvarh: DOWN is paid it, UP pays it; NaN
     *     without duals
     * @param neededFor which limits make up that price, the largest first; empty if nothing is accepted, or without
     *     duals
     */
    public record Part(double hours, double quantity, double price, List<LimitContribution> neededFor) {

        /** The list is copied. */
        public Part {
            neededFor = List.copyOf(neededFor);
        }

        /** What is accepted, MWh or Mvarh. */
        public double energy() {
            return hours * quantity;
        }
    }

    /** The offer is required; the list is copied. */
    public AcceptedOffer {
        Objects.requireNonNull(offer, "offer");
        parts = List.copyOf(parts);
    }

    /** What is accepted in a period of its largest quantity, MW or Mvar: 0, or from its minimum up to its quantity. */
    public double quantity() {
        return parts.stream().mapToDouble(Part::quantity).max().orElse(0.0);
    }

    /** What is accepted over all periods, MWh or Mvarh. */
    public double energy() {
        return parts.stream().mapToDouble(Part::energy).sum();
    }

    /** The price of what is offered, per MWh or Mvarh: over several periods the mean by offered energy. */
    public double price() {
        double worth = 0.0;
        double offered = 0.0;
        for (int t = 0; t < parts.size(); t++) {
            double energy = parts.get(t).hours() * offer.quantities().get(t);
            worth += energy == 0.0 ? 0.0 : energy * parts.get(t).price();
            offered += energy;
        }
        return worth / offered;
    }

    /** Which limits make up its prices in the periods in which something is accepted, the largest of each first. */
    public List<LimitContribution> neededFor() {
        return parts.stream().flatMap(part -> part.neededFor().stream()).toList();
    }

    /** What the owner asks for what is accepted, currency. */
    public double asked() {
        return offer.ask() * energy();
    }

    /** What is accepted at the prices of flexibility: what the owner receives, currency. */
    public double worth() {
        double worth = 0.0;
        for (Part part : parts) {
            worth += part.quantity() == 0.0 ? 0.0 : offer.sign() * part.price() * part.energy();
        }
        return worth;
    }
}
