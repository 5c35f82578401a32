package org.flexopf.coordination.region;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.flexopf.network.Bus;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;

/**
 * A feeder with units and industrial loads that may take part, over typical intervals.
 *
 * @param network the feeder with its loads and a generator for the grid behind its root; its own units are not in it
 * @param units its units
 * @param industrial industrial load by bus, MW, as part of the load there
 * @param intervals the intervals
 * @param hasUsers whether industrial loads take part
 * @param participation how units of each kind and industrial loads take part
 * @param capability what reactive power units of each kind can give; the first that fits a unit holds
 */
public record FlexibleFeeder(
        Network network,
        List<FeederUnit> units,
        Map<Integer, Double> industrial,
        List<TypicalInterval> intervals,
        boolean hasUsers,
        List<Participation> participation,
        List<ReactiveRule> capability) {

    /**
     * All parts are required; lists and maps are copied.
     *
     * @throws InvalidNetworkException if they do not go together, with all faults
     */
    public FlexibleFeeder {
        Objects.requireNonNull(network, "network");
        units = List.copyOf(units);
        industrial = Collections.unmodifiableMap(new TreeMap<>(industrial));
        intervals = List.copyOf(intervals);
        participation = List.copyOf(participation);
        capability = List.copyOf(capability);
        List<Fault> faults = faults(network, units, industrial, intervals);
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException("the feeder '" + network.name() + "'", faults);
        }
    }

    private static List<Fault> faults(
            Network network, List<FeederUnit> units, Map<Integer, Double> industrial, List<TypicalInterval> intervals) {
        List<Fault> faults = new ArrayList<>();
        Set<Integer> buses = new HashSet<>();
        for (Bus bus : network.buses()) {
            buses.add(bus.id());
        }
        Set<String> ids = new HashSet<>();
        for (FeederUnit unit : units) {
            String element = "unit '" + unit.id() + "'";
            if (!ids.add(unit.id())) {
                faults.add(new Fault(element, "its id", "another unit has it", "give every unit its own id"));
            }
            if (!buses.contains(unit.bus())) {
                faults.add(new Fault(element, "bus " + unit.bus(), "there is no such bus", "correct the number"));
            }
            if (!(unit.rating() > 0.0 && unit.rating() < Double.POSITIVE_INFINITY)) {
                faults.add(new Fault(
                        element,
                        "rating " + unit.rating() + " MVA",
                        "it is not above zero",
                        "give a number above zero"));
            }
        }
        industrial.forEach((bus, mw) -> {
            String element = "industrial load at bus " + bus;
            double load = network.loads().stream()
                    .filter(each -> each.bus() == bus)
                    .mapToDouble(Load::p)
                    .sum();
            if (!buses.contains(bus)) {
                faults.add(new Fault(element, mw + " MW", "there is no such bus", "give a bus of the feeder"));
            } else if (!(mw >= 0.0 && mw <= load)) {
                faults.add(new Fault(
                        element, mw + " MW", "it is a part of the load there, " + load + " MW", "give zero to that"));
            }
        });
        if (intervals.isEmpty()) {
            faults.add(new Fault("the year", "no intervals", "nothing can be offered", "give one interval or more"));
        }
        for (int t = 0; t < intervals.size(); t++) {
            TypicalInterval interval = intervals.get(t);
            for (FeederUnit unit : units) {
                if (!interval.output().containsKey(unit.kind())) {
                    faults.add(new Fault(
                            "interval " + (t + 1),
                            "output of " + interval.output().keySet(),
                            "unit '" + unit.id() + "' is of kind " + unit.kind(),
                            "give the output of that kind too"));
                }
            }
            if (!(interval.purchasePrice() >= 0.0)) {
                faults.add(new Fault(
                        "interval " + (t + 1),
                        "pp " + interval.purchasePrice() + " per MWh",
                        "reactive support costs a share of it, and support that earns has no least cost",
                        "give zero or more"));
            }
            if (!(interval.hours() >= 0.0)) {
                faults.add(new Fault(
                        "interval " + (t + 1),
                        interval.hours() + " hours",
                        "time is not negative",
                        "give zero or more"));
            }
        }
        return faults;
    }

    @Override
    public String toString() {
        return network.name() + ": " + units.size() + " units, " + intervals.size() + " intervals, end users "
                + (hasUsers ? "included" : "left out");
    }
}
