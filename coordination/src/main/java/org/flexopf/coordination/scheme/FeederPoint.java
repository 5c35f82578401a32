package org.flexopf.coordination.scheme;

import java.util.Map;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Purchase;

/**
 * A solved feeder.
 *
 * @param feeder its name
 * @param activations what is activated of the offers that stood
 * @param cost what they and the reactive injections cost, currency per hour
 * @param flow what flows into it, MW
 * @param rootPrice what a MWh more of demand at its root costs, currency per MWh
 * @param prices the same at the buses of the resources that had offers
 * @param reactive reactive injection of those that are free to choose it, Mvar
 * @param reactiveCost what those cost, currency per hour
 * @param phantomLoss what its relaxation loses beyond its currents, MW
 */
record FeederPoint(
        String feeder,
        Activations activations,
        double cost,
        double flow,
        double rootPrice,
        Map<String, Double> prices,
        Map<String, Double> reactive,
        double reactiveCost,
        double phantomLoss) {

    /** More than this is burnt and not rounded, MW. */
    private static final double ROUNDING = 1e-4;

    /** Whether the relaxation is exact, as far as losses tell. */
    boolean isExact() {
        return Math.abs(phantomLoss) <= ROUNDING;
    }

    /** What the activations cost alone, currency per hour. */
    double activationCost() {
        return cost - reactiveCost;
    }

    Purchase purchase() {
        return new Purchase(activations, prices);
    }
}
