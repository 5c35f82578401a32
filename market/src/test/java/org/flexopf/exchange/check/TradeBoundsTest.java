package org.flexopf.exchange.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Shunt;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.testkit.property.Share;

/**
 * Bounds against power flows of other making, on random feeders off one or two references with transformers in both
 * directions, phase shifts, charging, shunts and generation, and with ratings and voltage limits near the state.
 */
class TradeBoundsTest {

    private static final double BASE = 10.0;

    /** A network, its solver and its bounds, at the schedule. */
    private static final class Case {
        private final Network network;
        private final RadialFeeders feeders;
        private final RadialFlow flow;
        private final RadialLimits limits;
        private final TradeBounds bounds;
        private final double[] ceilings;

        Case(SplittableRandom random) {
            network = limited(drawn(random), random);
            PowerFlowCheck check = PowerFlowCheck.withSensitivities(network);
            feeders = check.feeders();
            ceilings = new double[check.limits.count()];
            for (int k = 0; k < ceilings.length; k++) {
                ceilings[k] = Math.max(0.0, check.openingBeyond()[k]);
            }
            flow = new RadialFlow(feeders);
            limits = new RadialLimits(check.limits, feeders, network.perUnit(), ceilings);
            bounds = new TradeBounds(flow, limits, 0.02 / BASE);
            for (int feeder = 0; feeder < feeders.root.length; feeder++) {
                flow.guess(feeder, check.openingStart());
                flow.keep(feeder);
                flow.refresh(feeder);
                assertThat(flow.solve(feeder)).isTrue();
                flow.keep(feeder);
            }
        }

        /** The state with a trade by a power flow of the whole network; amounts in MW. */
        PowerFlowResult solved(int up, int down, double megawatts) {
            Network changed = network.toBuilder()
                    .load(Load.of(9001, network.buses().get(up).id(), megawatts, 0.0))
                    .load(Load.of(9002, network.buses().get(down).id(), -megawatts, 0.0))
                    .build();
            PowerFlowResult result =
                    PowerFlow.solve(changed, PowerFlowOptions.defaults().withTolerance(1e-12));
            assertThat(result.converged()).isTrue();
            return result;
        }

        /** How far an element is beyond its limit. */
        double beyond(int element, PowerFlowResult result) {
            LimitingElement limit = limits.element(element);
            int k = feeders.nodeOfElement[element];
            int b = feeders.branch[k];
            return switch (limit.kind()) {
                case FROM_END ->
                    Math.hypot(result.point().pFrom(b), result.point().qFrom(b)) - limit.limit();
                case TO_END -> Math.hypot(result.point().pTo(b), result.point().qTo(b)) - limit.limit();
                case LOW -> limit.limit() - result.vm(feeders.bus[k]);
                case HIGH -> result.vm(feeders.bus[k]) - limit.limit();
                case FORWARD, BACKWARD, NO_POWER_FLOW -> throw new IllegalStateException();
            };
        }

        int firstViolated(PowerFlowResult result) {
            for (int element = 0; element < ceilings.length; element++) {
                if (beyond(element, result) > ceilings[element] + 1e-6) {
                    return element;
                }
            }
            return -1;
        }
    }

    private static Network drawn(SplittableRandom random) {
        int buses = 4 + random.nextInt(24);
        boolean twoRoots = random.nextInt(3) == 0;
        NetworkBuilder builder = Network.builder("drawn", BASE);
        for (int i = 1; i <= buses; i++) {
            boolean root = i == 1 || (twoRoots && i == 2);
            builder.bus(root ? Bus.reference(i, 1.0 + 0.03 * random.nextDouble()) : Bus.of(i));
            if (root) {
                builder.generator(Generator.of(i, i, -99.0, 99.0, -99.0, 99.0, CostCurve.linear(20.0)));
                continue;
            }
            int parent = twoRoots && i == 3 ? 2 : Math.max(1, i - 1 - random.nextInt(Math.min(i - 1, 4)));
            double r = random.nextDouble(0.001, 0.03);
            Branch line = random.nextBoolean()
                    ? Branch.line(i, parent, i, r, r * random.nextDouble(0.5, 3.0))
                    : Branch.line(i, i, parent, r, r * random.nextDouble(0.5, 3.0));
            if (random.nextInt(4) == 0) {
                line = line.withTap(random.nextDouble(0.95, 1.05), random.nextDouble(-30.0, 30.0));
            }
            if (random.nextInt(3) == 0) {
                line = line.withCharging(random.nextDouble(0.02));
            }
            builder.branch(line);
            double p = random.nextDouble(0.3) * (random.nextInt(5) == 0 ? -2.0 : 1.0);
            builder.load(Load.of(i, i, p, 0.4 * random.nextDouble(-0.1, 0.3)));
            if (random.nextInt(5) == 0) {
                builder.shunt(Shunt.of(i, i, random.nextDouble(0.02), random.nextDouble(-0.1, 0.2)));
            }
        }
        return builder.build();
    }

