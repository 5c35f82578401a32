package org.flexopf.pricing.nodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.AcSolution;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.SolverOptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every limit that can bind has its place in a price, or none. */
class LimitsInPricesTest {

    private static final Set<ConstraintFamily> OF_BRANCHES = Set.of(
            OpfConstraints.RATING_FROM,
            OpfConstraints.RATING_TO,
            OpfConstraints.CURRENT_LIMIT_FROM,
            OpfConstraints.CURRENT_LIMIT_TO,
            OpfConstraints.ANGLE_MIN,
            OpfConstraints.ANGLE_MAX,
            OpfConstraints.ANGLE_SECTOR_MIN,
            OpfConstraints.ANGLE_SECTOR_MAX,
            OpfConstraints.INTERFACE_MIN,
            OpfConstraints.INTERFACE_MAX);
    private static final Set<ConstraintFamily> OF_VOLTAGES =
            Set.of(OpfConstraints.VOLTAGE_MIN, OpfConstraints.VOLTAGE_MAX);
    /** Limits of decisions, which are held. */
    private static final Set<ConstraintFamily> OF_DEVICES = Set.of(
            OpfConstraints.GENERATOR_P_MIN,
            OpfConstraints.GENERATOR_P_MAX,
            OpfConstraints.GENERATOR_Q_MIN,
            OpfConstraints.GENERATOR_Q_MAX,
            OpfConstraints.GENERATOR_Q_LINE_MIN,
            OpfConstraints.GENERATOR_Q_LINE_MAX,
            OpfConstraints.GENERATOR_CAPABILITY,
            OpfConstraints.GENERATOR_SWITCHING,
            OpfConstraints.GENERATOR_MIN_UP,
            OpfConstraints.GENERATOR_MIN_DOWN,
            OpfConstraints.GENERATOR_RAMP_UP,
            OpfConstraints.GENERATOR_RAMP_DOWN,
            OpfConstraints.HVDC_P_MIN,
            OpfConstraints.HVDC_P_MAX,
            OpfConstraints.HVDC_Q_FROM_MIN,
            OpfConstraints.HVDC_Q_FROM_MAX,
            OpfConstraints.HVDC_Q_TO_MIN,
            OpfConstraints.HVDC_Q_TO_MAX,
            OpfConstraints.TAP_RATIO_MIN,
            OpfConstraints.TAP_RATIO_MAX,
            OpfConstraints.PHASE_SHIFT_MIN,
            OpfConstraints.PHASE_SHIFT_MAX,
            OpfConstraints.SHUNT_Q_MIN,
            OpfConstraints.SHUNT_Q_MAX);

    private static final Set<ConstraintFamily> LAWS = Set.of(
            OpfConstraints.ACTIVE_BALANCE,
            OpfConstraints.REACTIVE_BALANCE,
            OpfConstraints.VOLTAGE_DROP,
            OpfConstraints.CURRENT_CONE,
            OpfConstraints.LOSS_BOUND);
    /** A limit that is added later fails this test until somebody has thought about its place. */
    @Test
    void everyConstraintIsClassified() throws IllegalAccessException {
        for (Field field : OpfConstraints.class.getDeclaredFields()) {
            if (field.getType().equals(ConstraintFamily.class)) {
                ConstraintFamily family = (ConstraintFamily) field.get(null);
                assertThat(Stream.of(OF_BRANCHES, OF_VOLTAGES, OF_DEVICES, LAWS)
                                .filter(group -> group.contains(family)))
                        .as(field.getName())
                        .hasSize(1);
            }
        }
        assertThat(OF_BRANCHES).allMatch(limit -> PriceComponent.of(limit) == PriceComponent.CONGESTION);
        assertThat(OF_VOLTAGES).allMatch(limit -> PriceComponent.of(limit) == PriceComponent.VOLTAGE);
        assertThat(OF_DEVICES)
                .noneMatch(limit -> PriceComponent.of(limit) == PriceComponent.CONGESTION
                        || PriceComponent.of(limit) == PriceComponent.VOLTAGE);
    }

    private static Generator substation() {
        return Generator.of(1, 1, -10.0, 10.0, -10.0, 10.0, CostCurve.linear(50.0));
    }

    private static Generator local(double price) {
        return Generator.of(2, 3, 0.0, 10.0, -5.0, 5.0, CostCurve.linear(price));
    }

