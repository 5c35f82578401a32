package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBuses;
import static org.flexopf.testkit.golden.GoldenAssertions.assertGenerators;

import java.util.List;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.testkit.golden.BranchFlowOptimum;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.flexopf.testkit.golden.Tolerances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** LinDistFlow on the radial golden networks. */
class GoldenLinDistFlowTest {

    /**
     * On r16_rated, a rating leaves the cost nearly flat in the reactive power that the branch carries: at the default
     * tolerance the cost is right to 5e-10, and the voltages only to 1.4e-5 p.u.
     */
    private static final SolverOptions PRECISE = SolverOptions.defaults().withTolerance(1e-10);

    static List<GoldenCase> radial() {
        return GoldenCases.all().stream()
                .filter(golden -> golden.linDistFlow().isPresent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("radial")
    void costStateAndPricesAreThoseOfTheGoldenOptimum(GoldenCase golden) {
        BranchFlowOptimum expected = golden.linDistFlow().orElseThrow();
        Network network = golden.network();
        OpfSolution solution =
                Opf.of(new LinDistFlow()).withOptions(PRECISE).solve(network).orElseThrow();

        assertThat(solution.objective())
                .isCloseTo(expected.objective(), within(Tolerances.COST * Math.abs(expected.objective())));
        if (expected.unique().vm()) {
            assertBuses("magnitude", network, solution.point().vm(), expected.vm(), Tolerances.VOLTAGE);
        }
        if (expected.unique().pg()) {
            assertGenerators(
                    "active generation", network, solution.point().pg(), expected.pg(), Tolerances.ACTIVE_POWER);
        }
        if (expected.unique().qg()) {
            assertGenerators(
                    "reactive generation", network, solution.point().qg(), expected.qg(), Tolerances.REACTIVE_POWER);
        }
        if (expected.unique().activePrice()) {
            assertBuses(
                    "active price",
                    network,
                    solution.duals(OpfConstraints.ACTIVE_BALANCE),
                    expected.activePrice(),
                    Tolerances.BRANCH_FLOW_PRICE);
        }
        if (expected.unique().reactivePrice()) {
            assertBuses(
                    "reactive price",
                    network,
                    solution.duals(OpfConstraints.REACTIVE_BALANCE),
                    expected.reactivePrice(),
                    Tolerances.REACTIVE_PRICE);
        }
    }

    @Test
    void theInfeasibleNetworkIsProvedInfeasible() {
        OpfResult result = Opf.of(new LinDistFlow())
                .solve(GoldenCases.named("r10_infeasible").network());
        assertThat(result.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
    }
}
