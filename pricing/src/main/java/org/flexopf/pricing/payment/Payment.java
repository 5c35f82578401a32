package org.flexopf.pricing.payment;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a participant is paid.
 *
 * @param award what for
 * @param amount currency per hour, negative if the participant pays; empty if the rule has no payment for it
 * @param pivotal whether a rule that asks found that the network cannot do without the participant
 */
public record Payment(Award award, OptionalDouble amount, boolean pivotal) {

    /** All parts are required. */
    public Payment {
        Objects.requireNonNull(award, "award");
        Objects.requireNonNull(amount, "amount");
    }

    static Payment of(Award award, double amount) {
        return new Payment(award, OptionalDouble.of(amount), false);
    }

    /** Who is paid. */
    public Participant participant() {
        return award.participant();
    }

    /** Payment less cost by the offers, currency per hour; empty if there is no payment. */
    public OptionalDouble profit() {
        return amount.isPresent() ? OptionalDouble.of(amount.getAsDouble() - award.cost()) : OptionalDouble.empty();
    }
}
