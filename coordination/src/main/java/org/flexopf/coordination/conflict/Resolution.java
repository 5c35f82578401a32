package org.flexopf.coordination.conflict;

import java.util.Map;

/**
 * What a policy makes of a time unit: the best activations by its order of aims. Nothing is dropped in silence: what
 * remains unmet is told by party.
 *
 * @param policy what goes first
 * @param activations by asset; those that do nothing left out
 * @param overload MW above the transformer's limit, by area; areas without left out: the DSOs' unmet need
 * @param systemError MW up less MW down less the TSO's request: its size is the TSO's unmet need
 * @param cost of the activations, currency
 */
public record Resolution(
        ResolutionPolicy policy,
        Map<String, Activation> activations,
        Map<Integer, Double> overload,
        double systemError,
        double cost) {

    /**
     * What an asset does.
     *
     * @param up MW that it draws less
     * @param down MW that it draws more
     */
    public record Activation(double up, double down) {}

    /** The DSOs' unmet need, MW. */
    public double unmetDso() {
        return overload.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The TSO's unmet need, MW. */
    public double unmetTso() {
        return Math.abs(systemError);
    }
}
