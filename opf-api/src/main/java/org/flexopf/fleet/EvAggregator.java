package org.flexopf.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Range;
import org.flexopf.solver.SolverChoice;

/**
 * An aggregator of electric vehicles that buys energy day-ahead and sells upward service (discharge) and downward
 * service (charge), in periods of one length. Each vehicle does one of the three in a period while it is at home:
 *
 * <pre>
 *   max sum_t  pu_t up_t - pd_t dn_t - pda_t da_t - brp (up_t + dn_t) + retail (da_t + dn_t - up_t)
 *   e_t = e_(t-1) + eta_c (da_t + dn_t) - up_t / eta_d  at home,   e_t = e_(t-1) - trip / (periods away)  away
 *   Pmin h b &lt;= each of up, dn, da &lt;= Pmax h b,   b_up + b_dn + b_da &lt;= 1,   least &lt;= e &lt;= capacity
 *   e = capacity at the start, at departure and at the end
 * </pre>
 *
 * Services deviate from the schedule, so that they pay the balance responsible party; a negative price of downward
 * service is earned. Who pays retail for what is a named choice: {@link Retail}.
 *
 * <p>No row joins two vehicles, so that each is planned alone.
 *
 * @param hours the length of a period, hours
 * @param prices what energy and services are worth
 * @param vehicles the vehicles
 */
public record EvAggregator(double hours, Prices prices, List<Vehicle> vehicles) {

    /** A battery that is full but for this share of its trip is full. */
    private static final double ROUNDING = 1e-9;

    /** Which energy the drivers pay retail for. */
    public enum Retail {
        /** What is charged less what is discharged: without a change of energy it is a constant. */
        NET,
        /** Whatever is charged, with no refund for what is discharged, so that the drivers subsidise cycles. */
        GROSS
    }

    /**
     * Prices, currency per MWh; the lists have one for each period.
     *
     * @param dayAhead of energy bought day-ahead
     * @param up of upward service, earned
     * @param down of downward service, paid; earned where it is negative
     * @param deviation paid for both services
     * @param retail earned
     */
    public record Prices(List<Double> dayAhead, List<Double> up, List<Double> down, double deviation, double retail) {

        /** The lists are copied. */
        public Prices {
            dayAhead = List.copyOf(dayAhead);
            up = List.copyOf(up);
            down = List.copyOf(down);
        }
    }

    /**
     * A vehicle. Powers are at the terminals.
     *
     * @param name a name for people
     * @param energy least and largest energy, kWh; the largest is what it has at the start, at departure and at the end
     * @param departure number of the last period at home before the trip, from 1
     * @param arrival number of the first period at home after it
     * @param trip energy that the trip takes, kWh
     * @param charge least and largest charge while it charges, kW
     * @param discharge least and largest discharge while it discharges, kW
     * @param chargeEfficiency the share of what is charged that is stored, above 0 and at most 1
     * @param dischargeEfficiency the share of what is taken from the store that is discharged, above 0 and at most 1
     */
    public record Vehicle(
            String name,
            Range energy,
            int departure,
            int arrival,
            double trip,
            Range charge,
            Range discharge,
            double chargeEfficiency,
            double dischargeEfficiency) {

        /** All parts are required. */
        public Vehicle {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(energy, "energy");
            Objects.requireNonNull(charge, "charge");
            Objects.requireNonNull(discharge, "discharge");
        }

        /** Whether it is at home in a period, from 1. */
        public boolean isAtHome(int period) {
            return period <= departure || period >= arrival;
        }

        /** The number of periods that it is away. */
        public int periodsAway() {
            return arrival - departure - 1;
        }
    }

