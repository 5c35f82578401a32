package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.network.BusType;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.powerflow.StartVoltages;
import org.flexopf.testkit.MeshedNetworks;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/**
 * What prices are made of, by finite differences of AC power flows, which share no derivative with the program: a
 * little more demand at a bus, with all generators but those at the root held, changes what the root supplies, flows
 * and voltages; at the prices of the root and the multipliers of limits these changes are the components.
 */
class AcPriceSplitTest {

    private static final double STEP = 1e-3;

    private static AcSolution solve(OpfProblem problem) {
        AcSolution solution = AcOpf.of(problem).solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        return solution;
    }

    @Test
    void congestionIsThatOfPowerFlows() {
        AcSolution solution = solve(OpfProblem.of(DerivativesTest.everything().toBuilder()
                .mapBranches(branch -> branch.id() == 1 ? branch.withRating(30.0) : branch)
                .build()));
        assertComponents(solution);
        assertThat(solution.activeComponents(1).congestion()).isGreaterThan(0.1);
    }

    /** A limit a little below where the voltage would be. */
    @Test
    void voltageIsThatOfPowerFlows() {
        double free = solve(OpfProblem.of(DerivativesTest.everything())).point().vm(2);
        AcSolution solution = solve(OpfProblem.of(DerivativesTest.everything().toBuilder()
                .mapBuses(bus -> bus.id() == 3 ? bus.withVoltageLimits(0.9, free - 0.002) : bus)
                .build()));
        assertComponents(solution);
        assertThat(Math.abs(solution.reactiveComponents(2).voltage())).isGreaterThan(1e-2);
    }

    /** The settings that were found are held. */
    @Test
    void componentsWithFreeSettingsAreThoseOfPowerFlows() {
        assertComponents(solve(OpfProblem.of(AcOpfTest.free(DerivativesTest.everything()))));
    }

