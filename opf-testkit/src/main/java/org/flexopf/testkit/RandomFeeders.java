package org.flexopf.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Shunt;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Random radial feeders that are feasible by construction: complex voltages are drawn along a random tree, the pi-model
 * gives the flows and the injections, loads and generators are chosen to make them, and limits are laid around what
 * results. The same number of buses, character and seed give the same feeder.
 */
public final class RandomFeeders {

    /** What a feeder has besides lines, loads and generators. */
    @SuppressWarnings("JavaLangClash") // The field's word; outside it goes with the name of its class.
    public enum Character {
        /**
         * Overhead lines without charging, load prevailing, positive prices, roomy limits: the relaxation tends to be
         * exact.
         */
        PLAIN,
        /**
         * Cables with charging, transformers with off-nominal taps and shifts, bus shunts, branches written towards the
         * root, ratings and current limits.
         */
        EQUIPPED,
        /**
         * More generation than load, tight upper voltage limits and now and then negative prices: the relaxation tends
         * to be inexact.
         */
        HARD
    }

    private static final double BASE_MVA = 10.0;

    private final Character character;
    private final SplittableRandom random;
    private final int buses;
    private final int[] parent;
    private final Branch[] branches;
    private final double[] vm;
    private final double[] va;

    private RandomFeeders(Character character, int buses, long seed) {
        this.character = character;
        this.buses = buses;
        this.random = new SplittableRandom(seed);
        this.parent = new int[buses];
        this.branches = new Branch[buses - 1];
        this.vm = new double[buses];
        this.va = new double[buses];
    }

    /**
     * The feeder of a seed.
     *
     * @param buses number of buses, at least 2
     */
    public static FeasibleFeeder of(Character character, int buses, long seed) {
        if (buses < 2) {
            throw new IllegalArgumentException("a feeder has at least 2 buses, not " + buses);
        }
        return new RandomFeeders(character, buses, seed).draw();
    }

    /** Feeders of 2 to so many buses. */
    public static Arbitrary<FeasibleFeeder> arbitrary(Character character, int mostBuses) {
        return Combinators.combine(Arbitraries.integers().between(2, mostBuses), Arbitraries.longs())
                .as((buses, seed) -> of(character, buses, seed));
    }

    /**
     * Feeders of 2 to 300 buses, most of them small: seven in ten have at most 12 buses, one in twenty has more than
     * 60.
     */
    public static Arbitrary<FeasibleFeeder> ofAllSizes(Character character) {
        Arbitrary<Integer> buses = Arbitraries.frequencyOf(
                Tuple.of(14, Arbitraries.integers().between(2, 12)),
                Tuple.of(5, Arbitraries.integers().between(13, 60)),
                Tuple.of(1, Arbitraries.integers().between(61, 300)));
        return Combinators.combine(buses, Arbitraries.longs()).as((count, seed) -> of(character, count, seed));
    }

    private FeasibleFeeder draw() {
        drawTreeAndState();
        double[] pFrom = new double[branches.length];
        double[] qFrom = new double[branches.length];
        double[] pTo = new double[branches.length];
        double[] qTo = new double[branches.length];
        double[] p = new double[buses];
        double[] q = new double[buses];
        for (int b = 0; b < branches.length; b++) {
            Branch branch = branches[b];
            int from = branch.fromBus() - 1;
            int to = branch.toBus() - 1;
            double[] flow = flow(branch, vm[from], Math.toRadians(va[from]), vm[to], Math.toRadians(va[to]));
            pFrom[b] = BASE_MVA * flow[0];
            qFrom[b] = BASE_MVA * flow[1];
            pTo[b] = BASE_MVA * flow[2];
            qTo[b] = BASE_MVA * flow[3];
            p[from] += pFrom[b];
            q[from] += qFrom[b];
            p[to] += pTo[b];
            q[to] += qTo[b];
            branches[b] = limited(branch, flow, vm[from], vm[to]);
        }
        return build(p, q, pFrom, qFrom, pTo, qTo);
    }

    /**
     * A tree whose parents are among the last few buses, impedances, and voltages that change a little along every
     * branch.
     */
    private void drawTreeAndState() {
        vm[0] = between(0.98, 1.04);
        for (int i = 1; i < buses; i++) {
            parent[i] = Math.max(0, i - 1 - random.nextInt(Math.min(i, 6)));
            double r = between(0.002, 0.05);
            double x = r * (character == Character.HARD ? between(0.3, 3.0) : between(0.4, 1.5));
            boolean towardsRoot = character == Character.EQUIPPED && random.nextInt(4) == 0;
            Branch branch = towardsRoot
                    ? Branch.line(i, i + 1, parent[i] + 1, r, x)
                    : Branch.line(i, parent[i] + 1, i + 1, r, x);
            if (character != Character.PLAIN && random.nextInt(3) == 0) {
                branch = branch.withCharging(between(0.0, 0.02));
            }
            double ratio = 1.0;
            double shift = 0.0;
            if (character == Character.EQUIPPED && random.nextInt(6) == 0) {
                ratio = between(0.95, 1.05);
                shift = random.nextInt(3) == 0 ? between(-30.0, 30.0) : 0.0;
                branch = branch.withTap(ratio, shift);
            }
            branches[i - 1] = branch;
            // Behind the transformer, voltage changes by at most about one per cent a branch, and recovers towards 1
            // p.u.
            double rise = character == Character.HARD ? between(-0.004, 0.006) : between(-0.009, 0.003);
            double pull = 0.2 * (1.0 - vm[parent[i]]);
            double seen = towardsRoot ? ratio : 1.0 / ratio;
            vm[i] = Math.max(0.85, vm[parent[i]] + rise + pull) * (character == Character.EQUIPPED ? seen : 1.0);
            va[i] = va[parent[i]] + between(-0.4, 0.3) + (towardsRoot ? shift : -shift);
        }
    }