    /** Two lines to a load of 2 MW with a generator beside it. */
    private static NetworkBuilder feeder(Branch first, Bus last, Generator generator) {
        return Network.builder("limits", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.8, 1.2))
                .bus(last)
                .branch(first)
                .branch(Branch.line(2, 2, 3, 0.01, 0.02))
                .load(Load.of(1, 3, 2.0, 0.3))
                .generator(substation())
                .generator(generator);
    }

    private static Network limitedLine(Branch first) {
        return feeder(first, Bus.of(3).withVoltageLimits(0.8, 1.2), local(90.0).withReactiveLimits(0.0, 0.0))
                .build();
    }

    /** Signed numbers of the branches whose sum of flows is limited. */
    private static Network limited(Network network, double lower, double upper, int... branches) {
        return network.toBuilder()
                .flowInterface(FlowInterface.of(1, lower, upper, branches))
                .build();
    }

    private static Branch outwards() {
        return Branch.line(1, 1, 2, 0.01, 0.02);
    }

    private static Branch inwards() {
        return Branch.line(1, 2, 1, 0.01, 0.02);
    }

    private static Network limitedVoltage(double lower, double upper, double price) {
        return feeder(
                        outwards(),
                        Bus.of(3).withVoltageLimits(lower, upper),
                        local(price).withReactiveLimits(-0.1, 0.1).withActiveLimits(0.0, 6.0))
                .build();
    }

    private static Arguments scenario(ConstraintFamily limit, OpfFormulation formulation, Network network) {
        return Arguments.of(Named.of(limit.label(), limit), formulation, network);
    }

    static List<Arguments> limitsOfTheNetwork() {
        BranchFlowSocp socp = new BranchFlowSocp();
        return List.of(
                scenario(
                        OpfConstraints.RATING_FROM, socp, limitedLine(outwards().withRating(1.0))),
                scenario(OpfConstraints.RATING_TO, socp, limitedLine(inwards().withRating(1.0))),
                // With charging and a lagging load the current is largest where it leaves the line.
                scenario(
                        OpfConstraints.CURRENT_LIMIT_TO,
                        socp,
                        limitedLine(outwards().withCharging(0.2).withCurrentLimit(1.0))),
                scenario(
                        OpfConstraints.CURRENT_LIMIT_FROM,
                        socp,
                        limitedLine(inwards().withCharging(0.2).withCurrentLimit(1.0))),
                scenario(
                        OpfConstraints.ANGLE_SECTOR_MAX,
                        socp,
                        limitedLine(outwards().withAngleLimits(-20.0, 0.8))),
                scenario(
                        OpfConstraints.ANGLE_SECTOR_MIN,
                        socp,
                        limitedLine(inwards().withAngleLimits(-0.8, 20.0))),
                scenario(OpfConstraints.VOLTAGE_MIN, socp, limitedVoltage(0.97, 1.2, 90.0)),
                scenario(OpfConstraints.VOLTAGE_MAX, socp, limitedVoltage(0.8, 1.03, 10.0)),
                scenario(
                        OpfConstraints.RATING_FROM,
                        new DcOpf(),
                        limitedLine(outwards().withRating(1.0))),
                scenario(
                        OpfConstraints.RATING_TO,
                        new DcOpf(),
                        limitedLine(inwards().withRating(1.0))),
                scenario(
                        OpfConstraints.ANGLE_MAX,
                        new DcOpf(),
                        limitedLine(outwards().withAngleLimits(-20.0, 0.8))),
                scenario(
                        OpfConstraints.ANGLE_MIN,
                        new DcOpf(),
                        limitedLine(inwards().withAngleLimits(-0.8, 20.0))),
                scenario(OpfConstraints.INTERFACE_MAX, new DcOpf(), limited(limitedLine(outwards()), -5.0, 1.0, 1)),
                scenario(OpfConstraints.INTERFACE_MIN, new DcOpf(), limited(limitedLine(inwards()), -1.0, 5.0, 1)),
                scenario(OpfConstraints.INTERFACE_MAX, socp, limited(limitedLine(outwards()), -5.0, 1.0, 1)),
                scenario(OpfConstraints.INTERFACE_MIN, socp, limited(limitedLine(inwards()), -1.0, 5.0, 1)),
                scenario(
                        OpfConstraints.INTERFACE_MAX,
                        new LinDistFlow(),
                        limited(limitedLine(inwards()), -5.0, 1.0, -1)));
    }

    @ParameterizedTest
    @MethodSource("limitsOfTheNetwork")
    void aLimitThatBindsIsNamedInThePricesItMakes(ConstraintFamily limit, OpfFormulation formulation, Network network) {
        OpfSolution solution = Opf.of(formulation)
                .withOptions(SolverOptions.defaults().withTolerance(1e-9))
                .solve(network)
                .orElseThrow();
        assertThat(Arrays.stream(solution.duals(limit)).max().orElse(0.0))
                .as("multiplier")
                .isGreaterThan(0.1);
        NodalPrices prices = NodalPrices.of(solution);
        Bus last = network.bus(3);
        PriceComponent expected = OF_VOLTAGES.contains(limit) ? PriceComponent.VOLTAGE : PriceComponent.CONGESTION;

        PriceComponents parts = prices.components(last);
        assertThat(parts.total()).isCloseTo(prices.active(last), within(1e-4));
        assertThat(Math.abs(parts.get(expected))).as("%s", parts).isGreaterThan(5.0);
        assertThat(parts.other()).isCloseTo(0.0, within(1e-3));
        // More demand behind a limit costs more, but where the limit keeps power from leaving.
        assertThat(parts.get(expected) > 0.0).isEqualTo(prices.active(last) > 50.0);
        LimitContribution first = prices.contributions(last).get(0);
        assertThat(first.limit().family()).isEqualTo(limit);
        assertThat(first.component()).isEqualTo(expected);
        assertThat(first.amount()).isCloseTo(parts.get(expected), within(1e-2));
        assertThat(prices.confirm(Power.ACTIVE, last, 1e-3).isConfirmed(1e-4, 1e-2))
                .as("%s", prices.confirm(Power.ACTIVE, last, 1e-3))
                .isTrue();
        assertThat(prices.confirm(Power.REACTIVE, last, 1e-3).isConfirmed(1e-4, 1e-2)
                        || !formulation.name().equals("socp"))
                .isTrue();
    }

    /** Where the relaxation is exact, prices of the AC problem are made of the same parts. */
    @ParameterizedTest
    @MethodSource({"limitsOfTheNetwork", "limitsOfDevices"})
    void pricesOfTheAcProblemHaveTheSameParts(
            ConstraintFamily limit, OpfFormulation formulation, Network network) {
        // At the upper voltage limit the relaxation is not exact, and the others know no reactive power or no losses.
        if (!formulation.name().equals("socp") || limit.equals(OpfConstraints.VOLTAGE_MAX)) {
            return;
        }
        OpfSolution relaxed = Opf.of(formulation)
                .withOptions(SolverOptions.defaults().withTolerance(1e-9))
                .solve(network)
                .orElseThrow();
        NodalPrices prices = NodalPrices.of(relaxed);
        AcSolution solution = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        for (Bus bus : network.buses()) {
            int index = network.index(bus);
            for (PriceComponent component : PriceComponent.values()) {
                assertThat(solution.activeComponents(index).get(component))
                        .as("%s of %s at %s", component, limit.label(), bus.label())
                        .isCloseTo(prices.components(Power.ACTIVE, bus).get(component), within(2e-3));
                assertThat(solution.reactiveComponents(index).get(component))
                        .as("%s of %s at %s, reactive", component, limit.label(), bus.label())
                        .isCloseTo(prices.components(Power.REACTIVE, bus).get(component), within(2e-3));
            }
        }
    }

    static List<Arguments> limitsOfDevices() {
        BranchFlowSocp socp = new BranchFlowSocp();
        Bus last = Bus.of(3).withVoltageLimits(0.8, 1.2);
        return List.of(
                scenario(
                        OpfConstraints.GENERATOR_P_MAX,
                        socp,
                        feeder(outwards(), last, local(40.0).withActiveLimits(0.0, 0.5))
                                .build()),
                scenario(
                        OpfConstraints.GENERATOR_P_MIN,
                        socp,
                        feeder(outwards(), last, local(90.0).withActiveLimits(0.5, 1.0))
                                .build()),
                scenario(
                        OpfConstraints.GENERATOR_Q_MAX,
                        socp,
                        feeder(outwards(), last, local(90.0).withReactiveLimits(-0.1, 0.1))
                                .build()),
                scenario(
                        OpfConstraints.GENERATOR_Q_MIN,
                        socp,
                        feeder(outwards(), last, local(90.0).withReactiveLimits(1.0, 2.0))
                                .build()),
                scenario(
                        OpfConstraints.GENERATOR_CAPABILITY,
                        socp,
                        feeder(outwards(), last, local(40.0).withCapability(CapabilityCurve.semicircle(1.0)))
                                .build()),
                scenario(
                        OpfConstraints.HVDC_P_MAX,
                        socp,
                        feeder(outwards(), last, local(90.0))
                                .hvdcLine(HvdcLine.of(1, 1, 3, -0.1, 0.4))
                                .build()),
                scenario(
                        OpfConstraints.HVDC_P_MIN,
                        socp,
                        feeder(outwards(), last, local(90.0))
                                .hvdcLine(HvdcLine.of(1, 3, 1, -0.4, 0.1))
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("limitsOfDevices")
    void aLimitOfADeviceDecidesWhoSetsThePriceAndIsNoPartOfIt(
            ConstraintFamily limit, OpfFormulation formulation, Network network) {
        OpfSolution solution = Opf.of(formulation)
                .withOptions(SolverOptions.defaults().withTolerance(1e-9))
                .solve(network)
                .orElseThrow();
        assertThat(Arrays.stream(solution.duals(limit)).max().orElse(0.0))
                .as("multiplier")
                .isGreaterThan(0.01);
        NodalPrices prices = NodalPrices.of(solution);
        List<LimitContribution> named = new ArrayList<>();
        for (Bus bus : network.buses()) {
            for (Power power : Power.values()) {
                PriceComponents parts = prices.components(power, bus);
                assertThat(parts.energy() + parts.losses())
                        .as("%s at %s", power, bus.label())
                        .isCloseTo(prices.price(power, bus), within(1e-3));
                named.addAll(prices.contributions(power, bus));
            }
        }
        assertThat(named).noneMatch(contribution -> Math.abs(contribution.amount()) > 1e-3);
        assertThat(prices.agreement().agrees()).as("%s", prices.agreement()).isTrue();
    }
}
