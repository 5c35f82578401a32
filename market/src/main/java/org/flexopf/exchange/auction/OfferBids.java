package org.flexopf.exchange.auction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.flexopf.network.Bid;

/** Offers of active power as the bids of a horizon. */
final class OfferBids {

    private OfferBids() {}

    /**
     * One bid for each offer of active power, in their order.
     *
     * @param offers all offers
     * @param first the number of the bid of the first offer, whatever its kind; the others follow by their places
     * @param charge what the objective charges for a MWh accepted
     */
    static List<Bid> of(List<AuctionOffer> offers, int first, ToDoubleFunction<AuctionOffer> charge) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int k = 0; k < offers.size(); k++) {
            numbers.put(offers.get(k).id(), first + k);
        }
        List<Bid> bids = new ArrayList<>();
        for (int k = 0; k < offers.size(); k++) {
            AuctionOffer offer = offers.get(k);
            if (offer.kind() == AuctionOffer.Kind.P) {
                List<Double> injected = offer.quantities().stream()
                        .map(quantity -> quantity == 0.0 ? 0.0 : offer.sign() * quantity)
                        .toList();
                // A bid costs its price times what it injects, which is below zero for UP.
                double price = offer.sign() * charge.applyAsDouble(offer);
                Bid bid = Bid.of(first + k, offer.bus(), new Bid.Block(injected, price, offer.minRatio()))
                        .withName(offer.id());
                for (OfferLink link : offer.links()) {
                    bid = bid.linked(link.asBidLink(numbers::get, offer.owner()));
                }
                bids.add(bid);
            }
        }
        return bids;
    }
}
