package org.flexopf.pricing.plan;

import java.util.Objects;

/**
 * What a plan means for somebody at prices. Neither of the last two figures is called uplift, which is said of both.
 *
 * @param id its name
 * @param revenue what it is paid for all that it puts into the network over the horizon, currency; negative for who
 *     takes
 * @param cost what it costs by its own offer, currency; negative for what consumption is worth
 * @param bestProfit the most that it could earn at the prices by its own decisions, within its own limits, and without
 *     anybody else's, currency; below zero for who has to run
 */
public record ParticipantResult(String id, double revenue, double cost, double bestProfit) {

    /** The name is required. */
    public ParticipantResult {
        Objects.requireNonNull(id, "id");
    }

    /** What it earns, currency. */
    public double profit() {
        return revenue - cost;
    }

    /** What following the plan costs it beside its best, currency; never negative but for a solver's tolerance. */
    public double lostOpportunity() {
        return bestProfit - profit();
    }

    /** What it would have to be paid so as not to lose, currency. */
    public double makeWhole() {
        return Math.max(0.0, -profit());
    }
}
