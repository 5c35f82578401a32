package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.Storage;
import org.flexopf.opf.PlanOverTime;

/**
 * What a storage does over time: one figure for each period, in the order of time.
 *
 * @param id its number
 * @param name its name; may be empty
 * @param bus number of its bus
 * @param charge what it takes from the network, MW
 * @param discharge what it gives to the network, MW
 * @param energy what it holds at the end of the period, MWh; NaN where it is away
 * @param energyValue what a MWh more in it at the end of the period would save, currency per MWh; NaN where it is away,
 *     and without duals
 * @param wasted numbers of the periods in which it charges and discharges at once, which no storage can
 */
public record StorageResult(
        int id,
        String name,
        int bus,
        List<Double> charge,
        List<Double> discharge,
        List<Double> energy,
        List<Double> energyValue,
        List<Integer> wasted) {

    /** All parts are required; lists are copied. */
    public StorageResult {
        Objects.requireNonNull(name, "name");
        charge = List.copyOf(charge);
        discharge = List.copyOf(discharge);
        energy = List.copyOf(energy);
        energyValue = List.copyOf(energyValue);
        wasted = List.copyOf(wasted);
    }

    static StorageResult of(Storage storage, PlanOverTime plan) {
        double[] energy = plan.energy(storage);
        double[] value = plan.energyValue(storage);
        for (int t = 0; t < energy.length; t++) {
            if (Double.isNaN(energy[t])) {
                value[t] = Double.NaN;
            }
        }
        return new StorageResult(
                storage.id(),
                storage.name(),
                storage.bus(),
                list(plan.charge(storage)),
                list(plan.discharge(storage)),
                list(energy),
                list(value),
                plan.wastes(storage).stream().map(t -> t + 1).toList());
    }

    private static List<Double> list(double[] values) {
        List<Double> list = new ArrayList<>();
        Arrays.stream(values).forEach(list::add);
        return list;
    }

    /** What people call it: its name, or its number. */
    public String label() {
        return name.isBlank() ? "storage " + id : name;
    }
}
