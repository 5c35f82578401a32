package org.flexopf.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.MeshedNetworks;
import org.flexopf.testkit.RandomControls;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.StiffNetworks;

/**
 * A random network that the library is judged on.
 *
 * @param family place of what it was drawn from in {@link #RADIAL} or {@link #MESHED}
 * @param network the network
 * @param knownDispatch active power of its generators, MW, in a state that keeps all limits; empty if none is known
 * @param random what further choices are drawn with
 */
record RandomCase(int family, Network network, Optional<double[]> knownDispatch, SplittableRandom random) {

    /** The families of radial feeders. */
    static final List<String> RADIAL = families(
            Arrays.stream(RandomFeeders.Character.values()).map(Enum::name).toList());

    /** The families of meshed networks: their ratings in typical flows. */
    static final List<String> MESHED = families(List.of("without ratings", "roomy", "tight"));

    /** Generators of {@link MeshedNetworks} with a number from here on make every network feasible. */
    private static final int LAST_RESORT = 1000;

    private static final double[] RATINGS = {Double.POSITIVE_INFINITY, 3.0, 1.5};

    /** What passes for rounding of a power flow, p.u. */
    private static final double KEPT = 1e-8;

    /** How a network differs from the one that was drawn. */
    private enum Variant {
        /** Not at all. */
        AS_DRAWN,
        /** Loads are larger, so that limits may be broken. */
        STRESSED,
        /** Taps, shifters and shunts are free, and their settings are moved away. */
        CONTROLLED,
        /** Parallel branches, circles of capability, no limits of reactive power, costs of nothing or by the ton. */
        ODD,
        /** Branches of next to no impedance, or without resistance. */
        STIFF;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private static List<String> families(List<String> kinds) {
        List<String> families = new ArrayList<>();
        for (String kind : kinds) {
            for (Variant variant : Variant.values()) {
                families.add(kind.toLowerCase(Locale.ROOT) + ", " + variant.label());
            }
        }
        return families;
    }

    /** A radial feeder. */
    static RandomCase radial(long draw, SplittableRandom random) {
        int family = (int) (draw % RADIAL.size());
        Variant variant = Variant.values()[family % Variant.values().length];
        FeasibleFeeder feeder = RandomFeeders.of(
                RandomFeeders.Character.values()[family / Variant.values().length], buses(random), random.nextLong());
        Network network = varied(feeder.network(), feeder.state(), variant, random);
        Optional<double[]> known = variant == Variant.STRESSED || variant == Variant.STIFF
                ? kept(network, feeder.state())
                : Optional.of(feeder.state().pg());
        return new RandomCase(family, network, known, random);
    }

    /** A meshed network. */
    static RandomCase meshed(long draw, SplittableRandom random) {
        int family = (int) (draw % MESHED.size());
        Variant variant = Variant.values()[family % Variant.values().length];
        int buses = random.nextInt(3, 41);
        Network drawn = MeshedNetworks.of(random.nextLong(), buses, RATINGS[family / Variant.values().length]);
        if (variant == Variant.STRESSED) {
            drawn = drawn.without(drawn.generators().stream()
                    .filter(generator -> generator.id() > LAST_RESORT)
                    .map(Generator::ref)
                    .toList());
        }
        Network network = varied(drawn, null, variant, random);
        return new RandomCase(family, network, kept(network, everyBusByItself(network)), random);
    }

    /** Whatever is needed at a bus comes from the dear generator there, so that next to nothing flows. */
    private static OperatingPoint everyBusByItself(Network network) {
        double[] pg = new double[network.generators().size()];
        double[] qg = new double[pg.length];
        for (int g = 0; g < pg.length; g++) {
            Generator generator = network.generators().get(g);
            if (generator.id() > LAST_RESORT) {
                int i = network.busIndex(generator.bus());
                pg[g] = network.activeDemand()[i];
                qg[g] = network.reactiveDemand()[i];
            }
        }
        return OperatingPoint.of(network).pg(pg).qg(qg).build();
    }

    /** The dispatch of a power flow at a schedule, if the judge's own arithmetic finds every limit kept there. */
    private static Optional<double[]> kept(Network network, OperatingPoint schedule) {
        PowerFlowResult flow = PowerFlow.prepare(network)
                .solve(
                        BusSchedule.of(network, schedule),
                        PowerFlowOptions.defaults().withTolerance(1e-10));
        return flow.converged() && AcCheck.of(network, flow.point()).worst() <= KEPT
                ? Optional.of(flow.point().pg())
                : Optional.empty();
    }

