package org.flexopf.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.flexopf.fleet.EvAggregator.Retail;
import org.flexopf.fleet.EvAggregator.Vehicle;
import org.flexopf.fleet.EvAggregator.VehiclePlan;

/**
 * The plan of one vehicle by dynamic programming (R. Bellman), for vehicles that lose nothing and may charge and
 * discharge with as little power as they like: V_t(e) = min over e' of cost_t(e' - e) + V_(t+1)(e').
 *
 * <p>The energies e are finite in number, and the plan is exact all the same: with the direction of every period given,
 * what is left is a path between bounds, whose best one goes with full power, or rests, in all periods but one between
 * two visits of a bound. So it only visits energies that lie a number of full charges and discharges from where it
 * starts, from the largest energy or from the least one.
 */
final class VehicleRecursion {

    private static final double KWH_PER_MWH = 1000.0;

    /** Energies that differ by less are one, as a share of the largest. */
    private static final double SAME = 1e-9;

    /** More energies than that are not gone through. */
    private static final int MOST_ENERGIES = 5000;

    private final Vehicle vehicle;
    private final ServiceCosts costs;
    private final int periods;
    private final double charge;
    private final double discharge;

    VehicleRecursion(EvAggregator aggregator, Vehicle vehicle, Retail retail) {
        this.vehicle = vehicle;
        this.costs = new ServiceCosts(aggregator.prices(), retail);
        this.periods = aggregator.periods();
        this.charge = vehicle.charge().max() * aggregator.hours();
        this.discharge = vehicle.discharge().max() * aggregator.hours();
    }

    /** Why a vehicle cannot be planned like that; empty if it can. */
    static Optional<String> whyNot(EvAggregator aggregator, Vehicle vehicle) {
        if (vehicle.chargeEfficiency() != 1.0 || vehicle.dischargeEfficiency() != 1.0) {
            return Optional.of("it loses energy");
        }
        if (vehicle.charge().min() > 0.0 || vehicle.discharge().min() > 0.0) {
            return Optional.of("it has a least power");
        }
        VehicleRecursion recursion = new VehicleRecursion(aggregator, vehicle, Retail.NET);
        double full = vehicle.energy().max();
        if (recursion.levels(full).length > MOST_ENERGIES
                || recursion.levels(full - vehicle.trip()).length > MOST_ENERGIES) {
            return Optional.of("it has more than " + MOST_ENERGIES
                    + " energies to go through, since its charge and discharge have no common measure");
        }
        return Optional.empty();
    }

    /** @throws IllegalStateException if there is no plan */
    VehiclePlan plan() {
        double full = vehicle.energy().max();
        double[] energy = new double[periods];
        int departure = Math.min(vehicle.departure(), periods);
        double cost = stay(0, departure, full, energy);
        int arrival = Math.max(departure, Math.min(vehicle.arrival() - 1, periods));
        double back = full;
        for (int t = departure; t < arrival; t++) {
            back -= vehicle.trip() / vehicle.periodsAway();
            energy[t] = back;
        }
        cost += stay(arrival, periods, back, energy);
        return plan(energy, cost);
    }

    /** Plans the periods from one on and before another, all at home, to a full battery; gives what it costs. */
    private double stay(int from, int to, double start, double[] energy) {
        if (from == to) {
            return 0.0;
        }
        double[] levels = levels(start);
        double[] value = new double[levels.length];
        Arrays.fill(value, Double.POSITIVE_INFINITY);
        value[place(levels, vehicle.energy().max())] = 0.0;
        int[][] next = new int[to - from][];
        for (int t = to - 1; t >= from; t--) {
            double[] before = new double[levels.length];
            next[t - from] = new int[levels.length];
            for (int e = 0; e < levels.length; e++) {
                before[e] = best(t, levels, e, value, next[t - from]);
            }
            value = before;
        }
        int at = place(levels, start);
        double cost = value[at];
        if (Double.isInfinite(cost)) {
            throw new IllegalStateException("there is no plan for vehicle '" + vehicle.name() + "': between periods "
                    + (from + 1) + " and " + to + " it cannot be full again; give it more time, or more power");
        }
        for (int t = from; t < to; t++) {
            at = next[t - from][at];
            energy[t] = levels[at];
        }
        return cost;
    }

    /** The least cost from a level on, and the level that it leads to; resting comes first where it costs the same. */
    private double best(int t, double[] levels, int e, double[] value, int[] next) {
        double best = value[e];
        next[e] = e;
        double tolerance = SAME * vehicle.energy().max();
        for (int to = e - 1; to >= 0 && levels[e] - levels[to] <= discharge + tolerance; to--) {
            double cost = costs.up(t) * (levels[e] - levels[to]) + value[to];
            if (cost < best) {
                best = cost;
                next[e] = to;
            }
        }
        for (int to = e + 1; to < levels.length && levels[to] - levels[e] <= charge + tolerance; to++) {
            double cost = costs.charge(t) * (levels[to] - levels[e]) + value[to];
            if (cost < best) {
                best = cost;
                next[e] = to;
            }
        }
        return best;
    }

    /** All energies that a best plan may visit, ascending; not all of them if there are more than may be. */
    private double[] levels(double start) {
        NavigableSet<Double> levels = new TreeSet<>();
        List<Double> open = new ArrayList<>();
        for (double anchor :
                new double[] {vehicle.energy().max(), vehicle.energy().min(), start}) {
            visit(anchor, levels, open);
        }
        while (!open.isEmpty() && levels.size() <= MOST_ENERGIES) {
            double level = open.remove(open.size() - 1);
            for (double step : new double[] {charge, -charge, discharge, -discharge}) {
                visit(level + step, levels, open);
            }
        }
        return levels.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void visit(double level, NavigableSet<Double> levels, List<Double> open) {
        double tolerance = SAME * vehicle.energy().max();
        if (level < vehicle.energy().min() - tolerance
                || level > vehicle.energy().max() + tolerance) {
            return;
        }
        Double near = levels.ceiling(level - tolerance);
        if (near == null || near > level + tolerance) {
            levels.add(level);
            open.add(level);
        }
    }

    private static int place(double[] levels, double level) {
        int nearest = 0;
        for (int k = 1; k < levels.length; k++) {
            if (Math.abs(levels[k] - level) < Math.abs(levels[nearest] - level)) {
                nearest = k;
            }
        }
        return nearest;
    }

    private VehiclePlan plan(double[] energy, double cost) {
        double[] charged = new double[periods];
        double[] up = new double[periods];
        for (int t = 0; t < periods; t++) {
            if (vehicle.isAtHome(t + 1)) {
                double change = energy[t] - (t == 0 ? vehicle.energy().max() : energy[t - 1]);
                charged[t] = Math.max(0.0, change);
                up[t] = Math.max(0.0, -change);
            }
        }
        double profit = -cost / KWH_PER_MWH;
        return costs.plan(vehicle, profit, profit, charged, up, energy);
    }
}
