package org.flexopf.lopf;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.model.ModelSolution;
import org.flexopf.network.Network;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.powerflow.InjectionVector;
import org.flexopf.powerflow.Sensitivities;
import org.flexopf.powerflow.StateVector;

/**
 * The prices of demand at every bus where the last step proposes the present dispatch: what another MW there makes the
 * references supply, at the price of supply there, and what it adds to every limited quantity, at the limit's
 * multiplier.
 *
 * @param active currency per MWh at every bus by index
 * @param reactive currency per Mvarh at every bus by index
 */
public record StepPrices(List<PriceComponents> active, List<PriceComponents> reactive) {

    /** Lists are copied. */
    public StepPrices {
        active = List.copyOf(active);
        reactive = List.copyOf(reactive);
    }

    static StepPrices of(Network network, StepProgram step, Linearisation linear, ModelSolution solution) {
        Sensitivities sensitivities = linear.sensitivities();
        int buses = network.buses().size();
        double[] supplyP = solution.duals(Supply.ACTIVE, buses);
        double[] supplyQ = solution.duals(Supply.REACTIVE, buses);
        double[] lower = solution.duals(StepProgram.LOWER_VOLTAGE, buses);
        double[] upper = solution.duals(StepProgram.UPPER_VOLTAGE, buses);
        StateVector supply = StateVector.zero(buses);
        StateVector voltage = StateVector.zero(buses);
        int[] root = new int[network.topology().islandCount()];
        for (int i = buses - 1; i >= 0; i--) {
            if (network.buses().get(i).isReference()) {
                sensitivities.addInjectionGradient(i, supplyP[i], supplyQ[i], supply);
                root[network.topology().island(i)] = i;
            }
            voltage.vm()[i] = upper[i] - lower[i];
        }
        StateVector congestion = StateVector.zero(buses);
        List<LineLimits.Tangent> tangents = step.lineLimits().tangents();
        double[] multipliers = solution.duals(LineLimits.TANGENT, tangents.size());
        for (int k = 0; k < multipliers.length; k++) {
            tangents.get(k).addGradient(network, sensitivities, multipliers[k], congestion);
        }
        double[] least =
                solution.duals(StepProgram.LOWER_ANGLE, network.branches().size());
        double[] largest = solution.duals(StepProgram.UPPER_ANGLE, least.length);
        for (int b = 0; b < least.length; b++) {
            congestion.va()[network.topology().from(b)] += largest[b] - least[b];
            congestion.va()[network.topology().to(b)] -= largest[b] - least[b];
        }
        InjectionVector bySupply = sensitivities.solveTransposed(supply);
        InjectionVector byCongestion = sensitivities.solveTransposed(congestion);
        InjectionVector byVoltage = sensitivities.solveTransposed(voltage);
        return new StepPrices(
                prices(network, root, supplyP, bySupply.p(), byCongestion.p(), byVoltage.p()),
                prices(network, root, supplyQ, bySupply.q(), byCongestion.q(), byVoltage.q()));
    }

    /** Demand is negative injection; at a reference it is supplied on the spot. */
    private static List<PriceComponents> prices(
            Network network, int[] root, double[] atReference, double[] supply, double[] congestion, double[] voltage) {
        List<PriceComponents> prices = new ArrayList<>();
        for (int i = 0; i < supply.length; i++) {
            int island = network.topology().island(i);
            if (island < 0) {
                prices.add(PriceComponents.none());
                continue;
            }
            double energy = atReference[root[island]];
            double delivered = network.buses().get(i).isReference() ? atReference[i] : -supply[i];
            prices.add(new PriceComponents(
                    network.perUnit().pricePerMwh(energy),
                    network.perUnit().pricePerMwh(delivered - energy),
                    network.perUnit().pricePerMwh(0.0 - congestion[i]),
                    network.perUnit().pricePerMwh(0.0 - voltage[i]),
                    0.0));
        }
        return prices;
    }
}
