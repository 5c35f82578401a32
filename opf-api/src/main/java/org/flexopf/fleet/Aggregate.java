package org.flexopf.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;

/**
 * A group of vehicles as one vehicle, whose plans are split into set points of each.
 *
 * @param quality what its plans are worth
 * @param fleet the vehicles
 * @param vehicle the one vehicle
 */
public record Aggregate(Quality quality, Fleet fleet, PluggedVehicle vehicle) {

    /** What the plans of an aggregate are to the sums of the plans of its vehicles. */
    public enum Quality {
        /** The same. */
        EXACT,
        /** Some of them: each can be kept, but the vehicles can do more. */
        INNER,
        /** More than they: some promise what the vehicles cannot keep. */
        OUTER
    }

    /** All parts are required. */
    public Aggregate {
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(fleet, "fleet");
        Objects.requireNonNull(vehicle, "vehicle");
    }

    /**
     * The sum of a common shape: every vehicle can do its size times what the shape can, so that the shape times the
     * sum of the sizes is no more than their sum. Exact where they are scaled copies, with losses, decay and discharge.
     *
     * @throws IllegalArgumentException if the vehicles are not one {@linkplain Fleet#groups() group}, or no shape fits
     *     into all of them
     */
    public static Aggregate inner(Fleet group) {
        requireGroup(group);
        List<Shape> shapes = group.vehicles().stream().map(Shape::of).toList();
        double size = shapes.stream().mapToDouble(Shape::size).sum();
        double charge = Double.POSITIVE_INFINITY;
        double discharge = Double.POSITIVE_INFINITY;
        double apparent = Double.POSITIVE_INFINITY;
        double up = Double.POSITIVE_INFINITY;
        double down = Double.POSITIVE_INFINITY;
        double need = Double.NEGATIVE_INFINITY;
        for (Shape shape : shapes) {
            double[] limits = shape.limits();
            charge = Math.min(charge, limits[Shape.CHARGE]);
            discharge = Math.min(discharge, limits[Shape.DISCHARGE]);
            apparent = Math.min(apparent, limits[Shape.APPARENT]);
            up = Math.min(up, limits[Shape.MAX] - limits[Shape.ARRIVAL]);
            down = Math.min(down, limits[Shape.ARRIVAL] - limits[Shape.MIN]);
            need = Math.max(need, limits[Shape.DEPARTURE] - limits[Shape.ARRIVAL]);
        }
        PluggedVehicle first = group.vehicles().get(0);
        boolean isCopies = group.scaledCopies().size() == 1;
        if (first.selfDischarge() > 0.0 && !isCopies) {
            // Room around the energy at arrival does not scale with it where energy decays.
            throw new IllegalArgumentException("the vehicles lose energy and are no scaled copies of '" + first.name()
                    + "', so that no shape is known to fit into all of them; plan scaled copies together");
        }
        double arrival =
                group.vehicles().stream().mapToDouble(PluggedVehicle::arrival).sum();
        PluggedVehicle sum = isCopies
                ? summed(group)
                : new PluggedVehicle(
                        name(group),
                        first.first(),
                        first.last(),
                        converter(first, size * charge, size * discharge, size * apparent),
                        new Range(arrival - size * down, arrival + size * up),
                        arrival,
                        arrival + size * need,
                        first.selfDischarge());
        if (!sum.faults(group.hours()).isEmpty()) {
            throw new IllegalArgumentException("no shape fits into all vehicles of the group of '" + first.name()
                    + "': " + sum.faults(group.hours()).get(0).cause() + "; split the group, or plan them one by one");
        }
        return new Aggregate(isCopies ? Quality.EXACT : Quality.INNER, group, sum);
    }

