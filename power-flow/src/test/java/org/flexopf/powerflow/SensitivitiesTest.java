package org.flexopf.powerflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.junit.jupiter.api.Test;

/** Derivatives against central differences of the power flow itself. */
class SensitivitiesTest {

    private static final double STEP = 1e-5;
    private static final PowerFlowOptions EXACT = PowerFlowOptions.defaults().withTolerance(1e-13);

    @Property(tries = 60, seed = "1867")
    void derivativesAreThoseOfThePowerFlow(@ForAll @IntRange(min = 2, max = 60) int buses, @ForAll long seed) {
        Network network = meshed(RandomFeeder.of(buses, seed), seed);
        checkAgainstDifferences(network, new Random(seed + 3));
    }

    @Test
    void derivativesHoldWithSeveralReferences() {
        Network one = RandomFeeder.of(12, 5L);
        NetworkBuilder builder = one.toBuilder()
                .bus(Bus.reference(101, 1.02))
                .bus(Bus.of(102))
                .branch(Branch.line(101, 101, 102, 0.01, 0.02))
                .load(Load.of(102, 102, 3.0, 1.0));
        checkAgainstDifferences(builder.build(), new Random(1L));
        // And with both in one island.
        checkAgainstDifferences(
                builder.branch(Branch.line(102, 5, 102, 0.02, 0.03)).build(), new Random(2L));
    }

    @Test
    void anInjectionMovesOnlyItsOwnIsland() {
        Network network = RandomFeeder.of(12, 5L).toBuilder()
                .bus(Bus.reference(101, 1.02))
                .bus(Bus.of(102))
                .branch(Branch.line(101, 101, 102, 0.01, 0.02))
                .build();
        StateVector change = Sensitivities.at(PowerFlow.solve(network)).perActiveInjection(network.busIndex(102));
        assertThat(change.vm()[network.busIndex(102)]).isPositive();
        assertThat(change.vm()[network.busIndex(101)]).isZero();
        for (int id = 1; id <= 12; id++) {
            assertThat(change.vm()[network.busIndex(id)]).isZero();
            assertThat(change.va()[network.busIndex(id)]).isZero();
        }
    }

