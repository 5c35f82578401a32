package org.flexopf.exchange.finder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.MonitoredLimit;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.Network;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.Sensitivities;

/**
 * Where a MW helps against a violation, by the sensitivities at the schedule.
 *
 * @param cell where the violation is
 * @param violation the violation; a line counts by its worse end
 * @param share the share of the best relief that a bus of the zone reaches
 * @param relief by how much a MW of falling load relieves it, by bus: MVA or p.u. per MW; below zero where rising load
 *     does. A reference relieves nothing
 */
public record Zone(Forecast.Cell cell, Violation violation, double share, Map<Integer, Double> relief) {

    /** All parts are required. */
    public Zone {
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(violation, "violation");
        relief = Collections.unmodifiableMap(new LinkedHashMap<>(relief));
    }

    static Zone of(Forecast.Cell cell, PowerFlow prepared, AcState state, Violation violation, double share) {
        Network network = prepared.network();
        MonitoredLimit limit = state.limitOf(violation);
        Sensitivities sensitivities = Sensitivities.at(prepared, state.result());
        double[] perInjection =
                limit.gradient(network, sensitivities, state.result().point()).p();
        Map<Integer, Double> relief = new LinkedHashMap<>();
        for (int i = 0; i < perInjection.length; i++) {
            // Falling load is rising injection.
            relief.put(network.buses().get(i).id(), 0.0 - perInjection[i]);
        }
        return new Zone(cell, violation, share, relief);
    }

    /** The largest relief of either direction, MVA or p.u. per MW. */
    public double best() {
        return relief.values().stream().mapToDouble(Math::abs).max().orElse(0.0);
    }

    /** By how much a MW in a direction relieves the violation, by its bus; below zero where it makes it worse. */
    public double relief(Direction direction, int bus) {
        double falling = relief.get(bus);
        return switch (direction) {
            case DOWN -> falling;
            case UP -> -falling;
        };
    }

    /** The buses where a MW in a direction helps by at least the share of the best, in the network's order. */
    public List<Integer> buses(Direction direction) {
        List<Integer> buses = new ArrayList<>();
        double least = share * best();
        for (int bus : relief.keySet()) {
            if (best() > 0.0 && relief(direction, bus) >= least) {
                buses.add(bus);
            }
        }
        return List.copyOf(buses);
    }
}
