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
import org.flexopf.opf.OperatingPoint;
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
            assertThat(result.lossMw()).isCloseTo(expected.lossMw(), within(POWER));
            assertThat(atReferences(network, result.point().pg()))
                    .containsExactly(expected.referenceP(), within(POWER));
            assertThat(atReferences(network, result.point().qg()))
                    .containsExactly(expected.referenceQ(), within(POWER));
        }
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
     * The generation of an AC optimum, with the voltages of its references, has the other voltages and the flows of
     * that optimum; it meets all limits, and costs what the optimum costs.
     */
    @ParameterizedTest
    @MethodSource("feasible")
    void theDispatchOfAnAcOptimumIsThatOptimum(GoldenCase golden) {
        AcOptimum ac = golden.ac().orElseThrow();
        Network network = operated(golden);
        double[] unknown = new double[network.branches().size()];
        OperatingPoint dispatch =
                new OperatingPoint(ac.vm(), ac.va(), ac.pg(), ac.qg(), unknown, unknown, unknown, unknown);
        RecoveredPoint recovered = RecoveredPoint.of(network, dispatch);

        assertThat(recovered.isFeasible()).as(recovered.verdict()).isTrue();
        assertThat(recovered.cost()).isCloseTo(ac.objective(), within(Tolerances.COST * Math.abs(ac.objective())));
        OperatingPoint point = recovered.point();
        assertBuses("magnitude", network, point.vm(), ac.vm(), 1e-7);
        assertBuses("angle", network, point.va(), ac.va(), 1e-5);
        assertGenerators("active power", network, point.pg(), ac.pg(), 5.0 * POWER);
        assertGenerators("reactive power", network, point.qg(), ac.qg(), 5.0 * POWER);
        assertBranches("active power at the from end", network, point.pFrom(), ac.pFrom(), 5.0 * POWER);
        assertBranches("reactive power at the from end", network, point.qFrom(), ac.qFrom(), 5.0 * POWER);
        assertBranches("active power at the to end", network, point.pTo(), ac.pTo(), 5.0 * POWER);
        assertBranches("reactive power at the to end", network, point.qTo(), ac.qTo(), 5.0 * POWER);
        assertThat(point.activeLosses()).isCloseTo(ac.lossMw(), within(5.0 * POWER));
    }

    /** The network with its DC lines at the powers of the optimum. */
    private static Network operated(GoldenCase golden) {
        List<AcOptimum.HvdcState> states = golden.ac().orElseThrow().hvdcLines();
        List<HvdcLine> lines = golden.network().hvdcLines();
        return golden.network().toBuilder()
                .mapHvdcLines(line -> {
                    AcOptimum.HvdcState state = states.get(lines.indexOf(line));
                    return line.withSchedule(state.p(), state.qFrom(), state.qTo());
                })
                .build();
    }
}