    /** On one line from a fixed 1 p.u. the derivative is known in closed form: v^2 + 2(rP + xQ)v ... solved for V. */
    @Test
    void oneLineHasTheClosedForm() {
        double r = 0.02;
        double x = 0.05;
        double p = 0.8;
        double q = 0.3;
        Network network = Network.builder("one line", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, r, x))
                .load(Load.of(1, 2, p, q))
                .build();
        Sensitivities sensitivities = Sensitivities.at(PowerFlow.solve(network, EXACT));
        // w^2 + (2(rp + xq) - 1) w + |z|^2 |s|^2 = 0 with w = V^2; implicit differentiation by the demand p.
        double b = 2.0 * (r * p + x * q) - 1.0;
        double zz = r * r + x * x;
        double w = 0.5 * (-b + Math.sqrt(b * b - 4.0 * zz * (p * p + q * q)));
        double slope = -(2.0 * r * w + 2.0 * zz * p) / (2.0 * w + b);
        double expected = slope / (2.0 * Math.sqrt(w));
        assertThat(-sensitivities.ofVoltage(1).p()[1]).isCloseTo(expected, within(1e-12));
        assertThat(-sensitivities.perActiveInjection(1).vm()[1]).isCloseTo(expected, within(1e-12));
    }

    @Test
    void heldVoltagesStayWhereTheyAre() {
        Network network = RandomFeeder.of(20, 8L).toBuilder()
                .mapBuses(bus -> bus.id() == 15 ? bus.withType(BusType.PV) : bus)
                .generator(Generator.of(99, 15, 0.0, 1.0, -9.0, 9.0, CostCurve.free())
                        .withVoltageSetPoint(1.0)
                        .withSchedule(0.3, 0.0))
                .build();
        PowerFlow prepared = PowerFlow.prepare(network);
        PowerFlowResult base = prepared.solve(BusSchedule.of(network), EXACT);
        Sensitivities sensitivities = Sensitivities.holdingVoltages(prepared, base);
        StateVector change = sensitivities.perActiveInjection(9);
        assertThat(change.vm()[14]).isZero();
        Network more = network.toBuilder()
                .load(Load.of(99, 10, -STEP * network.baseMva(), 0.0))
                .build();
        Network less = network.toBuilder()
                .load(Load.of(99, 10, STEP * network.baseMva(), 0.0))
                .build();
        PowerFlowResult up = PowerFlow.solve(more, EXACT);
        PowerFlowResult down = PowerFlow.solve(less, EXACT);
        for (int i = 0; i < 20; i++) {
            assertThat(change.vm()[i]).isCloseTo((up.vm(i) - down.vm(i)) / (2.0 * STEP), within(1e-7));
        }
        assertThat(sensitivities.perActiveInjection(14).vm()[14]).isZero();
        assertThat(Sensitivities.at(prepared, base).perActiveInjection(14).vm()[14])
                .isPositive();
    }

    @Test
    void aPointThatDidNotConvergeHasNoSensitivities() {
        Network network = Network.builder("too much", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.1, 0.1))
                .load(Load.of(1, 2, 50.0, 0.0))
                .build();
        PowerFlowResult collapsed = PowerFlow.solve(network);
        assertThatThrownBy(() -> Sensitivities.at(collapsed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not converged")
                .hasMessageContaining(collapsed.reason());
    }

    private static void checkAgainstDifferences(Network network, Random random) {
        PowerFlow prepared = PowerFlow.prepare(network);
        PowerFlowResult base = prepared.solve(schedule(network, -1, 0.0, 0.0), EXACT);
        assertThat(base.reason()).isEmpty();
        Sensitivities sensitivities = Sensitivities.at(prepared, base);
        int n = network.buses().size();
        int bus = random.nextInt(n);
        while (network.buses().get(bus).isReference()) {
            bus = random.nextInt(n);
        }
        int observed = random.nextInt(n);
        int branch = random.nextInt(network.branches().size());
        for (boolean active : new boolean[] {true, false}) {
            double dp = active ? STEP : 0.0;
            double dq = active ? 0.0 : STEP;
            PowerFlowResult up = prepared.solve(schedule(network, bus, dp, dq), EXACT);
            PowerFlowResult down = prepared.solve(schedule(network, bus, -dp, -dq), EXACT);

            StateVector column =
                    active ? sensitivities.perActiveInjection(bus) : sensitivities.perReactiveInjection(bus);
            for (int i = 0; i < n; i++) {
                int k = i;
                assertClose(column.vm()[i], difference(up, down, r -> r.vm(k)));
                assertClose(column.va()[i], difference(up, down, r -> Math.toRadians(r.va(k))));
            }
            assertClose(
                    entry(sensitivities.ofVoltage(observed), bus, active), difference(up, down, r -> r.vm(observed)));
            for (BranchQuantity quantity : BranchQuantity.values()) {
                double expected = difference(up, down, r -> flow(r, branch, quantity)) / network.baseMva();
                assertClose(entry(sensitivities.ofFlow(branch, quantity), bus, active), expected);
                assertClose(sensitivities.flowChange(branch, quantity, column), expected);
            }
            assertClose(
                    entry(sensitivities.ofActiveLosses(), bus, active),
                    difference(up, down, PowerFlowResult::lossMw) / network.baseMva());
            for (int i = 0; i < n; i++) {
                int k = i;
                if (network.buses().get(i).isReference()) {
                    assertClose(
                            entry(sensitivities.ofActiveInjection(i), bus, active),
                            difference(up, down, r -> r.pInjection(k)) / network.baseMva());
                    assertClose(
                            entry(sensitivities.ofReactiveInjection(i), bus, active),
                            difference(up, down, r -> r.qInjection(k)) / network.baseMva());
                }
            }
        }
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(2e-7 * (1.0 + Math.abs(expected))));
    }

    private static double entry(InjectionVector vector, int bus, boolean active) {
        return active ? vector.p()[bus] : vector.q()[bus];
    }

    private static double difference(PowerFlowResult up, PowerFlowResult down, ToDoubleFunction<PowerFlowResult> of) {
        assertThat(up.converged() && down.converged()).isTrue();
        return (of.applyAsDouble(up) - of.applyAsDouble(down)) / (2.0 * STEP);
    }

    private static double flow(PowerFlowResult result, int branch, BranchQuantity quantity) {
        return switch (quantity) {
            case P_FROM -> result.point().pFrom(branch);
            case Q_FROM -> result.point().qFrom(branch);
            case P_TO -> result.point().pTo(branch);
            case Q_TO -> result.point().qTo(branch);
        };
    }

    /** The network's schedule, with a bit more injected at one bus, p.u. */
    private static BusSchedule schedule(Network network, int bus, double dp, double dq) {
        BusSchedule own = BusSchedule.of(network);
        double[] p = own.p.clone();
        double[] q = own.q.clone();
        double[] degrees = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            degrees[i] = network.buses().get(i).angle();
        }
        if (bus >= 0) {
            p[bus] += dp;
            q[bus] += dq;
        }
        return BusSchedule.ofInjections(network, p, q, own.vm, degrees);
    }

    /**
     * Closes a few loops and adds a branch out of service. Phase shifts are made small, as in a loop they drive
     * currents.
     */
    private static Network meshed(Network feeder, long seed) {
        Random random = new Random(seed);
        NetworkBuilder builder =
                feeder.toBuilder().mapBranches(branch -> branch.withTap(branch.ratio(), 0.03 * branch.shift()));
        int buses = feeder.buses().size();
        int ties = buses < 4 ? 0 : random.nextInt(4);
        for (int k = 0; k <= ties && buses >= 4; k++) {
            int from = 1 + random.nextInt(buses);
            int to = 1 + (from + random.nextInt(buses - 1)) % buses;
            if (from != to) {
                builder.branch(Branch.line(1000 + k, from, to, 0.02, 0.03)
                        .withCharging(0.01)
                        .withInService(k < ties));
            }
        }
        return builder.build();
    }
}
