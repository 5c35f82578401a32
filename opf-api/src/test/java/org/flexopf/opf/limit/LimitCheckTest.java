package org.flexopf.opf.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.ReactiveLines;
import org.flexopf.network.ReactiveLines.Line;
import org.flexopf.opf.state.HvdcFlow;
import org.flexopf.opf.state.OperatingPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The judge of states, by states that break one limit each by an amount that was written down beforehand. */
class LimitCheckTest {

    /** 100 MVA of base and 50 MW of demand, so that 150e-6 MW of a generator pass for rounding. */
    private static final Network NETWORK = Network.builder("three buses", 100.0)
            .bus(Bus.reference(1, 1.0).withVoltageLimits(0.95, 1.05))
            .bus(Bus.of(2).withVoltageLimits(0.94, 1.06))
            .bus(Bus.of(3).withVoltageLimits(0.93, 1.07))
            .branch(Branch.line(10, 1, 2, 0.01, 0.05)
                    .withRating(20.0)
                    .withCurrentLimit(21.0)
                    .withAngleLimits(-10.0, 30.0))
            .branch(Branch.line(20, 2, 3, 0.01, 0.05))
            .generator(Generator.of(1, 1, -5.0, 60.0, -30.0, 40.0, CostCurve.free())
                    .withCapability(CapabilityCurve.semicircle(50.0))
                    .withReactiveLines(new ReactiveLines(new Line(1.5, -50.0), new Line(0.5, 41.0))))
            .generator(Generator.of(4, 3, 2.0, 60.0, -30.0, 40.0, CostCurve.free())
                    .withCapability(new CapabilityCurve(CapabilityCurve.Shape.RECTANGLE, 10.0, 0.8)))
            .load(Load.of(1, 2, 50.0, 0.0))
            .flowInterface(FlowInterface.of(5, -120.0, 20.0, -20))
            .hvdcLine(HvdcLine.of(7, 1, 3, -8.0, 9.0).withReactiveLimits(-1.0, 2.0, -3.0, 4.0))
            .build();

    private static final double TOLERANCE_OF_POWER = 150e-6;

    /** A state that keeps all of them. */
    private static OperatingPoint.Builder healthy() {
        return OperatingPoint.of(NETWORK)
                .vm(new double[] {1.0, 1.0, 1.0})
                .va(new double[] {0.0, 0.0, 0.0})
                .pg(new double[] {10.0, 5.0})
                .qg(new double[] {0.0, 0.0})
                .pFrom(new double[] {12.0, 100.0})
                .qFrom(new double[] {9.0, 100.0})
                .pTo(new double[] {-12.0, -100.0})
                .qTo(new double[] {-9.0, -100.0})
                .hvdc(List.of(new HvdcFlow(3.0, 3.0, 0.0, 0.0)));
    }

    /**
     * A limit, how to break it, and by how much.
     *
     * @param element how messages call the element
     * @param bound its bound
     * @param value what the state has instead
     * @param breaking makes a state break it by that
     * @param slightly makes a state break it by 0.7 to 0.95 of what passes for rounding
     */
    private record Broken(
            NetworkLimit limit,
            String element,
            double bound,
            double value,
            UnaryOperator<OperatingPoint.Builder> breaking,
            UnaryOperator<OperatingPoint.Builder> slightly) {}

    private static HvdcFlow flow(double p, double qFrom, double qTo) {
        return new HvdcFlow(p, p, qFrom, qTo);
    }

    private static UnaryOperator<OperatingPoint.Builder> hvdc(double p, double qFrom, double qTo) {
        return point -> point.hvdc(List.of(flow(p, qFrom, qTo)));
    }

    private static UnaryOperator<OperatingPoint.Builder> vm(double second) {
        return point -> point.vm(new double[] {1.0, second, 1.0});
    }

    private static UnaryOperator<OperatingPoint.Builder> va(double first, double second) {
        return point -> point.va(new double[] {first, second, 0.0});
    }

