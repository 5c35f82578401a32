package org.flexopf.coordination.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Offer;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoDay;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;

/**
 * A drawn region. Its networks are the same at all hours; schedules, imbalances and offers follow the typical day.
 * Feeders are planned so that they keep their limits at the schedule of every hour; what happens otherwise, and what is
 * activated, may break them. Immutable.
 */
public final class SyntheticRegion {

    private static final String TRANSMISSION = "transmission";
    private static final double BASE_MVA = 100.0;

    private final RegionStatistics statistics;
    private final long seed;
    private final List<FeederPlan> feeders = new ArrayList<>();
    /** What flows into each feeder at the schedule, by feeder and hour, MW. */
    private final double[][] flows;

    private final List<Stock> singles = new ArrayList<>();
    private final TransmissionPlan transmission;
    private final double[] unitPower;
    private final double[] x;
    private final double[] ratings;

    SyntheticRegion(RegionStatistics statistics, long seed) {
        this.statistics = statistics;
        this.seed = seed;
        FeederStatistics wanted = statistics.feeders();
        this.flows = new double[wanted.detailed()][];
        for (int k = 0; k < wanted.detailed(); k++) {
            FeederPlan plan = FeederPlan.draw(statistics, seed, k);
            flows[k] = FeederPlanner.plan(plan, wanted);
            feeders.add(plan);
        }
        for (int k = 0; k < wanted.single(); k++) {
            singles.add(single(k));
        }
        this.transmission = new TransmissionPlan(statistics, seed);
        this.unitPower = unitPower();
        this.x = reactances();
        this.ratings = ratings();
    }

    /** A feeder as a single bus: as many customers and devices as a detailed one has. */
    private Stock single(int number) {
        Draws draws = new Draws(seed, "single", number);
        FeederStatistics wanted = statistics.feeders();
        Stock stock = Stock.ofCustomers(statistics, wanted.customersPerBus() * (wanted.buses() - 1), draws);
        for (int kind = 0; kind < statistics.devices().size(); kind++) {
            double expected = statistics.devices().get(kind).perCustomer() * stock.allCustomers();
            stock.place(statistics, kind, expected, draws);
        }
        return stock;
    }

    /** What all feeders draw at the schedule of an hour, MW. */
    private double demand(int hour) {
        double sum = 0.0;
        for (double[] flow : flows) {
            sum += flow[hour];
        }
        for (Stock single : singles) {
            sum += single.demand(statistics, hour) - single.output(statistics, hour);
        }
        return sum;
    }

    private double[] unitPower() {
        double most = 1.0;
        for (int hour = 0; hour < RegionStatistics.HOURS; hour++) {
            most = Math.max(most, demand(hour));
        }
        double all = statistics.transmission().units().margin() * most;
        return Arrays.stream(transmission.unitShare)
                .map(share -> Draws.written(share * all))
                .toArray();
    }

    private double[] reactances() {
        TransmissionStatistics wanted = statistics.transmission();
        double ohm = wanted.kv() * wanted.kv() / BASE_MVA;
        return Arrays.stream(transmission.km)
                .map(length -> Math.max(1e-6, Draws.written(wanted.ohmPerKm() * length / ohm)))
                .toArray();
    }