    /**
     * The sum of the limits. Exact for scaled copies, and for vehicles that only charge, each a given energy, in
     * periods of one length, if the numbers of periods that they need at their largest power lie in one interval from a
     * whole number to the next one.
     *
     * @throws IllegalArgumentException if the vehicles are not one {@linkplain Fleet#groups() group}
     */
    public static Aggregate outer(Fleet group) {
        requireGroup(group);
        boolean isExact = group.scaledCopies().size() == 1
                || (ChargingSet.whyNot(group).isEmpty() && ChargingSet.of(group).isSumOfLimitsExact());
        return new Aggregate(isExact ? Quality.EXACT : Quality.OUTER, group, summed(group));
    }

    private static PluggedVehicle summed(Fleet group) {
        PluggedVehicle first = group.vehicles().get(0);
        double[] sums = new double[7];
        for (PluggedVehicle vehicle : group.vehicles()) {
            Shape shape = Shape.of(vehicle);
            for (int k = 0; k < sums.length; k++) {
                sums[k] += shape.size() * shape.limits()[k];
            }
        }
        return new PluggedVehicle(
                name(group),
                first.first(),
                first.last(),
                converter(first, sums[Shape.CHARGE], sums[Shape.DISCHARGE], sums[Shape.APPARENT]),
                new Range(sums[Shape.MIN], sums[Shape.MAX]),
                sums[Shape.ARRIVAL],
                sums[Shape.DEPARTURE],
                first.selfDischarge());
    }

    private static String name(Fleet group) {
        return group.vehicles().size() == 1
                ? group.vehicles().get(0).name()
                : group.vehicles().get(0).name() + " and " + (group.vehicles().size() - 1) + " more";
    }

    private static Storage.Converter converter(PluggedVehicle like, double charge, double discharge, double apparent) {
        return new Storage.Converter(
                charge,
                discharge,
                like.converter().chargeEfficiency(),
                like.converter().dischargeEfficiency(),
                apparent,
                like.converter().throughputCost(),
                like.converter().isExclusive());
    }

    private static void requireGroup(Fleet group) {
        if (group.groups().size() > 1) {
            throw new IllegalArgumentException(group.groups().size() + " groups of vehicles that are plugged in at"
                    + " other times, or have other efficiencies, losses or costs; give one of Fleet.groups()");
        }
    }

    /**
     * Set points of every vehicle, in the order of the fleet, whose sum is a plan of the aggregate.
     *
     * @param plan a plan that the one vehicle can keep
     * @throws IllegalArgumentException if the plan is none of the aggregate, or, of an outer aggregate, if the vehicles
     *     cannot keep it
     */
    public List<Setpoints> split(Setpoints plan) {
        double scale = Math.max(vehicle.range().max(), vehicle.converter().chargeMax());
        double excess = vehicle.excess(fleet.hours(), plan);
        if (!(excess <= 1e-6 * Math.max(scale, vehicle.converter().dischargeMax()))) {
            throw new IllegalArgumentException("the plan breaks a limit of " + vehicle.name() + " by " + excess
                    + " MW or MWh; give a plan that it can keep");
        }
        if (quality != Quality.INNER
                && fleet.scaledCopies().size() > 1
                && ChargingSet.whyNot(fleet).isEmpty()) {
            return ChargingSet.of(fleet).split(plan.charge());
        }
        double size = fleet.vehicles().stream()
                .mapToDouble(one -> Shape.of(one).size())
                .sum();
        List<Setpoints> split = new ArrayList<>();
        for (PluggedVehicle one : fleet.vehicles()) {
            Setpoints share = plan.times(Shape.of(one).size() / size);
            double broken = one.excess(fleet.hours(), share);
            if (broken > 1e-6 * Math.max(one.range().max(), one.converter().chargeMax())) {
                throw new IllegalArgumentException("vehicle '" + one.name() + "' cannot keep its share of the plan, by "
                        + broken + " MW or MWh; an aggregate of quality " + quality
                        + " promises more than the vehicles can do");
            }
            split.add(share);
        }
        return split;
    }
}
