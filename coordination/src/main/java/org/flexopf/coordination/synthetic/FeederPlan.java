package org.flexopf.coordination.synthetic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Resource;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;

/**
 * A feeder as it is drawn: a tree of lines, and what stands at its buses. Bus 0 is the root, which serves nobody, and
 * the line to a bus has the number of the bus.
 */
final class FeederPlan {

    private static final double SQRT_3 = StrictMath.sqrt(3.0);

    final String name;
    final int[] parent;
    final int[] conductor;
    final double[] km;
    /** Parallel circuits of each line. */
    final int[] circuits;

    final double[] kmFromRoot;
    final Stock[] stock;
    private final RegionStatistics statistics;

    private FeederPlan(RegionStatistics statistics, String name) {
        int buses = statistics.feeders().buses();
        this.statistics = statistics;
        this.name = name;
        this.parent = new int[buses];
        this.conductor = new int[buses];
        this.km = new double[buses];
        this.circuits = new int[buses];
        this.kmFromRoot = new double[buses];
        this.stock = new Stock[buses];
    }

    /**
     * Draws a feeder.
     *
     * @param number a number of its own in the region
     */
    static FeederPlan draw(RegionStatistics statistics, long seed, int number) {
        FeederPlan plan = new FeederPlan(statistics, name("F", number));
        Draws draws = new Draws(seed, "feeder", number);
        plan.grow(draws);
        plan.settle(draws);
        plan.lay(draws);
        plan.equip(draws);
        return plan;
    }

    /** Such as {@code F007}. */
    static String name(String letter, int number) {
        String digits = String.valueOf(number + 1);
        return letter + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
    }

    /** Each bus follows the one before, or a lateral begins at an earlier one. */
    private void grow(Draws draws) {
        parent[0] = -1;
        for (int i = 1; i < parent.length; i++) {
            boolean goesOn = draws.uniform() >= statistics.feeders().branching();
            parent[i] = goesOn ? i - 1 : draws.below(i);
        }
    }

    private void settle(Draws draws) {
        stock[0] = Stock.ofCustomers(statistics, 0.0, draws);
        for (int i = 1; i < stock.length; i++) {
            stock[i] = Stock.ofCustomers(statistics, statistics.feeders().customersPerBus(), draws);
        }
    }

    /** Types of lines are drawn by their shares; the largest of them go where most is behind. */
    private void lay(Draws draws) {
        double[] behind = new double[parent.length];
        for (int i = parent.length - 1; i > 0; i--) {
            behind[i] += stock[i].allPeaks();
            behind[parent[i]] += behind[i];
        }
        List<Integer> types = new ArrayList<>();
        for (int i = 1; i < parent.length; i++) {
            types.add(type(draws.uniform()));
        }
        types.sort(Comparator.comparingDouble(
                        (Integer type) -> -statistics.conductors().get(type).ampere())
                .thenComparing(Comparator.naturalOrder()));
        List<Integer> lines = IntStream.range(1, parent.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -behind[i]).thenComparing(Comparator.naturalOrder()))
                .toList();
        for (int k = 0; k < lines.size(); k++) {
            conductor[lines.get(k)] = types.get(k);
        }
        for (int i = 1; i < parent.length; i++) {
            km[i] = draws.positive(statistics.conductors().get(conductor[i]).km());
            kmFromRoot[i] = kmFromRoot[parent[i]] + km[i];
            circuits[i] = 1;
        }
    }

    private int type(double share) {
        double sum = 0.0;
        int last = statistics.conductors().size() - 1;
        for (int type = 0; type < last; type++) {
            sum += statistics.conductors().get(type).share();
            if (share < sum) {
                return type;
            }
        }
        return last;
    }

    /** Devices stand where customers are, by the placement of their kind. */
    private void equip(Draws draws) {
        double farthest = 0.0;
        for (double distance : kmFromRoot) {
            farthest = Math.max(farthest, distance);
        }
        for (int kind = 0; kind < statistics.devices().size(); kind++) {
            DeviceKind device = statistics.devices().get(kind);
            double customers = 0.0;
            double weighted = 0.0;
            for (int i = 1; i < stock.length; i++) {
                customers += stock[i].allCustomers();
                weighted += stock[i].allCustomers() * device.placement().weight(kmFromRoot[i], farthest);
            }
            double scale = weighted > 0.0 ? device.perCustomer() * customers / weighted : 0.0;
            for (int i = 1; i < stock.length; i++) {
                double expected =
                        scale * stock[i].allCustomers() * device.placement().weight(kmFromRoot[i], farthest);
                stock[i].place(statistics, kind, expected, draws);
            }
        }
    }

    /** What a line carries, MVA. */
    double rating(int line) {
        double ampere = statistics.conductors().get(conductor[line]).ampere();
        return Draws.written(SQRT_3 * statistics.feeders().kv() * 1e-3 * ampere * circuits[line]);
    }

    /** The network with the scheduled demand of an hour; bus numbers count from 1. */
    Network network(int hour) {
        FeederStatistics feeders = statistics.feeders();
        double ohm = feeders.kv() * feeders.kv() / feeders.baseMva();
        NetworkBuilder network = Network.builder(name, feeders.baseMva());
        for (int i = 0; i < parent.length; i++) {
            network.bus(
                            i == 0
                                    ? Bus.reference(1, feeders.voltage())
                                    : Bus.of(i + 1)
                                            .withType(BusType.PQ)
                                            .withVoltageLimits(feeders.vMin(), feeders.vMax()))
                    .load(Load.of(
                            i + 1,
                            i + 1,
                            stock[i].demand(statistics, hour),
                            stock[i].reactiveDemand(statistics, hour)));
        }
        for (int i = 1; i < parent.length; i++) {
            Conductor type = statistics.conductors().get(conductor[i]);
            double share = km[i] / (ohm * circuits[i]);
            network.branch(Branch.line(
                            i,
                            parent[i] + 1,
                            i + 1,
                            Draws.written(1e3 * type.ohmPerKm() * share) / 1e3,
                            Draws.written(1e3 * type.reactancePerKm() * share) / 1e3)
                    .withRating(rating(i)));
        }
        return network.build();
    }

    /** Network, resources and imbalances of an hour. */
    Area area(Weather weather, long seed) {
        int hour = weather.hour();
        Draws local = new Draws(seed, "error " + name, hour);
        List<Resource> resources = new ArrayList<>();
        double[] imbalance = new double[parent.length];
        for (int i = 1; i < parent.length; i++) {
            resources.addAll(stock[i].resources(statistics, name + "-" + (i + 1), i + 1, hour, true));
            imbalance[i] = stock[i].imbalance(statistics, weather, local);
        }
        return new Area(name, network(hour), imbalance, resources);
    }

    /** What is scheduled to be injected at each bus in an hour, MW. */
    double[] injections(int hour) {
        double[] mw = new double[parent.length];
        for (int i = 0; i < mw.length; i++) {
            mw[i] = stock[i].output(statistics, hour) - stock[i].demand(statistics, hour);
        }
        return mw;
    }

    @Override
    public String toString() {
        return name + ": " + parent.length + " buses";
    }
}
