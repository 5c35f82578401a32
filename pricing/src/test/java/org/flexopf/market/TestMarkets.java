package org.flexopf.market;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Offer;
import org.flexopf.testkit.RandomFeeders;

/** Markets that several tests are about. */
public final class TestMarkets {

    private TestMarkets() {}

    /**
     * Random offers, buyers among them, on a random feeder whose own generators have strictly convex costs, so that
     * prices are unique. Voltage limits are widened to hold the root's voltage and reactive ranges to hold zero, so
     * that the network admits zero injections.
     */
    public static Market random(int buses, int offers, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Network feeder = feeder(buses, seed, random);
        List<Offer> made = new ArrayList<>();
        for (int k = 0; k < offers; k++) {
            boolean buyer = random.nextInt(4) == 0;
            double size = between(random, 0.05, 0.6);
            double reactive = random.nextBoolean() ? between(random, 0.0, 0.1) : 0.0;
            double constant = random.nextInt(3) == 0 ? between(random, 0.0, 2.0) : 0.0;
            // Two offers in a row now and then belong together.
            made.add(Offer.active(
                            "p" + (random.nextInt(5) == 0 ? Math.max(0, k - 1) : k),
                            2 + random.nextInt(buses - 1),
                            buyer ? -size : 0.0,
                            buyer ? 0.0 : size,
                            CostCurve.quadratic(
                                    random.nextBoolean() ? 0.0 : between(random, 0.5, 30.0),
                                    between(random, 10.0, 100.0),
                                    constant))
                    .withReactive(-reactive, reactive, CostCurve.free()));
        }
        return Market.of(feeder, made);
    }

    /**
     * The same with offers that are far cheaper or far dearer than the feeder's own generators, so that small changes
     * of an offer leave the allocation as it is.
     */
    public static Market farFromTheMargin(int buses, int offers, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Network feeder = feeder(buses, seed, random);
        List<Offer> made = new ArrayList<>();
        for (int k = 0; k < offers; k++) {
            boolean dear = random.nextInt(3) == 0;
            made.add(Offer.active(
                    "p" + k,
                    2 + random.nextInt(buses - 1),
                    0.0,
                    between(random, 0.05, 0.3),
                    CostCurve.linear(dear ? between(random, 130.0, 180.0) : between(random, 5.0, 15.0))));
        }
        return Market.of(feeder, made);
    }

    private static Network feeder(int buses, long seed, SplittableRandom random) {
        Network drawn =
                RandomFeeders.of(RandomFeeders.Character.PLAIN, buses, seed).network();
        double root = drawn.buses().get(0).vMax();
        return drawn.toBuilder()
                .mapBuses(bus -> bus.withVoltageLimits(Math.min(bus.vMin(), root), Math.max(bus.vMax(), root)))
                .mapGenerators(generator -> generator
                        .withReactiveLimits(Math.min(0.0, generator.qMin()), Math.max(0.0, generator.qMax()))
                        .withCost(CostCurve.quadratic(between(random, 1.0, 20.0), between(random, 30.0, 80.0), 0.0)))
                .build();
    }

    private static double between(SplittableRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /**
     * A seller at 10 and a buyer at 60 per MWh, 1 MW each, behind a line that carries next to nothing: neither saves
     * anything without the other.
     */
    public static Market sellerAndBuyer() {
        Network network = Network.builder("behind a bottleneck", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.0, 0.01).withRating(1e-3))
                .branch(Branch.line(2, 2, 3, 0.0, 0.01))
                .generator(Generator.of(1, 1, -10.0, 10.0, 0.0, 0.0, CostCurve.linear(50.0)))
                .build();
        return Market.of(
                network,
                List.of(
                        Offer.active("seller", 2, 0.0, 1.0, CostCurve.linear(10.0)),
                        Offer.active("buyer", 3, -1.0, 0.0, CostCurve.linear(60.0))));
    }

    /**
     * 4 MW of demand behind a line of 2 MW: supply at 20 before it; a cheap seller of 1.5 MW and two dear ones of 2 MW
     * behind it.
     */
    public static Market importLimited() {
        Network network = Network.builder("import limited", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.0, 0.05).withRating(2.0))
                .generator(Generator.of(1, 1, 0.0, 10.0, 0.0, 0.0, CostCurve.linear(20.0)))
                .load(Load.of(1, 2, 4.0, 0.0))
                .build();
        return Market.of(
                network,
                List.of(
                        Offer.active("cheap", 2, 0.0, 1.5, CostCurve.linear(30.0)),
                        Offer.active("middle", 2, 0.0, 2.0, CostCurve.linear(40.0)),
                        Offer.active("dear", 2, 0.0, 2.0, CostCurve.linear(70.0))));
    }
}
