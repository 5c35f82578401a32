package org.flexopf.exchange.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.auction.AuctionOffer;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;

/**
 * A feeder whose head, and one of whose laterals, is overloaded by its schedule, and truthful offers that could mend
 * both. The feeder is that of size and seed alone, generation adds to it, and providers come one by one, so that levels
 * differ in nothing but what they say.
 */
final class FeederDraw {

    /** The share of its scheduled flow that an overloaded line may carry. */
    private static final double CARRIED = 0.85;
    /** What all providers offer together, against what is needed. */
    private static final double COVERAGE = 2.0;

    private static final double REACTIVE_SHARE = 0.3;
    /** Voltages drop by a few hundredths towards the ends, whatever the size. */
    private static final double RESISTANCE = 0.03;

    private static final double LATERAL_SHARE = 0.3;
    private static final double DG_BUSES = 0.4;
    private static final double LEAST_COST = 20.0;
    private static final double LARGEST_COST = 80.0;
    private static final double LEAST_OFFER = 1e-3;

    private final Network network;
    private final List<AuctionOffer> offers;

    private FeederDraw(Network network, List<AuctionOffer> offers) {
        this.network = network;
        this.offers = offers;
    }

    Network network() {
        return network;
    }

    List<AuctionOffer> offers() {
        return offers;
    }

    static FeederDraw of(SimulationLevel level, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = level.buses();
        int[] parent = new int[n];
        double[] demand = new double[n];
        for (int i = 1; i < n; i++) {
            parent[i] = i == 1 || random.nextInt(10) < 7 ? i - 1 : 1 + random.nextInt(i - 1);
            demand[i] = random.nextDouble(0.02, 0.1);
        }
        double[] impedance = new double[n];
        for (int i = 1; i < n; i++) {
            impedance[i] = RESISTANCE / (n * 0.06) / n * random.nextDouble(0.5, 1.5);
        }
        double[] generation = generation(level, demand, random.split());
        double[] flow = new double[n];
        for (int i = n - 1; i > 0; i--) {
            flow[i] += demand[i] - generation[i];
            flow[parent[i]] += flow[i];
        }
        int lateral = lateral(flow);
        Network network = network(parent, demand, generation, flow, impedance, lateral);
        return new FeederDraw(network, offers(level, parent, flow, lateral, random.split()));
    }

    private static double[] generation(SimulationLevel level, double[] demand, SplittableRandom random) {
        double[] generation = new double[demand.length];
        double total = 0.0;
        double sum = 0.0;
        for (int i = 1; i < demand.length; i++) {
            total += demand[i];
            generation[i] =
                    random.nextDouble() < DG_BUSES || i == demand.length - 1 ? random.nextDouble(0.1, 1.0) : 0.0;
            sum += generation[i];
        }
        for (int i = 1; i < demand.length; i++) {
            generation[i] *= level.dgShare() * total / sum;
        }
        return generation;
    }

    /** The bus whose line to its parent carries what is nearest to a share of the flow at the head. */
    private static int lateral(double[] flow) {
        int best = 2;
        for (int i = 3; i < flow.length; i++) {
            if (Math.abs(Math.abs(flow[i]) - LATERAL_SHARE * Math.abs(flow[1]))
                    < Math.abs(Math.abs(flow[best]) - LATERAL_SHARE * Math.abs(flow[1]))) {
                best = i;
            }
        }
        return best;
    }

    private static Network network(
            int[] parent, double[] demand, double[] generation, double[] flow, double[] impedance, int lateral) {
        NetworkBuilder builder = Network.builder("feeder" + parent.length, 1.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, -1e3, 1e3, -1e3, 1e3, CostCurve.free()));
        for (int i = 1; i < parent.length; i++) {
            Branch line = Branch.line(i, parent[i] + 1, i + 1, impedance[i], 0.7 * impedance[i]);
            boolean isOverloaded = i == 1 || i == lateral;
            builder.bus(Bus.of(i + 1).withVoltageLimits(0.9, 1.1))
                    .branch(isOverloaded ? line.withRating(CARRIED * Math.abs(flow[i])) : line)
                    .load(Load.of(i, i + 1, demand[i], REACTIVE_SHARE * demand[i]));
            if (generation[i] > 0.0) {
                builder.generator(Generator.of(i + 1, i + 1, 0.0, generation[i], 0.0, 0.0, CostCurve.free())
                        .withSchedule(generation[i], 0.0));
            }
        }
        return builder.build();
    }

    /**
     * Every provider has one site behind the overloaded lateral and one elsewhere. Which direction is needed follows
     * from the way in which power flows; both are offered.
     */
    private static List<AuctionOffer> offers(
            SimulationLevel level, int[] parent, double[] flow, int lateral, SplittableRandom random) {
        List<Integer> behind = new ArrayList<>();
        List<Integer> elsewhere = new ArrayList<>();
        boolean[] isBehind = new boolean[parent.length];
        for (int i = 1; i < parent.length; i++) {
            isBehind[i] = i == lateral || isBehind[parent[i]];
            (isBehind[i] ? behind : elsewhere).add(i);
        }
        double atHead = share(flow[1], level);
        double atLateral = share(flow[lateral], level);
        List<AuctionOffer> offers = new ArrayList<>();
        for (int p = 1; p <= level.providers(); p++) {
            double cost = random.nextDouble(LEAST_COST, LARGEST_COST);
            int near = behind.get(random.nextInt(behind.size())) + 1;
            int far = elsewhere.get(random.nextInt(elsewhere.size())) + 1;
            String owner = "p" + p;
            for (Direction direction : Direction.values()) {
                double price = direction == Direction.DOWN ? cost : -cost;
                String suffix = direction == Direction.DOWN ? "d" : "u";
                offers.add(AuctionOffer.active(owner + "n" + suffix, owner, near, direction, atLateral, price));
                offers.add(AuctionOffer.active(owner + "f" + suffix, owner, far, direction, atHead, price));
            }
        }
        return offers;
    }

    /** What a provider offers against the overload of a line, MW; something where there happens to be none. */
    private static double share(double flow, SimulationLevel level) {
        return Math.max(LEAST_OFFER, COVERAGE * (1.0 - CARRIED) * Math.abs(flow) / level.providers());
    }
}
