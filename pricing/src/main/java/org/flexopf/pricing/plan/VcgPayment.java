package org.flexopf.pricing.plan;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a participant of a plan is paid by VCG. Searches with yes/no decisions stop within a gap, and so a payment is
 * only known between bounds.
 *
 * @param id the participant
 * @param cost what its part of the plan costs by its own offer, currency
 * @param amount what it is paid, currency; empty if the plan cannot do without it
 * @param least what the payment is at least, whatever the searches have left open, by the solver's word
 * @param most what the payment is at most
 */
public record VcgPayment(String id, double cost, OptionalDouble amount, double least, double most) {

    /** The name and the amount are required; the latter may be empty. */
    public VcgPayment {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(amount, "amount");
    }

    /** Whether the plan cannot do without the participant: some limit or demand could not be met. */
    public boolean isPivotal() {
        return amount.isEmpty();
    }
}
