package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBranches;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBuses;
import static org.flexopf.testkit.golden.GoldenAssertions.assertGenerators;

import java.util.Arrays;
import java.util.List;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.solver.SolveStatus;
import org.flexopf.testkit.golden.AcOptimum;
import org.flexopf.testkit.golden.BranchFlowOptimum;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.flexopf.testkit.golden.LimitMultipliers;
import org.flexopf.testkit.golden.RelaxedOptimum;
import org.flexopf.testkit.golden.Tolerances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The branch-flow relaxation of the golden networks, radial and meshed: its optimum, and what it is worth. */
class GoldenRelaxationTest {

    static List<GoldenCase> feasible() {
        return GoldenCases.all().stream()
                .filter(golden -> !golden.isInfeasible())
                .toList();
    }

    static List<GoldenCase> exact() {
        return feasible().stream()
                .filter(golden -> golden.socp().orElseThrow().exact())
                .toList();
    }

    static List<GoldenCase> inexact() {
        return feasible().stream()
                .filter(golden -> !golden.socp().orElseThrow().exact())
                .toList();
    }

    private static OpfSolution solve(GoldenCase golden) {
        return Opf.of(new BranchFlowSocp()).solve(golden.network()).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("feasible")
    void costAndStateAreThoseOfTheGoldenOptimum(GoldenCase golden) {
        BranchFlowOptimum expected = golden.socp().orElseThrow().optimum();
        Network network = golden.network();
        OpfSolution solution = solve(golden);

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
        assertThat(branchLosses(solution.point()))
                .isCloseTo(golden.socp().orElseThrow().lossMw(), within(Tolerances.ACTIVE_POWER));
    }

    private static double branchLosses(OperatingPoint point) {
        return Arrays.stream(point.pFrom()).sum() + Arrays.stream(point.pTo()).sum();
    }

    @ParameterizedTest
    @MethodSource("feasible")
    void pricesAreThoseOfTheGoldenOptimum(GoldenCase golden) {
        BranchFlowOptimum expected = golden.socp().orElseThrow().optimum();
        OpfSolution solution = solve(golden);
        if (expected.unique().activePrice()) {
            assertBuses(
                    "active price",
                    golden.network(),
                    solution.duals(OpfConstraints.ACTIVE_BALANCE),
                    expected.activePrice(),
                    Tolerances.BRANCH_FLOW_PRICE);
        }
        if (expected.unique().reactivePrice()) {
            assertBuses(
                    "reactive price",
                    golden.network(),
                    solution.duals(OpfConstraints.REACTIVE_BALANCE),
                    expected.reactivePrice(),
                    Tolerances.REACTIVE_PRICE);
        }
    }

    /** An exact relaxation is the AC optimum: its cost, its state, which a power flow confirms, and its multipliers. */
    @ParameterizedTest
    @MethodSource("exact")
    void anExactOptimumIsTheAcOptimum(GoldenCase golden) {
        AcOptimum ac = golden.ac().orElseThrow();
        Network network = golden.network();
        OpfSolution solution = solve(golden);
        ExactnessReport report = ExactnessReport.of(solution);

        assertThat(report.isExact()).as(report.verdict()).isTrue();
        assertThat(report.phantomLossMw()).isLessThan(1e-5);
        assertThat(report.slackBranches()).isEmpty();
        assertThat(report.recovered().isFeasible()).isTrue();
        for (double cost : new double[] {
            solution.objective(),
            report.lowerBound().orElseThrow(),
            report.recovered().cost()
        }) {
            assertThat(cost).isCloseTo(ac.objective(), within(Tolerances.COST * Math.abs(ac.objective())));
        }
        for (OperatingPoint point : List.of(solution.point(), report.recovered().point())) {
            assertBuses("magnitude", network, point.vm(), ac.vm(), Tolerances.VOLTAGE);
            assertBuses("angle", network, point.va(), ac.va(), 1e-3);
            assertGenerators("active generation", network, point.pg(), ac.pg(), Tolerances.ACTIVE_POWER);
            assertGenerators("reactive generation", network, point.qg(), ac.qg(), Tolerances.REACTIVE_POWER);
            assertBranches("P from", network, point.pFrom(), ac.pFrom(), Tolerances.ACTIVE_POWER);
            assertBranches("Q from", network, point.qFrom(), ac.qFrom(), Tolerances.REACTIVE_POWER);
            assertBranches("P to", network, point.pTo(), ac.pTo(), Tolerances.ACTIVE_POWER);
            assertBranches("Q to", network, point.qTo(), ac.qTo(), Tolerances.REACTIVE_POWER);
        }
    }

    @ParameterizedTest
    @MethodSource("exact")
    void theMultipliersOfAnExactOptimumAreThoseOfTheAcOptimum(GoldenCase golden) {
        AcOptimum ac = golden.ac().orElseThrow();
        LimitMultipliers mu = ac.multipliers();
        Network network = golden.network();
        OpfSolution solution = solve(golden);
        double price = Tolerances.BRANCH_FLOW_PRICE;

        assertBuses("active price", network, solution.duals(OpfConstraints.ACTIVE_BALANCE), ac.activePrice(), price);
        assertBuses(
                "reactive price", network, solution.duals(OpfConstraints.REACTIVE_BALANCE), ac.reactivePrice(), price);
        assertGenerators("largest P", network, solution.duals(OpfConstraints.GENERATOR_P_MAX), mu.pMax(), price);
        assertGenerators("least P", network, solution.duals(OpfConstraints.GENERATOR_P_MIN), mu.pMin(), price);
        assertGenerators("largest Q", network, solution.duals(OpfConstraints.GENERATOR_Q_MAX), mu.qMax(), price);
        assertGenerators("least Q", network, solution.duals(OpfConstraints.GENERATOR_Q_MIN), mu.qMin(), price);
        assertBranches("rating from", network, solution.duals(OpfConstraints.RATING_FROM), mu.ratingFrom(), price);
        assertBranches("rating to", network, solution.duals(OpfConstraints.RATING_TO), mu.ratingTo(), price);
        assertBuses("upper voltage", network, perMagnitude(solution, OpfConstraints.VOLTAGE_MAX), mu.vMax(), price);
        assertBuses("lower voltage", network, perMagnitude(solution, OpfConstraints.VOLTAGE_MIN), mu.vMin(), price);
    }

    /** The program limits the squared magnitude, whose unit is worth 2 |V| units of the magnitude. */
    private static double[] perMagnitude(OpfSolution solution, ConstraintFamily limit) {
        double[] duals = solution.duals(limit);
        for (int i = 0; i < duals.length; i++) {
            duals[i] *= 2.0 * solution.point().vm()[i];
        }
        return duals;
    }

    @ParameterizedTest
    @MethodSource("inexact")
    void anInexactOptimumIsALowerBoundAndSaysWhatIsMissing(GoldenCase golden) {
        RelaxedOptimum expected = golden.socp().orElseThrow();
        double ac = golden.ac().orElseThrow().objective();
        OpfSolution solution = solve(golden);
        ExactnessReport report = ExactnessReport.of(solution);

        assertThat(report.isExact()).as(report.verdict()).isFalse();
        assertThat(report.verdict())
                .contains(golden.network().topology().isRadial() ? "of phantom loss" : "miss a whole turn");
        assertThat(report.lowerBound().orElseThrow()).isLessThan(ac);
        assertThat(report.phantomLossMw()).isCloseTo(expected.phantomLossMw(), within(Tolerances.ACTIVE_POWER));
        assertThat(report.phantomLossMvar()).isCloseTo(expected.phantomLossMvar(), within(Tolerances.ACTIVE_POWER));
        assertThat(report.slackBranches())
                .extracting(Branch::id)
                .containsExactlyElementsOf(expected.phantomLossByBranch().keySet());
        assertThat(report.cycles().largestDegrees())
                .isCloseTo(expected.largestCycleMissDegrees().orElse(0.0), within(1e-3));
    }

    @Test
    void theInfeasibleNetworkIsProvedInfeasible() {
        OpfResult result = Opf.of(new BranchFlowSocp())
                .solve(GoldenCases.named("r10_infeasible").network());
        assertThat(result.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        assertThat(result.conflict().orElseThrow().members()).isNotEmpty();
    }
}
