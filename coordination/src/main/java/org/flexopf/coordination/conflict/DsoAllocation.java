package org.flexopf.coordination.conflict;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the DSOs of all areas take upwards against their overload in a time unit: the cheapest of the own area first.
 * Those that take nothing are left out.
 *
 * @param byAsset MW up by asset, above zero
 * @param shortfall MW of overload that remain by area, above zero
 */
record DsoAllocation(Map<String, Double> byAsset, Map<Integer, Double> shortfall) {

    /** Least power that is told, MW; below that it is rounding. */
    static final double ROUNDING = 1e-9;

    /** The DSOs have no step of their own: their overload remains. */
    static DsoAllocation none(FlexibilityDay day, int unit) {
        DsoAllocation none = new DsoAllocation(new LinkedHashMap<>(), new LinkedHashMap<>());
        day.areas().forEach(area -> none.remain(area, overload(area, unit)));
        return none;
    }

    static DsoAllocation of(FlexibilityDay day, int unit) {
        DsoAllocation allocation = new DsoAllocation(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (SupplyArea area : day.areas()) {
            double left = overload(area, unit);
            for (FlexibleAsset asset : day.assetsOf(area).stream()
                    .sorted(Comparator.comparingDouble(FlexibleAsset::priceUp).thenComparing(FlexibleAsset::id))
                    .toList()) {
                double taken = Math.min(left, asset.up().get(unit));
                if (taken > ROUNDING) {
                    allocation.byAsset.put(asset.id(), taken);
                    left -= taken;
                }
            }
            allocation.remain(area, left);
        }
        return allocation;
    }

    static double overload(SupplyArea area, int unit) {
        return Math.max(0.0, area.demand().get(unit) - area.transformer());
    }

    private void remain(SupplyArea area, double overload) {
        if (overload > ROUNDING) {
            shortfall.put(area.id(), overload);
        }
    }

    double of(FlexibleAsset asset) {
        return byAsset.getOrDefault(asset.id(), 0.0);
    }

    /** All of it, MW. */
    double total() {
        return byAsset.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** What is taken in an area, MW. */
    double of(FlexibilityDay day, SupplyArea area) {
        return day.assetsOf(area).stream().mapToDouble(this::of).sum();
    }

    Map<String, Double> assets() {
        return Collections.unmodifiableMap(byAsset);
    }

    Map<Integer, Double> remaining() {
        return Collections.unmodifiableMap(shortfall);
    }
}
