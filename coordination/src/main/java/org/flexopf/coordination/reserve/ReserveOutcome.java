package org.flexopf.coordination.reserve;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of a reserve market under a scheme.
 *
 * @param scheme the scheme
 * @param hours the length of a period, hours
 * @param periods what becomes of each period
 */
public record ReserveOutcome(ReserveScheme scheme, double hours, List<IspOutcome> periods) {

    /** The list is copied. */
    public ReserveOutcome {
        periods = List.copyOf(periods);
    }

    /** What aggregators deliver to the TSO in all, MWh. */
    public double volume() {
        return hours * periods.stream().mapToDouble(IspOutcome::volume).sum();
    }

    /** What each delivers in all, MWh, by name. */
    public Map<String, Double> volumes() {
        Map<String, Double> volumes = new TreeMap<>();
        periods.forEach(
                period -> period.activated().forEach((name, mw) -> volumes.merge(name, hours * mw, Double::sum)));
        return volumes;
    }

    /** What they earn in all, currency. */
    public double profit() {
        return profits().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** What each earns in all, currency, by name. */
    public Map<String, Double> profits() {
        Map<String, Double> profits = new TreeMap<>();
        periods.forEach(period -> period.profit().forEach((name, amount) -> profits.merge(name, amount, Double::sum)));
        return profits;
    }

    /** What the TSO's own units have to give instead, MWh. */
    public double reserveUnits() {
        return hours * periods.stream().mapToDouble(IspOutcome::reserveUnits).sum();
    }

    /** The largest share of a rating in any period. */
    public double largestLoading() {
        return periods.stream().mapToDouble(IspOutcome::largestLoading).max().orElse(0.0);
    }

    /** The number of periods in which the feeder could not bear what was asked first. */
    public long restricted() {
        return periods.stream().filter(period -> period.divisor() != 1).count();
    }
}
