package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.ReactiveLines;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.problem.OpfProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every family of limits after the outage of one of two equal lines between a cheap generator and a dear one, by hand.
 * With 1 p.u. at both ends of a line of reactance x, {@code sin(delta) / x} flows, {@code (1 - cos(delta)) / x} is
 * supplied at either end, and the apparent power is {@code 2 sin(delta / 2) / x}. Without the outage x is half of it.
 */
class SecuredLimitsTest {

    private static final double X = 0.8;
    private static final double LOAD = 100.0;

    private static NetworkBuilder twoLines() {
        return twoLines(0.0);
    }

    private static NetworkBuilder twoLines(double r) {
        return Network.builder("two lines", 100.0)
                .bus(Bus.reference(1, 1.0).withVoltageLimits(1.0, 1.0))
                .bus(Bus.of(2).withType(BusType.PV).withVoltageLimits(1.0, 1.0))
                .branch(Branch.line(1, 1, 2, r, X))
                .branch(Branch.line(2, 1, 2, r, X))
                .load(Load.of(1, 2, LOAD, 0.0))
                .generator(Generator.of(1, 1, 0.0, 200.0, -200.0, 200.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 2, 0.0, 200.0, -200.0, 200.0, CostCurve.linear(30.0)));
    }

    private static Network cheap(UnaryOperator<Generator> change) {
        return twoLines()
                .mapGenerators(generator -> generator.id() == 1 ? change.apply(generator) : generator)
                .build();
    }

    private static Network lines(UnaryOperator<Branch> change) {
        return twoLines().mapBranches(change).build();
    }

    private static double transfer(double delta) {
        return Math.sin(delta) / X;
    }

    private static double supply(double delta) {
        return (1.0 - Math.cos(delta)) / X;
    }

