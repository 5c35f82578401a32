package org.flexopf.coordination.region;

import java.util.List;
import org.flexopf.opf.limit.BrokenLimit;

/**
 * What became of an operating point of a feeder.
 *
 * @param light whether the feeder bears it
 * @param violations the limits that break without support; empty where it is green
 * @param p what the feeder draws at its root without support, MW; NaN where the power flow finds no state
 * @param q the same, Mvar
 * @param support reactive power of all units beyond their schedule in size, Mvar; 0 unless it is orange
 * @param supportCost what that costs, currency per hour
 * @param isCertified whether it is red and the relaxation proves that no reactive power mends it
 */
public record LightedState(
        Light light,
        List<BrokenLimit> violations,
        double p,
        double q,
        double support,
        double supportCost,
        boolean isCertified) {

    /** The list is copied. */
    public LightedState {
        violations = List.copyOf(violations);
    }
}
