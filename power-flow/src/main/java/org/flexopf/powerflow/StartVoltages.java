package org.flexopf.powerflow;

import java.util.Objects;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Voltages from which a power flow starts. Where a bus holds its voltage, that counts instead; isolated buses are not
 * looked at.
 *
 * @param vm voltage magnitude per bus index, p.u.
 * @param va voltage angle per bus index, degrees
 */
public record StartVoltages(double[] vm, double[] va) {

    /** Both arrays are required; they are not copied and must not be changed. */
    public StartVoltages {
        Objects.requireNonNull(vm, "vm");
        Objects.requireNonNull(va, "va");
        if (vm.length != va.length) {
            throw new IllegalArgumentException(
                    vm.length + " magnitudes but " + va.length + " angles: give both for every bus");
        }
    }

    /** The voltages of a point. */
    public static StartVoltages of(OperatingPoint point) {
        return new StartVoltages(point.vm(), point.va());
    }
}
