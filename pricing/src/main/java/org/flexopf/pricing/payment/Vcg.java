package org.flexopf.pricing.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Vickrey, Clarke and Groves: everybody is paid what the others would cost without the participant, less what the
 * others cost with it. The first term does not depend on the own report and the optimum minimises the rest, so that no
 * report earns more than the truth.
 *
 * <pre>
 *   payment_i = C(without i) - [ C - c_i ]
 * </pre>
 *
 * <p>The payment covers the cost of the offer wherever the optimum without the participant is no cheaper. That is so
 * for every offer that may stay at zero at no cost; a constant cost is part of the optimum whether the offer is used or
 * not, and is covered only as far as the offer saves it.
 *
 * <p>Where the network cannot do without a participant it is pivotal: there is a payment only if the clearing has a
 * curtailment price, which then caps it.
 */
public record Vcg() implements PaymentRule {

    @Override
    public String name() {
        return "vcg";
    }

    @Override
    public List<Payment> payments(Clearing clearing, List<Participant> participants) {
        List<Counterfactual> without =
                clearing.without(participants.stream().map(Set::of).toList());
        List<Payment> payments = new ArrayList<>();
        for (int i = 0; i < participants.size(); i++) {
            Award award = clearing.award(participants.get(i));
            OptionalDouble cost = without.get(i).cost();
            double others = clearing.cost() - award.cost();
            payments.add(new Payment(
                    award,
                    cost.isPresent() ? OptionalDouble.of(cost.getAsDouble() - others) : OptionalDouble.empty(),
                    without.get(i).pivotal()));
        }
        return payments;
    }
}
