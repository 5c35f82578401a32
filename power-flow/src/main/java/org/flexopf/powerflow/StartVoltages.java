package org.flexopf.powerflow;

import org.flexopf.opf.state.OperatingPoint;

/**
 * Voltages from which a power flow starts. Where a bus holds its voltage, that counts instead; isolated buses are not
 * looked at.
 *
 * @param vm voltage magnitude per bus index, p.u.
 * @param va voltage angle per bus index, degrees
 */
public record StartVoltages(double[] vm, double[] va) {

    /** Both arrays are required, and copied. */
    public StartVoltages {
        vm = vm.clone();
        va = va.clone();
        if (vm.length != va.length) {
            throw new IllegalArgumentException(
                    vm.length + " magnitudes but " + va.length + " angles: give both for every bus");
        }
    }

    /** Voltage magnitude per bus index, p.u.; a copy. */
    @Override
    public double[] vm() {
        return vm.clone();
    }

    /** Voltage angle per bus index, degrees; a copy. */
    @Override
    public double[] va() {
        return va.clone();
    }

    /** The voltages of a point. */
    public static StartVoltages of(OperatingPoint point) {
        return new StartVoltages(point.vm(), point.va());
    }

    @Override
    public String toString() {
        return "start voltages at " + vm.length + " buses";
    }
}