    /** Limits near the state, some of them exceeded. */
    private static Network limited(Network free, SplittableRandom random) {
        // Without ratings the voltages of two feeders may be violated by one trade.
        boolean isRated = random.nextInt(3) > 0;
        PowerFlowResult state = PowerFlow.solve(free);
        assertThat(state.converged()).isTrue();
        return free.toBuilder()
                .mapBranches(branch -> {
                    int b = free.branches().indexOf(branch);
                    double flow =
                            Math.hypot(state.point().pFrom(b), state.point().qFrom(b));
                    return !isRated || random.nextInt(4) == 0
                            ? branch
                            : branch.withRating(flow + random.nextDouble(-0.01, 0.05) + 0.011);
                })
                .mapBuses(bus -> {
                    if (bus.isReference()) {
                        return bus;
                    }
                    double vm = state.vm(free.busIndex(bus.id()));
                    double low = vm - random.nextDouble(-0.001, 0.02);
                    return bus.withVoltageLimits(low, Math.max(low, vm) + random.nextDouble(0.02));
                })
                .build();
    }

    /** What is ruled in holds, what is ruled out is violated first, and values are as precise as they claim to be. */
    @Property(tries = 300, seed = "14")
    void thePowerFlowAgreesWithEveryWord(@ForAll @LongRange(min = 0, max = 1_000_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Case one = new Case(random);
        int buses = one.network.buses().size();
        for (int trial = 0; trial < 6; trial++) {
            int up = random.nextInt(buses);
            int down = (up + 1 + random.nextInt(buses - 1)) % buses;
            if (one.feeders.node[up] == one.feeders.node[down]) {
                continue;
            }
            double megawatts = StrictMath.pow(10.0, random.nextDouble(-3.5, -0.5));
            PowerFlowResult truth = one.solved(up, down, megawatts);
            one.bounds.look(one.feeders.node[up], one.feeders.node[down]);
            int word = one.bounds.judge(megawatts / BASE);
            one.bounds.look(one.feeders.node[up], one.feeders.node[down]);
            assertThat(one.bounds.judgeOnly(megawatts / BASE)).isEqualTo(word);
            int expected = one.firstViolated(truth);
            Share.atLeast(50.0, "trades that bounds decide", word != TradeBounds.OPEN);
            Share.atLeast(20.0, "trades that are ruled out", word >= 0);
            Share.atLeast(10.0, "trades that are ruled in", word == TradeBounds.HOLDS);
            if (word != TradeBounds.OPEN) {
                assertThat(word)
                        .as("seed %d, %s MW from %d to %d", seed, megawatts, up, down)
                        .isEqualTo(expected);
            }
            for (int element = 0; element < one.ceilings.length; element++) {
                double precision = 1e-6;
                double value = one.bounds.value(element, megawatts / BASE, precision);
                if (!Double.isNaN(value) && touches(one, element, up, down)) {
                    assertThat(one.limits.beyond(element, value))
                            .isCloseTo(one.beyond(element, truth), within(BASE * precision));
                }
            }
            solvesAlike(one, up, down, megawatts, truth);
        }
    }

    /** Values are asked only where the trade changes something. */
    private static boolean touches(Case one, int element, int up, int down) {
        int feeder = one.feeders.feeder[one.feeders.nodeOfElement[element]];
        return feederOf(one, up) == feeder || feederOf(one, down) == feeder;
    }

    private static int feederOf(Case one, int bus) {
        return one.feeders.node[bus] < 0 ? -1 : one.feeders.feeder[one.feeders.node[bus]];
    }

    /** Feeders solved one by one are the network solved as a whole. */
    private static void solvesAlike(Case one, int up, int down, double megawatts, PowerFlowResult truth) {
        int[] ends = {one.feeders.node[up], one.feeders.node[down]};
        double[] signs = {1.0, -1.0};
        for (int end = 0; end < 2; end++) {
            if (ends[end] >= 0) {
                one.flow.p[ends[end]] += signs[end] * megawatts / BASE;
            }
        }
        for (int feeder = 0; feeder < one.feeders.root.length; feeder++) {
            if (feeder == feederOf(one, up) || feeder == feederOf(one, down)) {
                one.bounds.predict(feeder, megawatts / BASE);
                assertThat(one.flow.solve(feeder)).isTrue();
                for (int k = one.feeders.start[feeder]; k < one.feeders.start[feeder + 1]; k++) {
                    assertThat(one.flow.magnitude(k)).isCloseTo(truth.vm(one.feeders.bus[k]), within(1e-10));
                }
                for (int element : one.feeders.elements[feeder]) {
                    assertThat(one.limits.beyond(element, one.flow))
                            .isCloseTo(one.beyond(element, truth), within(1e-9));
                }
            }
        }
        for (int end = 0; end < 2; end++) {
            if (ends[end] >= 0) {
                one.flow.p[ends[end]] -= signs[end] * megawatts / BASE;
            }
        }
    }

    /** A trade that violates voltages in two feeders is told about the bus that comes first, in whichever of them. */
    @Example
    void theFirstBusOfTwoFeedersIsNamed() {
        NetworkBuilder builder = Network.builder("fork", 1.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, -9.0, 9.0, -9.0, 9.0, CostCurve.linear(20.0)));
        for (int bus = 2; bus <= 3; bus++) {
            builder.bus(Bus.of(bus).withVoltageLimits(0.9999, 1.0001)).branch(Branch.line(bus, 1, bus, 0.01, 0.01));
        }
        Network network = builder.build();
        for (PowerFlowCheck check : List.of(PowerFlowCheck.of(network), PowerFlowCheck.withSensitivities(network))) {
            Feasible falls = check.open(1_000L).ask(new Transfer(2, 1, null), 50_000L);
            assertThat(falls.limiting().name()).isEqualTo("bus 2 high");
            Feasible rises = check.open(1_000L).ask(new Transfer(1, 2, null), 50_000L);
            assertThat(rises.limiting().name()).isEqualTo("bus 2 low");
            assertThat(rises.quantity()).isEqualTo(falls.quantity()).isBetween(9_000L, 11_000L);
        }
    }

    /** Through a closed branch no lot passes, whoever trades it. */
    @Property(tries = 200, seed = "15")
    void noLotPassesAClosedBranch(@ForAll @LongRange(min = 0, max = 1_000_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Case one = new Case(random);
        double megawatts = 0.02;
        ClosedBranches closed = new ClosedBranches(one.feeders, one.bounds, megawatts / BASE);
        int buses = one.network.buses().size();
        for (int trial = 0; trial < 20; trial++) {
            int up = random.nextInt(buses);
            int down = (up + 1 + random.nextInt(buses - 1)) % buses;
            if (one.feeders.node[up] == one.feeders.node[down]) {
                continue;
            }
            int found = closed.find(one.feeders.node[up], one.feeders.node[down]);
            Share.atLeast(10.0, "trades that meet a closed branch", found >= 0);
            if (found < 0) {
                continue;
            }
            PowerFlowResult truth = one.solved(up, down, megawatts);
            int k = found / 2;
            boolean isBeyond = false;
            for (int element : new int[] {one.feeders.parentEnd[k], one.feeders.nodeEnd[k]}) {
                isBeyond |= one.beyond(element, truth) > one.ceilings[element] + 1e-6;
            }
            assertThat(isBeyond).isTrue();
        }
    }
}
