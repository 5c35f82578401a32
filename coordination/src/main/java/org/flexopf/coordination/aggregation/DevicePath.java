package org.flexopf.coordination.aggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flexopf.network.CogenerationUnit;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.CostCurve;
import org.flexopf.network.CurtailableLoad;
import org.flexopf.network.Generator;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;
import org.flexopf.network.ThermostaticLoad;

/**
 * A device whose state rises or falls with its injection, so that whatever lies between two paths that it can keep, it
 * can keep too: storages (energy falls with injection), thermostatic loads (temperature moves one way with it), and
 * devices without memory.
 */
interface DevicePath {

    /** What it may inject in a period, MW; a device that is away injects nothing. */
    Range power(int period);

    /** By how much an injection in every period breaks a limit at most, MW, MWh or K. */
    double excess(double[] injection);

    /**
     * What it costs, currency per hour, to inject a power in a period instead of another one: own cost, and what is
     * left in it at the end, at the value of energy.
     */
    double cost(int period, double from, double to);

    /** The powers of a period where the price of a MWh may change, MW. */
    List<Double> kinks(int period);

    /**
     * The path of a device; empty if it has other memory, such as ramps, windows or heat.
     *
     * @param energyValue what a MWh is worth that is left at the end, at the terminals, currency per MWh
     */
    static Optional<DevicePath> of(DevicePool pool, PooledDevice device, double energyValue) {
        ConnectedElement element = device.element();
        if (!element.inService()) {
            return Optional.empty();
        }
        if (element instanceof Storage storage) {
            return Optional.of(new StoragePath(pool, storage, energyValue));
        }
        if (element instanceof ThermostaticLoad) {
            return Optional.of(new ThermostaticPath(pool, device, energyValue));
        }
        if (element instanceof Generator unit
                && unit.dynamics().isFree()
                && unit.dynamics().commitment().isEmpty()) {
            return Optional.of(new UnitPath(pool, pool.network().index(unit.ref())));
        }
        if (element instanceof CogenerationUnit plant
                && plant.commitment().isEmpty()
                && plant.store().equals(CogenerationUnit.HeatStore.NONE)) {
            return Optional.of(new HeatCoupledPath(pool, device));
        }
        if (element instanceof CurtailableLoad load && !load.hasActivationLimit()) {
            return Optional.of(new CurtailablePath(pool, device));
        }
        return Optional.empty();
    }

    /** Breaks of power limits alone. */
    default double powerExcess(double[] injection) {
        double excess = 0.0;
        for (int t = 0; t < injection.length; t++) {
            excess = Math.max(excess, power(t).excess(injection[t]));
        }
        return excess;
    }

    /** A generator without ramps: sun, wind, or a conventional unit that is always on. */
    record UnitPath(DevicePool pool, int unit) implements DevicePath {

        /** A curved cost is cut into so many pieces. */
        private static final int PIECES = 4;

        @Override
        public Range power(int period) {
            return new Range(
                    pool.profile(period).pMin(unit), pool.profile(period).pMax(unit));
        }

        @Override
        public double excess(double[] injection) {
            return powerExcess(injection);
        }

        @Override
        public double cost(int period, double from, double to) {
            CostCurve cost = pool.profile(period).cost(unit);
            return cost.at(to) - cost.at(from);
        }

        @Override
        public List<Double> kinks(int period) {
            CostCurve cost = pool.profile(period).cost(unit);
            Range power = power(period);
            List<Double> kinks = new ArrayList<>();
            if (cost instanceof CostCurve.Quadratic) {
                for (int k = 1; k < PIECES; k++) {
                    kinks.add(power.min() + (power.max() - power.min()) * k / PIECES);
                }
            } else if (cost instanceof CostCurve.PiecewiseLinear curve) {
                curve.points().forEach(point -> kinks.add(point.power()));
            }
            return kinks;
        }
    }

    /** A load that is curtailed as often as pays. */
    record CurtailablePath(DevicePool pool, PooledDevice device) implements DevicePath {

        private CurtailableLoad in(int period) {
            return (CurtailableLoad) pool.in(period, device);
        }

        @Override
        public Range power(int period) {
            CurtailableLoad load = in(period);
            return new Range(-load.baseline(), -load.baseline() + load.largest());
        }

        @Override
        public double excess(double[] injection) {
            return powerExcess(injection);
        }

        @Override
        public double cost(int period, double from, double to) {
            return in(period).cost() * (to - from);
        }

        @Override
        public List<Double> kinks(int period) {
            return List.of();
        }
    }
}
