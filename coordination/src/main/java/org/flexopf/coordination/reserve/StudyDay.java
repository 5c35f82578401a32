package org.flexopf.coordination.reserve;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.flexopf.fleet.EvAggregator;
import org.flexopf.fleet.EvAggregator.Vehicle;
import org.flexopf.network.Range;

/**
 * What the world does on a day of a study, in quarters of an hour: prices, the TSO's request, what is drawn and fed in,
 * and the vehicles of the fleets. All of it is made from a seed; curves are smooth, and noise is added to them.
 */
final class StudyDay {

    static final int PERIODS = 96;
    static final double HOURS = 0.25;

    /** One vehicle's charger, kW. */
    static final double CHARGER = 11.0;

    /** The share of periods in which the TSO needs regulation. */
    private static final double REGULATED = 0.7;

    private final List<Double> dayAhead = new ArrayList<>();
    private final List<Double> up = new ArrayList<>();
    private final List<Double> down = new ArrayList<>();
    private final List<Double> request = new ArrayList<>();

    /**
     * A day.
     *
     * @param largestRequest the largest request in either direction, MW
     */
    StudyDay(Season season, double largestRequest, SplittableRandom random) {
        for (int t = 0; t < PERIODS; t++) {
            double hour = HOURS * t;
            double level = 45.0 + 25.0 * demandCurve(hour) - 30.0 * season.sun() * sunCurve(hour);
            dayAhead.add(level + 10.0 * random.nextDouble());
            boolean isRegulated = random.nextDouble() < REGULATED;
            boolean isShort = random.nextDouble() < season.shareShort();
            double size = random.nextDouble();
            // Who is short pays more than day-ahead, who is long gets less, down to prices below zero.
            up.add(isRegulated && isShort ? level + 40.0 + 150.0 * size * size : 0.0);
            down.add(isRegulated && !isShort ? level - 60.0 - 100.0 * size * size : level + 60.0);
            request.add(isRegulated ? (isShort ? 1.0 : -1.0) * size * largestRequest : 0.0);
        }
    }

    List<Double> request() {
        return request;
    }

    /** What is drawn at an hour as a share of the peak: a low night, a morning, and an evening with the peak. */
    static double demandCurve(double hour) {
        return 0.35 + 0.25 * bell(hour, 8.0, 2.0) + 0.15 * bell(hour, 13.0, 3.0) + 0.65 * bell(hour, 19.0, 2.5);
    }

    /** What the sun gives at an hour as a share of noon. */
    static double sunCurve(double hour) {
        return bell(hour, 13.0, 3.0);
    }

    private static double bell(double hour, double at, double width) {
        double z = (hour - at) / width;
        return Math.exp(-0.5 * z * z);
    }

    /** The fleet of an aggregator who pays a price for deviations, and earns another from drivers, per MWh. */
    EvAggregator fleet(int vehicles, double brpPrice, double retail, SplittableRandom random) {
        List<Vehicle> fleet = new ArrayList<>();
        for (int k = 0; k < vehicles; k++) {
            double capacity = 40.0 + 5.0 * random.nextInt(8);
            int departure = 24 + random.nextInt(13);
            int arrival = 64 + random.nextInt(17);
            double trip = 6.0 + random.nextInt(13);
            fleet.add(new Vehicle(
                    "vehicle " + (k + 1),
                    new Range(0.2 * capacity, capacity),
                    departure,
                    arrival,
                    trip,
                    new Range(0.0, CHARGER),
                    new Range(0.0, CHARGER),
                    1.0,
                    1.0));
        }
        return new EvAggregator(HOURS, new EvAggregator.Prices(dayAhead, up, down, brpPrice, retail), fleet);
    }
}
