package org.flexopf.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of fault and of note, each against the one valid network that it is made from. */
class NetworkBuilderTest {

    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Reference 1, buses 2 and 3 in a row, a generator at each end, a load at 2 and 3, a shunt at 3. */
    private static NetworkBuilder feeder() {
        return Network.builder("feeder", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.01, 0.02))
                .branch(Branch.line(2, 2, 3, 0.01, 0.02))
                .generator(Generator.of(1, 1, -5.0, 5.0, -5.0, 5.0, CostCurve.linear(50.0)))
                .generator(Generator.of(2, 3, 0.0, 1.0, -1.0, 1.0, CostCurve.quadratic(1.0, 30.0, 0.0)))
                .load(Load.of(1, 2, 0.4, 0.2))
                .load(Load.of(2, 3, 0.3, 0.1))
                .shunt(Shunt.of(1, 3, 0.0, 0.1));
    }

    private static List<Fault> faults(NetworkBuilder builder) {
        InvalidNetworkException invalid = catchThrowableOfType(InvalidNetworkException.class, builder::build);
        assertThat(invalid).as("the network is refused").isNotNull();
        return invalid.faults();
    }

    private static UnaryOperator<NetworkBuilder> branch(UnaryOperator<Branch> change) {
        return builder -> builder.mapBranches(branch -> branch.id() == 2 ? change.apply(branch) : branch);
    }

    private static UnaryOperator<NetworkBuilder> bus(UnaryOperator<Bus> change) {
        return builder -> builder.mapBuses(bus -> bus.id() == 3 ? change.apply(bus) : bus);
    }

    private static UnaryOperator<NetworkBuilder> generator(UnaryOperator<Generator> change) {
        return builder -> builder.mapGenerators(generator -> generator.id() == 2 ? change.apply(generator) : generator);
    }

    private static Branch impedance(Branch branch, double r, double x) {
        return Branch.line(branch.id(), branch.fromBus(), branch.toBus(), r, x);
    }

    static Stream<Arguments> singleFaults() {
        return Stream.of(
                fault("bus 2", "id 2", builder -> builder.bus(Bus.of(2))),
                fault("bus 0", "id 0", builder -> builder.bus(Bus.reference(0, 1.0))),
                fault("bus 3", "voltage limits 1.1 to 0.9 p.u.", bus(bus -> bus.withVoltageLimits(1.1, 0.9))),
                fault("bus 3", "lower voltage limit NaN", bus(bus -> bus.withVoltageLimits(NAN, 1.1))),
                fault("bus 3", "upper voltage limit Infinity", bus(bus -> bus.withVoltageLimits(0.9, INFINITY))),
                fault("bus 3", "lower voltage limit -0.1 p.u.", bus(bus -> bus.withVoltageLimits(-0.1, 1.1))),
                fault("bus 3", "upper voltage limit 0.0 p.u.", bus(bus -> bus.withVoltageLimits(0.0, 0.0))),
                fault("bus 3", "nominal voltage -1.0 kV", bus(bus -> bus.withBaseKv(-1.0))),
                fault("bus 3", "nominal voltage NaN", bus(bus -> bus.withBaseKv(NAN))),
                fault("bus 3", "angle NaN", bus(bus -> new Bus(3, "", BusType.PQ, 0.0, 0.9, 1.1, NAN))),
                fault("branch 2 (2-3)", "id 2", builder -> builder.branch(Branch.line(2, 2, 3, 0.01, 0.02))),
                fault("branch -1 (2-3)", "id -1", builder -> builder.branch(Branch.line(-1, 2, 3, 0.01, 0.02))),
                fault("branch 3 (3-4)", "bus 4", builder -> builder.branch(Branch.line(3, 3, 4, 0.01, 0.02))),
                fault("branch 3 (4-3)", "bus 4", builder -> builder.branch(Branch.line(3, 4, 3, 0.01, 0.02))),
                fault(
                        "branch 3 (3-3)",
                        "both ends at bus 3",
                        builder -> builder.branch(Branch.line(3, 3, 3, 0.01, 0.02))),
                fault("branch 2 (2-3)", "impedance 0 + j0", branch(branch -> impedance(branch, 0.0, 0.0))),
                fault(
                        "branch 2 (2-3)",
                        "impedance 2.0E-310 + j4.0E-310 p.u.",
                        branch(branch -> impedance(branch, 2e-310, 4e-310))),
                fault(
                        "branch 2 (2-3)",
                        "impedance 0.0 + j1.0E-160 p.u.",
                        branch(branch -> impedance(branch, 0.0, 1e-160))),
                fault(
                        "branch 2 (2-3)",
                        "impedance 1.0E200 + j1.0 p.u.",
                        branch(branch -> impedance(branch, 1e200, 1.0))),
                fault("branch 2 (2-3)", "resistance NaN", branch(branch -> impedance(branch, NAN, 0.1))),
                fault("branch 2 (2-3)", "reactance Infinity", branch(branch -> impedance(branch, 0.1, INFINITY))),
                fault("branch 2 (2-3)", "charging susceptance NaN", branch(branch -> branch.withCharging(NAN))),
                fault("branch 2 (2-3)", "shift NaN", branch(branch -> branch.withTap(1.0, NAN))),
                fault("branch 2 (2-3)", "ratio 0.0", branch(branch -> branch.withTap(0.0, 0.0))),
                fault("branch 2 (2-3)", "ratio -1.0", branch(branch -> branch.withTap(-1.0, 0.0))),
                fault("branch 2 (2-3)", "ratio NaN", branch(branch -> branch.withTap(NAN, 0.0))),
                fault("branch 2 (2-3)", "rating -2.0 MVA", branch(branch -> branch.withRating(-2.0))),
                fault("branch 2 (2-3)", "rating 0.0 MVA", branch(branch -> branch.withRating(0.0))),
                fault("branch 2 (2-3)", "rating NaN MVA", branch(branch -> branch.withRating(NAN))),
                fault("branch 2 (2-3)", "current limit -2.0 MVA", branch(branch -> branch.withCurrentLimit(-2.0))),
                fault(
                        "branch 2 (2-3)",
                        "angle limits 30.0 to -30.0 degrees",
                        branch(branch -> branch.withAngleLimits(30.0, -30.0))),
                fault(
                        "branch 2 (2-3)",
                        "angle limits NaN and 30.0 degrees",
                        branch(branch -> branch.withAngleLimits(NAN, 30.0))),
                fault(
                        "branch 2 (2-3)",
                        "angle limits -30.0 and Infinity degrees",
                        branch(branch -> branch.withAngleLimits(-30.0, INFINITY))),
                fault(
                        "generator 2 at bus 3",
                        "id 2",
                        builder -> builder.generator(Generator.of(2, 3, 0.0, 1.0, 0.0, 1.0, CostCurve.free()))),
                fault(
                        "generator 3 at bus 9",
                        "bus 9",
                        builder -> builder.generator(Generator.of(3, 9, 0.0, 1.0, 0.0, 1.0, CostCurve.free()))),
                fault(
                        "generator 2 at bus 3",
                        "active limits 2.0 to 1.0 MW",
                        generator(generator -> generator.withActiveLimits(2.0, 1.0))),
                fault(
                        "generator 2 at bus 3",
                        "active limits NaN to 1.0 MW",
                        generator(generator -> generator.withActiveLimits(NAN, 1.0))),
                fault(
                        "generator 2 at bus 3",
                        "active limits Infinity to Infinity MW",
                        generator(generator -> generator.withActiveLimits(INFINITY, INFINITY))),
                fault(
                        "generator 2 at bus 3",
                        "reactive limits 2.0 to 1.0 Mvar",
                        generator(generator -> generator.withReactiveLimits(2.0, 1.0))),
                fault(
                        "generator 2 at bus 3",
                        "scheduled active power NaN",
                        generator(generator -> generator.withSchedule(NAN, 0.0))),
                fault(
                        "generator 2 at bus 3",
                        "scheduled reactive power Infinity",
                        generator(generator -> generator.withSchedule(0.0, INFINITY))),
                fault(
                        "generator 2 at bus 3",
                        "voltage set point 0.0 p.u.",
                        generator(generator -> generator.withVoltageSetPoint(0.0))),
                fault(
                        "generator 2 at bus 3",
                        "voltage set point NaN p.u.",
                        generator(generator -> generator.withVoltageSetPoint(NAN))),
                fault("generator 2 at bus 3", "no cost", generator(generator -> generator.withCost(null))),
                fault("load 2 at bus 3", "id 2", builder -> builder.load(Load.of(2, 3, 1.0, 1.0))),
                fault("load 3 at bus 9", "bus 9", builder -> builder.load(Load.of(3, 9, 1.0, 1.0))),
                fault("load 3 at bus 3", "active demand NaN", builder -> builder.load(Load.of(3, 3, NAN, 1.0))),
                fault(
                        "load 3 at bus 3",
                        "reactive demand Infinity",
                        builder -> builder.load(Load.of(3, 3, 1.0, INFINITY))),
                fault("shunt 1 at bus 3", "id 1", builder -> builder.shunt(Shunt.of(1, 3, 1.0, 1.0))),
                fault("shunt 2 at bus 9", "bus 9", builder -> builder.shunt(Shunt.of(2, 9, 1.0, 1.0))),
                fault("shunt 2 at bus 3", "conductance NaN", builder -> builder.shunt(Shunt.of(2, 3, NAN, 1.0))),
                fault(
                        "shunt 2 at bus 3",
                        "susceptance Infinity",
                        builder -> builder.shunt(Shunt.of(2, 3, 1.0, INFINITY))),
                fault(
                        "generator 2 at bus 3",
                        "no capability curve",
                        generator(generator -> generator.withCapability(null))),
                fault(
                        "generator 2 at bus 3",
                        "capability -1.0 MVA",
                        generator(generator -> generator.withCapability(CapabilityCurve.semicircle(-1.0)))),
                fault(
                        "generator 2 at bus 3",
                        "power factor 1.5 of its capability",
                        generator(generator -> generator.withCapability(
                                new CapabilityCurve(CapabilityCurve.Shape.RECTANGLE, 1.0, 1.5)))),
                fault("DC line 1 (1-9)", "bus 9", builder -> builder.hvdcLine(HvdcLine.of(1, 1, 9, -1.0, 1.0))),
                fault(
                        "DC line 1 (1-1)",
                        "both ends at bus 1",
                        builder -> builder.hvdcLine(HvdcLine.of(1, 1, 1, -1.0, 1.0))),
                fault(
                        "DC line 1 (1-3)",
                        "id 1",
                        builder -> builder.hvdcLine(HvdcLine.of(1, 1, 2, -1.0, 1.0))
                                .hvdcLine(HvdcLine.of(1, 1, 3, -1.0, 1.0))),
                fault(
                        "DC line 1 (1-3)",
                        "active limits 2.0 to 1.0 MW",
                        builder -> builder.hvdcLine(HvdcLine.of(1, 1, 3, 2.0, 1.0))),
                fault(
                        "DC line 1 (1-3)",
                        "largest active power Infinity",
                        builder -> builder.hvdcLine(HvdcLine.of(1, 1, 3, 0.0, INFINITY))),
                fault(
                        "DC line 1 (1-3)",
                        "loss factor 1.0",
                        builder ->
                                builder.hvdcLine(HvdcLine.of(1, 1, 3, 0.0, 1.0).withLoss(0.0, 1.0))),
                fault(
                        "DC line 1 (1-3)",
                        "constant loss NaN",
                        builder ->
                                builder.hvdcLine(HvdcLine.of(1, 1, 3, 0.0, 1.0).withLoss(NAN, 0.0))),
                fault(
                        "ratio of branch 9",
                        "element 9",
                        builder -> builder.control(StepControl.tapRatio(9, 0.9, 1.1, 16))),
                fault(
                        "susceptance of shunt 2",
                        "element 2",
                        builder -> builder.control(StepControl.shuntSusceptance(2, 0.0, 1.0, 4))),
                fault(
                        "ratio of branch 2",
                        "settings 1.1 to 0.9",
                        builder -> builder.control(StepControl.tapRatio(2, 1.1, 0.9, 16))),
                fault(
                        "ratio of branch 2",
                        "lowest setting 0.0",
                        builder -> builder.control(StepControl.tapRatio(2, 0.0, 1.1, 16))),
                fault(
                        "ratio of branch 2",
                        "highest setting NaN",
                        builder -> builder.control(StepControl.tapRatio(2, 0.9, NAN, 16))),
                fault(
                        "phase shift of branch 2",
                        "-1 steps",
                        builder -> builder.control(StepControl.phaseShift(2, -9.0, 9.0, -1))),
                fault(
                        "ratio of branch 2",
                        "a second control",
                        builder -> builder.control(StepControl.tapRatio(2, 0.9, 1.1, 16))
                                .control(StepControl.tapRatio(2, 0.9, 1.1, 8))),
                fault("bus 3", "an island of its own", branch(branch -> branch.withInService(false))),
                fault(
                        "bus 4",
                        "an island of 2 buses",
                        builder -> builder.bus(Bus.of(4)).bus(Bus.of(5)).branch(Branch.line(3, 4, 5, 0.1, 0.1))),
                fault(
                        "meter",
                        "7",
                        builder -> builder.fault(new Fault("meter", "7", "found by a reader", "read again"))));
    }

    private static Arguments fault(String element, String value, UnaryOperator<NetworkBuilder> change) {
        return Arguments.of(element, value, change);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("singleFaults")
    void everyKindOfFaultIsFound(String element, String value, UnaryOperator<NetworkBuilder> change) {
        feeder().build();
        assertThat(faults(change.apply(feeder()))).singleElement().satisfies(fault -> {
            assertThat(fault.element()).isEqualTo(element);
            assertThat(fault.value()).isEqualTo(value);
            assertThat(fault.cause()).isNotBlank();
            assertThat(fault.fix()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -10.0, Double.NaN, Double.POSITIVE_INFINITY})
    void aBaseThatIsNone(double base) {
        assertThat(faults(Network.builder("feeder", base).bus(Bus.reference(1, 1.0))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.value()).isEqualTo("base " + base + " MVA"));
    }

    @Test
    void nothingAtAll() {
        assertThat(faults(Network.builder("nothing", 1.0)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.value()).isEqualTo("no buses"));
    }

    @Test
    void allFaultsComeAtOnceAndNameTheirLines() {
        NetworkBuilder builder =
                feeder().fromLine(12).bus(Bus.of(2)).fromLine(0).load(Load.of(7, 8, NAN, 1.0));
        builder = branch(branch -> branch.withRating(-1.0))
                .apply(builder)
                .removeGenerators(generator -> generator.id() == 1)
                .mapGenerators(generator -> generator.withActiveLimits(3.0, 1.0));
        InvalidNetworkException invalid = catchThrowableOfType(InvalidNetworkException.class, builder::build);
        assertThat(invalid.faults())
                .extracting(Fault::element)
                .containsExactly(
                        "bus 2, line 12",
                        "branch 2 (2-3)",
                        "generator 2 at bus 3",
                        "load 7 at bus 8",
                        "load 7 at bus 8");
        assertThat(invalid)
                .hasMessageStartingWith("feeder has 5 faults:")
                .hasMessageContaining("branch 2 (2-3): rating -1.0 MVA: a limit is not negative;");
    }

    @Test
    void aDisconnectedLoadIsNamedWithItsDemand() {
        assertThat(faults(branch(branch -> branch.withInService(false)).apply(feeder())))
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.cause()).contains("no reference bus").contains("0.3 MW cannot be served"));
    }

    @Test
    void aLongListIsCutInTheMessageOnly() {
        NetworkBuilder builder = feeder();
        for (int k = 0; k < 80; k++) {
            builder.load(Load.of(100 + k, 77, 1.0, 1.0));
        }
        InvalidNetworkException invalid = catchThrowableOfType(InvalidNetworkException.class, builder::build);
        assertThat(invalid.faults()).hasSize(80);
        assertThat(invalid).hasMessageEndingWith("and 30 more");
    }

    @Test
    void faultsSurviveSerialization() throws IOException, ClassNotFoundException {
        InvalidNetworkException invalid = catchThrowableOfType(
                InvalidNetworkException.class,
                () -> Network.builder("nothing", 1.0).build());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(invalid);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((InvalidNetworkException) in.readObject()).faults()).isEqualTo(invalid.faults());
        }
    }

    static Stream<Arguments> singleNotes() {
        return Stream.of(
                fault("branch 2 (2-3)", "negative resistance", branch(branch -> impedance(branch, -0.01, 0.1))),
                fault("branch 2 (2-3)", "negative reactance", branch(branch -> impedance(branch, 0.01, -0.1))),
                // Two ends at 1.1 p.u. in opposition drive 2.2 / |z| through the line: 10 x 1.1 x 2.2 / 0.02236 =
                // 1082.2 MVA.
                fault(
                        "branch 2 (2-3)",
                        "its rating of 1083.0 MVA can never bind",
                        branch(branch -> branch.withRating(1083.0))),
                fault(
                        "bus 4",
                        "declared isolated",
                        builder -> builder.bus(Bus.of(4).withType(BusType.ISOLATED))),
                fault(
                        "generator 2 at bus 3",
                        "out of service with active limits 2.0 to 1.0 MW",
                        generator(generator ->
                                generator.withActiveLimits(2.0, 1.0).withInService(false))),
                fault(
                        "bus 3",
                        "a reference without a generator in service",
                        builder -> bus(bus -> bus.withType(BusType.REFERENCE))
                                .apply(branch(branch -> branch.withInService(false))
                                        .apply(builder.removeGenerators(generator -> generator.id() == 2)))),
                fault("bus 3", "a second reference beside bus 1", bus(bus -> bus.withType(BusType.REFERENCE))),
                fault(
                        "ratio of branch 2",
                        "its present setting 1.0 lies outside",
                        builder -> builder.control(StepControl.tapRatio(2, 1.05, 1.1, 2))),
                fault(
                        "DC line 1 (1-3)",
                        "its loss is -0.1 MW",
                        builder ->
                                builder.hvdcLine(HvdcLine.of(1, 1, 3, -1.0, 1.0).withLoss(0.0, 0.1))),
                fault(
                        "reader",
                        "read on a Sunday",
                        builder -> builder.note(Note.harmless("reader", "read on a Sunday"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("singleNotes")
    void whatIsLegalButUnusualIsNoted(String element, String remark, UnaryOperator<NetworkBuilder> change) {
        assertThat(feeder().build().notes()).isEmpty();
        assertThat(change.apply(feeder()).build().notes()).singleElement().satisfies(note -> {
            assertThat(note.element()).isEqualTo(element);
            assertThat(note.remark()).startsWith(remark);
        });
    }

    @Test
    void aRatingThatCanBindIsNotNoted() {
        assertThat(branch(branch -> branch.withRating(1082.0))
                        .apply(feeder())
                        .build()
                        .notes())
                .isEmpty();
    }

    @Test
    void isolatedBusesTakeWhatStandsThereOutOfService() {
        Network network =
                bus(bus -> bus.withType(BusType.ISOLATED)).apply(feeder()).build();
        assertThat(network.activeDemand()).containsExactly(0.0, 0.4, 0.0);
        assertThat(network.reactiveDemand()).containsExactly(0.0, 0.2, 0.0);
        assertThat(network.shuntSusceptance()).containsExactly(0.0, 0.0, 0.0);
        assertThat(network.isActive(network.branch(2))).isFalse();
        assertThat(network.isActive(network.generator(2))).isFalse();
        assertThat(network.notes())
                .extracting(Note::element)
                .containsExactlyInAnyOrder("bus 3", "generator 2 at bus 3", "load 2 at bus 3");
    }

    @Test
    void elementsAreFoundByTheirIds() {
        Network network = feeder().build();
        assertThat(network.bus(3)).isEqualTo(Bus.of(3));
        assertThat(network.busIndex(3)).isEqualTo(2);
        assertThat(network.branchIndex(1)).isZero();
        assertThat(network.generatorIndex(2)).isEqualTo(1);
        assertThatThrownBy(() -> network.bus(4))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("there is no bus 4");
        assertThatThrownBy(() -> network.branch(0))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("there is no branch 0");
    }

    @Test
    void demandAtABusAddsUp() {
        Network network = feeder().load(Load.of(3, 2, 1.0, -0.5))
                .load(new Load(4, "", 2, 9.0, 9.0, false))
                .build();
        assertThat(network.activeDemand()).containsExactly(0.0, 1.4, 0.3);
        assertThat(network.reactiveDemand()[1]).isEqualTo(0.2 - 0.5);
    }

    @Test
    void aNetworkDoesNotChangeWithItsBuilder() {
        NetworkBuilder builder = feeder();
        Network network = builder.build();
        builder.bus(Bus.reference(9, 1.0)).mapLoads(load -> load.withDemand(0.0, 0.0));
        assertThat(network).isEqualTo(feeder().build());
        assertThat(network.buses()).isUnmodifiable();
    }

    @Test
    void aBuilderOfANetworkHoldsAllOfIt() {
        Network network = feeder().build();
        assertThat(network.toBuilder().build()).isEqualTo(network).hasSameHashCodeAs(network);
        assertThat(network.toBuilder()
                        .mapLoads(load -> load.withDemand(load.p(), -load.q()))
                        .build())
                .isNotEqualTo(network);
    }

    @Test
    void nothingIsNull() {
        assertThatThrownBy(() -> feeder().bus(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("bus");
        assertThatThrownBy(() -> feeder().mapLoads(load -> null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Network.builder(null, 1.0))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
        assertThatThrownBy(() -> Bus.of(1).withName(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
        assertThatThrownBy(() -> Bus.of(1).withType(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("type");
    }
}
