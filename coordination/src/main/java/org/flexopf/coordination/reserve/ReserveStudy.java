package org.flexopf.coordination.reserve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.flexopf.coordination.Direction;
import org.flexopf.fleet.EvAggregator;
import org.flexopf.fleet.EvAggregator.VehiclePlan;

/**
 * A reserve market over days, on a feeder and with fleets that are made from a seed: what the schemes do to volumes,
 * profits and the loading of lines, by season and by what deviations cost. Immutable; the same seed gives the same.
 *
 * <p>Each fleet plans every day anew, from full batteries to full batteries, and knows the day's prices; what it plans
 * as services it offers, at its own price. What the market does not take is not made up for in the plan. Facts of the
 * source (arXiv 2502.08782): ten aggregators of 100 vehicles, lines loaded to 95 %, a feeder of some 180 buses. Its
 * network, its prices and its table of bids are not public to us: those here are our own, and the feeder is one of the
 * region {@code valley}.
 */
public final class ReserveStudy {

    private static final BidTable BIDS = new BidTable(
            List.of(62.0, 70.0, 78.0, 86.0, 94.0, 102.0, 110.0, 118.0, 126.0, 134.0),
            List.of(-42.0, -45.0, -48.0, -51.0, -54.0, -57.0, -60.0, -63.0, -66.0, -69.0));

    private static final double RETAIL = 85.0;

    /** The largest request as a share of what all fleets can give. */
    private static final double LARGEST_REQUEST = 0.6;

    private final long seed;
    private final int days;
    private final int buses;
    private final int fleets;
    private final int vehicles;
    private final List<Double> brpPrices;
    private final BidTable bidTable;

    /**
     * At which prices fleets bid, currency per MWh. The first fleet bids at the first price, and so on; if there are
     * more fleets than prices, the table begins again.
     *
     * @param up what the TSO pays upwards
     * @param down what the fleet pays downwards: below zero, the TSO pays it
     */
    public record BidTable(List<Double> up, List<Double> down) {

        /**
         * The lists are copied.
         *
         * @throws IllegalArgumentException if one is empty, or has a number that is not finite
         */
        public BidTable {
            up = List.copyOf(up);
            down = List.copyOf(down);
            for (List<Double> prices : List.of(up, down)) {
                if (prices.isEmpty() || !prices.stream().allMatch(Double::isFinite)) {
                    throw new IllegalArgumentException(
                            "bids at the prices " + prices + "; give one finite price or more" + " for each direction");
                }
            }
        }

        /** The same with other prices upwards. */
        public BidTable withUp(List<Double> prices) {
            return new BidTable(prices, down);
        }

        /** The same with other prices downwards. */
        public BidTable withDown(List<Double> prices) {
            return new BidTable(up, prices);
        }

        double up(int fleet) {
            return up.get(fleet % up.size());
        }

        double down(int fleet) {
            return down.get(fleet % down.size());
        }
    }

