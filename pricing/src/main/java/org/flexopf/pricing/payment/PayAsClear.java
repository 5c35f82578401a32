package org.flexopf.pricing.payment;

import java.util.List;

/** Active and reactive power are paid the nodal prices at their buses. */
public record PayAsClear() implements PaymentRule {

    @Override
    public String name() {
        return "pay-as-clear";
    }

    @Override
    public List<Payment> payments(Clearing clearing, List<Participant> participants) {
        return participants.stream()
                .map(clearing::award)
                .map(award -> Payment.of(award, worth(award)))
                .toList();
    }

    /** What is delivered at nodal prices, currency per hour. */
    private static double worth(Award award) {
        return award.deliveries().stream().mapToDouble(Delivery::worth).sum();
    }
}
