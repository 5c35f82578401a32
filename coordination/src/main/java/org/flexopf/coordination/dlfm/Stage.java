package org.flexopf.coordination.dlfm;

import java.util.List;
import java.util.Map;

/**
 * What a market has to tell. Costs are of all periods; lists have one figure per period.
 *
 * @param market its number, from 1 to 6; 0 where both levels are cleared at once
 * @param kind what is traded
 * @param cost what it costs, currency: energy, reserve or activations, and what is missing at the value of lost load
 * @param slacks what it could not meet
 * @param price the price by number of the transmission bus, currency per MWh; empty where the market has none
 */
public record Stage(int market, Kind kind, double cost, List<Slack> slacks, Map<Integer, List<Double>> price) {

    /** What is traded. */
    public enum Kind {
        /** Energy: #1 and #3. */
        ENERGY,
        /** Reserve: #2 and #4. */
        RESERVE,
        /** Balancing: #5 and #6. */
        BALANCING
    }

    /** The list is copied. */
    public Stage {
        slacks = List.copyOf(slacks);
    }

    /** What is missing and is paid for at the value of lost load, MW over all periods. */
    public double missing() {
        return slacks.stream()
                .filter(slack -> slack.kind() != Slack.Kind.DEVIATION)
                .mapToDouble(Slack::power)
                .sum();
    }
}
