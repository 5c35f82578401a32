package org.flexopf.coordination.aggregation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * What every device of a pool does. Injected is positive, MW.
 *
 * @param devices injection of each device in every period, by its name
 * @param fixed injection of the fixed loads in every period, not above zero
 * @param ownCost what it costs the devices, currency: fuel, wear, comfort, less what is worth something at the end;
 *     what is bought and sold at the bus is not in it
 */
public record PoolPlan(Map<String, List<Double>> devices, List<Double> fixed, double ownCost) {

    /** The lists are copied. */
    public PoolPlan {
        Map<String, List<Double>> copies = new LinkedHashMap<>();
        devices.forEach((name, series) -> copies.put(name, List.copyOf(series)));
        devices = Collections.unmodifiableMap(copies);
        fixed = List.copyOf(fixed);
    }

    /** What a device injects. @throws NoSuchElementException if there is none of that name */
    public List<Double> of(String device) {
        List<Double> series = devices.get(device);
        if (series == null) {
            throw new NoSuchElementException("there is no device '" + device + "' in the plan");
        }
        return series;
    }

    /** What all inject together in every period. */
    public List<Double> injection() {
        List<Double> sum = new ArrayList<>(fixed);
        for (List<Double> series : devices.values()) {
            for (int t = 0; t < sum.size(); t++) {
                sum.set(t, sum.get(t) + series.get(t));
            }
        }
        return List.copyOf(sum);
    }

    /** By how much all inject more than in another plan, in every period. */
    public List<Double> above(PoolPlan other) {
        List<Double> own = injection();
        List<Double> others = other.injection();
        List<Double> change = new ArrayList<>();
        for (int t = 0; t < own.size(); t++) {
            change.add(own.get(t) - others.get(t));
        }
        return List.copyOf(change);
    }

    /** What it costs with what is bought and sold at prices, currency. */
    public double cost(List<Double> hours, List<Double> prices) {
        List<Double> own = injection();
        double cost = ownCost;
        for (int t = 0; t < own.size(); t++) {
            cost -= hours.get(t) * prices.get(t) * own.get(t);
        }
        return cost;
    }
}