    @Property(tries = 25, seed = "20261130")
    void componentsOfMeshedNetworksAreThoseOfPowerFlows(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 3, max = 12) int buses) {
        AcSolution solution =
                AcOpf.of(OpfProblem.of(MeshedNetworks.of(seed, buses, 1.5))).solve();
        Share.atLeast(90.0, "an optimum", solution.isOptimal());
        if (solution.isOptimal()) {
            assertComponents(solution);
        }
    }

    private static void assertComponents(AcSolution solution) {
        Network network = solution.network().toBuilder()
                .mapBuses(bus -> bus.isReference() ? bus : bus.withType(BusType.PQ))
                .build();
        double largest = 1.0;
        for (int bus = 0; bus < network.buses().size(); bus++) {
            largest = Math.max(largest, Math.abs(solution.activePrice(bus)));
        }
        for (int bus = 0; bus < network.buses().size(); bus++) {
            for (int power = 0; power < 2; power++) {
                double price = power == 0 ? solution.activePrice(bus) : solution.reactivePrice(bus);
                PriceComponents parts = power == 0 ? solution.activeComponents(bus) : solution.reactiveComponents(bus);
                assertThat(parts.total()).isCloseTo(price, within(1e-6 * largest));
                PowerFlowResult more = flow(network, solution.point(), bus, power, STEP);
                PowerFlowResult less = flow(network, solution.point(), bus, power, -STEP);
                int root = root(network);
                double energy = power == 0 ? solution.activePrice(root) : solution.reactivePrice(root);
                double supply = solution.activePrice(root) * slope(more.pInjection(root), less.pInjection(root))
                        + solution.reactivePrice(root) * slope(more.qInjection(root), less.qInjection(root));
                double tolerance = 1e-4 * largest;
                assertThat(parts.energy()).isEqualTo(energy);
                if (bus != root) {
                    assertThat(parts.losses()).isCloseTo(supply - energy, within(tolerance));
                    assertThat(parts.voltage()).isCloseTo(voltage(solution, more, less), within(tolerance));
                    assertThat(parts.congestion()).isCloseTo(congestion(solution, more, less), within(tolerance));
                }
                assertThat(parts.other()).isCloseTo(0.0, within(1e-6 * largest));
            }
        }
    }

    private static double slope(double more, double less) {
        return (more - less) / (2.0 * STEP);
    }

    private static int root(Network network) {
        for (int bus = 0; bus < network.buses().size(); bus++) {
            if (network.buses().get(bus).isReference()) {
                return bus;
            }
        }
        throw new AssertionError();
    }

    private static PowerFlowResult flow(Network network, OperatingPoint point, int bus, int power, double step) {
        Network changed = network.toBuilder()
                .load(Load.of(9_999, network.buses().get(bus).id(), power == 0 ? step : 0.0, power == 0 ? 0.0 : step))
                .build();
        PowerFlowResult flow = PowerFlow.prepare(changed)
                .solve(
                        BusSchedule.of(changed, point),
                        PowerFlowOptions.defaults().startingFrom(StartVoltages.of(point)));
        assertThat(flow.converged()).isTrue();
        return flow;
    }

    private static double voltage(AcSolution solution, PowerFlowResult more, PowerFlowResult less) {
        double sum = 0.0;
        for (LimitMultiplier multiplier : solution.multipliers()) {
            double sign = multiplier.limit().kind() == NetworkLimit.VOLTAGE_MAX
                    ? 1.0
                    : multiplier.limit().kind() == NetworkLimit.VOLTAGE_MIN ? -1.0 : 0.0;
            if (sign != 0.0) {
                int bus = solution.network().index(multiplier.limit().element());
                sum += sign * multiplier.value() * slope(more.vm(bus), less.vm(bus));
            }
        }
        return sum;
    }

    private static double congestion(AcSolution solution, PowerFlowResult more, PowerFlowResult less) {
        double sum = 0.0;
        for (LimitMultiplier multiplier : solution.multipliers()) {
            if (multiplier.limit().kind() instanceof NetworkLimit kind) {
                sum += multiplier.value()
                        * slope(used(solution, kind, multiplier, more), used(solution, kind, multiplier, less));
            }
        }
        return sum;
    }

    /** What a state takes of a limit of branches, in the limit's unit; 0 for other limits. */
    private static double used(
            AcSolution solution, NetworkLimit kind, LimitMultiplier multiplier, PowerFlowResult flow) {
        Network network = solution.network();
        int at = network.index(multiplier.limit().element());
        OperatingPoint point = flow.point();
        return switch (kind) {
            case RATING_FROM -> Math.hypot(point.pFrom(at), point.qFrom(at));
            case RATING_TO -> Math.hypot(point.pTo(at), point.qTo(at));
            case CURRENT_FROM ->
                Math.hypot(point.pFrom(at), point.qFrom(at))
                        / point.vm(network.topology().from(at));
            case CURRENT_TO ->
                Math.hypot(point.pTo(at), point.qTo(at))
                        / point.vm(network.topology().to(at));
            case ANGLE_MAX -> difference(network, at, point);
            case ANGLE_MIN -> -difference(network, at, point);
            case INTERFACE_MAX -> interfaceFlow(network, at, point);
            case INTERFACE_MIN -> -interfaceFlow(network, at, point);
            case VOLTAGE_MIN,
                    VOLTAGE_MAX,
                    GENERATOR_P_MIN,
                    GENERATOR_P_MAX,
                    GENERATOR_Q_MIN,
                    GENERATOR_Q_MAX,
                    GENERATOR_CAPABILITY,
                    GENERATOR_Q_LINE_MIN,
                    GENERATOR_Q_LINE_MAX,
                    HVDC_P_MIN,
                    HVDC_P_MAX,
                    HVDC_Q_FROM_MIN,
                    HVDC_Q_FROM_MAX,
                    HVDC_Q_TO_MIN,
                    HVDC_Q_TO_MAX,
                    TAP_RATIO_MIN,
                    TAP_RATIO_MAX,
                    PHASE_SHIFT_MIN,
                    PHASE_SHIFT_MAX,
                    SHUNT_Q_MIN,
                    SHUNT_Q_MAX,
                    RATING,
                    CURRENT,
                    DEMAND -> 0.0;
        };
    }

    private static double difference(Network network, int branch, OperatingPoint point) {
        return point.va(network.topology().from(branch))
                - point.va(network.topology().to(branch));
    }

    private static double interfaceFlow(Network network, int element, OperatingPoint point) {
        return network.flowInterfaces().get(element).weights().entrySet().stream()
                .mapToDouble(term -> {
                    int branch = network.branchIndex(term.getKey());
                    return 0.5 * term.getValue() * (point.pFrom(branch) - point.pTo(branch));
                })
                .sum();
    }

    /** An objective of flows or voltages themselves is the component other. */
    @Test
    void objectivesOfTheStateAreOther() {
        AcSolution losses = solve(OpfProblem.of(DerivativesTest.everything()).withObjective(Objective.losses()));
        for (int bus = 0; bus < 4; bus++) {
            assertThat(losses.activeComponents(bus).total()).isCloseTo(losses.activePrice(bus), within(1e-8));
        }
        assertThat(Math.abs(losses.activeComponents(3).other())).isGreaterThan(1e-3);
    }

    @Test
    void whatIsNoOptimumHasNoParts() {
        Network network = MeshedNetworks.of(5, 6, 1.5).toBuilder()
                .mapGenerators(generator -> generator.withActiveLimits(0.0, 1.0))
                .build();
        AcSolution none = AcOpf.of(OpfProblem.of(network)).solve();
        assertThatThrownBy(() -> none.activeComponents(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at an optimum alone");
    }
}
