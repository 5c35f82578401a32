package org.flexopf.benchmarks;

import java.util.SplittableRandom;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;

/**
 * Random radial networks for benchmarks: feeders of 500 buses off one substation, the parent of a bus drawn among the
 * 20 buses before it, a generator at about one bus in ten, random loads, and random impedances scaled so that the worst
 * linear drop of the squared voltage with all generators off is 0.12. The same seed gives the same network.
 *
 * @param buses number of buses, the substation included
 * @param feederLength buses per feeder
 * @param parentWindow among how many buses before it the parent of a bus is drawn; 1 gives a chain
 * @param ratingMargin branch ratings as a multiple of the flow without generation; infinite for none
 * @param quadraticCost whether costs are quadratic
 * @param costFactor a factor on all costs
 * @param seed seed of the random numbers
 */
public record Feeders(
        int buses,
        int feederLength,
        int parentWindow,
        double ratingMargin,
        boolean quadraticCost,
        double costFactor,
        long seed) {

    private static final double BASE_MVA = 10.0;
    private static final double WORST_DROP = 0.12;
    private static final double GENERATOR_SHARE = 0.1;

    /** Feeders of the standard family. */
    public static Feeders standard(int buses, long seed) {
        return new Feeders(buses, 500, 20, Double.POSITIVE_INFINITY, false, 1.0, seed);
    }

    /** One chain. */
    public static Feeders chain(int buses, long seed) {
        return new Feeders(buses, buses, 1, Double.POSITIVE_INFINITY, false, 1.0, seed);
    }

    /** These feeders with ratings at a multiple of the flow without generation. */
    public Feeders withRatings(double margin) {
        return new Feeders(buses, feederLength, parentWindow, margin, quadraticCost, costFactor, seed);
    }

    /** These feeders with quadratic costs. */
    public Feeders withQuadraticCosts() {
        return new Feeders(buses, feederLength, parentWindow, ratingMargin, true, costFactor, seed);
    }

    /** These feeders with all costs multiplied. */
    public Feeders withCostFactor(double factor) {
        return new Feeders(buses, feederLength, parentWindow, ratingMargin, quadraticCost, factor, seed);
    }

    /** The network, with all loads multiplied by a factor; impedances are those of factor 1. */
    public Network network(double loadFactor) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] parent = new int[buses];
        double[] p = new double[buses];
        double[] q = new double[buses];
        double[] r = new double[buses];
        double[] x = new double[buses];
        double total = 0.0;
        for (int i = 1; i < buses; i++) {
            int place = (i - 1) % feederLength;
            parent[i] = place == 0 ? 0 : i - 1 - random.nextInt(Math.min(place, parentWindow));
            p[i] = random.nextDouble(0.2, 1.0) * 0.02;
            q[i] = p[i] * random.nextDouble(0.2, 0.5);
            r[i] = random.nextDouble(0.2, 1.0);
            x[i] = r[i] * random.nextDouble(0.5, 1.5);
            total += p[i];
        }
        double[] flowP = p.clone();
        double[] flowQ = q.clone();
        for (int i = buses - 1; i > 0; i--) {
            flowP[parent[i]] += flowP[i];
            flowQ[parent[i]] += flowQ[i];
        }
        double[] drop = new double[buses];
        double worst = 0.0;
        for (int i = 1; i < buses; i++) {
            drop[i] = drop[parent[i]] + 2.0 * (r[i] * flowP[i] + x[i] * flowQ[i]) / BASE_MVA;
            worst = Math.max(worst, drop[i]);
        }
        double scale = WORST_DROP / worst;

        NetworkBuilder builder = Network.builder("feeders" + buses, BASE_MVA);
        builder.bus(Bus.reference(1, 1.0));
        builder.generator(Generator.of(1, 1, -2.0 * total, 4.0 * total, -2.0 * total, 4.0 * total, cost(50.0, random)));
        for (int i = 1; i < buses; i++) {
            builder.bus(Bus.of(i + 1));
            Branch line = Branch.line(i, parent[i] + 1, i + 1, r[i] * scale, x[i] * scale);
            builder.branch(
                    ratingMargin < Double.POSITIVE_INFINITY
                            ? line.withRating(ratingMargin * Math.hypot(flowP[i], flowQ[i]))
                            : line);
            builder.load(Load.of(i, i + 1, p[i] * loadFactor, q[i] * loadFactor));
            if (random.nextDouble() < GENERATOR_SHARE) {
                double size = random.nextDouble(0.5, 3.0) * 0.05;
                builder.generator(Generator.of(
                        i + 1, i + 1, 0.0, size, -0.5 * size, 0.5 * size, cost(random.nextDouble(20.0, 80.0), random)));
            }
        }
        return builder.build();
    }

    /** The network. */
    public Network network() {
        return network(1.0);
    }

    private CostCurve cost(double price, SplittableRandom random) {
        double curvature = random.nextDouble(0.1, 10.0);
        return quadraticCost
                ? CostCurve.quadratic(costFactor * curvature, costFactor * price, 0.0)
                : CostCurve.linear(costFactor * price);
    }
}
