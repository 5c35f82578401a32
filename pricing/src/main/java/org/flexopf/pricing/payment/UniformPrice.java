package org.flexopf.pricing.payment;

import java.util.List;
import java.util.stream.Stream;

/**
 * One price per MWh for all: the least at which no accepted seller loses on the last MWh and nobody who draws less than
 * bid for would take more. It is the largest of the marginal costs of accepted sellers and of the bids that are served
 * in part or not at all; the operator's own options count on both sides. Where supply and demand leave a range of
 * prices, which ends at the first offer refused and the last bid served, this is its lower end.
 *
 * <p>It does not know the network, so that whoever relieves a bottleneck is paid no more than whoever is far from it,
 * and where a bottleneck and not the price refuses a bid, a buyer elsewhere may be charged more than the own bid.
 * Reactive power is paid as bid.
 */
public record UniformPrice() implements PaymentRule {

    @Override
    public String name() {
        return "uniform";
    }

    @Override
    public List<Payment> payments(Clearing clearing, List<Participant> participants) {
        double price = price(clearing);
        return participants.stream()
                .map(clearing::award)
                .map(award -> Payment.of(
                        award,
                        award.deliveries().stream()
                                .mapToDouble(delivery -> price * delivery.p() + delivery.reactiveCost())
                                .sum()))
                .toList();
    }

    /** The price, currency per MWh; zero if nobody sells and no bid is left unserved. */
    public double price(Clearing clearing) {
        return Stream.concat(
                        clearing.ownSupply().stream(),
                        clearing.participants().stream()
                                .flatMap(participant -> clearing.award(participant).deliveries().stream()))
                .mapToDouble(delivery -> delivery.isSupply() ? delivery.marginalCost() : delivery.unservedBid())
                .filter(price -> !Double.isNaN(price))
                .max()
                .orElse(0.0);
    }
}
