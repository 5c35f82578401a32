package org.flexopf.coordination;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;

/**
 * A system over a day: one {@link TsoDsoSystem} per period, with its own schedule, imbalances, offers and prices.
 *
 * <p>Every period is a market of its own, as balancing markets are: an activation is called for one settlement period,
 * after its schedules are closed, and nobody knows the imbalances of the next one. What a provider can give in a period
 * after what it gave before is in the offers of that period, which is its own business (or its aggregator's): no energy
 * is carried from period to period here, so that the least cost of the day is the sum of the least costs of its
 * periods.
 *
 * @param name what it is called
 * @param hours how long each period lasts
 * @param periods one system per period, in their order: the same feeders at the same buses, in the same currency
 */
public record TsoDsoDay(String name, double hours, List<TsoDsoSystem> periods) {

    /**
     * All parts are required.
     *
     * @throws InvalidNetworkException if the periods do not go together, with every fault found
     */
    public TsoDsoDay {
        Objects.requireNonNull(name, "name");
        periods = List.copyOf(periods);
        List<Fault> faults = new ArrayList<>();
        if (!(hours > 0.0 && hours < Double.POSITIVE_INFINITY)) {
            faults.add(
                    new Fault("the day", "periods of " + hours + " hours", "they last no time", "give hours above 0"));
        }
        if (periods.isEmpty()) {
            faults.add(new Fault("the day", "no periods", "there is nothing to clear", "give a system per period"));
        }
        for (int t = 1; t < periods.size(); t++) {
            compare(t + 1, "feeders", feeders(periods.get(t)), feeders(periods.get(0)), faults);
            compare(t + 1, "currency", periods.get(t).currency(), periods.get(0).currency(), faults);
            compare(t + 1, "buses", buses(periods.get(t)), buses(periods.get(0)), faults);
        }
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException("day " + name, faults);
        }
    }

    /** A system for one hour. */
    public static TsoDsoDay of(TsoDsoSystem system) {
        return new TsoDsoDay(system.name(), 1.0, List.of(system));
    }

    private static List<String> feeders(TsoDsoSystem system) {
        return system.feeders().stream()
                .map(feeder -> feeder.name() + " at bus " + feeder.interfaceBus())
                .toList();
    }

    private static List<Integer> buses(TsoDsoSystem system) {
        return system.areas().stream()
                .map(area -> area.network().buses().size())
                .toList();
    }

    private static void compare(int period, String what, Object found, Object first, List<Fault> faults) {
        if (!found.equals(first)) {
            faults.add(new Fault(
                    "period " + period,
                    what + " " + found,
                    "the first period has " + first,
                    "give all periods of a day the same networks and currency"));
        }
    }

    @Override
    public String toString() {
        return name + ": " + periods.size() + (periods.size() == 1 ? " period" : " periods") + " of " + hours + " h; "
                + periods.get(0);
    }
}
