package org.flexopf.coordination.dlfm;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;

/**
 * The network of an operator as its markets see it: active power, without losses. Lists have one figure per period.
 *
 * @param name what it is called
 * @param network buses and branches; ratings limit the flow, and reactances share it out in the transmission network
 * @param interfaceBus the number of the transmission bus that a feeder is joined to; 0 of the transmission network
 * @param demand what is scheduled to be drawn, MW by bus number
 * @param imbalance realised less scheduled injection, MW by bus number; below zero where power is missing
 * @param reserveUp the reserve that the operator needs upwards, MW
 * @param reserveDown the same downwards, MW
 */
public record MarketArea(
        String name,
        Network network,
        int interfaceBus,
        Map<Integer, List<Double>> demand,
        Map<Integer, List<Double>> imbalance,
        List<Double> reserveUp,
        List<Double> reserveDown) {

    /** All parts are required; what is wrong with the numbers, a {@link DlfmCase} finds. */
    public MarketArea {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(network, "network");
        demand = copied(demand);
        imbalance = copied(imbalance);
        reserveUp = List.copyOf(reserveUp);
        reserveDown = List.copyOf(reserveDown);
    }

    private static Map<Integer, List<Double>> copied(Map<Integer, List<Double>> series) {
        Map<Integer, List<Double>> copy = new TreeMap<>();
        series.forEach((bus, figures) -> copy.put(bus, List.copyOf(figures)));
        return Collections.unmodifiableMap(copy);
    }

    int buses() {
        return network.buses().size();
    }

    /** What a bus (by index) draws in a period (from 0), MW. */
    double demand(int bus, int period) {
        return of(demand, bus, period);
    }

    double imbalance(int bus, int period) {
        return of(imbalance, bus, period);
    }

    private double of(Map<Integer, List<Double>> series, int bus, int period) {
        List<Double> figures = series.get(network.buses().get(bus).id());
        return figures == null ? 0.0 : figures.get(period);
    }

    /** What all buses draw in a period, MW. */
    double demand(int period) {
        return demand.values().stream()
                .mapToDouble(figures -> figures.get(period))
                .sum();
    }

    double imbalance(int period) {
        return imbalance.values().stream()
                .mapToDouble(figures -> figures.get(period))
                .sum();
    }

    /**
     * What the lines (by index) of a tree carry towards its root if buses (by index) inject MW: what is behind each.
     */
    double[] flows(double[] injection) {
        Topology topology = network.topology();
        int[] order = topology.fromRootsOutwards();
        double[] behind = injection.clone();
        double[] flows = new double[network.branches().size()];
        for (int k = order.length - 1; k >= 0; k--) {
            int branch = topology.parentBranch(order[k]);
            if (branch >= 0) {
                flows[branch] = behind[order[k]];
                behind[topology.parentBus(order[k])] += behind[order[k]];
            }
        }
        return flows;
    }
}
