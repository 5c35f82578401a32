package org.flexopf.testkit;

import java.util.List;
import java.util.Random;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Shunt;

/**
 * Random meshed networks with taps, shifts, shunts, ratings and all kinds of costs; the same seed gives the same
 * network.
 */
public final class MeshedNetworks {

    private MeshedNetworks() {}

    /**
     * A tree with about half as many chords as buses. Ratings are given as a multiple of a typical flow; infinity for
     * none.
     */
    public static Network of(long seed, int buses, double ratingScale) {
        Random random = new Random(seed);
        NetworkBuilder builder = Network.builder("meshed " + seed, 100.0);
        double total = 0.0;
        for (int i = 1; i <= buses; i++) {
            Bus bus = Bus.of(10 * i);
            builder.bus(i == 1 ? bus.withType(BusType.REFERENCE) : bus);
            double demand = 20.0 + 80.0 * random.nextDouble();
            total += demand;
            builder.load(Load.of(i, 10 * i, demand, 0.3 * demand));
        }
        builder.shunt(Shunt.of(1, 10 * (1 + random.nextInt(buses)), 5.0, 10.0));
        int branch = 0;
        for (int i = 2; i <= buses; i++) {
            builder.branch(branch(++branch, random, 1 + random.nextInt(i - 1), i, ratingScale * total / buses));
        }
        for (int k = 0; k < buses / 2 + 1; k++) {
            int from = 1 + random.nextInt(buses);
            int to = 1 + (from + random.nextInt(buses - 1)) % buses;
            builder.branch(branch(++branch, random, from, to, ratingScale * total / buses));
        }
        int generators = Math.max(2, buses / 3);
        for (int g = 1; g <= generators; g++) {
            int bus = g == 1 ? 1 : 1 + random.nextInt(buses);
            double price = 20.0 + 60.0 * random.nextDouble();
            double capacity = 3.0 * total / generators;
            CostCurve cost = switch (g % 3) {
                case 0 -> CostCurve.linear(price);
                case 1 -> CostCurve.quadratic(0.01 + 0.05 * random.nextDouble(), price, 7.0);
                default ->
                    CostCurve.piecewiseLinear(List.of(
                            new CostCurve.Point(0.0, 3.0),
                            new CostCurve.Point(0.5 * capacity, 3.0 + 0.5 * capacity * price),
                            new CostCurve.Point(capacity, 3.0 + capacity * (price + 10.0))));
            };
            builder.generator(Generator.of(g, 10 * bus, 0.0, capacity, -capacity, capacity, cost));
        }
        // A generator at every bus that is dear and large makes every network feasible and prices bounded.
        for (int i = 1; i <= buses; i++) {
            builder.generator(
                    Generator.of(1000 + i, 10 * i, 0.0, 1000.0, -1000.0, 1000.0, CostCurve.linear(200.0 + i)));
        }
        return builder.build();
    }

    private static Branch branch(int id, Random random, int from, int to, double rating) {
        double x = 0.02 + 0.2 * random.nextDouble();
        double r = x * (0.05 + 0.3 * random.nextDouble());
        Branch line = Branch.line(id, 10 * from, 10 * to, r, x).withRating(rating * (0.5 + random.nextDouble()));
        return switch (random.nextInt(6)) {
            case 0 -> line.withTap(0.9 + 0.2 * random.nextDouble(), 0.0);
            case 1 -> line.withTap(1.0, -2.0 + 4.0 * random.nextDouble());
            case 2 -> line.withAngleLimits(-20.0 * random.nextDouble() - 5.0, 20.0 * random.nextDouble() + 5.0);
            default -> line;
        };
    }
}