    private static UnaryOperator<OperatingPoint.Builder> pg(double first, double second) {
        return point -> point.pg(new double[] {first, second});
    }

    private static UnaryOperator<OperatingPoint.Builder> qg(double first, double second) {
        return point -> point.qg(new double[] {first, second});
    }

    static Stream<Broken> everyLimit() {
        double t = 0.9 * TOLERANCE_OF_POWER;
        return Stream.of(
                new Broken(NetworkLimit.VOLTAGE_MIN, "bus 2", 0.94, 0.92, vm(0.92), vm(0.94 - 0.9e-6)),
                new Broken(NetworkLimit.VOLTAGE_MAX, "bus 2", 1.06, 1.09, vm(1.09), vm(1.06 + 0.9e-6)),
                new Broken(
                        NetworkLimit.RATING_FROM,
                        "branch 10 (1-2)",
                        20.0,
                        20.4,
                        point -> point.pFrom(new double[] {12.24, 0.0}).qFrom(new double[] {16.32, 0.0}),
                        point -> point.pFrom(new double[] {20.0 + 18e-6, 0.0}).qFrom(new double[2])),
                new Broken(
                        NetworkLimit.RATING_TO,
                        "branch 10 (1-2)",
                        20.0,
                        20.4,
                        point -> point.pTo(new double[] {-12.24, 0.0}).qTo(new double[] {16.32, 0.0}),
                        point -> point.pTo(new double[] {-20.0 - 18e-6, 0.0}).qTo(new double[2])),
                new Broken(
                        NetworkLimit.CURRENT_FROM,
                        "branch 10 (1-2)",
                        21.0,
                        22.0,
                        // 19.8 MVA keep the rating, and by a voltage of 0.9 are a current of 22.
                        point -> lowAtReference(point)
                                .pFrom(new double[] {11.88, 0.0})
                                .qFrom(new double[] {15.84, 0.0}),
                        point -> lowAtReference(point)
                                .pFrom(new double[] {0.9 * (21.0 + 18e-6), 0.0})
                                .qFrom(new double[2])),
                new Broken(
                        NetworkLimit.CURRENT_TO,
                        "branch 10 (1-2)",
                        21.0,
                        21.25,
                        point -> point.vm(new double[] {1.0, 0.94, 1.0})
                                .pTo(new double[] {-19.975, 0.0})
                                .qTo(new double[2]),
                        point -> point.vm(new double[] {1.0, 0.94, 1.0})
                                .pTo(new double[] {-0.94 * (21.0 + 18e-6), 0.0})
                                .qTo(new double[2])),
                // From minus to, in degrees: 12 degrees are 0.21 rad, which would keep any limit here.
                new Broken(NetworkLimit.ANGLE_MIN, "branch 10 (1-2)", -10.0, -12.0, va(0.0, 12.0), va(0.0, 10.00005)),
                new Broken(NetworkLimit.ANGLE_MAX, "branch 10 (1-2)", 30.0, 31.0, va(1.0, -30.0), va(0.0, -30.00005)),
                // Whole turns between two phasors mean nothing.
                new Broken(
                        NetworkLimit.ANGLE_MAX, "branch 10 (1-2)", 30.0, 31.0, va(361.0, -30.0), va(360.0, -30.00005)),
                // Of what enters and leaves the branch the mean counts, against its direction.
                new Broken(
                        NetworkLimit.INTERFACE_MIN,
                        "interface 5",
                        -120.0,
                        -125.0,
                        point -> point.pFrom(new double[] {12.0, 140.0}).pTo(new double[] {-12.0, -110.0}),
                        point -> point.pFrom(new double[] {12.0, 120.0 + t}).pTo(new double[] {-12.0, -120.0 - t})),
                new Broken(
                        NetworkLimit.INTERFACE_MAX,
                        "interface 5",
                        20.0,
                        25.0,
                        point -> point.pFrom(new double[] {12.0, -30.0}).pTo(new double[] {-12.0, 20.0}),
                        point -> point.pFrom(new double[] {12.0, -20.0 - t}).pTo(new double[] {-12.0, 20.0 + t})),
                new Broken(
                        NetworkLimit.GENERATOR_P_MIN,
                        "generator 1 at bus 1",
                        -5.0,
                        -7.0,
                        pg(-7.0, 5.0),
                        pg(-5.0 - t, 5.0)),
                new Broken(
                        NetworkLimit.GENERATOR_P_MIN,
                        "generator 4 at bus 3",
                        2.0,
                        -8.0,
                        pg(10.0, -8.0),
                        pg(10.0, 2.0 - t)),
                // A rectangle of 10 MVA at a power factor of 0.8 leaves 8 MW and 6 Mvar.
                new Broken(
                        NetworkLimit.GENERATOR_P_MAX,
                        "generator 4 at bus 3",
                        8.0,
                        9.0,
                        pg(10.0, 9.0),
                        pg(10.0, 8.0 + t)),
                new Broken(
                        NetworkLimit.GENERATOR_Q_MIN,
                        "generator 1 at bus 1",
                        -30.0,
                        -31.0,
                        qg(-31.0, 0.0),
                        qg(-30.0 - t, 0.0)),
                new Broken(
                        NetworkLimit.GENERATOR_Q_MIN,
                        "generator 4 at bus 3",
                        -6.0,
                        -7.5,
                        qg(0.0, -7.5),
                        qg(0.0, -6.0 - t)),
                new Broken(
                        NetworkLimit.GENERATOR_Q_MAX,
                        "generator 1 at bus 1",
                        40.0,
                        42.0,
                        qg(42.0, 0.0),
                        qg(40.0 + t, 0.0)),
                // Not below -20 Mvar at 20 MW; a slope of the other sign would leave -80 Mvar there.
                new Broken(
                        NetworkLimit.GENERATOR_Q_LINE_MIN,
                        "generator 1 at bus 1",
                        -50.0,
                        -55.0,
                        point -> point.pg(new double[] {20.0, 5.0}).qg(new double[] {-25.0, 0.0}),
                        point -> point.pg(new double[] {20.0, 5.0}).qg(new double[] {-20.0 - t, 0.0})),
                // Not above 39 Mvar at -4 MW; a slope of the other sign would leave 43 Mvar there.
                new Broken(
                        NetworkLimit.GENERATOR_Q_LINE_MAX,
                        "generator 1 at bus 1",
                        41.0,
                        41.5,
                        point -> point.pg(new double[] {-4.0, 5.0}).qg(new double[] {39.5, 0.0}),
                        point -> point.pg(new double[] {-4.0, 5.0}).qg(new double[] {39.0 + t, 0.0})),
                // A circle of 50 MVA: 3-4-5.
                new Broken(
                        NetworkLimit.GENERATOR_CAPABILITY,
                        "generator 1 at bus 1",
                        50.0,
                        50.5,
                        point -> point.pg(new double[] {40.4, 5.0}).qg(new double[] {30.3, 0.0}),
                        point -> point.pg(new double[] {40.0 + t, 5.0}).qg(new double[] {30.0, 0.0})),
                new Broken(
                        NetworkLimit.HVDC_P_MIN,
                        "DC line 7 (1-3)",
                        -8.0,
                        -9.5,
                        hvdc(-9.5, 0.0, 0.0),
                        hvdc(-8.0 - t, 0.0, 0.0)),
                new Broken(
                        NetworkLimit.HVDC_P_MAX,
                        "DC line 7 (1-3)",
                        9.0,
                        11.0,
                        hvdc(11.0, 0.0, 0.0),
                        hvdc(9.0 + t, 0.0, 0.0)),
                new Broken(
                        NetworkLimit.HVDC_Q_FROM_MIN,
                        "DC line 7 (1-3)",
                        -1.0,
                        -1.5,
                        hvdc(3.0, -1.5, 0.0),
                        hvdc(3.0, -1.0 - t, 0.0)),
                new Broken(
                        NetworkLimit.HVDC_Q_FROM_MAX,
                        "DC line 7 (1-3)",
                        2.0,
                        2.5,
                        hvdc(3.0, 2.5, 0.0),
                        hvdc(3.0, 2.0 + t, 0.0)),
                new Broken(
                        NetworkLimit.HVDC_Q_TO_MIN,
                        "DC line 7 (1-3)",
                        -3.0,
                        -4.0,
                        hvdc(3.0, 0.0, -4.0),
                        hvdc(3.0, 0.0, -3.0 - t)),
                new Broken(
                        NetworkLimit.HVDC_Q_TO_MAX,
                        "DC line 7 (1-3)",
                        4.0,
                        6.0,
                        hvdc(3.0, 0.0, 6.0),
                        hvdc(3.0, 0.0, 4.0 + t)));
    }

