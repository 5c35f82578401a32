package org.flexopf.coordination.conflict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the assets can still give in one direction beside what the DSOs have taken, and at what cost. Where consumption
 * rises it is safe only as far as the transformers of the areas have room.
 */
final class Capacity {

    /** An amount from one asset, as far as there is room for it. */
    private record Step(double price, String asset, double amount) {}

    private final boolean upwards;
    private final double total;
    /** The safe part, the cheapest first. */
    private final List<Step> safe = new ArrayList<>();

    /** What is left in a direction after the DSOs' step. */
    static Capacity left(FlexibilityDay day, int unit, boolean upwards, DsoAllocation allocation) {
        return new Capacity(day, unit, upwards, allocation);
    }

    private Capacity(FlexibilityDay day, int unit, boolean upwards, DsoAllocation allocation) {
        this.upwards = upwards;
        double sum = 0.0;
        for (SupplyArea area : day.areas()) {
            double room = upwards
                    ? Double.POSITIVE_INFINITY
                    : Math.max(0.0, area.transformer() - area.demand().get(unit) + allocation.of(day, area));
            for (FlexibleAsset asset : inMeritOrder(day.assetsOf(area))) {
                double amount = of(asset, unit, allocation);
                sum += amount;
                double fits = Math.min(amount, room);
                if (fits > DsoAllocation.ROUNDING) {
                    safe.add(new Step(asset.price(upwards), asset.id(), fits));
                    room -= fits;
                }
            }
        }
        this.total = sum;
        safe.sort(Comparator.comparingDouble(Step::price).thenComparing(Step::asset));
    }

    private List<FlexibleAsset> inMeritOrder(List<FlexibleAsset> assets) {
        return assets.stream()
                .sorted(Comparator.comparingDouble((FlexibleAsset asset) -> asset.price(upwards))
                        .thenComparing(FlexibleAsset::id))
                .toList();
    }

    /** An asset that DSOs have taken goes on in its own direction only, unless it can go both ways at once. */
    private double of(FlexibleAsset asset, int unit, DsoAllocation allocation) {
        double taken = allocation.of(asset);
        double capacity = asset.capacity(upwards, unit);
        if (taken <= DsoAllocation.ROUNDING) {
            return capacity;
        }
        return upwards ? Math.max(0.0, capacity - taken) : asset.exclusive() ? 0.0 : capacity;
    }

    /** All of it, MW. */
    double total() {
        return total;
    }

    /** What overloads no transformer, MW. */
    double safe() {
        return safe.stream().mapToDouble(Step::amount).sum();
    }

    /** What an amount (MW, at most what is safe) costs, the cheapest first. */
    double cost(double amount) {
        double left = amount;
        double cost = 0.0;
        for (Step step : safe) {
            double taken = Math.min(left, step.amount());
            cost += taken * step.price();
            left -= taken;
        }
        return cost;
    }
}
