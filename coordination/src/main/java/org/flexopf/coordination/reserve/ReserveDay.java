package org.flexopf.coordination.reserve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;

/**
 * A reserve market over imbalance settlement periods (ISP), behind a radial feeder.
 *
 * @param name what people call it
 * @param feeder the radial feeder; its branches' ratings are the limits, and its reference bus is the root
 * @param rules how the market is run
 * @param baseInjection what buses inject without reserve, MW by bus number, one figure per period; buses that are left
 *     out inject nothing
 * @param bids what aggregators offer
 * @param request what the TSO needs, MW, one figure per period: above zero upwards
 */
public record ReserveDay(
        String name,
        Network feeder,
        ReserveRules rules,
        Map<Integer, List<Double>> baseInjection,
        List<ReserveBid> bids,
        List<Double> request) {

    /**
     * All parts are required; maps and lists are copied.
     *
     * @throws InvalidNetworkException if the parts do not fit together, with all faults
     */
    public ReserveDay {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(feeder, "feeder");
        Objects.requireNonNull(rules, "rules");
        Map<Integer, List<Double>> injections = new TreeMap<>();
        baseInjection.forEach((bus, series) -> injections.put(bus, List.copyOf(series)));
        baseInjection = Collections.unmodifiableMap(injections);
        bids = List.copyOf(bids);
        request = List.copyOf(request);
        List<Fault> faults = new Faults(feeder, request.size()).of(rules, injections, bids, request);
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException("the reserve market '" + name + "'", faults);
        }
    }

    /** The number of periods. */
    public int periods() {
        return request.size();
    }

    /** The same market under other rules. */
    public ReserveDay withRules(ReserveRules newRules) {
        return new ReserveDay(name, feeder, newRules, baseInjection, bids, request);
    }

    @Override
    public String toString() {
        return name + ": " + periods() + " periods, " + bids.size() + " bids behind " + feeder.name();
    }

    /** What no market can be run on. */
    private static final class Faults {

        private final Network feeder;
        private final int periods;
        private final List<Fault> faults = new ArrayList<>();

        Faults(Network feeder, int periods) {
            this.feeder = feeder;
            this.periods = periods;
        }

        List<Fault> of(
                ReserveRules rules,
                Map<Integer, List<Double>> injections,
                List<ReserveBid> bids,
                List<Double> request) {
            if (!feeder.topology().isRadial() || feeder.topology().furtherReferences().length > 0) {
                fault(
                        "feeder " + feeder.name(),
                        "its branches",
                        "it is no tree with one root",
                        "open branches until it is one, or isolate the rest");
            }
            Set<Integer> buses = new HashSet<>();
            feeder.buses().forEach(bus -> buses.add(bus.id()));
            aboveZero("length of a period", rules.hours(), "hours");
            aboveZero("loading limit", rules.loadingLimit(), "of the rating");
            aboveZero("power factor", rules.powerFactor(), "MW per MVA");
            finite("the rules", "price of the DSO's flexibility", rules.dsoPrice());
            finite("the rules", "price of deviations", rules.brpPrice());
            finite("the rules", "price of reserve units upwards", rules.unitPriceUp());
            finite("the rules", "price of reserve units downwards", rules.unitPriceDown());
            injections.forEach((bus, series) -> {
                series("base injection of bus " + bus, series);
                known("the base injection", bus, buses);
            });
            series("the request", request);
            Set<String> names = new HashSet<>();
            for (ReserveBid bid : bids) {
                if (!names.add(bid.aggregator())) {
                    fault(bid.label(), "its bid", "it has one already", "give every bid a name of its own");
                }
                known(bid.label(), bid.bus(), buses);
                finite(bid.label(), "price", bid.price());
                series(bid.label() + ", volume", bid.volume());
                for (int t = 0; t < bid.volume().size(); t++) {
                    if (bid.volume().get(t) < 0.0) {
                        fault(
                                bid.label() + ", period " + (t + 1),
                                "volume " + bid.volume().get(t) + " MW",
                                "a volume is not negative",
                                "give zero or more, and the direction apart");
                    }
                }
            }
            return faults;
        }

        private void known(String element, int bus, Set<Integer> buses) {
            if (!buses.contains(bus)) {
                fault(element, "bus " + bus, "the feeder has no such bus", "add the bus or correct the number");
            }
        }

        private void series(String element, List<Double> series) {
            if (series.size() != periods) {
                fault(
                        element,
                        series.size() + " figures",
                        "the request has " + periods + " periods",
                        "give one figure per period");
            }
            for (int t = 0; t < series.size(); t++) {
                finite(element + ", period " + (t + 1), "power", series.get(t));
            }
        }

        private void finite(String element, String what, double value) {
            if (!Double.isFinite(value)) {
                fault(element, what + " " + value, "it is not finite", "give a finite number");
            }
        }

        private void aboveZero(String what, double value, String unit) {
            if (!(value > 0.0 && value < Double.POSITIVE_INFINITY)) {
                fault("the rules", what + " " + value + " " + unit, "it is not above zero", "give a number above zero");
            }
        }

        private void fault(String element, String value, String cause, String fix) {
            faults.add(new Fault(element, value, cause, fix));
        }
    }
}