    /**
     * What a vehicle does; the lists have one figure for each period.
     *
     * @param vehicle the name of the vehicle
     * @param profit what it earns, currency
     * @param bound what no plan of it exceeds, by the word of the solver's search, currency
     * @param dayAhead energy bought day-ahead, kWh
     * @param up upward service, kWh
     * @param down downward service, kWh
     * @param energy energy at the end of the period, kWh
     */
    public record VehiclePlan(
            String vehicle,
            double profit,
            double bound,
            List<Double> dayAhead,
            List<Double> up,
            List<Double> down,
            List<Double> energy) {

        /** The lists are copied. */
        public VehiclePlan {
            dayAhead = List.copyOf(dayAhead);
            up = List.copyOf(up);
            down = List.copyOf(down);
            energy = List.copyOf(energy);
        }
    }

    /**
     * What the aggregator does.
     *
     * @param vehicles the plan of each vehicle
     */
    public record Plan(List<VehiclePlan> vehicles) {

        /** The list is copied. */
        public Plan {
            vehicles = List.copyOf(vehicles);
        }

        /** What it earns, currency. */
        public double profit() {
            return vehicles.stream().mapToDouble(VehiclePlan::profit).sum();
        }

        /** What no plan exceeds, currency. */
        public double bound() {
            return vehicles.stream().mapToDouble(VehiclePlan::bound).sum();
        }
    }

