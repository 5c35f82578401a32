package org.flexopf.fleet;

import java.util.Arrays;
import java.util.List;

/**
 * What a storage does in every period, at its terminals.
 *
 * @param charge MW, zero or more
 * @param discharge MW, zero or more
 */
public record Setpoints(List<Double> charge, List<Double> discharge) {

    /** @throws IllegalArgumentException if the lists have different lengths */
    public Setpoints {
        charge = List.copyOf(charge);
        discharge = List.copyOf(discharge);
        if (charge.size() != discharge.size()) {
            throw new IllegalArgumentException("charge of " + charge.size() + " periods and discharge of "
                    + discharge.size() + "; give both for every period");
        }
    }

    /** Set points of arrays with one figure for each period, MW. */
    public static Setpoints of(double[] charge, double[] discharge) {
        return new Setpoints(
                Arrays.stream(charge).boxed().toList(),
                Arrays.stream(discharge).boxed().toList());
    }

    /** A share of them. */
    Setpoints times(double share) {
        return new Setpoints(
                charge.stream().map(power -> share * power).toList(),
                discharge.stream().map(power -> share * power).toList());
    }
}
