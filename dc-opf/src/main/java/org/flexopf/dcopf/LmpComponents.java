package org.flexopf.dcopf;

import java.util.Arrays;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.OpfConstraints;
import org.flexopf.opf.OpfSolution;

/**
 * Locational marginal prices (LMP) of a DC optimal power flow, split into energy, losses and congestion for a reference
 * that the caller chooses. With the delivery factors pi of {@link ShiftFactors} at the solution, scaled to a weighted
 * mean of 1 over the reference, and nu the price of all limits per MW of flow on a branch:
 *
 * <pre>
 *   energy      = sum of reference weight * price, the same throughout an island
 *   loss        = energy (pi - 1)
 *   congestion  = - sum over branches of nu * PTDF, relative to the reference
 * </pre>
 *
 * <p>Congestion is computed from the duals of the limits, energy from the prices; so that the three add up to the price
 * is a check and not a definition: {@link #largestResidual()}. It differs from zero where losses are not consistent
 * with the flows, or where a limit that is no limit on flows (a soft one that curtails demand, say) takes part in the
 * price.
 *
 * @param price the price, currency per MWh, per bus index; NaN at isolated buses, as are all parts
 * @param energy what a MWh costs at the reference
 * @param loss what marginal losses add
 * @param congestion what limits on flows add
 * @param largestResidual largest absolute difference between the price and the sum of its parts, currency per MWh
 */
public record LmpComponents(
        double[] price, double[] energy, double[] loss, double[] congestion, double largestResidual) {

    /**
     * The components of a solution.
     *
     * @throws IllegalArgumentException if the solution is not one of a {@link DcFormulation}, or its solver returned no
     *     duals
     */
    public static LmpComponents of(OpfSolution solution, PriceReference reference) {
        if (!(solution.formulation() instanceof DcFormulation formulation)) {
            throw new IllegalArgumentException(
                    "LMP components are those of a DC optimal power flow; this is a solution of '"
                            + solution.formulation().name() + "'");
        }
        Network network = solution.network();
        Topology topology = network.topology();
        double[] price = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        if (Arrays.stream(price).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException(
                    "the solver '" + solution.solver().name() + "' returned no duals, and prices are duals");
        }
        double[] weights = PriceReference.scaled(reference, network);
        ShiftFactors factors = formulation.losses() instanceof BranchLosses.None
                ? ShiftFactors.of(network, formulation.susceptance())
                : ShiftFactors.of(network, formulation.susceptance(), marginalFlows(formulation, solution));
        double[] delivery = factors.deliveryFactors();
        double[] congestion = factors.weightedRow(formulation.flowPrices(solution));

        double[] meanPrice = new double[topology.islandCount()];
        double[] meanDelivery = new double[topology.islandCount()];
        double[] meanCongestion = new double[topology.islandCount()];
        for (int i = 0; i < price.length; i++) {
            int island = topology.island(i);
            if (island >= 0) {
                meanPrice[island] += weights[i] * price[i];
                meanDelivery[island] += weights[i] * delivery[i];
                meanCongestion[island] -= weights[i] * congestion[i];
            }
        }
        double[] energy = new double[price.length];
        double[] loss = new double[price.length];
        double residual = 0.0;
        for (int i = 0; i < price.length; i++) {
            int island = topology.island(i);
            if (island < 0) {
                price[i] = Double.NaN;
                energy[i] = Double.NaN;
                loss[i] = Double.NaN;
                congestion[i] = Double.NaN;
                continue;
            }
            double pi = delivery[i] / meanDelivery[island];
            energy[i] = meanPrice[island];
            loss[i] = energy[i] * (pi - 1.0);
            congestion[i] = -congestion[i] - pi * meanCongestion[island];
            residual = Math.max(residual, Math.abs(price[i] - energy[i] - loss[i] - congestion[i]));
        }
        return new LmpComponents(price, energy, loss, congestion, residual);
    }

    /** The flows at which losses are marginal: the base of a linearisation, else the flows themselves. */
    private static double[] marginalFlows(DcFormulation formulation, OpfSolution solution) {
        return formulation.losses() instanceof BranchLosses.Linearised linearised
                ? linearised.flows()
                : DcPoint.flows(solution);
    }
}
