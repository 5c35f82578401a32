package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Offer;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;

/**
 * Random systems: a ring of three to five transmission buses and one to three feeders of three to six buses, at a
 * balanced schedule, short or long, with limits that are often tight. No two prices are the same.
 */
public final class RandomSystems {

    /** What a MWh costs at the dearest offers of such a system, currency. */
    private static final double DEAREST = 110.0;

    private final SplittableRandom random;
    private int prices;

    private RandomSystems(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The system of a seed. */
    public static TsoDsoSystem of(long seed) {
        return new RandomSystems(seed).system(true);
    }

    /** How far the cost of flows that were agreed on in rounds may be from the least one, currency/h. */
    static double agreed(TsoDsoSystem system, double cost) {
        return 1e-5 * (10.0 + Math.abs(cost))
                + FlowTerms.ROOM * DEAREST * system.feeders().size();
    }

    /** The same without offers in the first feeder, which is out of balance. */
    static TsoDsoSystem withAHelplessFeeder(long seed) {
        return new RandomSystems(seed).system(false);
    }

    private TsoDsoSystem system(boolean allOffer) {
        List<Feeder> feeders = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        int buses = 3 + random.nextInt(3);
        for (int k = 0; k < count; k++) {
            feeders.add(feeder("F" + k, 1 + random.nextInt(buses), allOffer || k > 0));
        }
        return TsoDsoSystem.of("random", 40.0, transmission(buses, feeders), feeders);
    }

    /** Up from 45 to 85, down from -38 to -4, each a little off every other. */
    private Offer offer(double most, boolean up) {
        double quantity = random.nextInt(5) == 0 ? 0.0 : most * (0.2 + random.nextDouble());
        double price = up ? 45.0 + 40.0 * random.nextDouble() : -38.0 + 34.0 * random.nextDouble();
        return new Offer(quantity, price + 1e-3 * prices++);
    }

    private Area transmission(int buses, List<Feeder> feeders) {
        NetworkBuilder network = Network.builder("transmission", 100.0);
        double[] imbalance = new double[buses];
        double balance = 0.0;
        for (Feeder feeder : feeders) {
            balance += feeder.scheduledFlow();
        }
        List<Resource> resources = new ArrayList<>();
        for (int i = 1; i <= buses; i++) {
            double injection = i == buses ? balance : -10.0 + 20.0 * random.nextDouble();
            balance -= injection;
            network.bus(i == 1 ? Bus.reference(1, 1.0) : Bus.of(i)).load(Load.of(i, i, -injection, 0.0));
            imbalance[i - 1] = random.nextBoolean() ? -3.0 + 4.0 * random.nextDouble() : 0.0;
            // Enough everywhere, so that the transmission network can always be closed.
            Offer up = offer(4.0, true);
            Offer down = offer(4.0, false);
            resources.add(Resource.of(
                    "t" + i,
                    i,
                    new Offer(up.quantity() + 15.0, up.price() + 25.0),
                    new Offer(down.quantity() + 15.0, down.price())));
        }
        for (int i = 1; i <= buses; i++) {
            network.branch(Branch.line(i, i, i % buses + 1, 0.0, 0.02 + 0.05 * random.nextDouble())
                    .withRating(15.0 + 15.0 * random.nextDouble()));
        }
        return Area.of("transmission", network.build(), resources).withImbalance(imbalance);
    }

    private Feeder feeder(String name, int interfaceBus, boolean offers) {
        int buses = 3 + random.nextInt(4);
        double root = 0.98 + 0.05 * random.nextDouble();
        NetworkBuilder network = Network.builder(name, 10.0);
        double[] imbalance = new double[buses];
        double total = 0.0;
        for (int i = 1; i <= buses; i++) {
            double demand = i == 1 ? 0.0 : 0.3 + random.nextDouble();
            total += demand;
            network.bus(i == 1 ? Bus.reference(1, root) : Bus.of(i).withVoltageLimits(0.95, 1.05))
                    .load(Load.of(i, i, demand, 0.3 * demand));
            imbalance[i - 1] = i > 1 && (i == 2 || random.nextBoolean()) ? -0.3 + 0.5 * random.nextDouble() : 0.0;
        }
        for (int i = 2; i <= buses; i++) {
            double rating = random.nextInt(3) == 0 ? 0.8 * total + 0.4 : Double.POSITIVE_INFINITY;
            network.branch(Branch.line(
                            i - 1,
                            i == 2 ? 1 : 1 + random.nextInt(i - 1),
                            i,
                            0.008 + 0.03 * random.nextDouble(),
                            0.005 + 0.02 * random.nextDouble())
                    .withRating(rating));
        }
        List<Resource> resources = new ArrayList<>();
        for (int i = 2; offers && i <= buses; i++) {
            if (i == buses || random.nextBoolean()) {
                resources.add(Resource.of(name + "r" + i, i, offer(1.5, true), offer(1.0, false))
                        .withSchedule(0.5 * random.nextDouble(), 0.0));
            }
        }
        Feeder quiet = new Feeder(Area.of(name, network.build(), resources), interfaceBus, 0.0);
        double flow = new AcFeeder(quiet).state(Activations.none(), Map.of()).flow();
        return new Feeder(quiet.area().withImbalance(imbalance), interfaceBus, flow);
    }
}
