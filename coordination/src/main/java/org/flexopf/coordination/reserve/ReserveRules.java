package org.flexopf.coordination.reserve;

import java.util.Objects;

/**
 * How a reserve market is run. Prices in currency per MWh.
 *
 * @param hours the length of an imbalance settlement period (ISP), hours
 * @param loadingLimit the share of its rating that a line may be loaded to, in the check and in the relief alike
 * @param powerFactor MW per MVA of a line's flow
 * @param dsoFlexibility what the DSO may do for its lines
 * @param dsoPrice what the DSO pays for that
 * @param brpPrice what an aggregator pays its balance responsible party for deviating, in either direction
 * @param unitPriceUp what the TSO pays its own reserve units upwards, which end the merit order
 * @param unitPriceDown the same downwards
 */
public record ReserveRules(
        double hours,
        double loadingLimit,
        double powerFactor,
        DsoFlexibility dsoFlexibility,
        double dsoPrice,
        double brpPrice,
        double unitPriceUp,
        double unitPriceDown) {

    /** The kind of flexibility is required; what is wrong with the numbers, a {@link ReserveDay} finds. */
    public ReserveRules {
        Objects.requireNonNull(dsoFlexibility, "dsoFlexibility");
    }

    /** Quarters of an hour, lines loaded to 95 % at a power factor of 0.98, and no flexibility of the DSO. */
    public static ReserveRules defaults() {
        return new ReserveRules(0.25, 0.95, 0.98, DsoFlexibility.NONE, 0.0, 5.0, 60.0, 20.0);
    }

    /** The same with another flexibility of the DSO, at a price. */
    public ReserveRules withDsoFlexibility(DsoFlexibility flexibility, double price) {
        return new ReserveRules(
                hours, loadingLimit, powerFactor, flexibility, price, brpPrice, unitPriceUp, unitPriceDown);
    }

    /** The same with another price of deviations. */
    public ReserveRules withBrpPrice(double price) {
        return new ReserveRules(
                hours, loadingLimit, powerFactor, dsoFlexibility, dsoPrice, price, unitPriceUp, unitPriceDown);
    }
}
