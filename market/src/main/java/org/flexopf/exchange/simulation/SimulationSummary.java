package org.flexopf.exchange.simulation;

import java.util.Objects;
import org.flexopf.exchange.auction.AuctionRule;

/**
 * What the runs of a level come to under a rule, in the mean; currency for an hour.
 *
 * @param level the level
 * @param rule the rule
 * @param runs how many runs there are figures of
 * @param shareOfLies the share of them in which something else pays better than the truth, 0 to 1
 * @param truthfulProfit what the provider earns by the truth
 * @param gain what it earns more by what pays best
 * @param outlay what all providers are paid with the truth
 * @param outlayIncrease what they are paid more with what pays best
 * @param costIncrease what the auction truly costs more then
 */
public record SimulationSummary(
        SimulationLevel level,
        AuctionRule rule,
        int runs,
        double shareOfLies,
        double truthfulProfit,
        double gain,
        double outlay,
        double outlayIncrease,
        double costIncrease) {

    /** Level and rule are required. */
    public SimulationSummary {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(rule, "rule");
    }
}
