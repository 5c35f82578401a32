package org.flexopf.coordination.region;

import java.util.List;
import org.flexopf.opf.limit.BrokenLimit;

/**
 * A point of a price-quantity curve.
 *
 * @param step its number, from 1
 * @param quantity what is activated, MW
 * @param cost of the bids that are, currency per hour
 * @param interfacePower what the feeder draws at its root, MW; NaN where the power flow finds no state
 * @param light whether the feeder bears it
 * @param violations the limits that break without support; empty where it is green
 * @param support reactive power of all units in size, Mvar; 0 unless it is orange
 * @param supportCost what that costs, currency per hour
 */
public record PricePoint(
        int step,
        double quantity,
        double cost,
        double interfacePower,
        Light light,
        List<BrokenLimit> violations,
        double support,
        double supportCost) {

    /** The list is copied. */
    public PricePoint {
        violations = List.copyOf(violations);
    }
}
