package org.flexopf.coordination.region;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Direction;

/**
 * A year of one direction: every interval by its hours, at the last point that is not red.
 *
 * @param potential what all bids offer, MWh
 * @param feasible what the feeder bears of it, MWh
 * @param cost of the bids, currency
 * @param support reactive support, Mvarh
 * @param supportCost what that costs, currency
 * @param lights how many points have each light
 */
public record AnnualSummary(
        double potential,
        double feasible,
        double cost,
        double support,
        double supportCost,
        Map<Light, Integer> lights) {

    static AnnualSummary of(Direction direction, List<IntervalCurves> intervals) {
        double potential = 0.0;
        double feasible = 0.0;
        double cost = 0.0;
        double support = 0.0;
        double supportCost = 0.0;
        Map<Light, Integer> lights = new EnumMap<>(Light.class);
        for (Light light : Light.values()) {
            lights.put(light, 0);
        }
        for (IntervalCurves curves : intervals) {
            PriceCurve curve = curves.curve(direction);
            double hours = curves.interval().hours();
            potential += hours * curve.potential();
            curve.points().forEach(point -> lights.merge(point.light(), 1, Integer::sum));
            if (curve.feasible().isPresent()) {
                PricePoint point = curve.feasible().get();
                feasible += hours * point.quantity();
                cost += hours * point.cost();
                support += hours * point.state().support();
                supportCost += hours * point.state().supportCost();
            }
        }
        return new AnnualSummary(potential, feasible, cost, support, supportCost, lights);
    }

    /** What a MWh costs, currency; NaN where nothing is feasible. */
    public double unitCost() {
        return feasible > 0.0 ? cost / feasible : Double.NaN;
    }

    /** The same with reactive support. */
    public double unitCostWithSupport() {
        return feasible > 0.0 ? (cost + supportCost) / feasible : Double.NaN;
    }
}
