package org.flexopf.powerflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBranches;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBuses;
import static org.flexopf.testkit.golden.GoldenAssertions.assertGenerators;

import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.testkit.golden.AcOptimum;
import org.flexopf.testkit.golden.AcPowerFlow;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.flexopf.testkit.golden.Tolerances;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Power flows of the golden networks: of the schedules in their files, and of the dispatch of their AC optima. */
class GoldenPowerFlowTest {

    private static final double ANGLE = 1e-6;
    private static final double POWER = 1e-5;

    /** What eight digits of the schedule leave of flows, MW and Mvar. */
    private static final double ROUNDING = 5e-5;

    static List<GoldenCase> all() {
        return GoldenCases.all();
    }

    static List<GoldenCase> feasible() {
        return all().stream().filter(golden -> !golden.isInfeasible()).toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theScheduleOfTheFileHasTheGoldenState(GoldenCase golden) {
        Network network = golden.network();
        AcPowerFlow expected = golden.powerFlow();
        for (PowerFlowMethod method : List.of(PowerFlowMethod.AUTO, PowerFlowMethod.NEWTON)) {
            PowerFlowResult result =
                    PowerFlow.solve(network, PowerFlowOptions.defaults().withMethod(method));
            assertThat(result.converged()).isTrue();
            assertBuses("magnitude", network, result.point().vm(), expected.vm(), Tolerances.POWER_FLOW_VOLTAGE);
            assertBuses("angle", network, result.point().va(), expected.va(), ANGLE);
            assertThat(result.lossMw()).isCloseTo(expected.lossMw() + hvdcLoss(network), within(POWER));
            assertThat(atReferences(network, result.point().pg()))
                    .containsExactly(expected.referenceP(), within(POWER));
            assertThat(atReferences(network, result.point().qg()))
                    .containsExactly(expected.referenceQ(), within(POWER));
        }
    }

    /** What DC lines lose at their schedules, which golden losses do not count. */
    private static double hvdcLoss(Network network) {
        return network.hvdcLines().stream()
                .mapToDouble(line -> line.loss(line.p()))
                .sum();
    }

    /** What the generators at each reference bus supply. */
    private static double[] atReferences(Network network, double[] power) {
        return network.buses().stream()
                .filter(bus -> bus.isReference())
                .mapToDouble(bus -> IntStream.range(0, power.length)
                        .filter(g -> network.generators().get(g).bus() == bus.id())
                        .mapToDouble(g -> power[g])
                        .sum())
                .toArray();
    }

    /**
     * The network scheduled as an AC optimum has the other voltages and the flows of that optimum. A dispatch of that
     * state meets all limits, and costs what the optimum costs.
     */
    @ParameterizedTest
    @MethodSource("feasible")
    void theDispatchOfAnAcOptimumIsThatOptimum(GoldenCase golden) {
        AcOptimum ac = golden.ac().orElseThrow();
        Network network = scheduled(golden.network(), ac);
        PowerFlowResult result = PowerFlow.solve(network);
        RecoveredPoint recovered = RecoveredPoint.of(network, result.point());

        assertThat(result.converged()).as(result.reason()).isTrue();
        assertThat(result.lossMw()).isCloseTo(ac.lossMw() + hvdcLoss(network), within(ROUNDING));
        for (OperatingPoint point : List.of(result.point(), recovered.point())) {
            assertBuses("magnitude", network, point.vm(), ac.vm(), 1e-7);
            assertBuses("angle", network, point.va(), ac.va(), 1e-5);
            assertGenerators("active power", network, point.pg(), ac.pg(), ROUNDING);
            assertGenerators("reactive power", network, point.qg(), ac.qg(), ROUNDING);
            assertBranches("active power at the from end", network, point.pFrom(), ac.pFrom(), ROUNDING);
            assertBranches("reactive power at the from end", network, point.qFrom(), ac.qFrom(), ROUNDING);
            assertBranches("active power at the to end", network, point.pTo(), ac.pTo(), ROUNDING);
            assertBranches("reactive power at the to end", network, point.qTo(), ac.qTo(), ROUNDING);
        }
        assertThat(recovered.isFeasible()).as(recovered.verdict()).isTrue();
        assertThat(recovered.cost()).isCloseTo(ac.objective(), within(Tolerances.COST * Math.abs(ac.objective())));
    }

    /** The network with generators and DC lines at the powers of the optimum, and its voltages as set points. */
    private static Network scheduled(Network network, AcOptimum ac) {
        List<HvdcLine> lines = network.hvdcLines();
        return network.toBuilder()
                .mapGenerators(generator -> {
                    int g = network.generatorIndex(generator.id());
                    return generator
                            .withSchedule(ac.pg()[g], ac.qg()[g])
                            .withVoltageSetPoint(ac.vm()[network.busIndex(generator.bus())]);
                })
                .mapHvdcLines(line -> {
                    AcOptimum.HvdcState state = ac.hvdcLines().get(lines.indexOf(line));
                    return line.withSchedule(state.p(), state.qFrom(), state.qTo());
                })
                .build();
    }
}
