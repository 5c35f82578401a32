package org.flexopf.dcopf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.PriceComponents;

/**
 * The parts of the locational marginal prices (LMP) of a DC optimal power flow, for a reference that the caller
 * chooses. With the delivery factors pi of {@link ShiftFactors} at the solution, scaled to a weighted mean of 1 over
 * the reference, and nu the price of all limits per MW of flow on a branch:
 *
 * <pre>
 *   energy      = sum of reference weight * price, the same throughout an island
 *   losses      = energy (pi - 1)
 *   congestion  = - sum over branches of nu * PTDF, relative to the reference
 *   other       = price - energy - losses - congestion
 * </pre>
 *
 * <p>Congestion is computed from the duals of the limits, energy from the prices, so that the last part is a check:
 * zero but for the solver's rounding. It is more where losses are not consistent with the flows, or where a limit that
 * is no limit on flows (a soft one that curtails demand, say) takes part in the price.
 */
public final class DcPrices {

    private DcPrices() {}

    /**
     * The parts of all prices of a solution by bus index, currency per MWh; NaN at isolated buses.
     *
     * @throws IllegalArgumentException if the solution is not one of a {@link DcFormulation}, or its solver returned no
     *     duals
     */
    public static List<PriceComponents> components(OpfSolution solution, PriceReference reference) {
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
        List<PriceComponents> components = new ArrayList<>();
        for (int i = 0; i < price.length; i++) {
            int island = topology.island(i);
            if (island < 0) {
                components.add(PriceComponents.none());
                continue;
            }
            double pi = delivery[i] / meanDelivery[island];
            double energy = meanPrice[island];
            double losses = energy * (pi - 1.0);
            double limits = -congestion[i] - pi * meanCongestion[island];
            components.add(new PriceComponents(energy, losses, limits, 0.0, price[i] - energy - losses - limits));
        }
        return List.copyOf(components);
    }

    /** The flows at which losses are marginal: the base of a linearisation, else the flows themselves. */
    private static double[] marginalFlows(DcFormulation formulation, OpfSolution solution) {
        return formulation.losses() instanceof BranchLosses.Linearised linearised
                ? linearised.flows()
                : DcPoint.flows(solution);
    }
}
