package org.flexopf.coordination.synthetic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;

/** Everything that is wrong with statistics, as it is found. */
final class StatisticsFaults {

    private static final int MOST_BUSES = 50_000;
    private static final int MOST_FEEDER_BUSES = 5_000;
    private static final int MOST_UNITS = 10;
    private static final int MOST_CUSTOMERS = 100_000;
    private static final int MOST_DEVICES = 100;

    private static final double ROUNDING = 1e-6;

    private final List<Fault> faults = new ArrayList<>();

    private StatisticsFaults() {}

    static void require(
            String name,
            double[] dayAheadPrice,
            TransmissionStatistics transmission,
            FeederStatistics feeders,
            List<Conductor> conductors,
            List<CustomerClass> customers,
            List<DeviceKind> devices) {
        StatisticsFaults found = new StatisticsFaults();
        found.profile("the region", "day-ahead price", dayAheadPrice);
        found.transmission(transmission, feeders);
        found.feeders(feeders);
        found.shares("conductors", conductors.stream().map(Conductor::share).toList());
        found.shares("customers", customers.stream().map(CustomerClass::share).toList());
        Set<String> names = new HashSet<>();
        for (Conductor conductor : conductors) {
            String element = "conductor " + conductor.name();
            found.unique(element, conductor.name(), names);
            found.notNegative(element, "resistance", conductor.ohmPerKm());
            found.notNegative(element, "reactance", conductor.reactancePerKm());
            found.positive(element, "current", conductor.ampere());
            found.spread(element, "length", conductor.km(), true);
        }
        for (CustomerClass customer : customers) {
            String element = "customers " + customer.name();
            found.unique(element, customer.name(), names);
            found.spread(element, "peak", customer.peakKw(), true);
            found.share(element, "power factor", customer.powerFactor());
            found.profile(element, "profile", customer.profile());
            for (double share : customer.profile()) {
                found.notNegative(element, "profile", share);
            }
            found.errors(element, customer.errors());
        }
        for (DeviceKind kind : devices) {
            found.device(kind, names);
        }
        if (!found.faults.isEmpty()) {
            throw new InvalidNetworkException("statistics of " + name, found.faults);
        }
    }

    private void transmission(TransmissionStatistics transmission, FeederStatistics feeders) {
        String element = "transmission";
        int needed = feeders.detailed() + feeders.single();
        if (transmission.buses() < Math.max(2, needed)) {
            fault(
                    element,
                    transmission.buses() + " buses",
                    needed + " feeders need a bus each, and a network two",
                    "give more buses or fewer feeders");
        }
        atMost(element, "buses", transmission.buses(), MOST_BUSES);
        if (!(transmission.linesPerBus() >= 1.0 && transmission.linesPerBus() <= 3.0)) {
            fault(element, transmission.linesPerBus() + " lines per bus", "it is a plane network", "give 1 to 3");
        }
        positive(element, "nominal voltage", transmission.kv());
        positive(element, "reactance", transmission.ohmPerKm());
        positive(element, "side of the region", transmission.sideKm());
        positive(element, "least rating", transmission.leastRating());
        positive(element, "margin of ratings", transmission.margin());
        TransmissionStatistics.Units units = transmission.units();
        positive(element, "units per bus", units.perBus());
        atMost(element, "units per bus", units.perBus(), MOST_UNITS);
        positive(element, "margin of units", units.margin());
        share(element, "least output of units", units.least());
        notNegative(element, "deviation of units", units.deviation());
        spread(element, "cost of units", units.cost(), false);
        notNegative(element, "premium of units", units.premium());
    }

    private void feeders(FeederStatistics feeders) {
        String element = "feeders";
        notNegative(element, "number of detailed ones", feeders.detailed());
        notNegative(element, "number of single ones", feeders.single());
        if (feeders.buses() < 2) {
            fault(element, feeders.buses() + " buses", "a feeder has a root and something behind it", "give 2 or more");
        }
        atMost(element, "buses", feeders.buses(), MOST_FEEDER_BUSES);
        positive(element, "customers per bus", feeders.customersPerBus());
        atMost(element, "customers per bus", feeders.customersPerBus(), MOST_CUSTOMERS);
        share(element, "branching", feeders.branching());
        positive(element, "nominal voltage", feeders.kv());
        positive(element, "base", feeders.baseMva());
        if (!(feeders.vMin() > 0.0 && feeders.vMin() < feeders.voltage() && feeders.voltage() < feeders.vMax())) {
            fault(
                    element,
                    "voltage " + feeders.voltage() + " in " + feeders.vMin() + " to " + feeders.vMax() + " p.u.",
                    "the root lies within the limits of its feeder",
                    "give limits around it");
        }
        if (!(feeders.loading() > 0.0 && feeders.loading() <= 1.0)) {
            fault(element, "loading " + feeders.loading(), "it is a share of ratings", "give more than 0, at most 1");
        }
    }

