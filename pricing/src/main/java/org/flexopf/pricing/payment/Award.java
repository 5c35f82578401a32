package org.flexopf.pricing.payment;

import java.util.List;
import java.util.Objects;

/**
 * What a participant is cleared for.
 *
 * @param participant whose award it is
 * @param deliveries one per generator in service
 */
public record Award(Participant participant, List<Delivery> deliveries) {

    /** All parts are required. */
    public Award {
        Objects.requireNonNull(participant, "participant");
        deliveries = List.copyOf(deliveries);
    }

    /** Active power of all generators together, MW; 0 where it is no more than a solver's rounding. */
    public double quantity() {
        double quantity = deliveries.stream().mapToDouble(Delivery::p).sum();
        return Math.abs(quantity) <= Delivery.SMALLEST_POWER ? 0.0 : quantity;
    }

    /** What it costs by the offers, currency per hour. */
    public double cost() {
        return deliveries.stream().mapToDouble(Delivery::cost).sum();
    }

    /** The numbers of the buses, each once, in the order of the generators. */
    public List<Integer> buses() {
        return deliveries.stream().map(Delivery::bus).distinct().toList();
    }

    /** Whether any generator delivers or draws active or reactive power. */
    public boolean isDispatched() {
        return deliveries.stream()
                .anyMatch(delivery -> Math.abs(delivery.p()) > Delivery.SMALLEST_POWER
                        || Math.abs(delivery.q()) > Delivery.SMALLEST_POWER);
    }
}
