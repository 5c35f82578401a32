package org.flexopf.pricing.payment;

import java.util.List;
import java.util.stream.Stream;

/**
 * One price per MWh for all: the highest marginal cost among accepted sellers, the operator's own options included. It
 * does not know the network, so that whoever relieves a bottleneck is paid no more than whoever is far from it.
 * Reactive power is paid as bid, and a buyer may be charged more than the own bid.
 */
public record UniformPrice() implements PaymentRule {

    /** Powers up to this are a solver's rounding, MW. */
    private static final double SMALLEST_POWER = 1e-6;

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

    /** The price, currency per MWh; zero if nobody sells. */
    public double price(Clearing clearing) {
        return Stream.concat(
                        clearing.ownSupply().stream(),
                        clearing.participants().stream()
                                .flatMap(participant -> clearing.award(participant).deliveries().stream()))
                .filter(delivery -> delivery.p() > SMALLEST_POWER)
                .mapToDouble(Delivery::marginalCost)
                .max()
                .orElse(0.0);
    }
}