    /** Most feeders are small; one in twenty has more than 60 buses. */
    private static int buses(SplittableRandom random) {
        int kind = random.nextInt(20);
        return kind < 14 ? random.nextInt(2, 13) : kind < 19 ? random.nextInt(13, 61) : random.nextInt(61, 301);
    }

    private static Network varied(Network network, OperatingPoint state, Variant variant, SplittableRandom random) {
        return switch (variant) {
            case AS_DRAWN -> network;
            case STRESSED -> {
                double factor = random.nextDouble(1.0, 4.0);
                yield network.toBuilder()
                        .mapLoads(load -> load.withDemand(factor * load.p(), factor * load.q()))
                        .build();
            }
            case CONTROLLED -> RandomControls.detuned(network, random.nextLong());
            case ODD -> odd(network, state, random);
            case STIFF -> StiffNetworks.of(network, random);
        };
    }

    /** What has one state has it still: nothing of this takes a state away. */
    private static Network odd(Network network, OperatingPoint state, SplittableRandom random) {
        NetworkBuilder builder = network.toBuilder();
        double money = random.nextInt(2) == 0 ? 1.0 : Math.pow(10.0, random.nextDouble(-4.0, 5.0));
        int costs = random.nextInt(4);
        builder.mapGenerators(generator -> {
            Generator made = generator;
            if (random.nextInt(3) == 0) {
                made = made.withReactiveLimits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            }
            if (state != null && random.nextInt(3) == 0) {
                int g = network.index(generator);
                made = made.withCapability(CapabilityCurve.semicircle(
                        1e-3 + random.nextDouble(1.0, 1.5) * Math.hypot(state.pg(g), state.qg(g))));
                // A semicircle takes no power in.
                made = state.pg(g) < 0.0 ? generator : made;
            }
            return made.withCost(
                    switch (costs) {
                        case 0 -> CostCurve.linear(50.0 * money);
                        case 1 -> random.nextInt(2) == 0 ? CostCurve.linear(0.0) : scaled(made.cost(), money);
                        default -> scaled(made.cost(), money);
                    });
        });
        int next = network.branches().stream().mapToInt(Branch::id).max().orElse(0);
        for (Branch branch : network.branches()) {
            if (random.nextInt(5) == 0) {
                Branch half = half(branch);
                builder.mapBranches(old -> old.id() == branch.id() ? half : old);
                builder.branch(new Branch(
                        ++next, "", half.fromBus(), half.toBus(), half.pi(), half.tap(), half.limits(), true));
            }
        }
        int lonely = network.buses().stream().mapToInt(Bus::id).max().orElse(0) + 1;
        if (random.nextInt(4) == 0) {
            builder.bus(Bus.of(lonely).withType(BusType.ISOLATED));
            builder.load(Load.of(100_000, lonely, 1.0, 0.5));
        }
        return builder.build();
    }

    /** One of two branches that do together what one does. */
    private static Branch half(Branch branch) {
        Branch.Limits limits = branch.limits();
        return new Branch(
                branch.id(),
                branch.name(),
                branch.fromBus(),
                branch.toBus(),
                new Branch.Pi(2.0 * branch.r(), 2.0 * branch.x(), 0.5 * branch.b()),
                branch.tap(),
                new Branch.Limits(0.5 * limits.rating(), 0.5 * limits.current(), limits.angle()),
                true);
    }

    private static CostCurve scaled(CostCurve curve, double factor) {
        if (curve instanceof CostCurve.Quadratic square) {
            return CostCurve.quadratic(
                    factor * square.quadratic(), factor * square.linear(), factor * square.constant());
        }
        if (curve instanceof CostCurve.PiecewiseLinear pieces) {
            return CostCurve.piecewiseLinear(pieces.points().stream()
                    .map(point -> new CostCurve.Point(point.power(), factor * point.cost()))
                    .toList());
        }
        CostCurve.Linear line = (CostCurve.Linear) curve;
        return new CostCurve.Linear(factor * line.constant(), factor * line.slope());
    }
}
