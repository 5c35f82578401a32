package org.flexopf.pricing.payment;

import java.util.List;

/** Everybody is paid the cost of the own offer, so that truth earns nothing. */
public record PayAsBid() implements PaymentRule {

    @Override
    public String name() {
        return "pay-as-bid";
    }

    @Override
    public List<Payment> payments(Clearing clearing, List<Participant> participants) {
        return participants.stream()
                .map(clearing::award)
                .map(award -> Payment.of(award, award.cost()))
                .toList();
    }
}