    /** P and Q into a branch at its from and to end, p.u., by complex arithmetic on the pi-model. */
    private static double[] flow(Branch branch, double vFrom, double angleFrom, double vTo, double angleTo) {
        double z2 = branch.r() * branch.r() + branch.x() * branch.x();
        double g = branch.r() / z2;
        double s = -branch.x() / z2;
        double half = 0.5 * branch.b();
        double v = vFrom / branch.ratio();
        double d = angleFrom - Math.toRadians(branch.shift()) - angleTo;
        return new double[] {
            v * v * g - v * vTo * (g * Math.cos(d) + s * Math.sin(d)),
            -v * v * (s + half) - v * vTo * (g * Math.sin(d) - s * Math.cos(d)),
            vTo * vTo * g - v * vTo * (g * Math.cos(d) - s * Math.sin(d)),
            -vTo * vTo * (s + half) + v * vTo * (g * Math.sin(d) + s * Math.cos(d))
        };
    }

    private Branch limited(Branch branch, double[] flow, double vFrom, double vTo) {
        if (character == Character.PLAIN) {
            return branch;
        }
        double sFrom = BASE_MVA * Math.hypot(flow[0], flow[1]);
        double sTo = BASE_MVA * Math.hypot(flow[2], flow[3]);
        return switch (random.nextInt(4)) {
            case 0 -> branch.withRating(between(1.02, 2.0) * Math.max(sFrom, sTo) + 0.01);
            case 1 -> branch.withCurrentLimit(between(1.02, 2.0) * Math.max(sFrom / vFrom, sTo / vTo) + 0.01);
            default -> branch;
        };
    }

    /** Splits every injection into load and generation, and lays limits around the state. */
    private FeasibleFeeder build(double[] p, double[] q, double[] pFrom, double[] qFrom, double[] pTo, double[] qTo) {
        NetworkBuilder network = Network.builder(character.name().toLowerCase(Locale.ROOT) + "-" + buses, BASE_MVA);
        double[] pg = new double[buses];
        double[] qg = new double[buses];
        int generators = 0;
        double cost = 0.0;
        for (int i = 0; i < buses; i++) {
            double low = i == 0 ? vm[0] : Math.max(0.5, vm[i] - between(0.01, 0.1));
            double high =
                    i == 0 ? vm[0] : vm[i] + (character == Character.HARD ? between(0.001, 0.02) : between(0.03, 0.1));
            Bus bus = i == 0 ? Bus.reference(1, vm[0]) : Bus.of(i + 1).withVoltageLimits(low, high);
            network.bus(bus.withBaseKv(12.66));
            if (character == Character.EQUIPPED && i > 0 && random.nextInt(8) == 0) {
                double g = between(0.0, 0.02);
                double s = between(-0.1, 0.3);
                network.shunt(Shunt.of(i + 1, i + 1, g, s));
                p[i] += g * vm[i] * vm[i];
                q[i] -= s * vm[i] * vm[i];
            }
            // What flows out of a bus must be supplied there: by a generator wherever the load alone cannot be it.
            boolean root = i == 0;
            boolean generator = root || p[i] > 0.0 || q[i] > 0.0 || random.nextInt(10) == 0;
            if (generator) {
                double loadP = between(0.0, 0.2);
                double loadQ = between(0.0, 0.1);
                pg[generators] = p[i] + loadP;
                qg[generators] = q[i] + loadQ;
                Generator made = generator(generators + 1, i + 1, root, pg[generators], qg[generators]);
                cost += made.cost().at(pg[generators]);
                network.load(Load.of(i + 1, i + 1, loadP, loadQ)).generator(made);
                generators++;
            } else {
                network.load(Load.of(i + 1, i + 1, -p[i], -q[i]));
            }
        }
        for (Branch branch : branches) {
            network.branch(branch);
        }
        Network made = network.build();
        OperatingPoint state = OperatingPoint.of(made)
                .vm(vm)
                .va(va)
                .pg(Arrays.copyOf(pg, generators))
                .qg(Arrays.copyOf(qg, generators))
                .pFrom(pFrom)
                .qFrom(qFrom)
                .pTo(pTo)
                .qTo(qTo)
                .build();
        return new FeasibleFeeder(made, state, cost);
    }

    private Generator generator(int id, int bus, boolean root, double p, double q) {
        double room = root ? 100.0 : between(0.0, 0.5);
        CostCurve cost = switch (random.nextInt(3)) {
            case 0 -> CostCurve.linear(price(root));
            case 1 -> CostCurve.quadratic(between(0.5, 10.0), price(root), between(0.0, 3.0));
            default -> kinked(p, price(root));
        };
        return Generator.of(
                id,
                bus,
                Math.min(root ? -room : 0.0, p - room),
                p + room,
                q - (root ? 100.0 : between(0.0, 0.3)),
                q + (root ? 100.0 : between(0.0, 0.3)),
                root ? CostCurve.linear(price(true)) : cost);
    }

    private double price(boolean root) {
        if (character == Character.HARD && random.nextInt(3) == 0) {
            return between(-40.0, 5.0);
        }
        return root ? between(30.0, 60.0) : between(10.0, 90.0);
    }

    private CostCurve kinked(double p, double price) {
        double middle = p + between(-0.2, 0.2);
        double steeper = price + between(1.0, 30.0);
        return CostCurve.piecewiseLinear(List.of(
                new CostCurve.Point(middle - 1.0, -price),
                new CostCurve.Point(middle, 0.0),
                new CostCurve.Point(middle + 1.0, steeper)));
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
