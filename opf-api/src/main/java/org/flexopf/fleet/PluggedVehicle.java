package org.flexopf.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.Fault;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;

/**
 * A vehicle, or any other storage, that is plugged in from one period of a horizon to another one.
 *
 * @param name a name for people
 * @param first number of the first period in which it is plugged in, from 1
 * @param last number of the last one
 * @param converter what stands between its energy and the network
 * @param range least and largest energy at the end of a period, MWh
 * @param arrival energy at the start of the first period, MWh
 * @param departure least energy at the end of the last one, MWh
 * @param selfDischarge the share that is lost in an hour, from 0 to below 1
 */
public record PluggedVehicle(
        String name,
        int first,
        int last,
        Storage.Converter converter,
        Range range,
        double arrival,
        double departure,
        double selfDischarge) {

    /** All parts are required; what is wrong with the numbers, {@link Fleet} finds. */
    public PluggedVehicle {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(converter, "converter");
        Objects.requireNonNull(range, "range");
    }

    /** This vehicle under another name. */
    public PluggedVehicle withName(String newName) {
        return new PluggedVehicle(newName, first, last, converter, range, arrival, departure, selfDischarge);
    }

    /** So many vehicles alike as one, which loses nothing: their sets of plans are copies. */
    public PluggedVehicle times(int count) {
        Storage.Converter all = new Storage.Converter(
                count * converter.chargeMax(),
                count * converter.dischargeMax(),
                converter.chargeEfficiency(),
                converter.dischargeEfficiency(),
                count * converter.apparentMax(),
                converter.throughputCost(),
                converter.isExclusive());
        return new PluggedVehicle(
                name,
                first,
                last,
                all,
                new Range(count * range.min(), count * range.max()),
                count * arrival,
                count * departure,
                selfDischarge);
    }

    /** Whether it is plugged in, in a period from 1. */
    public boolean isPlugged(int period) {
        return first <= period && period <= last;
    }

    /** A storage that is this vehicle while it is plugged in. */
    public Storage storage(int id, int bus) {
        Storage.Energy energy = new Storage.Energy(range, arrival, selfDischarge, Storage.End.free(0.0));
        return new Storage(id, name, bus, converter, energy, true);
    }

    /** Whether that storage is there in a period from 1. */
    public Storage.Stay stay(int period) {
        if (!isPlugged(period)) {
            return Storage.Stay.AWAY;
        }
        return new Storage.Stay(
                true, period == first ? arrival : Double.NaN, period == last ? departure : Double.NEGATIVE_INFINITY);
    }

    /**
     * Its energy at the end of every period under a plan, MWh; NaN where it is away.
     *
     * @param hours the length of every period, hours
     */
    public double[] energy(List<Double> hours, Setpoints plan) {
        double[] energy = new double[hours.size()];
        double held = arrival;
        for (int t = 0; t < energy.length; t++) {
            energy[t] = Double.NaN;
            if (isPlugged(t + 1)) {
                double h = hours.get(t);
                held = Math.pow(1.0 - selfDischarge, h) * held
                        + h
                                * (converter.chargeEfficiency() * plan.charge().get(t)
                                        - plan.discharge().get(t) / converter.dischargeEfficiency());
                energy[t] = held;
            }
        }
        return energy;
    }

    /** By how much a plan breaks a limit of the vehicle at most, MW or MWh; 0 if it keeps them all. */
    public double excess(List<Double> hours, Setpoints plan) {
        double[] energy = energy(hours, plan);
        double excess = 0.0;
        for (int t = 0; t < energy.length; t++) {
            double charge = plan.charge().get(t);
            double discharge = plan.discharge().get(t);
            if (isPlugged(t + 1)) {
                excess = Math.max(excess, new Range(0.0, converter.chargeMax()).excess(charge));
                excess = Math.max(excess, new Range(0.0, converter.dischargeMax()).excess(discharge));
                excess = Math.max(excess, range.excess(energy[t]));
            } else {
                excess = Math.max(excess, Math.max(Math.abs(charge), Math.abs(discharge)));
            }
            if (t + 1 == last) {
                excess = Math.max(excess, departure - energy[t]);
            }
        }
        return excess;
    }

    /**
     * What is wrong with it in a horizon, all at once.
     *
     * @param hours the length of every period, hours
     */
    public List<Fault> faults(List<Double> hours) {
        List<Fault> faults = new ArrayList<>();
        String element = "vehicle '" + name + "'";
        for (Fault fault : storage(1, 1).faults()) {
            faults.add(new Fault(element, fault.value(), fault.cause(), fault.fix()));
        }
        if (!(1 <= first && first <= last && last <= hours.size())) {
            faults.add(new Fault(
                    element,
                    "plugged in from period " + first + " to " + last,
                    "there are periods 1 to " + hours.size(),
                    "give the first and the last period that it is there"));
        } else if (faults.isEmpty()) {
            double most = arrival;
            for (int t = first - 1; t < last; t++) {
                most = Math.min(
                        range.max(),
                        Math.pow(1.0 - selfDischarge, hours.get(t)) * most
                                + hours.get(t) * converter.chargeMax() * converter.chargeEfficiency());
            }
            // The last digit of what is given in decimals is not held against it.
            if (!(departure <= most + 1e-9 * Math.max(1.0, Math.abs(most)))) {
                faults.add(new Fault(
                        element,
                        departure + " MWh at departure after period " + last,
                        "with " + arrival + " MWh at arrival in period " + first + " it can have " + most
                                + " MWh at most",
                        "let it stay longer, charge faster, or leave with less"));
            }
        }
        return faults;
    }
}
