package org.flexopf.coordination.physics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How orders are carried out.
 *
 * @param hours the length of a market's period, hours
 * @param steps in so many equal time steps a period is looked at
 * @param timeConstant tau of resources that have none of their own, seconds; 0 if they follow at once
 * @param timeConstants tau by the resource's id, seconds
 * @param controls what acts by itself
 * @param prices what is paid beside the market
 */
public record PhysicalRules(
        double hours,
        int steps,
        double timeConstant,
        Map<String, Double> timeConstants,
        AutomaticControls controls,
        PhysicalPrices prices) {

    /** All parts are required; what is wrong with the numbers, a {@link CostBenefitCase} finds. */
    public PhysicalRules {
        timeConstants = Collections.unmodifiableMap(new LinkedHashMap<>(timeConstants));
        Objects.requireNonNull(controls, "controls");
        Objects.requireNonNull(prices, "prices");
    }

    /** Quarters of an hour in steps of three minutes, resources that follow at once, and no controls. */
    public static PhysicalRules of(PhysicalPrices prices) {
        return new PhysicalRules(0.25, 5, 0.0, Map.of(), AutomaticControls.NONE, prices);
    }

    /** These over periods of another length, hours, in a number of steps. */
    public PhysicalRules withPeriods(double length, int number) {
        return new PhysicalRules(length, number, timeConstant, timeConstants, controls, prices);
    }

    /** These with other time constants, seconds: of those that are named, and of all others. */
    public PhysicalRules withTimeConstants(double others, Map<String, Double> named) {
        return new PhysicalRules(hours, steps, others, named, controls, prices);
    }

    /** These with other controls. */
    public PhysicalRules withControls(AutomaticControls other) {
        return new PhysicalRules(hours, steps, timeConstant, timeConstants, other, prices);
    }

    /** These with other prices. */
    public PhysicalRules withPrices(PhysicalPrices other) {
        return new PhysicalRules(hours, steps, timeConstant, timeConstants, controls, other);
    }

    /** The length of a time step, hours. */
    double stepHours() {
        return hours / steps;
    }

    /** The time constant of a resource, hours. */
    double tau(String resource) {
        return timeConstants.getOrDefault(resource, timeConstant) / 3600.0;
    }
}
