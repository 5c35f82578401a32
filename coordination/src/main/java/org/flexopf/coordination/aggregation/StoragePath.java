package org.flexopf.coordination.aggregation;

import java.util.List;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;

/**
 * A storage that charges or discharges, never both: its energy falls with what it injects,
 *
 * <pre>
 *   e = (1 - sigma)^h e_before + h (eta_c max(-p, 0) - max(p, 0) / eta_d)
 * </pre>
 */
final class StoragePath implements DevicePath {

    private final List<Double> hours;
    private final Storage storage;
    private final Storage.Stay[] stays;
    private final double value;

    StoragePath(DevicePool pool, Storage storage, double energyValue) {
        this.hours = pool.hours();
        this.storage = storage;
        int index = pool.network().index(storage.ref());
        this.stays = new Storage.Stay[hours.size()];
        for (int t = 0; t < stays.length; t++) {
            stays[t] = pool.profile(t).stay(index);
        }
        Storage.End end = storage.energy().end();
        this.value = end.rule() == Storage.Rule.FREE && end.value() != 0.0 ? end.value() : energyValue;
    }

    @Override
    public Range power(int period) {
        return stays[period].isConnected()
                ? new Range(
                        -storage.converter().chargeMax(), storage.converter().dischargeMax())
                : Range.ZERO;
    }

    /** What it stores of an injection, MW. */
    private double stored(double injection) {
        return injection < 0.0
                ? -injection * storage.converter().chargeEfficiency()
                : -injection / storage.converter().dischargeEfficiency();
    }

    @Override
    public double excess(double[] injection) {
        double excess = powerExcess(injection);
        double energy = storage.energy().initial();
        for (int t = 0; t < stays.length; t++) {
            if (!stays[t].isConnected()) {
                continue;
            }
            energy = stays[t].arrives() ? stays[t].arrival() : energy;
            energy = storage.retention(hours.get(t)) * energy + hours.get(t) * stored(injection[t]);
            excess = Math.max(excess, storage.energy().range().excess(energy));
            excess = Math.max(excess, stays[t].least() - energy);
        }
        Storage.End end = storage.energy().end();
        if (!stays[stays.length - 1].isConnected()) {
            return excess;
        }
        return switch (end.rule()) {
            case FREE -> excess;
            case AT_LEAST -> Math.max(excess, end.energy() - energy);
            case FIXED -> Math.max(excess, Math.abs(end.energy() - energy));
            // What it begins with is a choice of the whole plan.
            case CYCLIC -> Double.POSITIVE_INFINITY;
        };
    }

    @Override
    public double cost(int period, double from, double to) {
        double worth = value;
        for (int t = period + 1; t < stays.length && stays[t].isConnected() && !stays[t].arrives(); t++) {
            worth *= storage.retention(hours.get(t));
        }
        double wear = storage.converter().throughputCost() * (Math.abs(to) - Math.abs(from));
        return wear - worth * (stored(to) - stored(from));
    }

    @Override
    public List<Double> kinks(int period) {
        return List.of(0.0);
    }

    @Override
    public String toString() {
        return storage.label();
    }
}
