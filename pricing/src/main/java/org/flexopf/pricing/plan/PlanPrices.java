package org.flexopf.pricing.plan;

import java.util.Objects;

/**
 * Prices at every bus in every period, currency per MWh and per Mvarh: what one more of demand there would cost.
 * Immutable; arrays are copied.
 */
public final class PlanPrices {

    private final double[][] active;
    private final double[][] reactive;
    private final PriceRule rule;

    PlanPrices(double[][] active, double[][] reactive, PriceRule rule) {
        this.active = copy(active);
        this.reactive = copy(reactive);
        this.rule = Objects.requireNonNull(rule, "rule");
    }

    private static double[][] copy(double[][] prices) {
        double[][] copy = new double[prices.length][];
        for (int t = 0; t < prices.length; t++) {
            copy[t] = prices[t].clone();
        }
        return copy;
    }

    /**
     * Prices from elsewhere.
     *
     * @param active by period and bus index, currency per MWh; one row for each period
     * @param reactive by period and bus index, currency per Mvarh; zero where reactive power is not priced
     * @throws IllegalArgumentException if the two have different shapes, or a price is not finite
     */
    public static PlanPrices of(double[][] active, double[][] reactive) {
        if (active.length != reactive.length) {
            throw new IllegalArgumentException("there are active prices of " + active.length
                    + " periods and reactive ones of " + reactive.length + "; give both for each period");
        }
        for (int t = 0; t < active.length; t++) {
            if (active[t].length != reactive[t].length) {
                throw new IllegalArgumentException("in period " + (t + 1) + " there are active prices of "
                        + active[t].length + " buses and reactive ones of " + reactive[t].length
                        + "; give both for each bus");
            }
            for (int bus = 0; bus < active[t].length; bus++) {
                if (!Double.isFinite(active[t][bus]) || !Double.isFinite(reactive[t][bus])) {
                    throw new IllegalArgumentException("the price at bus index " + bus + " in period " + (t + 1)
                            + " is " + active[t][bus] + " and " + reactive[t][bus] + "; give finite numbers");
                }
            }
        }
        return new PlanPrices(active, reactive, PriceRule.GIVEN);
    }

    /** The number of periods. */
    public int periods() {
        return active.length;
    }

    /** The number of buses. */
    public int buses() {
        return active.length == 0 ? 0 : active[0].length;
    }

    /** The price of active power at a bus (by index) in a period (by place), currency per MWh. */
    public double active(int period, int bus) {
        return active[period][bus];
    }

    /** The price of reactive power at a bus (by index) in a period (by place), currency per Mvarh; 0 without any. */
    public double reactive(int period, int bus) {
        return reactive[period][bus];
    }

    /** How they were chosen. */
    public PriceRule rule() {
        return rule;
    }

    @Override
    public String toString() {
        return "prices of " + active.length + " periods by the rule " + rule;
    }
}
