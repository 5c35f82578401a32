package org.flexopf.pricing;

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
        return award.deliveries().stream().mapToDouble(PayAsClear::worth).sum();
    }

    /** What a generator delivers at nodal prices, currency per hour. */
    static double worth(Delivery delivery) {
        double worth = delivery.activePrice() * delivery.p() + delivery.reactivePrice() * delivery.q();
        if (Double.isNaN(worth)) {
            throw new IllegalArgumentException("generator " + delivery.generator() + " at bus " + delivery.bus()
                    + " has no nodal price: the solver that cleared the market returns no "
                    + "duals; choose one that does, or another payment rule");
        }
        return worth;
    }
}