    /** Where a growing function is zero between 0 and 90 degrees. */
    private static double zero(DoubleUnaryOperator function) {
        double low = 0.0;
        double high = 0.5 * Math.PI;
        for (int k = 0; k < 60; k++) {
            double middle = 0.5 * (low + high);
            if (function.applyAsDouble(middle) < 0.0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static Stream<Arguments> families() {
        double apparent = transfer(2.0 * Math.asin(0.5 * X * 0.8));
        return Stream.of(
                Arguments.of("rating", lines(line -> line.withRating(80.0)), apparent, NetworkLimit.RATING_FROM),
                Arguments.of("current", lines(line -> line.withCurrentLimit(80.0)), apparent, NetworkLimit.CURRENT_TO),
                Arguments.of(
                        "capability",
                        cheap(one -> one.withCapability(CapabilityCurve.semicircle(80.0))),
                        apparent,
                        NetworkLimit.GENERATOR_CAPABILITY),
                Arguments.of(
                        "largest angle",
                        lines(line -> line.withAngleLimits(-90.0, 30.0)),
                        transfer(Math.toRadians(30.0)),
                        NetworkLimit.ANGLE_MAX),
                Arguments.of(
                        "least angle",
                        Network.builder("turned", 100.0)
                                .bus(Bus.reference(1, 1.0).withVoltageLimits(1.0, 1.0))
                                .bus(Bus.of(2).withType(BusType.PV).withVoltageLimits(1.0, 1.0))
                                .branch(Branch.line(1, 2, 1, 0.0, X).withAngleLimits(-30.0, 90.0))
                                .branch(Branch.line(2, 2, 1, 0.0, X).withAngleLimits(-30.0, 90.0))
                                .load(Load.of(1, 2, LOAD, 0.0))
                                .generator(Generator.of(1, 1, 0.0, 200.0, -200.0, 200.0, CostCurve.linear(10.0)))
                                .generator(Generator.of(2, 2, 0.0, 200.0, -200.0, 200.0, CostCurve.linear(30.0)))
                                .build(),
                        transfer(Math.toRadians(30.0)),
                        NetworkLimit.ANGLE_MIN),
                Arguments.of(
                        "largest reactive power",
                        cheap(one -> one.withReactiveLimits(-200.0, 20.0)),
                        transfer(zero(delta -> supply(delta) - 0.2)),
                        NetworkLimit.GENERATOR_Q_MAX),
                Arguments.of(
                        "upper sloped line",
                        cheap(one -> one.withReactiveLines(
                                new ReactiveLines(ReactiveLines.NO_LOWER, new ReactiveLines.Line(-0.2, 30.0)))),
                        transfer(zero(delta -> supply(delta) + 0.2 * transfer(delta) - 0.3)),
                        NetworkLimit.GENERATOR_Q_LINE_MAX),
                Arguments.of(
                        "interface",
                        twoLines()
                                .flowInterface(FlowInterface.of(1, -60.0, 60.0, 2))
                                .build(),
                        0.6,
                        NetworkLimit.INTERFACE_MAX),
                Arguments.of(
                        "interface against its branches",
                        twoLines()
                                .flowInterface(FlowInterface.of(1, -60.0, 60.0, -2))
                                .build(),
                        0.6,
                        NetworkLimit.INTERFACE_MIN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void everyFamilyIsSecuredAsByHand(String name, Network network, double transfer, NetworkLimit limit) {
        AcSolution plain = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(plain.isOptimal()).as(plain.verdict()).isTrue();
        assertThat(OutageCheck.of(plain).check())
                .anySatisfy(state -> assertThat(state.broken())
                        .anySatisfy(broken -> assertThat(broken.limit().kind()).isEqualTo(limit)));
        SecuredAcSolution secured = SecuredAcOpf.of(OpfProblem.of(network)).solve();
        assertThat(secured.isSecure()).as(secured.verdict()).isTrue();
        double cost = 10.0 * 100.0 * transfer + 30.0 * (LOAD - 100.0 * transfer);
        assertThat(plain.cost()).isLessThan(cost - 2.0);
        assertThat(secured.solution().cost()).isCloseTo(cost, within(1.0));
    }

    /** With nothing supplied at bus 2 but active power, {@code v sqrt(1 - v^2) / x} reaches it at v p.u. */
    @Test
    void lowestVoltageIsSecuredAsByHand() {
        Network network = twoLines()
                .mapBuses(bus -> bus.id() == 2 ? bus.withVoltageLimits(0.9, 1.1) : bus)
                .mapGenerators(generator -> generator.id() == 2 ? generator.withReactiveLimits(0.0, 0.0) : generator)
                .build();
        SecuredAcSolution secured = SecuredAcOpf.of(OpfProblem.of(network)).solve();
        assertThat(secured.isSecure()).as(secured.verdict()).isTrue();
        double transfer = 0.9 * Math.sqrt(1.0 - 0.81) / X;
        assertThat(secured.solution().cost())
                .isCloseTo(10.0 * 100.0 * transfer + 30.0 * (LOAD - 100.0 * transfer), within(1.0));
    }

    /**
     * The reference makes up for the losses that the outage adds: 70 MW are what it can give after it. With series
     * admittance g - jb, {@code g (1 - cos) + b sin} leaves the one end and {@code b sin - g (1 - cos)} reaches the
     * other.
     */
    @Test
    void largestPowerOfTheReferenceIsSecuredAsByHand() {
        double r = 0.2;
        Network network = twoLines(r)
                .mapGenerators(generator -> generator.id() == 1 ? generator.withActiveLimits(0.0, 70.0) : generator)
                .build();
        SecuredAcSolution secured = SecuredAcOpf.of(OpfProblem.of(network)).solve();
        assertThat(secured.isSecure()).as(secured.verdict()).isTrue();
        double g = r / (r * r + X * X);
        double b = X / (r * r + X * X);
        double after = zero(delta -> g * (1.0 - Math.cos(delta)) + b * Math.sin(delta) - 0.7);
        double received = b * Math.sin(after) - g * (1.0 - Math.cos(after));
        double before = zero(delta -> 2.0 * (b * Math.sin(delta) - g * (1.0 - Math.cos(delta))) - received);
        double sent = 2.0 * (g * (1.0 - Math.cos(before)) + b * Math.sin(before));
        assertThat(secured.solution().cost()).isCloseTo(1000.0 * sent + 30.0 * (LOAD - 100.0 * received), within(1.0));
        assertThat(sent).isLessThan(0.69);
    }

    /**
     * A line of slope 3 below the reactive power of the reference: the outage adds losses, so that {@code q - 3 p}
     * falls. {@code b (1 - cos) - g sin} is supplied where {@code g (1 - cos) + b sin} leaves.
     */
    @Test
    void lowerSlopedLineIsSecuredAsByHand() {
        double r = 0.4;
        Network network = twoLines(r)
                .mapGenerators(generator -> generator.id() == 1
                        ? generator.withReactiveLines(
                                new ReactiveLines(new ReactiveLines.Line(3.0, -240.0), ReactiveLines.NO_UPPER))
                        : generator)
                .build();
        AcSolution plain = AcOpf.of(OpfProblem.of(network)).solve();
        SecuredAcSolution secured = SecuredAcOpf.of(OpfProblem.of(network)).solve();
        assertThat(secured.isSecure()).as(secured.verdict()).isTrue();
        double g = r / (r * r + X * X);
        double b = X / (r * r + X * X);
        double after = zero(delta -> 3.0 * (g * (1.0 - Math.cos(delta)) + b * Math.sin(delta))
                - (b * (1.0 - Math.cos(delta)) - g * Math.sin(delta))
                - 2.4);
        double received = b * Math.sin(after) - g * (1.0 - Math.cos(after));
        double before = zero(delta -> 2.0 * (b * Math.sin(delta) - g * (1.0 - Math.cos(delta))) - received);
        double sent = 2.0 * (g * (1.0 - Math.cos(before)) + b * Math.sin(before));
        double cost = 1000.0 * sent + 30.0 * (LOAD - 100.0 * received);
        assertThat(plain.cost()).isLessThan(cost - 20.0);
        assertThat(secured.solution().cost()).isCloseTo(cost, within(1.0));
    }

    /** 150 MW are more than one line can carry at all, which is 1 / x: after the outage there is no state. */
    @Test
    void anOutageWithoutAStateIsSecuredToo() {
        Network network = twoLines()
                .load(Load.of(2, 2, 50.0, 0.0))
                .mapBranches(line -> line.withRating(80.0))
                .build();
        AcSolution plain = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(OutageCheck.of(plain).check())
                .allSatisfy(state -> assertThat(state.point()).isEmpty());
        SecuredAcSolution secured = SecuredAcOpf.of(OpfProblem.of(network)).solve();
        assertThat(secured.isSecure()).as(secured.verdict()).isTrue();
        double transfer = transfer(2.0 * Math.asin(0.5 * X * 0.8));
        assertThat(secured.solution().cost())
                .isCloseTo(1000.0 * transfer + 30.0 * (150.0 - 100.0 * transfer), within(1.0));
        // Without any rating what one line can carry is what is left.
        Network unrated = network.toBuilder()
                .mapBranches(line -> line.withRating(Double.POSITIVE_INFINITY))
                .build();
        SecuredAcSolution most = SecuredAcOpf.of(OpfProblem.of(unrated)).solve();
        assertThat(most.isSecure()).as(most.verdict()).isTrue();
        double largest = 1.0 / X;
        assertThat(most.solution().cost())
                .isBetween(
                        1000.0 * largest + 30.0 * (150.0 - 100.0 * largest) - 0.1,
                        1000.0 * largest + 30.0 * (150.0 - 100.0 * largest) + 20.0);
    }

    /**
     * Two generators share what the cheap bus supplies: both can give 20 Mvar together, however they divide it before,
     * and neither can be kept from its share after the outage.
     */
    @Test
    void generatorsThatShareABusAreSecuredTogether() {
        Network network = twoLines()
                .generator(Generator.of(3, 1, 0.0, 10.0, -50.0, 8.0, CostCurve.linear(500.0)))
                .mapGenerators(
                        generator -> generator.id() == 1 ? generator.withReactiveLimits(-200.0, 12.0) : generator)
                .build();
        SecuredAcSolution secured = SecuredAcOpf.of(OpfProblem.of(network)).solve();
        assertThat(secured.isSecure()).as(secured.verdict()).isTrue();
        double transfer = transfer(zero(delta -> supply(delta) - 0.2));
        assertThat(secured.solution().cost())
                .isCloseTo(1000.0 * transfer + 30.0 * (LOAD - 100.0 * transfer), within(1.0));
        // Nothing is missed at a price: what limits are worth is of the size of what a megawatt is worth.
        assertThat(secured.solution().multipliers())
                .filteredOn(one -> one.limit().element().kind().equals(Generator.KIND))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.value()).isLessThan(500.0));
    }

    /** DC lines do after an outage what they did before it: what they keep before they keep after. */
    @Test
    void limitsOfDcLinesHoldAfterOutagesAsBefore() {
        Network network = twoLines()
                .mapBranches(line -> line.withRating(60.0))
                .hvdcLine(HvdcLine.of(1, 1, 2, 0.0, 25.0).withReactiveLimits(-5.0, 5.0, -5.0, 5.0))
                .build();
        SecuredAcSolution secured = SecuredAcOpf.of(OpfProblem.of(network)).solve();
        assertThat(secured.isSecure()).as(secured.verdict()).isTrue();
        assertThat(secured.solution().point().hvdc(0).p()).isCloseTo(25.0, within(1e-4));
        for (OutageState state : secured.states()) {
            assertThat(state.point().orElseThrow().hvdc(0))
                    .isEqualTo(secured.solution().point().hvdc(0));
        }
    }

    /** A screen that suspects nothing costs a sweep, and does not change the answer; one that is trusted does. */
    @Test
    void aScreenSaysWhereToLookFirst() {
        Network network = lines(line -> line.withRating(80.0));
        OutageScreen blind = (operated, point) -> new int[0];
        SecuredAcSolution all = SecuredAcOpf.of(OpfProblem.of(network)).solve();
        SecuredAcSolution swept =
                SecuredAcOpf.of(OpfProblem.of(network)).withScreen(blind).solve();
        assertThat(swept.isSecure()).as(swept.verdict()).isTrue();
        assertThat(swept.states()).hasSize(2);
        assertThat(swept.screenedOut()).isEmpty();
        assertThat(swept.solution().cost()).isCloseTo(all.solution().cost(), within(1e-2));
        SecuredAcSolution trusted =
                SecuredAcOpf.of(OpfProblem.of(network)).withTrustedScreen(blind).solve();
        assertThat(trusted.states()).isEmpty();
        assertThat(trusted.screenedOut()).containsExactly(1, 2);
        assertThat(trusted.verdict()).endsWith("; 2 more were screened out and have no AC state");
        assertThat(trusted.solution().cost()).isLessThan(all.solution().cost() - 2.0);
        SecuredAcSolution one = SecuredAcOpf.of(OpfProblem.of(network))
                .withTrustedScreen((operated, point) -> new int[] {2})
                .solve();
        assertThat(one.states()).extracting(OutageState::branch).containsExactly(2);
        assertThat(one.screenedOut()).containsExactly(1);
        assertThat(one.isSecure()).isTrue();
    }

    /** A line to a load and one to a generator hang on bus 1: their outages cut off what stands there. */
    @Test
    void whatSplittingOutagesCutOffIsTold() {
        Network network = twoLines()
                .bus(Bus.of(3))
                .bus(Bus.of(4))
                .branch(Branch.line(3, 1, 3, 0.0, 0.1))
                .branch(Branch.line(4, 1, 4, 0.0, 0.1))
                .load(Load.of(2, 3, 20.0, 0.0))
                .generator(Generator.of(3, 4, 30.0, 30.0, 0.0, 0.0, CostCurve.linear(1.0)))
                .mapGenerators(generator -> generator.id() == 1 ? generator.withActiveLimits(0.0, 110.0) : generator)
                .build();
        SecuredAcSolution secured = SecuredAcOpf.of(OpfProblem.of(network)).solve();
        List<SplittingOutage> splitting = OutageCheck.of(secured.solution()).splittingOutages();
        assertThat(splitting).extracting(SplittingOutage::branch).containsExactly(3, 4);
        SplittingOutage load = splitting.get(0);
        assertThat(load.cutOff()).containsExactly(3);
        assertThat(load.demand()).isEqualTo(20.0);
        assertThat(load.generation()).isZero();
        assertThat(load.state().isSecure()).isTrue();
        // 100 MW cross the lines and 20 go to bus 3: without the generator at bus 4 the reference would give 120.
        SplittingOutage generator = splitting.get(1);
        assertThat(generator.cutOff()).containsExactly(4);
        assertThat(generator.demand()).isZero();
        assertThat(generator.generation()).isCloseTo(30.0, within(1e-6));
        double reference = generator.state().point().orElseThrow().pg(0);
        assertThat(reference).isCloseTo(secured.solution().point().pg(0) + 30.0, within(1e-4));
        assertThat(generator.state().broken())
                .anySatisfy(broken -> assertThat(broken.limit().kind()).isEqualTo(NetworkLimit.GENERATOR_P_MAX));
        assertThat(generator.toString()).contains("1 buses with 0.0 MW of demand and 3");
    }
}
