package org.flexopf.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;

/**
 * Vehicles over a horizon, and what can be said of their sum in place of each of them. With prices alone nothing needs
 * adding up: the sum of the best plans is the best plan. It matters as soon as a limit joins them, as one of the
 * network does.
 *
 * <p>Only vehicles that are plugged in over the same periods, with the same efficiencies, losses and costs, are put
 * together: {@link #groups}. What is said of such a group is {@linkplain Aggregate.Quality exact}, or less than it can
 * do (inner), or more (outer), and says which.
 *
 * @param hours the length of every period, hours
 * @param vehicles at least one
 */
public record Fleet(List<Double> hours, List<PluggedVehicle> vehicles) {

    /** @throws InvalidNetworkException if there is no vehicle, or vehicles have faults, with all of them */
    public Fleet {
        hours = List.copyOf(hours);
        vehicles = List.copyOf(vehicles);
        List<Fault> faults = new ArrayList<>();
        if (vehicles.isEmpty()) {
            faults.add(new Fault("fleet", "no vehicles", "there is nothing to add up", "give at least one"));
        }
        for (int t = 0; t < hours.size(); t++) {
            if (!(hours.get(t) > 0.0 && hours.get(t) < Double.POSITIVE_INFINITY)) {
                faults.add(new Fault(
                        "period " + (t + 1), hours.get(t) + " hours", "it lasts", "give a finite number above zero"));
            }
        }
        for (PluggedVehicle vehicle : vehicles) {
            faults.addAll(vehicle.faults(hours));
        }
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException("the fleet", faults);
        }
    }

    /** What vehicles of one group have in common. */
    private record Sort(
            int first,
            int last,
            double chargeEfficiency,
            double dischargeEfficiency,
            double selfDischarge,
            double throughputCost,
            boolean hasReactivePower,
            boolean isExclusive) {

        static Sort of(PluggedVehicle vehicle) {
            return new Sort(
                    vehicle.first(),
                    vehicle.last(),
                    vehicle.converter().chargeEfficiency(),
                    vehicle.converter().dischargeEfficiency(),
                    vehicle.selfDischarge(),
                    vehicle.converter().throughputCost(),
                    vehicle.converter().hasReactivePower(),
                    vehicle.converter().isExclusive());
        }
    }

    /** Vehicles that are there at the same time and work alike, as fleets of their own, by their first vehicle. */
    public List<Fleet> groups() {
        Map<Sort, List<PluggedVehicle>> groups = new LinkedHashMap<>();
        vehicles.forEach(vehicle -> groups.computeIfAbsent(Sort.of(vehicle), sort -> new ArrayList<>())
                .add(vehicle));
        return groups.values().stream().map(group -> new Fleet(hours, group)).toList();
    }

    /**
     * Vehicles that are scaled copies of one another, as fleets of their own: their {@link Aggregate#inner} and
     * {@link Aggregate#outer} are the same, and exact.
     */
    public List<Fleet> scaledCopies() {
        List<List<PluggedVehicle>> copies = new ArrayList<>();
        Map<List<Object>, List<PluggedVehicle>> byShape = new LinkedHashMap<>();
        for (PluggedVehicle vehicle : vehicles) {
            List<Object> shape = new ArrayList<>();
            shape.add(Sort.of(vehicle));
            shape.addAll(Shape.of(vehicle).rounded());
            byShape.computeIfAbsent(shape, key -> {
                        List<PluggedVehicle> group = new ArrayList<>();
                        copies.add(group);
                        return group;
                    })
                    .add(vehicle);
        }
        return copies.stream().map(group -> new Fleet(hours, group)).toList();
    }
}
