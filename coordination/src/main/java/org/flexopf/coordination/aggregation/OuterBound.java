package org.flexopf.coordination.aggregation;

import java.util.List;

/**
 * An outer aggregate: what a pool can never exceed. Every plan lies within these limits; not everything within them is
 * a plan.
 *
 * @param first the first period that it is about, from 1
 * @param hours the length of each of its periods, hours
 * @param least the least that all inject together in each period, MW, whatever they do in the others
 * @param most the most
 * @param leastEnergy the least energy that they inject from the first of these periods to the end of each, MWh
 * @param mostEnergy the most
 */
public record OuterBound(
        int first,
        List<Double> hours,
        List<Double> least,
        List<Double> most,
        List<Double> leastEnergy,
        List<Double> mostEnergy) {

    /** The lists are copied. */
    public OuterBound {
        hours = List.copyOf(hours);
        least = List.copyOf(least);
        most = List.copyOf(most);
        leastEnergy = List.copyOf(leastEnergy);
        mostEnergy = List.copyOf(mostEnergy);
    }

    /**
     * By how much an injection breaks it at most, MW or MWh; 0 if it lies within, and then it may be a plan.
     *
     * @param injection MW in every period of the horizon
     */
    public double excess(List<Double> injection) {
        double excess = 0.0;
        double energy = 0.0;
        for (int k = 0; k < least.size(); k++) {
            double mw = injection.get(first - 1 + k);
            energy += hours.get(k) * mw;
            excess = Math.max(excess, Math.max(least.get(k) - mw, mw - most.get(k)));
            excess = Math.max(excess, Math.max(leastEnergy.get(k) - energy, energy - mostEnergy.get(k)));
        }
        return excess;
    }
}
