package org.flexopf.powerflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Shunt;

/** What holds on every feeder. */
class PowerFlowPropertyTest {

    private static final PowerFlowOptions SWEEP =
            PowerFlowOptions.defaults().withMethod(PowerFlowMethod.SWEEP).withTolerance(1e-12);
    private static final PowerFlowOptions NEWTON =
            PowerFlowOptions.defaults().withMethod(PowerFlowMethod.NEWTON).withTolerance(1e-12);

    @Property(tries = 150, seed = "1922")
    void sweepAndNewtonAgreeAndObeyTheCircuitLaws(@ForAll @IntRange(min = 2, max = 300) int buses, @ForAll long seed) {
        Network feeder = RandomFeeder.of(buses, seed);
        PowerFlowResult swept = PowerFlow.solve(feeder, SWEEP);
        PowerFlowResult newton = PowerFlow.solve(feeder, NEWTON);

        assertThat(swept.reason()).isEmpty();
        assertThat(newton.reason()).isEmpty();
        assertSameVoltages(swept, newton, IntStream.range(0, buses).toArray());
        CircuitCheck.assertBalanced(swept, 1e-8);
        CircuitCheck.assertBalanced(newton, 1e-8);
    }

    @Property(tries = 50, seed = "1923")
    void theOrderOfBusesAndBranchesChangesNothing(@ForAll @IntRange(min = 2, max = 120) int buses, @ForAll long seed) {
        Network feeder = RandomFeeder.of(buses, seed);
        int[] newPlace = shuffled(buses, new Random(seed + 1));
        int[] newId = shuffled(3 * buses, new Random(seed + 2));
        NetworkBuilder builder = Network.builder(feeder.name(), feeder.baseMva());
        Bus[] placed = new Bus[buses];
        for (int i = 0; i < buses; i++) {
            Bus bus = feeder.buses().get(i);
            placed[newPlace[i]] =
                    new Bus(newId[bus.id()] + 1, "", bus.type(), bus.baseKv(), bus.vMin(), bus.vMax(), bus.angle());
        }
        for (Bus bus : placed) {
            builder.bus(bus);
        }
        feeder.branches().stream()
                .sorted((one, other) -> Integer.compare(newId[one.id()], newId[other.id()]))
                .forEach(b -> builder.branch(new Branch(
                        b.id(), "", newId[b.fromBus()] + 1, newId[b.toBus()] + 1, b.pi(), b.tap(), b.limits(), true)));
        feeder.generators()
                .forEach(g -> builder.generator(new Generator(
                        g.id(), "", newId[g.bus()] + 1, g.limits(), g.costs(), g.schedule(), g.dynamics(), true)));
        feeder.loads().forEach(l -> builder.load(Load.of(l.id(), newId[l.bus()] + 1, l.p(), l.q())));
        feeder.shunts().forEach(s -> builder.shunt(Shunt.of(s.id(), newId[s.bus()] + 1, s.g(), s.b())));

        Network renumbered = builder.build();
        for (PowerFlowOptions options : new PowerFlowOptions[] {SWEEP, NEWTON}) {
            assertSameVoltages(PowerFlow.solve(feeder, options), PowerFlow.solve(renumbered, options), newPlace);
        }
    }

    /** With the transformer moved to the other end, its ratio is inverted and the impedance is seen through it. */
    @Property(tries = 50, seed = "1924")
    void turningBranchesRoundChangesNothing(@ForAll @IntRange(min = 2, max = 120) int buses, @ForAll long seed) {
        Network feeder = RandomFeeder.of(buses, seed);
        Random random = new Random(seed + 1);
        Network turned = feeder.toBuilder()
                .mapBranches(b -> random.nextBoolean()
                        ? b
                        : new Branch(
                                b.id(),
                                "",
                                b.toBus(),
                                b.fromBus(),
                                new Branch.Pi(
                                        b.r() * b.ratio() * b.ratio(),
                                        b.x() * b.ratio() * b.ratio(),
                                        b.b() / (b.ratio() * b.ratio())),
                                new Branch.Tap(1.0 / b.ratio(), -b.shift()),
                                b.limits(),
                                true))
                .build();
        for (PowerFlowOptions options : new PowerFlowOptions[] {SWEEP, NEWTON}) {
            assertSameVoltages(
                    PowerFlow.solve(feeder, options),
                    PowerFlow.solve(turned, options),
                    IntStream.range(0, buses).toArray());
        }
    }

    @Property(tries = 50, seed = "1925")
    void aBusInTheMiddleOfALineChangesNothing(@ForAll @IntRange(min = 2, max = 120) int buses, @ForAll long seed) {
        Network feeder = RandomFeeder.of(buses, seed).toBuilder()
                .mapBranches(b -> b.withCharging(0.0))
                .build();
        Branch split =
                feeder.branches().get(new Random(seed).nextInt(feeder.branches().size()));
        int middle = buses + 1;
        Network longer = feeder.toBuilder()
                .mapBranches(b -> b.id() != split.id()
                        ? b
                        : Branch.line(b.id(), b.fromBus(), middle, 0.3 * b.r(), 0.3 * b.x())
                                .withTap(b.ratio(), b.shift()))
                .bus(Bus.of(middle))
                .branch(Branch.line(buses + 1, middle, split.toBus(), 0.7 * split.r(), 0.7 * split.x()))
                .build();
        for (PowerFlowOptions options : new PowerFlowOptions[] {SWEEP, NEWTON}) {
            assertSameVoltages(
                    PowerFlow.solve(feeder, options),
                    PowerFlow.solve(longer, options),
                    IntStream.range(0, buses).toArray());
        }
    }

    @Property(tries = 50, seed = "1926")
    void whatTheRootSuppliesIsDemandAndLossesAndShunts(
            @ForAll @IntRange(min = 2, max = 300) int buses, @ForAll long seed) {
        Network feeder = RandomFeeder.of(buses, seed);
        PowerFlowResult result = PowerFlow.solve(feeder, SWEEP);
        double expected = result.lossMw();
        double[] demand = feeder.activeDemand();
        double[] conductance = feeder.shuntConductance();
        for (int i = 0; i < buses; i++) {
            expected += demand[i] + conductance[i] * result.vm(i) * result.vm(i);
        }
        double supplied = 0.0;
        for (double pg : result.point().pg()) {
            supplied += pg;
        }
        assertThat(supplied).isCloseTo(expected, within(1e-8));
    }

    private static int[] shuffled(int count, Random random) {
        int[] values = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
        return values;
    }

    private static void assertSameVoltages(PowerFlowResult one, PowerFlowResult other, int[] placeInOther) {
        assertThat(one.converged()).isTrue();
        assertThat(other.converged()).isTrue();
        for (int i = 0; i < placeInOther.length; i++) {
            assertThat(other.vm(placeInOther[i])).as("magnitude at index %d", i).isCloseTo(one.vm(i), within(1e-10));
            assertThat(other.va(placeInOther[i])).as("angle at index %d", i).isCloseTo(one.va(i), within(1e-8));
        }
    }
}
