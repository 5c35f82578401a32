package org.flexopf.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flexopf.network.ChargingFleet;

/**
 * Exactly what vehicles can consume together that only charge, each a given energy, over the same periods of one
 * length, with one efficiency: with u the most that a vehicle takes in a period and r what it needs, MWh at the
 * terminals,
 *
 * <pre>
 *   sum of x_t = sum of r,   sum of the k largest x_t &lt;= sum of min(k u, r) for every k,   x_t &gt;= 0
 * </pre>
 *
 * Every such x is split by serving, in each period, those vehicles that have the most periods still to charge.
 */
public final class ChargingSet {

    /** Energies given in decimals agree to this share. */
    private static final double ROUNDING = 1e-9;

    private final Fleet fleet;
    private final double[] perPeriod;
    private final double[] needed;
    private final int first;
    private final int length;

    private ChargingSet(Fleet fleet) {
        PluggedVehicle one = fleet.vehicles().get(0);
        this.fleet = fleet;
        this.first = one.first() - 1;
        this.length = one.last() - one.first() + 1;
        double hours = fleet.hours().get(first);
        this.perPeriod = fleet.vehicles().stream()
                .mapToDouble(vehicle -> hours * vehicle.converter().chargeMax())
                .toArray();
        this.needed = fleet.vehicles().stream()
                .mapToDouble(vehicle -> (vehicle.departure() - vehicle.arrival())
                        / vehicle.converter().chargeEfficiency())
                .toArray();
    }

    /** Why vehicles have no such set; empty if they have one. */
    public static Optional<String> whyNot(Fleet fleet) {
        if (fleet.groups().size() > 1) {
            return Optional.of("they are plugged in at other times, or have other efficiencies");
        }
        PluggedVehicle one = fleet.vehicles().get(0);
        for (int t = one.first(); t < one.last(); t++) {
            if (!fleet.hours().get(t).equals(fleet.hours().get(t - 1))) {
                return Optional.of("periods " + t + " and " + (t + 1) + " are not equally long");
            }
        }
        for (PluggedVehicle vehicle : fleet.vehicles()) {
            double room = ROUNDING * Math.max(1.0, vehicle.range().max());
            if (vehicle.converter().dischargeMax() > 0.0) {
                return Optional.of("vehicle '" + vehicle.name() + "' discharges");
            }
            if (vehicle.selfDischarge() > 0.0 || vehicle.converter().hasReactivePower()) {
                return Optional.of("vehicle '" + vehicle.name() + "' loses energy, or has reactive power");
            }
            if (vehicle.converter().throughputCost() != 0.0) {
                return Optional.of("vehicle '" + vehicle.name() + "' has a cost of its own");
            }
            if (Math.abs(vehicle.range().max() - vehicle.departure()) > room
                    || vehicle.departure() < vehicle.arrival()) {
                return Optional.of("vehicle '" + vehicle.name() + "' may leave with more energy than it needs");
            }
        }
        return Optional.empty();
    }

    /** The set of a group. @throws IllegalArgumentException if it has none, with the reason */
    public static ChargingSet of(Fleet fleet) {
        Optional<String> reason = whyNot(fleet);
        if (reason.isPresent()) {
            throw new IllegalArgumentException(
                    "the exact set is that of vehicles that only charge, each a given energy,"
                            + " over the same periods of one length: " + reason.get()
                            + "; use Aggregate, or plan them one by one");
        }
        return new ChargingSet(fleet);
    }

    /** The most that the vehicles consume in any one period, in any two, and so on, up to all, MWh. */
    public List<Double> largestSums() {
        List<Double> sums = new ArrayList<>();
        for (int k = 1; k <= length; k++) {
            double sum = 0.0;
            for (int i = 0; i < needed.length; i++) {
                sum += Math.min(k * perPeriod[i], needed[i]);
            }
            sums.add(sum);
        }
        return sums;
    }