    /**
     * The parts are required.
     *
     * @throws InvalidNetworkException if they make no sense, with all faults
     */
    public EvAggregator {
        Objects.requireNonNull(prices, "prices");
        vehicles = List.copyOf(vehicles);
        List<Fault> faults = faults(hours, prices, vehicles);
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException("the aggregator of vehicles", faults);
        }
    }

    /** The number of periods. */
    public int periods() {
        return prices.dayAhead().size();
    }

    /**
     * The plan of greatest profit.
     *
     * @param choice which solver, and what it aims at
     * @throws IllegalStateException if a vehicle has no plan: its message names the vehicle and says why
     */
    public Plan plan(Retail retail, SolverChoice choice) {
        return plan(retail, choice, true);
    }

    /**
     * The plan of greatest profit by dynamic programming, without a solver: for fleets of thousands of vehicles that
     * lose nothing, have no least power, and whose powers have a common measure.
     *
     * @throws IllegalArgumentException if {@link #whyNoRecursion} names a vehicle
     * @throws IllegalStateException if a vehicle has no plan
     */
    public Plan plan(Retail retail) {
        whyNoRecursion().ifPresent(reason -> {
            throw new IllegalArgumentException(reason + "; name a solver");
        });
        return new Plan(vehicles.stream()
                .map(vehicle -> new VehicleRecursion(this, vehicle, retail).plan())
                .toList());
    }

    /** Why the fleet cannot be planned without a solver: the first vehicle and its reason; empty if it can. */
    public Optional<String> whyNoRecursion() {
        for (Vehicle vehicle : vehicles) {
            Optional<String> reason = VehicleRecursion.whyNot(this, vehicle);
            if (reason.isPresent()) {
                return Optional.of("vehicle '" + vehicle.name() + "' cannot be planned by dynamic programming, for "
                        + reason.get());
            }
        }
        return Optional.empty();
    }

    /**
     * The plan of greatest profit where the vehicles may do parts of several services in a period: no plan of
     * {@link #plan} exceeds it.
     *
     * @throws IllegalStateException if a vehicle has no plan
     */
    public Plan relaxed(Retail retail, SolverChoice choice) {
        return plan(retail, choice, false);
    }

    private Plan plan(Retail retail, SolverChoice choice, boolean isInteger) {
        return new Plan(vehicles.stream()
                .map(vehicle -> new VehicleProgram(this, vehicle, retail, isInteger).plan(choice))
                .toList());
    }

    private static List<Fault> faults(double hours, Prices prices, List<Vehicle> vehicles) {
        List<Fault> faults = new ArrayList<>();
        int periods = prices.dayAhead().size();
        if (!(hours > 0.0 && hours < Double.POSITIVE_INFINITY)) {
            faults.add(new Fault("period", hours + " hours", "it lasts", "give a finite number above zero"));
        }
        series(faults, "day-ahead price", prices.dayAhead(), periods);
        series(faults, "price of upward service", prices.up(), periods);
        series(faults, "price of downward service", prices.down(), periods);
        finite(faults, "prices", "price of deviations", prices.deviation());
        finite(faults, "prices", "retail price", prices.retail());
        for (Vehicle vehicle : vehicles) {
            faults(faults, "vehicle '" + vehicle.name() + "'", vehicle, hours, periods);
        }
        return faults;
    }

    private static void series(List<Fault> faults, String what, List<Double> series, int periods) {
        if (series.size() != periods) {
            faults.add(new Fault(
                    what,
                    series.size() + " numbers",
                    "there are " + periods + " day-ahead prices",
                    "give one number for each period"));
        }
        for (int t = 0; t < series.size(); t++) {
            finite(faults, what + " of period " + (t + 1), "", series.get(t));
        }
    }

    private static void finite(List<Fault> faults, String element, String what, double value) {
        if (!Double.isFinite(value)) {
            faults.add(new Fault(
                    element, (what + " " + value).strip(), "the number is not finite", "give a finite number"));
        }
    }

    private static void faults(List<Fault> faults, String element, Vehicle vehicle, double hours, int periods) {
        int before = faults.size();
        if (!(1 <= vehicle.departure() && vehicle.departure() < vehicle.arrival() && vehicle.arrival() <= periods)) {
            faults.add(new Fault(
                    element,
                    "at home until period " + vehicle.departure() + " and from period " + vehicle.arrival() + " on",
                    "there are periods 1 to " + periods,
                    "give the last period before the trip and the first one after it"));
        }
        if (!(vehicle.trip() >= 0.0 && vehicle.trip() < Double.POSITIVE_INFINITY)) {
            faults.add(new Fault(
                    element,
                    "a trip of " + vehicle.trip() + " kWh",
                    "it takes energy, and gives none",
                    "give a finite number of zero or more"));
        }
        range(faults, element, "energy", vehicle.energy(), "kWh");
        range(faults, element, "charge", vehicle.charge(), "kW");
        range(faults, element, "discharge", vehicle.discharge(), "kW");
        share(faults, element, "charge efficiency", vehicle.chargeEfficiency());
        share(faults, element, "discharge efficiency", vehicle.dischargeEfficiency());
        double rest = vehicle.energy().max() - vehicle.trip();
        if (rest < vehicle.energy().min()) {
            faults.add(new Fault(
                    element,
                    "a trip of " + vehicle.trip() + " kWh",
                    "with " + vehicle.energy().max() + " kWh at departure it would come back with " + rest
                            + " kWh, and keeps " + vehicle.energy().min() + " kWh",
                    "give a shorter trip, or a larger battery"));
        }
        if (faults.size() > before || !(hours > 0.0)) {
            return;
        }
        int left = periods - vehicle.arrival() + 1;
        double charged = left * hours * vehicle.charge().max() * vehicle.chargeEfficiency();
        if (vehicle.trip() > charged * (1.0 + ROUNDING)) {
            faults.add(new Fault(
                    element,
                    "a trip of " + vehicle.trip() + " kWh",
                    "it has to be full at the end, and can take " + charged + " kWh in the " + left
                            + " periods after it",
                    "give more power or time to charge, or a shorter trip"));
        }
    }

    private static void range(List<Fault> faults, String element, String what, Range range, String unit) {
        if (!(range.min() >= 0.0 && range.min() <= range.max() && range.max() < Double.POSITIVE_INFINITY)) {
            faults.add(new Fault(
                    element,
                    what + " " + range.min() + " to " + range.max() + " " + unit,
                    "there is nothing between, or it is below zero",
                    "give two finite numbers of zero or more, the smaller one first"));
        }
    }

    private static void share(List<Fault> faults, String element, String what, double value) {
        if (!(value > 0.0 && value <= 1.0)) {
            faults.add(new Fault(
                    element, what + " " + value, "a vehicle makes no energy", "give a number above 0 and at most 1"));
        }
    }
}