    /** 0.9 p.u. at the reference, which breaks its own limit of 0.95 as well; its voltage is left out of account. */
    private static OperatingPoint.Builder lowAtReference(OperatingPoint.Builder point) {
        return point.vm(new double[] {0.9, 1.0, 1.0});
    }

    private static List<BrokenLimit> apartFromReference(List<BrokenLimit> broken) {
        return broken.stream()
                .filter(limit -> !limit.limit().label().equals("bus 1"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("everyLimit")
    void exactlyTheLimitThatIsBrokenIsNamed(Broken expected) {
        LimitCheck check =
                LimitCheck.of(NETWORK, expected.breaking().apply(healthy()).build());

        assertThat(check.isMet()).isFalse();
        assertThat(check.unknown()).isEmpty();
        List<BrokenLimit> found = apartFromReference(check.broken());
        assertThat(found).hasSize(1);
        BrokenLimit broken = found.get(0);
        assertThat(broken.limit().kind()).isEqualTo(expected.limit());
        assertThat(broken.limit().label()).isEqualTo(expected.element());
        assertThat(broken.limit().element().kind()).isEqualTo(expected.limit().element());
        assertThat(broken.limit().bound()).isCloseTo(expected.bound(), within(1e-12));
        assertThat(broken.value()).isCloseTo(expected.value(), within(1e-9));
        assertThat(broken.excess()).isCloseTo(Math.abs(expected.value() - expected.bound()), within(1e-9));
        assertThat(broken.relative())
                .isCloseTo(Math.abs((expected.value() - expected.bound()) / expected.bound()), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("everyLimit")
    void whatPassesForRoundingIsMetAndYetTold(Broken expected) {
        LimitCheck check =
                LimitCheck.of(NETWORK, expected.slightly().apply(healthy()).build());
        assertThat(apartFromReference(check.broken())).isEmpty();
        assertThat(apartFromReference(check.exceeded()))
                .singleElement()
                .satisfies(exceeded -> assertThat(
                                exceeded.excess() / check.tolerance().of(exceeded.limit()))
                        .as("share of what passes for rounding")
                        .isBetween(0.7, 0.95));
    }

    /** Every limit that a state can break has its case above. */
    @Test
    void noLimitIsLeftOut() {
        assertThat(everyLimit().map(Broken::limit).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(NetworkLimit.values())
                        .filter(limit -> limit.side() != NetworkLimit.Side.SETTING)
                        .toList());
    }

    @Test
    void aHealthyStateMeetsAllAndTheyAreSaidInOneWay() {
        LimitCheck check = LimitCheck.of(NETWORK, healthy().build());
        assertThat(check.isMet()).isTrue();
        assertThat(check.exceeded()).isEmpty();

        Network field = NETWORK.toBuilder()
                .mapGenerators(g -> g.withActiveLimits(0.0, 200.0).withCapability(CapabilityCurve.unlimited()))
                .build();
        OperatingPoint drawing = healthy().pg(new double[] {10.0, -122.0}).build();
        BrokenLimit broken = LimitCheck.of(field, drawing).broken().get(0);
        assertThat(broken.toString())
                .isEqualTo("generator 4 at bus 3: active power -122 MW below its least 0 MW by 122 MW");
        assertThat(broken.limit().toString()).isEqualTo("least active power of generator 4 at bus 3 (0 MW)");
        assertThat(broken.relative()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(LimitCheck.of(
                                NETWORK,
                                healthy().vm(new double[] {1.0, 1.0, 1.08}).build())
                        .broken()
                        .get(0)
                        .toString())
                .isEqualTo("bus 3: voltage 1.08 p.u. above its largest 1.07 p.u. by 0.01 p.u.");
    }

    @Test
    void theWorstComesFirst() {
        OperatingPoint point = healthy()
                .vm(new double[] {1.0, 0.93, 1.0})
                .hvdc(List.of(flow(18.0, 0.0, 0.0)))
                .build();
        assertThat(LimitCheck.of(NETWORK, point).broken().stream().sorted(BrokenLimit.WORST_FIRST))
                .extracting(broken -> broken.limit().kind())
                .containsExactly(NetworkLimit.HVDC_P_MAX, NetworkLimit.VOLTAGE_MIN);
    }

    /** A must-run generation may be spilt down to zero, and no further. */
    @Test
    void softLimitsAreNotJudged() {
        SoftLimits soft = SoftLimits.none()
                .with(SoftLimit.LOWER_VOLTAGE, 1.0)
                .with(SoftLimit.RATING, 1.0)
                .with(SoftLimit.GENERATION, 1.0);
        OperatingPoint point = healthy()
                .vm(new double[] {1.0, 0.9, 1.0})
                .pFrom(new double[] {20.5, 0.0})
                .qFrom(new double[2])
                .pg(new double[] {10.0, 0.0})
                .build();
        assertThat(LimitCheck.of(NETWORK, point).broken()).hasSize(3);
        assertThat(LimitCheck.of(NETWORK, soft, point).isMet()).isTrue();
        OperatingPoint drawing = point.toBuilder().pg(new double[] {10.0, -0.5}).build();
        assertThat(LimitCheck.of(NETWORK, soft, drawing).broken())
                .singleElement()
                .extracting(BrokenLimit::excess)
                .isEqualTo(0.5);
    }

    @Test
    void whatAStateDoesNotKnowIsNotMet() {
        LimitCheck check = LimitCheck.of(
                NETWORK, healthy().qg(new double[] {Double.NaN, 0.0}).build());
        assertThat(check.broken()).isEmpty();
        assertThat(check.isMet()).isFalse();
        assertThat(check.unknown())
                .extracting(Limit::kind)
                .containsExactly(
                        NetworkLimit.GENERATOR_Q_MIN,
                        NetworkLimit.GENERATOR_Q_MAX,
                        NetworkLimit.GENERATOR_Q_LINE_MIN,
                        NetworkLimit.GENERATOR_Q_LINE_MAX,
                        NetworkLimit.GENERATOR_CAPABILITY);
    }

    @Test
    void whatIsOutOfServiceHasNoLimits() {
        Network without = NETWORK.toBuilder()
                .mapGenerators(g -> g.id() == 4 ? g.withInService(false) : g)
                .mapHvdcLines(line -> line.withInService(false))
                .build();
        OperatingPoint point = healthy()
                .pg(new double[] {10.0, -99.0})
                .hvdc(List.of(flow(99.0, 99.0, 99.0)))
                .build();
        assertThat(LimitCheck.of(without, point).isMet()).isTrue();
    }

    @Test
    void anotherNetworksStateIsRefused() {
        Network other = NETWORK.toBuilder()
                .bus(Bus.of(9))
                .branch(Branch.line(99, 3, 9, 0.1, 0.1))
                .build();
        assertThatThrownBy(() -> LimitCheck.of(other, healthy().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to another network");
    }
}