    private void device(DeviceKind kind, Set<String> names) {
        String element = "devices " + kind.name();
        unique(element, kind.name(), names);
        notNegative(element, "number per customer", kind.perCustomer());
        atMost(element, "number per customer", kind.perCustomer(), MOST_DEVICES);
        spread(element, "power", kind.kw(), true);
        notNegative(element, "reactive power", kind.reactive());
        errors(element, kind.errors());
        offer(element, "up", kind.up());
        offer(element, "down", kind.down());
        profile(element, "typical output", kind.typical());
        profile(element, "least output", kind.least());
        profile(element, "most output", kind.most());
        double[] typical = kind.typical();
        for (int t = 0; t < Math.min(RegionStatistics.HOURS, typical.length); t++) {
            if (kind.least().length > t
                    && kind.most().length > t
                    && !(kind.least()[t] <= typical[t] && typical[t] <= kind.most()[t])) {
                fault(
                        element,
                        String.format(
                                Locale.ROOT,
                                "hour %d: typical %s, least %s, most %s",
                                t,
                                typical[t],
                                kind.least()[t],
                                kind.most()[t]),
                        "the typical output lies outside of what is possible",
                        "give least and most around it");
            }
        }
    }

    private void offer(String element, String way, OfferRule offer) {
        share(element, "share offered " + way, offer.share());
        share(element, "share of the day-ahead price " + way, offer.dayAhead());
        spread(element, "price " + way, offer.price(), false);
    }

    private void errors(String element, ForecastErrors errors) {
        notNegative(element, "common error", errors.common());
        notNegative(element, "local error", errors.local());
    }

    private void shares(String element, List<Double> shares) {
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        if (!(Math.abs(sum - 1.0) <= ROUNDING) || shares.stream().anyMatch(share -> !(share >= 0.0))) {
            fault(element, "shares " + shares, "they add up to " + sum, "give shares of zero or more that add up to 1");
        }
    }

    private void profile(String element, String what, double[] profile) {
        if (profile.length != RegionStatistics.HOURS) {
            fault(element, what + " of " + profile.length + " hours", "a day has 24", "give a number for each hour");
        }
        for (double value : profile) {
            if (!Double.isFinite(value)) {
                fault(element, what + " " + value, "the number is not finite", "give a finite number");
                return;
            }
        }
    }

    private void spread(String element, String what, Spread spread, boolean positive) {
        if (positive) {
            positive(element, "mean " + what, spread.mean());
        } else if (!Double.isFinite(spread.mean())) {
            fault(element, "mean " + what + " " + spread.mean(), "the number is not finite", "give a finite number");
        }
        notNegative(element, "deviation of " + what, spread.deviation());
    }

    private void unique(String element, String name, Set<String> names) {
        if (!names.add(name)) {
            fault(element, "name " + name, "this name occurs more than once", "give each a name of its own");
        }
    }

    private void share(String element, String what, double value) {
        if (!(value >= 0.0 && value <= 1.0)) {
            fault(element, what + " " + value, "it is a share", "give 0 to 1");
        }
    }

    private void positive(String element, String what, double value) {
        if (!(value > 0.0 && value < Double.POSITIVE_INFINITY)) {
            fault(element, what + " " + value, "it is not above zero", "give a finite number above zero");
        }
    }

    private void notNegative(String element, String what, double value) {
        if (!(value >= 0.0 && value < Double.POSITIVE_INFINITY)) {
            fault(element, what + " " + value, "it counts from zero", "give a finite number of zero or more");
        }
    }

    /** Sizes are bounded, so that a slip of the keyboard is told and not drawn for days. */
    private void atMost(String element, String what, double value, double most) {
        if (value > most) {
            fault(element, value + " " + what, "it is more than can be drawn", "give at most " + most);
        }
    }

    private void fault(String element, String value, String cause, String fix) {
        faults.add(new Fault(element, value, cause, fix));
    }
}
