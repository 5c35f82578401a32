package org.flexopf.fleet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/**
 * The limits of a vehicle with its size taken out: what it can do is its size times what a vehicle of this shape can
 * do.
 *
 * @param size what it has to charge, MWh; its largest charge or discharge, or its room, where it has to charge nothing
 * @param limits largest charge, largest discharge, largest apparent power, least and largest energy, energy at arrival
 *     and at departure, each divided by the size
 */
record Shape(double size, double[] limits) {

    static final int CHARGE = 0;
    static final int DISCHARGE = 1;
    static final int APPARENT = 2;
    static final int MIN = 3;
    static final int MAX = 4;
    static final int ARRIVAL = 5;
    static final int DEPARTURE = 6;

    /** Digits by which shapes are told apart: less than what files have, more than rounding takes. */
    private static final MathContext DIGITS = new MathContext(9);

    static Shape of(PluggedVehicle vehicle) {
        double[] limits = {
            vehicle.converter().chargeMax(),
            vehicle.converter().dischargeMax(),
            vehicle.converter().apparentMax(),
            vehicle.range().min(),
            vehicle.range().max(),
            vehicle.arrival(),
            vehicle.departure()
        };
        double need = vehicle.departure() - vehicle.arrival();
        double power = Math.max(limits[CHARGE], limits[DISCHARGE]);
        double size = need > 0.0 ? need : power > 0.0 ? power : 1.0;
        double[] bySize = Arrays.stream(limits).map(limit -> limit / size).toArray();
        return new Shape(size, bySize);
    }

    /** The limits, so that shapes that differ by rounding are one. */
    List<Object> rounded() {
        return Arrays.stream(limits)
                .mapToObj(limit -> Double.isFinite(limit)
                        ? (Object) new BigDecimal(limit).round(DIGITS).stripTrailingZeros()
                        : (Object) limit)
                .toList();
    }
}