    private ReserveStudy(
            long seed, int days, int buses, int fleets, int vehicles, List<Double> brpPrices, BidTable bidTable) {
        this.seed = seed;
        this.days = atLeastOne("days", days);
        this.buses = buses;
        this.fleets = atLeastOne("fleets", fleets);
        this.vehicles = atLeastOne("vehicles", vehicles);
        this.brpPrices = List.copyOf(brpPrices);
        this.bidTable = bidTable;
        if (brpPrices.isEmpty() || !brpPrices.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "deviations at the prices " + brpPrices + "; give one finite price or more");
        }
        if (buses < 8) {
            throw new IllegalArgumentException("a feeder with laterals needs 8 buses or more, got " + buses);
        }
    }

    private static int atLeastOne(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("a study needs at least 1 of its " + what + ", got " + number);
        }
        return number;
    }

    /** A week on 180 buses with ten fleets of 100 vehicles, at 10, 30 and 50 per MWh of deviation. */
    public static ReserveStudy of(long seed) {
        return new ReserveStudy(seed, 7, 180, 10, 100, List.of(10.0, 30.0, 50.0), BIDS);
    }

    /** The same over another number of days. */
    public ReserveStudy withDays(int number) {
        return new ReserveStudy(seed, number, buses, fleets, vehicles, brpPrices, bidTable);
    }

    /** The same on a feeder with another number of buses. */
    public ReserveStudy withBuses(int number) {
        return new ReserveStudy(seed, days, number, fleets, vehicles, brpPrices, bidTable);
    }

    /** The same with another number of fleets. */
    public ReserveStudy withFleets(int number) {
        return new ReserveStudy(seed, days, buses, number, vehicles, brpPrices, bidTable);
    }

    /** The same with another number of vehicles in each fleet. */
    public ReserveStudy withVehicles(int number) {
        return new ReserveStudy(seed, days, buses, fleets, number, brpPrices, bidTable);
    }

    /** The same with other prices of deviations, currency per MWh. */
    public ReserveStudy withBrpPrices(List<Double> prices) {
        return new ReserveStudy(seed, days, buses, fleets, vehicles, prices, bidTable);
    }

    /** The same with other prices of the bids. */
    public ReserveStudy withBidTable(BidTable table) {
        return new ReserveStudy(seed, days, buses, fleets, vehicles, brpPrices, table);
    }

    /** At which prices fleets bid. */
    public BidTable bidTable() {
        return bidTable;
    }

    /**
     * A line of a study's table.
     *
     * @param season the season
     * @param brpPrice what deviations cost, currency per MWh
     * @param plannedProfit what the fleets' plans promise, before any market: services and charging, currency
     * @param outcomes what becomes of the whole time under each scheme, in the order of {@link ReserveScheme}
     */
    public record Row(Season season, double brpPrice, double plannedProfit, List<ReserveOutcome> outcomes) {

        /** The list is copied. */
        public Row {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Runs all seasons and prices. */
    public List<Row> run() {
        double fleetPower = vehicles * StudyDay.CHARGER / 1000.0;
        StudyFeeder feeder = StudyFeeder.of(buses, fleets, fleetPower, ReserveRules.defaults(), seed);
        List<Row> rows = new ArrayList<>();
        for (Season season : Season.values()) {
            for (double brpPrice : brpPrices) {
                rows.add(row(feeder, season, brpPrice));
            }
        }
        return rows;
    }

    private Row row(StudyFeeder feeder, Season season, double brpPrice) {
        Map<ReserveScheme, List<IspOutcome>> periods = new EnumMap<>(ReserveScheme.class);
        double planned = 0.0;
        ReserveRules rules = ReserveRules.defaults().withBrpPrice(brpPrice);
        for (int d = 0; d < days; d++) {
            // The same day at every price, and the same vehicles in every season.
            SplittableRandom random = new SplittableRandom(seed * 1000 + 10L * d + season.ordinal());
            StudyDay day = new StudyDay(season, LARGEST_REQUEST * feeder.fleetsPower(), random);
            Map<Integer, List<Double>> base = feeder.injections(season);
            List<ReserveBid> bids = new ArrayList<>();
            for (int f = 0; f < fleets; f++) {
                EvAggregator fleet =
                        day.fleet(vehicles, brpPrice, RETAIL, new SplittableRandom(seed * 1000 + 7L * f + 3));
                EvAggregator.Plan plan = fleet.plan(EvAggregator.Retail.NET);
                planned += plan.profit();
                offer(f, feeder.fleetBus(f), plan, bids, base);
            }
            ReserveDay market = new ReserveDay(
                    "day " + (d + 1) + " of " + season.name().toLowerCase(Locale.ROOT),
                    feeder.network(),
                    rules,
                    base,
                    bids,
                    day.request());
            for (ReserveScheme scheme : ReserveScheme.values()) {
                periods.computeIfAbsent(scheme, key -> new ArrayList<>())
                        .addAll(ReserveMarket.of(market).clear(scheme).periods());
            }
        }
        List<ReserveOutcome> outcomes = new ArrayList<>();
        for (ReserveScheme scheme : ReserveScheme.values()) {
            outcomes.add(new ReserveOutcome(scheme, rules.hours(), periods.get(scheme)));
        }
        return new Row(season, brpPrice, planned, outcomes);
    }

    /** A fleet's plan as bids; what it buys day-ahead is drawn whatever the market does. */
    private void offer(
            int fleet, int bus, EvAggregator.Plan plan, List<ReserveBid> bids, Map<Integer, List<Double>> base) {
        double[] up = new double[StudyDay.PERIODS];
        double[] down = new double[StudyDay.PERIODS];
        List<Double> drawn = new ArrayList<>(base.get(bus));
        for (int t = 0; t < StudyDay.PERIODS; t++) {
            for (VehiclePlan vehicle : plan.vehicles()) {
                up[t] += megawatts(vehicle.up().get(t));
                down[t] += megawatts(vehicle.down().get(t));
                drawn.set(t, drawn.get(t) - megawatts(vehicle.dayAhead().get(t)));
            }
        }
        base.put(bus, drawn);
        String name = "A" + (fleet + 1);
        bids.add(new ReserveBid(name + " up", bus, Direction.UP, bidTable.up(fleet), listed(up)));
        bids.add(new ReserveBid(name + " down", bus, Direction.DOWN, bidTable.down(fleet), listed(down)));
    }

    private static double megawatts(double kilowattHours) {
        return kilowattHours / (1000.0 * StudyDay.HOURS);
    }

    private static List<Double> listed(double[] series) {
        List<Double> list = new ArrayList<>();
        for (double value : series) {
            list.add(value);
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    public String toString() {
        return "a study of " + days + " days on " + buses + " buses with " + fleets + " fleets of " + vehicles
                + " vehicles, seed " + seed;
    }
}