    /** Whether the numbers of periods that the vehicles need lie in one interval from a whole number to the next. */
    public boolean isSumOfLimitsExact() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0.0;
        for (int i = 0; i < needed.length; i++) {
            if (needed[i] > 0.0) {
                least = Math.min(least, needed[i] / perPeriod[i]);
                most = Math.max(most, needed[i] / perPeriod[i]);
            } else {
                least = 0.0;
            }
        }
        return most <= Math.floor(least + ROUNDING) + 1.0 + ROUNDING;
    }

    /** The vehicles as one device, as it is in every period of the horizon. */
    public List<ChargingFleet> device(int id, String name, int bus) {
        ChargingFleet device = new ChargingFleet(id, name, bus, largestSums(), true, true);
        List<ChargingFleet> overTime = new ArrayList<>();
        for (int t = 0; t < fleet.hours().size(); t++) {
            overTime.add(device.withConnected(t >= first && t < first + length));
        }
        return overTime;
    }

    /**
     * Set points of every vehicle, in the order of the fleet, that sum up to a plan.
     *
     * @param charge what they consume together in every period of the horizon, MW
     * @throws IllegalArgumentException if the plan is none of the set
     */
    public List<Setpoints> split(List<Double> charge) {
        double hours = fleet.hours().get(first);
        double[] left = needed.clone();
        double[][] powers = new double[needed.length][fleet.hours().size()];
        double total = Arrays.stream(needed).sum();
        for (int t = first; t < first + length; t++) {
            double[] taken = fill(left, hours * charge.get(t), t + 1, 1e-6 * Math.max(total, 1e-6));
            for (int i = 0; i < taken.length; i++) {
                powers[i][t] = taken[i] / hours;
                left[i] -= taken[i];
            }
        }
        double open = Arrays.stream(left).map(Math::abs).max().orElse(0.0);
        if (open > 1e-6 * Math.max(total, 1e-6)) {
            throw new IllegalArgumentException(
                    "a vehicle would lack " + open + " MWh at departure; the vehicles cannot keep this plan together");
        }
        double[] none = new double[fleet.hours().size()];
        return Arrays.stream(powers).map(power -> Setpoints.of(power, none)).toList();
    }

    /**
     * What each vehicle takes of an energy in a period: down to a common number of periods that are still to be
     * charged, {@code u clamp(left / u - level, 0, 1)}. That leaves less above every number of periods than anything
     * else, so that whatever can still be kept is kept.
     */
    private double[] fill(double[] left, double energy, int period, double tolerance) {
        // Levels at which a vehicle begins to take, and at which it takes all that it can.
        double[][] events = new double[2 * left.length][];
        for (int i = 0; i < left.length; i++) {
            double periods = perPeriod[i] > 0.0 ? Math.max(0.0, left[i]) / perPeriod[i] : 0.0;
            events[2 * i] = new double[] {periods, perPeriod[i]};
            events[2 * i + 1] = new double[] {Math.max(0.0, periods - 1.0), -perPeriod[i]};
        }
        Arrays.sort(events, (a, b) -> Double.compare(b[0], a[0]));
        double level = events[0][0];
        double taken = 0.0;
        double slope = 0.0;
        for (double[] event : events) {
            double next = taken + slope * (level - event[0]);
            if (next >= energy) {
                break;
            }
            taken = next;
            level = event[0];
            slope += event[1];
        }
        if (slope > 0.0) {
            level = Math.max(0.0, level - (energy - taken) / slope);
        }
        double[] share = new double[left.length];
        double sum = 0.0;
        for (int i = 0; i < left.length; i++) {
            share[i] = perPeriod[i] > 0.0
                    ? perPeriod[i] * Math.min(1.0, Math.max(0.0, Math.max(0.0, left[i]) / perPeriod[i] - level))
                    : 0.0;
            sum += share[i];
        }
        if (Math.abs(sum - energy) > tolerance) {
            throw new IllegalArgumentException("in period " + period + " the vehicles can take " + sum + " MWh of "
                    + energy + " MWh; they cannot keep this plan together");
        }
        return share;
    }

    @Override
    public String toString() {
        return "largest sums of " + fleet.vehicles().size() + " vehicles over " + length + " periods from period "
                + first;
    }
}
