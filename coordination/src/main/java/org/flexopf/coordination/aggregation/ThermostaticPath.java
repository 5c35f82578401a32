package org.flexopf.coordination.aggregation;

import java.util.List;
import org.flexopf.network.Range;
import org.flexopf.network.ThermostaticLoad;

/** A thermostatic load: its temperature moves one way with what it draws, and what is left of that decays. */
final class ThermostaticPath implements DevicePath {

    private final List<Double> hours;
    private final ThermostaticLoad[] load;
    private final double value;

    ThermostaticPath(DevicePool pool, PooledDevice device, double energyValue) {
        this.hours = pool.hours();
        this.load = new ThermostaticLoad[hours.size()];
        for (int t = 0; t < load.length; t++) {
            load[t] = (ThermostaticLoad) pool.in(t, device);
        }
        this.value = energyValue;
    }

    @Override
    public Range power(int period) {
        return new Range(-load[period].largest(), 0.0);
    }

    @Override
    public double excess(double[] injection) {
        double excess = powerExcess(injection);
        double theta = load[0].body().initial();
        for (int t = 0; t < load.length; t++) {
            ThermostaticLoad.Body body = load[t].body();
            double a = body.retention(hours.get(t));
            theta = a * theta + (1.0 - a) * (load[t].ambient() - body.gain() * injection[t]);
            excess = Math.max(excess, load[t].band().excess(theta));
        }
        return excess;
    }

    /** What is drawn less has to be made up for, as far as it has not decayed by the end. */
    @Override
    public double cost(int period, double from, double to) {
        double left = value;
        for (int t = period + 1; t < load.length; t++) {
            left *= load[t].body().retention(hours.get(t));
        }
        return left * (to - from);
    }

    @Override
    public List<Double> kinks(int period) {
        return List.of();
    }

    @Override
    public String toString() {
        return load[0].label();
    }
}
