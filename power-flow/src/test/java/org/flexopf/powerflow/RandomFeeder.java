package org.flexopf.powerflow;

import java.util.Random;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Shunt;

/**
 * Random feeders that have a solution by construction: the impedance from the root to any bus and the total load are so
 * bounded that the voltage cannot drop by more than some ten per cent. Branches point either way; some have taps,
 * shifts and charging, some buses have shunts and generators.
 */
final class RandomFeeder {

    private static final double BASE_MVA = 10.0;
    private static final double LARGEST_PATH_IMPEDANCE = 0.06;
    private static final int MOST_TRANSFORMERS = 4;

    private RandomFeeder() {}

    /** A tree of a number of buses, 1 to n, rooted at bus 1. */
    static Network of(int buses, long seed) {
        Random random = new Random(seed);
        NetworkBuilder builder = Network.builder("feeder of seed " + seed, BASE_MVA);
        builder.bus(Bus.reference(1, 0.95 + 0.1 * random.nextDouble()));
        builder.generator(Generator.of(1, 1, -50.0, 50.0, -50.0, 50.0, CostCurve.free()));
        // The reach of a bus is how many times the branch impedance lies between it and the root at most.
        int[] depth = new int[buses + 1];
        int[] parent = new int[buses + 1];
        int deepest = 1;
        for (int bus = 2; bus <= buses; bus++) {
            int latest = Math.max(1, bus - 1 - random.nextInt(6));
            parent[bus] = random.nextInt(8) == 0 ? 1 + random.nextInt(bus - 1) : latest;
            depth[bus] = depth[parent[bus]] + 1;
            deepest = Math.max(deepest, depth[bus]);
        }
        double largestBranch = LARGEST_PATH_IMPEDANCE / deepest;
        int transformers = 0;
        for (int bus = 2; bus <= buses; bus++) {
            builder.bus(Bus.of(bus));
            double r = largestBranch * (0.05 + 0.6 * random.nextDouble());
            double x = largestBranch * (0.05 + 0.6 * random.nextDouble());
            boolean towardsRoot = random.nextInt(3) == 0;
            Branch branch =
                    Branch.line(bus - 1, towardsRoot ? bus : parent[bus], towardsRoot ? parent[bus] : bus, r, x);
            if (random.nextInt(3) == 0) {
                branch = branch.withCharging(0.02 * random.nextDouble());
            }
            if (transformers < MOST_TRANSFORMERS && random.nextInt(6) == 0) {
                branch = branch.withTap(
                        0.97 + 0.06 * random.nextDouble(), random.nextBoolean() ? 30.0 * (random.nextInt(3) - 1) : 0.0);
                transformers++;
            }
            builder.branch(branch);
            if (random.nextInt(4) != 0) {
                // All loads together stay below 1 p.u.
                builder.load(Load.of(
                        bus,
                        bus,
                        BASE_MVA / buses * random.nextDouble(),
                        0.5 * BASE_MVA / buses * (random.nextDouble() - 0.2)));
            }
            if (random.nextInt(6) == 0) {
                builder.shunt(Shunt.of(bus, bus, 0.01 * random.nextDouble(), 0.2 * (random.nextDouble() - 0.2)));
            }
            if (random.nextInt(5) == 0) {
                builder.generator(Generator.of(bus, bus, 0.0, 1.0, -1.0, 1.0, CostCurve.free())
                        .withSchedule(
                                BASE_MVA / buses * random.nextDouble(),
                                0.2 * BASE_MVA / buses * (random.nextDouble() - 0.5)));
            }
        }
        return builder.build();
    }
}