    /**
     * What each power station injects at the schedule of an hour, MW: all of them the least, and the cheapest up to
     * their power until demand is served. What they cannot do is exchanged at the reference.
     */
    private double[] unitOutput(int hour) {
        double[] output = new double[unitPower.length];
        double missing = demand(hour);
        for (int u = 0; u < output.length; u++) {
            output[u] = Draws.written(statistics.transmission().units().least() * unitPower[u]);
            missing -= output[u];
        }
        List<Integer> order = IntStream.range(0, output.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer u) -> transmission.unitCost[u])
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        for (int u : order) {
            double more = Draws.written(Math.max(0.0, Math.min(unitPower[u] - output[u], missing)));
            output[u] = Draws.written(output[u] + more);
            missing -= more;
        }
        return output;
    }

    /** Scheduled injections at transmission buses without detailed feeders, MW: balanced with what flows into those. */
    private double[] schedule(int hour) {
        double[] injections = new double[transmission.buses];
        double[] output = unitOutput(hour);
        for (int u = 0; u < unitPower.length; u++) {
            injections[transmission.units[u]] += output[u];
        }
        for (int k = 0; k < singles.size(); k++) {
            injections[interfaceOf(feeders.size() + k)] +=
                    singles.get(k).output(statistics, hour) - singles.get(k).demand(statistics, hour);
        }
        double balance = 0.0;
        for (double[] flow : flows) {
            balance += flow[hour];
        }
        for (int i = 0; i < injections.length; i++) {
            injections[i] = Draws.written(injections[i]);
            balance -= injections[i];
        }
        injections[0] = Draws.written(injections[0] + balance);
        return injections;
    }

    private int interfaceOf(int feeder) {
        return transmission.interfaces[feeder];
    }

    private double[] ratings() {
        TransmissionStatistics wanted = statistics.transmission();
        DcFlows dc = new DcFlows(transmission.buses, transmission.lines, x);
        double[] largest = new double[x.length];
        for (int hour = 0; hour < RegionStatistics.HOURS; hour++) {
            double[] injections = schedule(hour);
            for (int k = 0; k < feeders.size(); k++) {
                injections[interfaceOf(k)] -= flows[k][hour];
            }
            double[] carried = dc.flows(injections);
            for (int b = 0; b < carried.length; b++) {
                largest[b] = Math.max(largest[b], Math.abs(carried[b]));
            }
        }
        double[] rated = new double[x.length];
        Arrays.setAll(rated, b -> Math.max(wanted.leastRating(), Math.ceil(wanted.margin() * largest[b])));
        return rated;
    }

    /** What it was drawn from. */
    public RegionStatistics statistics() {
        return statistics;
    }

    /** What was drawn, against what was asked for. */
    public Census census() {
        return Census.of(statistics, feeders, singles);
    }

    /**
     * The system in an hour.
     *
     * @param hour 0 to 23
     * @throws IllegalArgumentException if the day has no such hour
     */
    public TsoDsoSystem system(int hour) {
        if (hour < 0 || hour >= RegionStatistics.HOURS) {
            throw new IllegalArgumentException("a day has no hour " + hour + "; give one from 0 to 23");
        }
        Weather weather = new Weather(statistics, seed, hour);
        List<Feeder> joined = new ArrayList<>();
        for (int k = 0; k < feeders.size(); k++) {
            Area area = feeders.get(k).area(weather, seed);
            joined.add(new Feeder(area, interfaceOf(k) + 1, flows[k][hour]));
        }
        return new TsoDsoSystem(
                statistics.name() + ", seed " + seed + ", hour " + hour,
                statistics.currency(),
                statistics.dayAheadPrice(hour),
                transmission(weather),
                joined,
                List.of(),
                List.of());
    }

    /** All hours of the day. */
    public TsoDsoDay day() {
        List<TsoDsoSystem> periods = new ArrayList<>();
        for (int hour = 0; hour < RegionStatistics.HOURS; hour++) {
            periods.add(system(hour));
        }
        return new TsoDsoDay(statistics.name() + ", seed " + seed, 1.0, periods);
    }

    private Area transmission(Weather weather) {
        int hour = weather.hour();
        double[] injections = schedule(hour);
        double[] imbalance = new double[injections.length];
        List<Resource> resources = new ArrayList<>();
        TransmissionStatistics.Units wanted = statistics.transmission().units();
        double[] output = unitOutput(hour);
        for (int u = 0; u < unitPower.length; u++) {
            double down = Math.max(0.0, Draws.written(output[u] - wanted.least() * unitPower[u]));
            resources.add(Resource.of(
                    FeederPlan.name("G", u),
                    transmission.units[u] + 1,
                    new Offer(
                            Math.max(0.0, Draws.written(unitPower[u] - output[u])),
                            Draws.written(transmission.unitCost[u] + wanted.premium())),
                    new Offer(down, Draws.written(wanted.premium() - transmission.unitCost[u]))));
        }
        for (int k = 0; k < singles.size(); k++) {
            int bus = interfaceOf(feeders.size() + k);
            Draws local = new Draws(seed, "error of single " + k, hour);
            imbalance[bus] += singles.get(k).imbalance(statistics, weather, local);
            resources.addAll(singles.get(k).resources(statistics, FeederPlan.name("S", k), bus + 1, hour, false));
        }
        return new Area(TRANSMISSION, network(injections), imbalance, resources);
    }

    private Network network(double[] injections) {
        NetworkBuilder network = Network.builder(TRANSMISSION, BASE_MVA);
        for (int i = 0; i < injections.length; i++) {
            network.bus(i == 0 ? Bus.reference(1, 1.0) : Bus.of(i + 1))
                    .load(Load.of(i + 1, i + 1, 0.0 - injections[i], 0.0));
        }
        for (int b = 0; b < x.length; b++) {
            int[] line = transmission.lines.get(b);
            network.branch(
                    Branch.line(b + 1, line[0] + 1, line[1] + 1, 0.0, x[b]).withRating(ratings[b]));
        }
        return network.build();
    }

    @Override
    public String toString() {
        return statistics + ", seed " + seed;
    }
}
