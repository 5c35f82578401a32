package org.flexopf.coordination.conflict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;

/**
 * What the operators need and what there is to serve them, in time units of one length. Upwards is less consumption.
 * Areas and assets are joined by numbers; a time unit knows nothing of the one before.
 *
 * @param name what people call it
 * @param valueDso what a MW of overload is worth to be rid of, currency per MW and time unit
 * @param valueTso what a MW of the TSO's request is worth to be met, currency per MW and time unit
 * @param tsoRequest what the TSO asks for, MW, one figure per time unit: above zero less consumption, below zero more
 * @param areas the areas of the DSOs
 * @param assets the flexible assets
 */
public record FlexibilityDay(
        String name,
        double valueDso,
        double valueTso,
        List<Double> tsoRequest,
        List<SupplyArea> areas,
        List<FlexibleAsset> assets) {

    /**
     * The lists are copied.
     *
     * @throws InvalidNetworkException if the parts do not fit together, with all faults
     */
    public FlexibilityDay {
        Objects.requireNonNull(name, "name");
        tsoRequest = List.copyOf(tsoRequest);
        areas = List.copyOf(areas);
        assets = List.copyOf(assets);
        List<Fault> faults = new Faults(tsoRequest.size()).of(valueDso, valueTso, tsoRequest, areas, assets);
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException("the day '" + name + "'", faults);
        }
    }

    /** The number of time units. */
    public int units() {
        return tsoRequest.size();
    }

    /** The assets of an area, in their order. */
    List<FlexibleAsset> assetsOf(SupplyArea area) {
        return assets.stream().filter(asset -> asset.area() == area.id()).toList();
    }

    @Override
    public String toString() {
        return name + ": " + units() + " time units, " + areas.size() + " areas, " + assets.size() + " assets";
    }

    /** What no day can be made of. */
    private static final class Faults {

        private final int units;
        private final List<Fault> faults = new ArrayList<>();

        Faults(int units) {
            this.units = units;
        }

        List<Fault> of(
                double valueDso,
                double valueTso,
                List<Double> tsoRequest,
                List<SupplyArea> areas,
                List<FlexibleAsset> assets) {
            notNegative("the day", "value of overload", valueDso, "currency per MW");
            notNegative("the day", "value of the request", valueTso, "currency per MW");
            finite("the TSO's request", tsoRequest);
            Set<Integer> numbers = new HashSet<>();
            for (SupplyArea area : areas) {
                if (!numbers.add(area.id())) {
                    fault(
                            area.label(),
                            "id " + area.id(),
                            "it occurs more than once",
                            "give every area its own number");
                }
                if (!(area.transformer() >= 0.0)) {
                    fault(
                            area.label(),
                            "transformer limit " + area.transformer() + " MW",
                            "a limit is not negative",
                            "give a number of zero or more");
                }
                length(area.label(), "demand", area.demand());
                finite(area.label() + ", demand", area.demand());
            }
            Set<String> names = new HashSet<>();
            for (FlexibleAsset asset : assets) {
                if (!names.add(asset.id())) {
                    fault(asset.label(), "id " + asset.id(), "it occurs more than once", "give every asset its own id");
                }
                if (!numbers.contains(asset.area())) {
                    fault(
                            asset.label(),
                            "area " + asset.area(),
                            "there is no such area",
                            "give one of " + numbers.stream().sorted().toList());
                }
                capacities(asset, "up", asset.up());
                capacities(asset, "down", asset.down());
                finite(asset.label() + ", price up", List.of(asset.priceUp()));
                finite(asset.label() + ", price down", List.of(asset.priceDown()));
            }
            return faults;
        }

        private void capacities(FlexibleAsset asset, String direction, List<Double> capacity) {
            length(asset.label(), direction, capacity);
            for (int t = 0; t < capacity.size(); t++) {
                notNegative(asset.label() + ", time unit " + (t + 1), direction, capacity.get(t), "MW");
            }
        }

        private void length(String element, String what, List<Double> series) {
            if (series.size() != units) {
                fault(
                        element,
                        series.size() + " figures of " + what,
                        "the TSO's request has " + units + " time units",
                        "give one figure per time unit");
            }
        }

        private void finite(String element, List<Double> series) {
            for (int t = 0; t < series.size(); t++) {
                if (!Double.isFinite(series.get(t))) {
                    String place = series.size() == 1 ? "" : ", time unit " + (t + 1);
                    fault(element + place, String.valueOf(series.get(t)), "it is not finite", "give a finite number");
                }
            }
        }

        private void notNegative(String element, String what, double value, String unit) {
            if (!(value >= 0.0 && value < Double.POSITIVE_INFINITY)) {
                fault(
                        element,
                        what + " " + value + " " + unit,
                        "it is negative, or not finite",
                        "give a finite number of zero or more");
            }
        }

        private void fault(String element, String value, String cause, String fix) {
            faults.add(new Fault(element, value, cause, fix));
        }
    }
}
