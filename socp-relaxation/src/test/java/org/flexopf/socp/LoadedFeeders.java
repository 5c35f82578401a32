package org.flexopf.socp;

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
 * Random radial feeders whose roomy limits can be tightened and whose load can be raised: the same seed gives the same
 * feeder. All are feasible.
 */
final class LoadedFeeders {

    private LoadedFeeders() {}

    /**
     * A feeder with a source at bus 1, loads, a few generators, shunts and a current limit on some lines, on 10 MVA.
     */
    static Network of(long seed, int buses) {
        Random random = new Random(seed);
        NetworkBuilder builder = Network.builder("feeder " + seed, 10.0).bus(Bus.reference(1, 1.0));
        double load = 4.0 / buses;
        for (int i = 2; i <= buses; i++) {
            builder.bus(Bus.of(i).withVoltageLimits(0.85, 1.15));
            double p = load * (0.5 + random.nextDouble());
            builder.load(Load.of(i, i, p, p * (0.1 + 0.5 * random.nextDouble())));
            int from = Math.max(1, i - 1 - random.nextInt(3));
            double r = (0.2 + 0.8 * random.nextDouble()) * 0.3 / buses;
            builder.branch(Branch.line(i - 1, from, i, r, r * (0.5 + random.nextDouble()))
                    .withCharging(random.nextInt(4) == 0 ? 1e-3 : 0.0)
                    .withRating(random.nextBoolean() ? 12.0 : Double.POSITIVE_INFINITY)
                    .withCurrentLimit(random.nextBoolean() ? 12.0 : Double.POSITIVE_INFINITY));
        }
        builder.generator(Generator.of(1, 1, -20.0, 20.0, -20.0, 20.0, CostCurve.linear(50.0)));
        for (int g = 2; g <= 1 + buses / 4; g++) {
            builder.generator(Generator.of(
                    g,
                    2 + random.nextInt(buses - 1),
                    0.0,
                    0.8,
                    -0.3,
                    0.3,
                    CostCurve.quadratic(5.0, 30.0 + 60.0 * random.nextDouble(), 1.0)));
        }
        builder.shunt(Shunt.of(1, 2 + random.nextInt(buses - 1), 0.0, 0.1));
        return builder.build();
    }
}
