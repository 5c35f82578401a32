package org.flexopf.dcopf;

import java.util.Objects;
import java.util.function.Predicate;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;

/**
 * Where the energy part of a price is measured: a bus, or a mix of buses. The price of a bus does not depend on it; its
 * split into energy, congestion and losses does.
 */
@FunctionalInterface
public interface PriceReference {

    /**
     * Weights per bus index, not negative, with a positive sum in every island; they are scaled to a sum of 1 in each.
     */
    double[] weights(Network network);

    /** The references of each island, in equal shares. */
    static PriceReference roots() {
        return network -> {
            double[] weights = new double[network.buses().size()];
            Topology topology = network.topology();
            for (int i : topology.fromRootsOutwards()) {
                weights[i] = topology.parentBus(i) < 0 ? 1.0 : 0.0;
            }
            for (int i : topology.furtherReferences()) {
                weights[i] = 1.0;
            }
            return weights;
        };
    }

    /** One bus, by id; in islands without it, the references. */
    static PriceReference bus(int id) {
        return network -> {
            double[] weights = roots().weights(network);
            int bus = network.busIndex(id);
            int[] order = network.topology().fromRootsOutwards();
            for (int i : order) {
                if (network.topology().island(i) == network.topology().island(bus)) {
                    weights[i] = 0.0;
                }
            }
            weights[bus] = 1.0;
            return weights;
        };
    }

    /** All buses by their active demand; in islands without demand, the references. */
    static PriceReference loadWeighted() {
        return network -> orRoots(network, demand(network, bus -> true));
    }

    /**
     * The buses of a zone by their active demand, in equal shares where none of them has any; in islands without the
     * zone, the references.
     *
     * @throws IllegalArgumentException when it is used on a network without such a zone
     */
    static PriceReference zone(int zone) {
        return network -> {
            if (network.buses().stream().noneMatch(bus -> bus.zone() == zone && !bus.isIsolated())) {
                throw new IllegalArgumentException(network.name() + " has no zone " + zone + "; its zones are "
                        + network.buses().stream()
                                .map(Bus::zone)
                                .filter(own -> own != 0)
                                .distinct()
                                .sorted()
                                .toList()
                        + " (0 is none)");
            }
            double[] weights = demand(network, bus -> bus.zone() == zone);
            double[] sums = perIsland(network, weights);
            for (int i = 0; i < weights.length; i++) {
                int island = network.topology().island(i);
                if (island >= 0 && sums[island] == 0.0) {
                    weights[i] = network.buses().get(i).zone() == zone ? 1.0 : 0.0;
                }
            }
            return orRoots(network, weights);
        };
    }

    /** The active demand above zero of the buses that a condition holds for. */
    private static double[] demand(Network network, Predicate<Bus> condition) {
        double[] weights = network.activeDemand();
        for (int i = 0; i < weights.length; i++) {
            boolean counts =
                    condition.test(network.buses().get(i)) && network.topology().island(i) >= 0;
            weights[i] = counts ? Math.max(0.0, weights[i]) : 0.0;
        }
        return weights;
    }

    private static double[] perIsland(Network network, double[] weights) {
        double[] sums = new double[network.topology().islandCount()];
        for (int i = 0; i < weights.length; i++) {
            if (network.topology().island(i) >= 0) {
                sums[network.topology().island(i)] += weights[i];
            }
        }
        return sums;
    }

    /** The weights, with the references in islands that have none. */
    private static double[] orRoots(Network network, double[] weights) {
        double[] sums = perIsland(network, weights);
        double[] roots = roots().weights(network);
        for (int i = 0; i < weights.length; i++) {
            int island = network.topology().island(i);
            weights[i] = island < 0 ? 0.0 : sums[island] > 0.0 ? weights[i] : roots[i];
        }
        return weights;
    }

    /**
     * The weights, checked and scaled to a sum of 1 per island. @throws IllegalArgumentException if they are no weights
     */
    static double[] scaled(PriceReference reference, Network network) {
        double[] weights =
                Objects.requireNonNull(reference, "reference").weights(network).clone();
        double[] sums = new double[network.topology().islandCount()];
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0.0) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException(
                        "the price reference weighs " + network.buses().get(i).label() + " by " + weights[i]
                                + "; give a number that is not negative");
            }
            if (network.topology().island(i) >= 0) {
                sums[network.topology().island(i)] += weights[i];
            }
        }
        for (int i = 0; i < weights.length; i++) {
            int island = network.topology().island(i);
            if (island >= 0 && sums[island] == 0.0) {
                throw new IllegalArgumentException("the price reference has no weight in the island of "
                        + network.buses().get(i).label() + "; give weight to one of its buses");
            }
            weights[i] = island < 0 ? 0.0 : weights[i] / sums[island];
        }
        return weights;
    }
}
