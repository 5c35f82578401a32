package org.flexopf.coordination.reserve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.synthetic.RegionGenerator;
import org.flexopf.coordination.synthetic.RegionStatistics;
import org.flexopf.coordination.synthetic.Regions;
import org.flexopf.coordination.synthetic.SyntheticRegion;
import org.flexopf.network.Branch;
import org.flexopf.network.Load;
import org.flexopf.network.Network;

/**
 * The feeder of a study: one of the synthetic region {@code valley}, with fleets at the ends of its laterals. Lines are
 * doubled, tripled and so on until they carry demand and sun of every hour together with a share of the fleets behind
 * them, so that all of a fleet at the wrong time is what may overload them.
 */
final class StudyFeeder {

    private static final String REGION = "valley";

    /** The share of a fleet's power that lines are laid for. */
    private static final double COINCIDENCE = 0.75;

    private final Network network;
    /** What is drawn at the peak of the year and what the sun gives at its best, MW by hour and bus (by index). */
    private final double[][] demand;

    private final double[][] sun;
    private final int[] fleets;
    private final double fleetPower;

    private StudyFeeder(Network network, double[][] demand, double[][] sun, int[] fleets, double fleetPower) {
        this.network = network;
        this.demand = demand;
        this.sun = sun;
        this.fleets = fleets;
        this.fleetPower = fleetPower;
    }

    /**
     * A feeder of so many buses, the first of which is its root.
     *
     * @param fleetPower what each fleet can draw, MW
     */
    static StudyFeeder of(int buses, int fleetCount, double fleetPower, ReserveRules rules, long seed) {
        RegionStatistics statistics = Regions.load(REGION);
        SyntheticRegion region = RegionGenerator.of(
                        statistics.withFeeders(statistics.feeders().withBuses(buses)))
                .withSeed(seed)
                .generate();
        Network network = null;
        double[][] demand = new double[RegionStatistics.HOURS][buses];
        double[][] sun = new double[RegionStatistics.HOURS][buses];
        for (int hour = 0; hour < RegionStatistics.HOURS; hour++) {
            Area area = region.system(hour).feeders().get(0).area();
            network = area.network();
            for (Load load : network.loads()) {
                demand[hour][network.busIndex(load.bus())] += load.p();
            }
            for (Resource panels : area.resources()) {
                sun[hour][network.busIndex(panels.bus())] += panels.p();
            }
        }
        int[] fleets = fleets(network, fleetCount, new SplittableRandom(seed));
        double[] laidFor = new double[buses];
        for (int bus : fleets) {
            laidFor[network.busIndex(bus)] += COINCIDENCE * fleetPower;
        }
        return new StudyFeeder(doubled(network, rules, demand, sun, laidFor), demand, sun, fleets, fleetPower);
    }

    /** The network with as many circuits of each line as it needs for any hour of the year and the fleets behind it. */
    private static Network doubled(
            Network network, ReserveRules rules, double[][] demand, double[][] sun, double[] fleets) {
        FeederFlows flows = new FeederFlows(network, rules);
        double[] most = new double[flows.branches()];
        for (Season season : Season.values()) {
            for (int hour = 0; hour < RegionStatistics.HOURS; hour++) {
                double[] injection = new double[fleets.length];
                for (int bus = 0; bus < injection.length; bus++) {
                    injection[bus] = season.sun() * sun[hour][bus] - season.demand() * demand[hour][bus];
                }
                double[] flow = flows.of(injection);
                for (int b = 0; b < most.length; b++) {
                    most[b] = Math.max(most[b], Math.abs(flow[b]));
                }
            }
        }
        double[] drawn = flows.of(fleets);
        return network.toBuilder()
                .mapBranches(line -> {
                    int b = network.branchIndex(line.id());
                    double circuits = Math.max(1.0, Math.ceil((most[b] + Math.abs(drawn[b])) / flows.limit(b)));
                    return Branch.line(
                                    line.id(), line.fromBus(), line.toBus(), line.r() / circuits, line.x() / circuits)
                            .withRating(line.rating() * circuits);
                })
                .build();
    }

    /** The numbers of the fleets' buses: ends of laterals, drawn without repetition as long as there are enough. */
    private static int[] fleets(Network network, int count, SplittableRandom random) {
        boolean[] goesOn = new boolean[network.buses().size()];
        for (int bus = 1; bus < goesOn.length; bus++) {
            goesOn[network.topology().parentBus(bus)] = true;
        }
        List<Integer> ends = new ArrayList<>();
        int[] fleets = new int[count];
        for (int f = 0; f < count; f++) {
            if (ends.isEmpty()) {
                for (int bus = 1; bus < goesOn.length; bus++) {
                    if (!goesOn[bus]) {
                        ends.add(network.buses().get(bus).id());
                    }
                }
            }
            fleets[f] = ends.remove(random.nextInt(ends.size()));
        }
        return fleets;
    }

    /** The feeder. */
    Network network() {
        return network;
    }

    /** What all fleets can draw, MW. */
    double fleetsPower() {
        return fleets.length * fleetPower;
    }

    /** The number of the bus of a fleet, counted from 0. */
    int fleetBus(int fleet) {
        return fleets[fleet];
    }

    /** What buses inject without fleets in the periods of a day of a season, MW by bus number. */
    Map<Integer, List<Double>> injections(Season season) {
        Map<Integer, List<Double>> injections = new TreeMap<>();
        for (int bus = 1; bus < network.buses().size(); bus++) {
            List<Double> series = new ArrayList<>();
            for (int t = 0; t < StudyDay.PERIODS; t++) {
                double hour = t * StudyDay.HOURS;
                series.add(season.sun() * at(sun, bus, hour) - season.demand() * at(demand, bus, hour));
            }
            injections.put(network.buses().get(bus).id(), series);
        }
        return injections;
    }

    /** Between two hours a straight line; after the last one comes the first. */
    private static double at(double[][] byHour, int bus, double hour) {
        int before = (int) hour;
        double share = hour - before;
        return (1.0 - share) * byHour[before][bus] + share * byHour[(before + 1) % byHour.length][bus];
    }
}
