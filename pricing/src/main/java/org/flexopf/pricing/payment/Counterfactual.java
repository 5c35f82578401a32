package org.flexopf.pricing.payment;

import java.util.OptionalDouble;

/**
 * The optimum without some participants.
 *
 * @param cost the optimal cost of all who are left and of the operator, currency per hour; empty if the network cannot
 *     do without and there is no curtailment price
 * @param pivotal whether the network cannot do without: some limit or demand could not be met
 */
public record Counterfactual(OptionalDouble cost, boolean pivotal) {

    /** A network that can do without. */
    public static Counterfactual feasible(double cost) {
        return new Counterfactual(OptionalDouble.of(cost), false);
    }
}
