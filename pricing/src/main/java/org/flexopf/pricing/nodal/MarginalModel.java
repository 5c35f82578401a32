package org.flexopf.pricing.nodal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flexopf.model.Key;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.family.PriceComponent;

/**
 * Prices by duality, from the program that was solved and nothing else, whichever formulation wrote it.
 *
 * <p>At the optimum every column of the program is stationary: {@code P x + q + A'y + G'z = 0}. Take the columns that
 * describe the <em>state</em> of the network (flows, currents, voltages, angles; not what generators and other devices
 * decide, not the settings of transformers and shunts, and not the voltages of the roots, which are all held). In these
 * columns stand the balances and the other <em>laws</em> of the network, whose multipliers are sought, and the
 * <em>sources</em>, whose multipliers are known: the balances of the roots, the limits that bind, and the objective
 * where it is one of flows or voltages. There are as many laws as columns, so that the multipliers of the laws, the
 * prices among them, follow from the sources by one linear system, and a sum of sources gives a sum of prices. That is
 * the split: exact, for the linear model that the program is at its optimum.
 *
 * <p>A current or a loss that is kept above a curve by a cone or by tangents follows the curve at the margin
 * ({@link CurveLaw}).
 *
 * <p>A branch-flow relaxation of a meshed network has more flows than laws: it does not see that angles add up round
 * cycles. With that as further laws ({@link AngleLaw}) the flows follow from the injections again. Their multipliers
 * are zero in the program that was solved, so that those of the sources add up to zero and the parts add up to the
 * price all the same; where the relaxation is exact, they are the parts of the AC network.
 */
final class MarginalModel {

    private final Network network;
    private final PriceSources sources;
    private final Optional<FactoredLaws> laws;
    private final String obstacle;

    private MarginalModel(Network network, PriceSources sources, Optional<FactoredLaws> laws, String obstacle) {
        this.network = network;
        this.sources = sources;
        this.laws = laws;
        this.obstacle = obstacle;
    }

    /** The model at a solution: its state, then the laws and sources in the order of the program, then the system. */
    static MarginalModel of(OpfSolution solution) {
        SolvedProgram solved = SolvedProgram.of(solution);
        Network network = solved.network();
        NetworkState state = new NetworkState(solved, solution.has(OpfVariables.SERIES_Q));
        NetworkLaws laws = new NetworkLaws(state, network.buses().size());
        PriceSources sources = new PriceSources(state);
        new EqualityRows(solved, state).addTo(laws, sources);
        new ConeRows(solved, state).addTo(laws, sources);
        new SettingLaws(solved, state).addTo(laws);
        new AngleLaws(solved, state).addTo(laws);
        sources.addObjective(objectiveGradient(solved));
        try {
            return new MarginalModel(network, sources, Optional.of(laws.factor()), "");
        } catch (ArithmeticException unsolvable) {
            return new MarginalModel(network, sources, Optional.empty(), unsolvable.getMessage());
        }
    }

    private static double[] objectiveGradient(SolvedProgram solved) {
        double[] gradient = solved.program().linear();
        solved.program().quadratic().symmetricMultiplyAdd(1.0, solved.result().x(), gradient);
        return gradient;
    }

    /** Why the model cannot split prices, in a clause; empty if it can. */
    String obstacle() {
        return obstacle;
    }

    /**
     * The split of all prices; everything beyond energy goes to {@link PriceComponent#OTHER} if there is an
     * {@link #obstacle}.
     */
    PriceSplit split(double[][] prices) {
        Topology topology = network.topology();
        int buses = network.buses().size();
        PriceSplit split = new PriceSplit(buses);
        for (Power power : Power.values()) {
            double[] energy = PriceSplit.atRoots(prices[power.ordinal()], topology);
            System.arraycopy(energy, 0, split.of(power, PriceComponent.ENERGY), 0, buses);
        }
        laws.ifPresent(system -> {
            shareEnergy(system, prices[Power.ACTIVE.ordinal()], split);
            spread(system, sources.atRoots(), PriceComponent.LOSSES, split);
            for (PriceComponent component :
                    List.of(PriceComponent.CONGESTION, PriceComponent.VOLTAGE, PriceComponent.OTHER)) {
                spread(system, sources.sum(component), component, split);
            }
        });
        for (int bus = 0; bus < buses; bus++) {
            if (topology.island(bus) < 0) {
                split.clear(bus);
                continue;
            }
            for (Power power : Power.values()) {
                double energy = split.of(power, PriceComponent.ENERGY)[bus];
                if (laws.isEmpty()) {
                    split.of(power, PriceComponent.OTHER)[bus] = prices[power.ordinal()][bus] - energy;
                } else if (laws.get().balance(power, bus) >= 0) {
                    split.of(power, PriceComponent.LOSSES)[bus] -= energy;
                }
            }
        }
        return split;
    }

    /**
     * Where several references of an island make up for what a bus draws, its energy price is the mean of theirs, by
     * what each delivers.
     */
    private void shareEnergy(FactoredLaws system, double[] prices, PriceSplit split) {
        Topology topology = network.topology();
        boolean[] isShared = new boolean[topology.islandCount()];
        for (int bus : topology.furtherReferences()) {
            isShared[topology.island(bus)] |= system.balance(Power.ACTIVE, bus) < 0;
        }
        double[] energy = split.of(Power.ACTIVE, PriceComponent.ENERGY);
        double[] atTheirPrices = system.multipliers(sources.atRoots());
        double[] delivered = system.multipliers(sources.atRootsOfUnitPrice());
        for (int bus : topology.fromRootsOutwards()) {
            if (isShared[topology.island(bus)]) {
                int law = system.balance(Power.ACTIVE, bus);
                energy[bus] =
                        law < 0 ? prices[bus] : network.perUnit().pricePerMwh(atTheirPrices[law] / -delivered[law]);
            }
        }
    }

    private void spread(FactoredLaws system, double[] source, PriceComponent component, PriceSplit split) {
        double[] multiplier = system.multipliers(source);
        for (Power power : Power.values()) {
            double[] target = split.of(power, component);
            for (int bus = 0; bus < target.length; bus++) {
                int law = system.balance(power, bus);
                target[bus] = law < 0 ? 0.0 : network.perUnit().pricePerMwh(multiplier[law]);
            }
        }
    }

    /** What every source but the roots has to do with the price at a bus, currency per MWh (or Mvarh). */
    Map<Key, Double> contributions(Power power, int bus) {
        Map<Key, Double> amounts = new LinkedHashMap<>();
        laws.filter(system -> system.balance(power, bus) >= 0).ifPresent(system -> {
            double[] response = system.derivatives(system.balance(power, bus));
            sources.forEach((key, terms) -> amounts.put(key, network.perUnit().pricePerMwh(terms.times(response))));
        });
        return amounts;
    }
}
