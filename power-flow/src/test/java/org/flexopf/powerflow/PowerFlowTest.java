package org.flexopf.powerflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Note;
import org.flexopf.network.Shunt;
import org.flexopf.opf.state.OperatingPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small networks whose answers are known by hand, what the data may look like, and what goes wrong. */
class PowerFlowTest {

    private static final PowerFlowOptions DEFAULTS = PowerFlowOptions.defaults();
    private static final PowerFlowOptions SWEEP = DEFAULTS.withMethod(PowerFlowMethod.SWEEP);
    private static final PowerFlowOptions NEWTON = DEFAULTS.withMethod(PowerFlowMethod.NEWTON);

    /** A source of 1 p.u., one line and one load, on 10 MVA. */
    private static NetworkBuilder oneLine(double r, double x, double mw, double mvar) {
        return Network.builder("one line", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, r, x))
                .load(Load.of(1, 2, mw, mvar));
    }

    @ParameterizedTest
    @EnumSource(PowerFlowMethod.class)
    void oneLineHasTheVoltageOfItsQuadraticEquation(PowerFlowMethod method) {
        double r = 0.02;
        double x = 0.05;
        double p = 0.8;
        double q = 0.3;
        PowerFlowResult result =
                PowerFlow.solve(oneLine(r, x, 10.0 * p, 10.0 * q).build(), DEFAULTS.withMethod(method));
        // w^2 + (2(rp + xq) - 1) w + |z|^2 |s|^2 = 0, the larger root; the angle follows from V1 V2* = 1 - z* s / ...
        // at bus 2.
        double b = 2.0 * (r * p + x * q) - 1.0;
        double w = 0.5 * (-b + Math.sqrt(b * b - 4.0 * (r * r + x * x) * (p * p + q * q)));
        double loss = (p * p + q * q) / w;
        assertThat(result.vm(1)).isCloseTo(Math.sqrt(w), within(1e-10));
        assertThat(result.va(1)).isCloseTo(-Math.toDegrees(Math.atan2(x * p - r * q, w + r * p + x * q)), within(1e-8));
        assertThat(result.lossMw()).isCloseTo(10.0 * r * loss, within(1e-8));
        assertThat(result.lossMvar()).isCloseTo(10.0 * x * loss, within(1e-8));
        assertThat(result.point().pFrom(0)).isCloseTo(10.0 * (p + r * loss), within(1e-8));
        assertThat(result.point().pTo(0)).isCloseTo(-10.0 * p, within(1e-8));
        assertThat(result.pInjection(0)).isCloseTo(10.0 * (p + r * loss), within(1e-8));
        assertThat(result.minVmBus()).isEqualTo(2);
        assertThat(result.reason()).isEmpty();
    }

    /** Without load and losses, a ratio divides the voltage and a shift delays it; the branch may point either way. */
    @ParameterizedTest
    @EnumSource(PowerFlowMethod.class)
    void transformersDivideAndDelay(PowerFlowMethod method) {
        Network network = Network.builder("transformers", 100.0)
                .bus(Bus.reference(1, 1.05))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1).withTap(1.25, 30.0))
                .branch(Branch.line(2, 3, 2, 0.0, 0.1).withTap(0.8, -30.0))
                .build();
        PowerFlowResult result = PowerFlow.solve(network, DEFAULTS.withMethod(method));
        assertThat(result.vm(1)).isCloseTo(1.05 / 1.25, within(1e-9));
        assertThat(result.va(1)).isCloseTo(-30.0, within(1e-7));
        assertThat(result.vm(2)).isCloseTo(1.05 / 1.25 * 0.8, within(1e-9));
        assertThat(result.va(2)).isCloseTo(-60.0, within(1e-7));
    }

    @Test
    void islandsWithoutLoadFollowTheAnglesOfTheirReferences() {
        Bus second = new Bus(3, "", BusType.REFERENCE, 0.0, 1.0, 1.0, 200.0);
        Network network = oneLine(0.01, 0.02, 0.0, 0.0)
                .bus(second)
                .bus(Bus.of(4))
                .branch(Branch.line(2, 3, 4, 0.01, 0.02))
                .build();
        for (PowerFlowOptions options : List.of(SWEEP, NEWTON)) {
            PowerFlowResult result = PowerFlow.solve(network, options);
            assertThat(result.point().va()).containsExactly(new double[] {0.0, 0.0, 200.0, 200.0}, within(1e-9));
        }
    }

    @Test
    void aCapacitorRaisesAndAReactorLowersTheVoltage() {
        double supplied = 0.1;
        Network capacitor = oneLine(0.0, 0.2, 0.0, 0.0)
                .shunt(Shunt.of(1, 2, 0.0, 10.0 * supplied))
                .build();
        Network reactor = oneLine(0.0, 0.2, 0.0, 0.0)
                .shunt(Shunt.of(1, 2, 0.0, -10.0 * supplied))
                .build();
        // A voltage divider: V2 = 1 / (1 - x b).
        for (PowerFlowOptions options : List.of(SWEEP, NEWTON)) {
            assertThat(PowerFlow.solve(capacitor, options).vm(1))
                    .isCloseTo(1.0 / (1.0 - 0.2 * supplied), within(1e-10));
            assertThat(PowerFlow.solve(reactor, options).vm(1)).isCloseTo(1.0 / (1.0 + 0.2 * supplied), within(1e-10));
        }
    }

    @Test
    void whatIsOutOfServiceTakesNoPart() {
        Network plain = oneLine(0.02, 0.05, 8.0, 3.0).build();
        Network more = plain.toBuilder()
                .branch(Branch.line(2, 1, 2, 0.001, 0.001).withInService(false))
                .load(new Load(2, "", 2, 9.0, 9.0, false))
                .shunt(new Shunt(1, "", 2, 9.0, 9.0, false))
                .generator(Generator.of(1, 2, 0.0, 9.0, 0.0, 9.0, CostCurve.free())
                        .withSchedule(9.0, 9.0)
                        .withInService(false))
                .hvdcLine(HvdcLine.of(1, 1, 2, 0.0, 9.0)
                        .withSchedule(9.0, 9.0, 9.0)
                        .withInService(false))
                .bus(Bus.of(3).withType(BusType.ISOLATED))
                .branch(Branch.line(3, 2, 3, 0.01, 0.01))
                .load(Load.of(3, 3, 5.0, 5.0))
                .build();
        PowerFlowResult result = PowerFlow.solve(more);
        assertThat(result.method()).isEqualTo(PowerFlowMethod.SWEEP);
        assertThat(result.vm(1)).isEqualTo(PowerFlow.solve(plain).vm(1));
        assertThat(result.vm(2)).isZero();
        assertThat(result.va(2)).isZero();
        assertThat(result.minVmBus()).isEqualTo(2);
        assertThat(result.point().pFrom()).endsWith(0.0, 0.0);
        assertThat(result.point().pg()).containsExactly(0.0);
        CircuitCheck.assertBalanced(result, 1e-8);
    }

    @Test
    void aDcLineTakesItsScheduleAndDeliversItLessItsLosses() {
        Network network = oneLine(0.02, 0.05, 8.0, 3.0)
                .hvdcLine(HvdcLine.of(1, 1, 2, -5.0, 5.0).withLoss(0.1, 0.05).withSchedule(4.0, 0.5, 1.5))
                .build();
        PowerFlowResult result = PowerFlow.solve(network);
        double delivered = 4.0 - 0.1 - 0.05 * 4.0;
        PowerFlowResult same =
                PowerFlow.solve(oneLine(0.02, 0.05, 8.0 - delivered, 3.0 - 1.5).build());
        assertThat(result.vm(1)).isCloseTo(same.vm(1), within(1e-11));
        assertThat(result.pInjection(0)).isCloseTo(same.pInjection(0), within(1e-8));
    }

    @Test
    void aVoltageControlledBusHoldsItsSetPointAndItsGeneratorsShareTheReactivePower() {
        Network network = oneLine(0.02, 0.05, 8.0, 3.0)
                .mapBuses(bus -> bus.id() == 2 ? bus.withType(BusType.PV) : bus)
                .generator(Generator.of(1, 2, 0.0, 5.0, -1.0, 2.0, CostCurve.free())
                        .withSchedule(2.0, 0.0)
                        .withVoltageSetPoint(1.01))
                .generator(Generator.of(2, 2, 0.0, 5.0, -1.0, 6.0, CostCurve.free())
                        .withSchedule(1.0, 0.0)
                        .withVoltageSetPoint(1.01))
                .build();
        PowerFlowResult result = PowerFlow.solve(network);
        assertThat(result.method()).isEqualTo(PowerFlowMethod.NEWTON);
        assertThat(result.vm(1)).isEqualTo(1.01);
        assertThat(result.point().pg()).containsExactly(2.0, 1.0);
        double[] qg = result.point().qg();
        assertThat(qg[0]).isPositive().isLessThan(2.0);
        assertThat(qg[1]).isCloseTo(3.0 * qg[0], within(1e-12));
        CircuitCheck.assertBalanced(result, 1e-8);
    }

    /**
     * Room at bus 1 for more: 1 of 4 and 3 of 4; when all of it is used up, the rest is shared equally; unlimited room
     * takes all.
     */
    @Test
    void generatorsAtAReferenceShareWhatTheScheduleLacks() {
        NetworkBuilder builder = oneLine(0.02, 0.05, 3.0, 0.0)
                .generator(Generator.of(1, 1, 0.0, 2.0, -9.0, 9.0, CostCurve.free())
                        .withSchedule(1.0, 0.0))
                .generator(Generator.of(2, 1, 0.0, 3.0, -9.0, 9.0, CostCurve.free()));
        PowerFlowResult result = PowerFlow.solve(builder.build());
        double lacking = result.pInjection(0) - 1.0;
        assertThat(result.point().pg(0)).isCloseTo(1.0 + 0.25 * lacking, within(1e-12));
        assertThat(result.point().pg(1)).isCloseTo(0.75 * lacking, within(1e-12));

        PowerFlowResult beyond = PowerFlow.solve(
                builder.mapLoads(load -> load.withDemand(6.0, 0.0)).build());
        double excess = beyond.pInjection(0) - 5.0;
        assertThat(beyond.point().pg(0)).isCloseTo(2.0 + 0.5 * excess, within(1e-12));
        assertThat(beyond.point().pg(1)).isCloseTo(3.0 + 0.5 * excess, within(1e-12));

        PowerFlowResult unlimited = PowerFlow.solve(
                builder.generator(Generator.of(3, 1, 0.0, Double.POSITIVE_INFINITY, -9.0, 9.0, CostCurve.free()))
                        .build());
        assertThat(unlimited.point().pg(0)).isEqualTo(1.0);
        assertThat(unlimited.point().pg(2)).isCloseTo(unlimited.pInjection(0) - 1.0, within(1e-12));
    }

    @Test
    void contradictingDataAreNamedInNotes() {
        Network network = Network.builder("contradictions", 10.0)
                .bus(Bus.reference(1, 1.02))
                .bus(Bus.of(2).withType(BusType.PV))
                .bus(Bus.of(3).withType(BusType.PV))
                .branch(Branch.line(1, 1, 2, 0.01, 0.02))
                .branch(Branch.line(2, 2, 3, 0.01, 0.02))
                .generator(Generator.of(1, 1, 0.0, 9.0, -9.0, 9.0, CostCurve.free()))
                .generator(Generator.of(2, 2, 0.0, 9.0, -9.0, 9.0, CostCurve.free())
                        .withVoltageSetPoint(1.01))
                .generator(Generator.of(3, 2, 0.0, 9.0, -9.0, 9.0, CostCurve.free())
                        .withVoltageSetPoint(1.03))
                .build();
        PowerFlowResult result = PowerFlow.solve(network);
        assertThat(result.vm(0)).isEqualTo(1.02);
        assertThat(result.vm(1)).isEqualTo(1.03);
        assertThat(result.notes())
                .extracting(Note::toString)
                .anyMatch(note -> note.startsWith("bus 1: held at its voltage limits of 1.02"))
                .anyMatch(note -> note.startsWith("bus 2: its generators hold different voltages"))
                .anyMatch(note -> note.startsWith("bus 3: declared voltage-controlled, but no generator"))
                .hasSize(3);
    }

    /** The largest load on a line of impedance z at unit power factor along z is 1 / (4 |z|). */
    @Test
    void beyondTheNoseThereIsAReasonAndNoException() {
        double nose = 10.0 / (4.0 * 0.1);
        assertThat(PowerFlow.solve(oneLine(0.1, 0.0, 0.999 * nose, 0.0).build()).converged())
                .isTrue();
        for (PowerFlowMethod method : PowerFlowMethod.values()) {
            for (double factor : new double[] {1.001, 2.0, 1000.0, 1e150}) {
                PowerFlowResult collapsed =
                        PowerFlow.solve(oneLine(0.1, 0.0, factor * nose, 0.0).build(), DEFAULTS.withMethod(method));
                assertThat(collapsed.converged()).isFalse();
                assertThat(collapsed.reason()).contains("without converging", "voltage collapse");
                assertThat(collapsed.vm(1)).isFinite();
                assertThat(collapsed.va(1)).isFinite();
                assertThat(collapsed.lossMw()).isFinite();
                assertThat(collapsed.maxMismatchMw()).isFinite();
            }
        }
    }

    @Test
    void newtonTakesOverWhereTheSweepIsTooSlow() {
        Network nearTheNose = oneLine(0.1, 0.0, 0.9999 * 10.0 / 0.4, 0.0).build();
        PowerFlowResult result = PowerFlow.solve(nearTheNose);
        assertThat(result.converged()).isTrue();
        assertThat(result.method()).isEqualTo(PowerFlowMethod.NEWTON);
        assertThat(result.notes())
                .extracting(Note::remark)
                .singleElement()
                .asString()
                .contains("the sweep gave up after 200 sweeps", "Newton");
        assertThat(PowerFlow.solve(nearTheNose, SWEEP).reason()).contains("limit of 200 sweeps");
        double w = 0.5 * (1.0 - 0.5 * 0.9999 + Math.sqrt(1.0 - 0.9999));
        assertThat(result.vm(1)).isCloseTo(Math.sqrt(w), within(1e-7));
    }

    @Test
    void branchesOfNearlyNoImpedanceDoNotKeepNewtonFromConverging() {
        Network network = Network.builder("bus tie", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .bus(Bus.of(4))
                .branch(Branch.line(1, 1, 2, 0.02, 0.04))
                .branch(Branch.line(2, 2, 3, 1e-9, 1e-9))
                .branch(Branch.line(3, 3, 4, 0.02, 0.04))
                .load(Load.of(1, 4, 0.5, 0.2))
                .load(Load.of(2, 3, 0.3, 0.1))
                .build();
        PowerFlowResult newton = PowerFlow.solve(network, NEWTON);
        PowerFlowResult swept = PowerFlow.solve(network, SWEEP);
        assertThat(newton.reason()).isEmpty();
        assertThat(swept.reason()).isEmpty();
        assertThat(newton.vm(3)).isCloseTo(swept.vm(3), within(1e-9));
        assertThat(newton.maxMismatchMw()).isLessThan(1e-5);
    }

    @Test
    void aNetworkOfReferencesOnlyIsSolvedAtOnce() {
        Network network = Network.builder("sources", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.reference(2, 0.98))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1))
                .build();
        PowerFlowResult result = PowerFlow.solve(network);
        assertThat(result.converged()).isTrue();
        assertThat(result.iterations()).isZero();
        assertThat(result.method()).isEqualTo(PowerFlowMethod.NEWTON);
        assertThat(result.point().qFrom(0)).isCloseTo(10.0 * 1.0 * (1.0 - 0.98) / 0.1, within(1e-9));
        PowerFlowResult single = PowerFlow.solve(
                Network.builder("a source", 10.0).bus(Bus.reference(1, 1.0)).build());
        assertThat(single.converged()).isTrue();
        assertThat(single.minVm()).isEqualTo(1.0);
    }

    @Test
    void theSweepIsRefusedWhereItCannotBeUsed() {
        Network loop = oneLine(0.02, 0.05, 8.0, 3.0)
                .branch(Branch.line(7, 2, 1, 0.03, 0.03))
                .build();
        assertThatThrownBy(() -> PowerFlow.solve(loop, SWEEP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("branch 7 (2-1) closes a cycle")
                .hasMessageContaining("choose NEWTON or AUTO");
        Network twoSources = oneLine(0.02, 0.05, 8.0, 3.0)
                .bus(Bus.reference(9, 1.0))
                .branch(Branch.line(7, 2, 9, 0.03, 0.03))
                .build();
        assertThatThrownBy(() -> PowerFlow.solve(twoSources, SWEEP))
                .hasMessageContaining("bus 9 is a second reference");
        Network controlled = oneLine(0.02, 0.05, 8.0, 3.0)
                .mapBuses(bus -> bus.id() == 2 ? bus.withType(BusType.PV) : bus)
                .generator(Generator.of(1, 2, 0.0, 5.0, -1.0, 2.0, CostCurve.free()))
                .build();
        assertThatThrownBy(() -> PowerFlow.solve(controlled, SWEEP)).hasMessageContaining("bus 2 holds its voltage");
        assertThat(PowerFlow.solve(loop).converged()).isTrue();
        assertThat(PowerFlow.solve(twoSources).converged()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY})
    void aToleranceIsAFiniteNumberAboveZero(double tolerance) {
        assertThatThrownBy(() -> DEFAULTS.withTolerance(tolerance))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(tolerance));
    }

    @Test
    void iterationLimitsArePositiveAndKept() {
        assertThatThrownBy(() -> DEFAULTS.withMaxSweeps(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DEFAULTS.withMaxNewtonSteps(-3)).isInstanceOf(IllegalArgumentException.class);
        Network network = oneLine(0.02, 0.05, 8.0, 3.0).build();
        PowerFlowResult one = PowerFlow.solve(network, NEWTON.withMaxNewtonSteps(1));
        assertThat(one.converged()).isFalse();
        assertThat(one.iterations()).isEqualTo(1);
        assertThat(one.reason()).contains("limit of 1 steps");
        assertThat(PowerFlow.solve(network, SWEEP.withMaxSweeps(2)).iterations())
                .isEqualTo(2);
    }

    @Test
    void givenStartingVoltagesAreUsedAndChecked() {
        Network network = oneLine(0.02, 0.05, 8.0, 3.0).build();
        PowerFlowResult solved = PowerFlow.solve(network);
        for (PowerFlowOptions options : List.of(SWEEP, NEWTON)) {
            PowerFlowResult again = PowerFlow.solve(
                    network, options.withTolerance(1e-9).startingFrom(StartVoltages.of(solved.point())));
            assertThat(again.iterations()).isLessThanOrEqualTo(1);
            assertThat(again.vm(1)).isCloseTo(solved.vm(1), within(1e-9));
        }
        assertThatThrownBy(() -> PowerFlow.solve(
                        network, DEFAULTS.startingFrom(new StartVoltages(new double[] {1.0, 0.0}, new double[2]))))
                .hasMessageContaining("bus 2: voltage magnitude 0.0");
        assertThatThrownBy(() -> PowerFlow.solve(
                        network,
                        DEFAULTS.startingFrom(
                                new StartVoltages(new double[] {1.0, 1.0}, new double[] {0, Double.NaN}))))
                .hasMessageContaining("bus 2: starting angle NaN");
        assertThatThrownBy(() -> PowerFlow.solve(
                        network, DEFAULTS.startingFrom(new StartVoltages(new double[3], new double[3]))))
                .hasMessageContaining("one per bus");
        assertThatThrownBy(() -> new StartVoltages(new double[3], new double[2]))
                .hasMessageContaining("3 magnitudes but 2 angles");
    }

    @Test
    void schedulesAreChecked() {
        Network network = oneLine(0.02, 0.05, 8.0, 3.0).build();
        double[] two = {1.0, 1.0};
        double[] zero = {0.0, 0.0};
        assertThatThrownBy(() -> BusSchedule.ofInjections(network, new double[] {0.0, Double.NaN}, zero, two, zero))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bus 2: active injection NaN p.u.");
        assertThatThrownBy(() -> BusSchedule.ofInjections(
                        network, zero, new double[] {0.0, Double.NEGATIVE_INFINITY}, two, zero))
                .hasMessageContaining("bus 2: reactive injection -Infinity p.u.");
        assertThatThrownBy(() -> BusSchedule.ofInjections(network, zero, zero, zero, zero))
                .hasMessageContaining("bus 1: voltage magnitude 0.0 p.u.");
        assertThatThrownBy(() -> BusSchedule.ofInjections(network, new double[1], zero, two, zero))
                .hasMessageContaining("1 active injections given");
        // What is not used may be anything.
        assertThatCode(() -> BusSchedule.ofInjections(
                        network, new double[] {Double.NaN, 0.0}, zero, new double[] {1.0, Double.NaN}, new double[] {
                            0.0, Double.NaN
                        }))
                .doesNotThrowAnyException();
        Network other = oneLine(0.02, 0.05, 8.0, 3.0).build();
        assertThatThrownBy(() -> PowerFlow.prepare(network).solve(BusSchedule.of(other), DEFAULTS))
                .hasMessageContaining("another network");
    }

    @Test
    void whatAPointDoesNotKnowComesFromTheNetwork() {
        Network network = oneLine(0.02, 0.05, 8.0, 3.0)
                .generator(Generator.of(1, 2, 0.0, 5.0, -1.0, 2.0, CostCurve.free())
                        .withSchedule(2.0, 0.7))
                .build();
        OperatingPoint point = OperatingPoint.of(network).pg(new double[] {4.0}).build();
        PowerFlowResult result = PowerFlow.prepare(network).solve(BusSchedule.of(network, point), DEFAULTS);
        assertThat(result.point().pg()).containsExactly(4.0);
        assertThat(result.point().qg()).containsExactly(0.7);
        assertThat(result.vm(0)).isEqualTo(1.0);
        OperatingPoint infinite = OperatingPoint.of(network)
                .pg(new double[] {Double.POSITIVE_INFINITY})
                .build();
        assertThatThrownBy(() -> BusSchedule.of(network, infinite))
                .hasMessageContaining("generator 1 at bus 2: active power Infinity MW");
        OperatingPoint foreign = OperatingPoint.scheduled(oneLine(0.02, 0.05, 8.0, 3.0)
                .generator(Generator.of(1, 2, 0.0, 5.0, -1.0, 2.0, CostCurve.free()))
                .generator(Generator.of(2, 2, 0.0, 5.0, -1.0, 2.0, CostCurve.free()))
                .build());
        assertThatThrownBy(() -> BusSchedule.of(network, foreign))
                .hasMessageContaining("belongs to another network: it has 2 generators, the network 1");
        assertThatThrownBy(() -> OperatingPoint.of(network).pg(new double[3]))
                .hasMessageContaining("3 active generations given, but one per generator is needed, 1 in all");
    }

    @Test
    void anInterruptedThreadGetsAResultAndStaysInterrupted() {
        Network network = oneLine(0.02, 0.05, 8.0, 3.0).build();
        for (PowerFlowMethod method : PowerFlowMethod.values()) {
            Thread.currentThread().interrupt();
            PowerFlowResult result = PowerFlow.solve(network, DEFAULTS.withMethod(method));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(result.converged()).isFalse();
            assertThat(result.reason()).contains("interrupted");
        }
    }

    @Test
    void manyThreadsGetTheSameBits() throws InterruptedException, ExecutionException {
        Network network = RandomFeeder.of(200, 3L);
        PowerFlow shared = PowerFlow.prepare(network);
        BusSchedule schedule = BusSchedule.of(network);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<PowerFlowResult>> results = new ArrayList<>();
            for (int k = 0; k < 32; k++) {
                PowerFlowOptions options = k % 2 == 0 ? SWEEP : NEWTON;
                results.add(threads.submit(() -> shared.solve(schedule, options)));
            }
            for (int k = 0; k < results.size(); k++) {
                PowerFlowResult alone = PowerFlow.solve(network, k % 2 == 0 ? SWEEP : NEWTON);
                assertThat(Arrays.equals(
                                results.get(k).get().point().vm(), alone.point().vm()))
                        .isTrue();
                assertThat(Arrays.equals(
                                results.get(k).get().point().pFrom(),
                                alone.point().pFrom()))
                        .isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A long chain: what recurses would overflow here. */
    @Test
    void depthIsNoProblem() {
        int buses = 100_000;
        NetworkBuilder builder = Network.builder("chain", 10.0).bus(Bus.reference(1, 1.0));
        for (int bus = 2; bus <= buses; bus++) {
            builder.bus(Bus.of(bus))
                    .branch(Branch.line(bus, bus - 1, bus, 0.1 / buses, 0.1 / buses))
                    .load(Load.of(bus, bus, 5.0 / buses, 1.0 / buses));
        }
        Network chain = builder.build();
        PowerFlowResult swept = PowerFlow.solve(chain, SWEEP);
        PowerFlowResult newton = PowerFlow.solve(chain, NEWTON);
        assertThat(swept.reason()).isEmpty();
        assertThat(newton.reason()).isEmpty();
        assertThat(newton.vm(buses - 1)).isCloseTo(swept.vm(buses - 1), within(1e-7));
        assertThat(swept.minVmBus()).isEqualTo(buses);
    }

    /** Figures at the ends of what a double can hold make no result with holes in it. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1e-160, 1e160, 1e200})
    void aResultThatConvergedHasNumbersThroughout(double ratio) {
        Network network = oneLine(1e-3, 1e-3, 1.0, 0.1)
                .mapBranches(branch -> branch.withTap(ratio, 0.0))
                .build();
        PowerFlowResult result = PowerFlow.solve(network);
        assertThat(result.reason().isEmpty()).isEqualTo(result.converged());
        if (result.converged()) {
            assertThat(result.lossMw()).isFinite();
            assertThat(result.point().pFrom(0)).isFinite();
        }
    }
}
