package org.flexopf.coordination.aggregation;

import java.util.Objects;
import java.util.Optional;

/**
 * What an aggregator finds out about a pool.
 *
 * @param plan the best plan at the forecast prices
 * @param box what can be called in every period, whatever is called in the others
 * @param bound what the pool can never exceed
 * @param alternatives whole plans that exclude each other
 * @param delivery who does what for what is called; empty if nothing is
 */
public record AggregationOutcome(
        PoolPlan plan, DeliverableBox box, OuterBound bound, Alternatives alternatives, Optional<Delivery> delivery) {

    /** All parts are required. */
    public AggregationOutcome {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(bound, "bound");
        Objects.requireNonNull(alternatives, "alternatives");
        Objects.requireNonNull(delivery, "delivery");
    }
}
