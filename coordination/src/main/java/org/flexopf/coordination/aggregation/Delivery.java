package org.flexopf.coordination.aggregation;

import java.util.List;
import java.util.Objects;

/**
 * What devices do for what is asked of all of them together.
 *
 * @param plan what every device does
 * @param shortfall what is injected less than asked for in every period, MW, not below zero
 * @param surplus what is injected more
 */
public record Delivery(PoolPlan plan, List<Double> shortfall, List<Double> surplus) {

    /** Rounding of a solver, MW. */
    private static final double ROUNDING = 1e-6;

    /** The plan is required, the lists are copied. */
    public Delivery {
        Objects.requireNonNull(plan, "plan");
        shortfall = List.copyOf(shortfall);
        surplus = List.copyOf(surplus);
    }

    /** Whether what is asked for is delivered, to rounding. */
    public boolean isKept() {
        return shortfall.stream().allMatch(mw -> mw <= ROUNDING)
                && surplus.stream().allMatch(mw -> mw <= ROUNDING);
    }
}
