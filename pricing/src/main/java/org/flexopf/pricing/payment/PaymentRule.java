package org.flexopf.pricing.payment;

import java.util.List;

/** How a cleared market is paid. Stateless. */
public interface PaymentRule {

    /** A short name such as {@code pay-as-clear}. */
    String name();

    /**
     * The payments of some participants, in their order. @throws IllegalArgumentException if the rule needs prices and
     * the clearing has none
     */
    List<Payment> payments(Clearing clearing, List<Participant> participants);

    /** What everybody is paid, and what that means for the operator. */
    default Settlement settle(Clearing clearing) {
        return Settlement.of(name(), clearing, payments(clearing, clearing.participants()), List.of());
    }

    /** The payment of one participant. */
    default Payment payment(Clearing clearing, Participant participant) {
        return payments(clearing, List.of(participant)).get(0);
    }
}
