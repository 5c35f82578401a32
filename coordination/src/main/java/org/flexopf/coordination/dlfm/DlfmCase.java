package org.flexopf.coordination.dlfm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;

/**
 * What six markets are run on: a transmission network, feeders behind its buses, and units in both, over periods of an
 * hour. Power is in MW, prices in currency per MWh; there are no losses and no reactive power.
 *
 * @param name what it is called
 * @param priceForecast what feeders that go first take for the price at their interface, one figure per period
 * @param voll what a MWh of load shed, power spilled or reserve missing counts
 * @param transmission the transmission network
 * @param feeders the feeders, each a tree
 * @param units the units of all of them
 */
public record DlfmCase(
        String name,
        List<Double> priceForecast,
        double voll,
        MarketArea transmission,
        List<MarketArea> feeders,
        List<MarketUnit> units) {

    /** What is taken for the value of lost load where none is given, currency per MWh. */
    public static final double DEFAULT_VOLL = 1000.0;

    /**
     * All parts are required; lists are copied.
     *
     * @throws InvalidNetworkException if the parts do not fit together, with all faults
     */
    public DlfmCase {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(transmission, "transmission");
        priceForecast = List.copyOf(priceForecast);
        feeders = List.copyOf(feeders);
        units = List.copyOf(units);
        List<Fault> faults = new Faults(priceForecast.size()).of(priceForecast, voll, transmission, feeders, units);
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException("the markets '" + name + "'", faults);
        }
    }

    /** The number of periods. */
    public int periods() {
        return priceForecast.size();
    }

    /** The transmission network at 0, then the feeders. */
    MarketArea area(int place) {
        return place == 0 ? transmission : feeders.get(place - 1);
    }

    /** The place of a unit's area: 0 in transmission. */
    int areaOf(int unit) {
        for (int place = 0; place <= feeders.size(); place++) {
            if (area(place).name().equals(units.get(unit).area())) {
                return place;
            }
        }
        throw new IllegalStateException(units.get(unit).label() + " stands in no area, which the case has checked");
    }

    /** The place of a unit's bus in its network. */
    int busOf(int unit) {
        return area(areaOf(unit)).network().busIndex(units.get(unit).bus());
    }

    /** The place of a feeder's interface in the transmission network. */
    int interfaceOf(int feeder) {
        return transmission.network().busIndex(feeders.get(feeder).interfaceBus());
    }

    @Override
    public String toString() {
        return name + ": " + periods() + (periods() == 1 ? " period, " : " periods, ") + feeders.size()
                + (feeders.size() == 1 ? " feeder, " : " feeders, ")
                + units.size() + " units";
    }

    /** What no markets can be run on. */
    private static final class Faults {

        private final int periods;
        private final List<Fault> faults = new ArrayList<>();

        Faults(int periods) {
            this.periods = periods;
        }

        List<Fault> of(
                List<Double> priceForecast,
                double voll,
                MarketArea transmission,
                List<MarketArea> feeders,
                List<MarketUnit> units) {
            if (periods == 0) {
                fault("the markets", "no period", "there is nothing to trade", "give a price forecast per period");
            }
            finite("the price forecast", priceForecast);
            if (!(voll > 0.0 && voll < Double.POSITIVE_INFINITY)) {
                fault("the markets", "value of lost load " + voll, "it is not above zero", "give a number above zero");
            }
            for (double price : priceForecast) {
                if (Math.abs(price) >= voll) {
                    fault(
                            "the price forecast",
                            price + " per MWh",
                            "at the value of lost load, " + voll + ", feeders would shed load to sell it",
                            "give a forecast between that and its negative, or a larger voll");
                }
            }
            Map<String, MarketArea> areas = new HashMap<>();
            Stream.concat(Stream.of(transmission), feeders.stream()).forEach(area -> {
                if (areas.put(area.name(), area) != null) {
                    fault("area " + area.name(), "its name", "another area has it", "give every area its own name");
                }
                area(area);
            });
            for (MarketArea feeder : feeders) {
                if (!hasBus(transmission, feeder.interfaceBus())) {
                    fault(
                            "feeder " + feeder.name(),
                            "interface at bus " + feeder.interfaceBus(),
                            "there is no such transmission bus",
                            "give the number of one");
                }
                if (!feeder.network().topology().isRadial()) {
                    fault("feeder " + feeder.name(), "its lines", "they are meshed", "open lines until it is a tree");
                }
            }
            Set<String> ids = new HashSet<>();
            units.forEach(unit -> unit(unit, ids, areas));
            return faults;
        }

        private void area(MarketArea area) {
            String element = "area " + area.name();
            finite(element + ", reserve up", area.reserveUp());
            finite(element + ", reserve down", area.reserveDown());
            Stream.of(area.reserveUp(), area.reserveDown()).forEach(reserve -> {
                if (reserve.stream().anyMatch(mw -> mw < 0.0)) {
                    fault(element, "reserve " + reserve, "a requirement is not negative", "give zero or more");
                }
            });
            Stream.of(area.demand(), area.imbalance())
                    .forEach(series -> series.forEach((bus, figures) -> {
                        if (!hasBus(area, bus)) {
                            fault(element, "bus " + bus, "there is no such bus", "add it or correct the number");
                        }
                        finite(element + ", bus " + bus, figures);
                    }));
        }

        private void unit(MarketUnit unit, Set<String> ids, Map<String, MarketArea> areas) {
            if (!ids.add(unit.id())) {
                fault(unit.label(), "its id", "another unit has it", "give every unit its own id");
            }
            MarketArea area = areas.get(unit.area());
            if (area == null) {
                fault(
                        unit.label(),
                        "area " + unit.area(),
                        "there is no such area",
                        "give one of " + areas.keySet().stream().sorted().toList());
            } else if (!hasBus(area, unit.bus())) {
                fault(unit.label(), "bus " + unit.bus(), "area " + area.name() + " has no such bus", "correct it");
            }
            finite(unit.label() + ", least output", unit.least());
            finite(unit.label() + ", largest output", unit.largest());
            for (int t = 0; t < Math.min(unit.least().size(), unit.largest().size()); t++) {
                if (unit.least().get(t) > unit.largest().get(t)) {
                    fault(
                            unit.label(),
                            "output " + unit.least().get(t) + " to "
                                    + unit.largest().get(t) + " MW",
                            "there is nothing between",
                            "give the smaller number first");
                }
            }
            if (!Double.isFinite(unit.cost()) || !Double.isFinite(unit.reservePrice())) {
                fault(
                        unit.label(),
                        "cost " + unit.cost() + ", reserve price " + unit.reservePrice(),
                        "they are not finite",
                        "give finite numbers");
            }
            if (!(unit.ramp() > 0.0)) {
                fault(unit.label(), "ramp " + unit.ramp() + " MW", "it is not above zero", "leave it out for no limit");
            }
        }

        private static boolean hasBus(MarketArea area, int bus) {
            return area.network().buses().stream().mapToInt(each -> each.id()).anyMatch(id -> id == bus);
        }

        private void finite(String element, List<Double> figures) {
            if (figures.size() != periods) {
                fault(element, figures.size() + " figures", "there are " + periods + " periods", "give one per period");
            }
            for (int t = 0; t < figures.size(); t++) {
                if (!Double.isFinite(figures.get(t))) {
                    fault(
                            element + ", period " + (t + 1),
                            String.valueOf(figures.get(t)),
                            "it is not finite",
                            "give a finite number");
                }
            }
        }

        private void fault(String element, String value, String cause, String fix) {
            faults.add(new Fault(element, value, cause, fix));
        }
    }
}
