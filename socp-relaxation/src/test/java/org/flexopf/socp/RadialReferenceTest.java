package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.network.Branch;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.testkit.RadialReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The relaxation on radial feeders against figures from outside: an independent model in another language for the
 * relaxation, and an AC optimal power flow for voltages, dispatch and prices.
 */
class RadialReferenceTest {

    private static OpfSolution solve(RadialReference feeder) {
        return Opf.of(new BranchFlowSocp()).solve(feeder.network()).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("org.flexopf.testkit.RadialReference#names")
    void objectiveAndVerdictAreThoseOfTheIndependentModel(String name) {
        RadialReference feeder = RadialReference.of(name);
        OpfSolution solution = solve(feeder);
        ExactnessReport report = ExactnessReport.of(solution);

        double objective = feeder.objective("socp");
        assertThat(solution.objective()).isCloseTo(objective, within(1e-6 * Math.abs(objective)));
        assertThat(report.isExact()).isEqualTo(feeder.isExact());
        assertThat(solution.point().activeLosses()).isCloseTo(feeder.number("socp", "loss_MW"), within(1e-5));
        assertThat(report.phantomLossMw()).isCloseTo(feeder.number("socp", "phantom_loss_MW"), within(1e-6));
        double acObjective = feeder.objective("ac");
        assertThat(solution.lowerBound().orElseThrow()).isLessThanOrEqualTo(acObjective + 1e-6 * Math.abs(acObjective));
    }

    @ParameterizedTest
    @MethodSource("org.flexopf.testkit.RadialReference#names")
    void pricesAreThoseOfTheIndependentModel(String name) {
        RadialReference feeder = RadialReference.of(name);
        OpfSolution solution = solve(feeder);

        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE))
                .containsExactly(feeder.numbers("socp", "lam_p"), within(1e-3));
        assertThat(solution.duals(OpfConstraints.REACTIVE_BALANCE))
                .containsExactly(feeder.numbers("socp", "lam_q"), within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "radial2_load",
                "radial4_dg",
                "radial16_multi",
                "radial22_quad",
                "radial33_dg",
                "radial33_mustrun",
                "radial69_dg",
                "radial85_dg"
            })
    void anExactSolutionIsTheAcOptimum(String name) {
        RadialReference feeder = RadialReference.of(name);
        OpfSolution solution = solve(feeder);
        ExactnessReport report = ExactnessReport.of(solution);

        assertThat(solution.objective()).isCloseTo(feeder.objective("ac"), within(1e-6 * feeder.objective("ac")));
        assertThat(solution.point().vm()).containsExactly(feeder.numbers("ac", "vm"), within(1e-5));
        assertThat(solution.point().va()).containsExactly(feeder.numbers("ac", "va_deg"), within(1e-3));
        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE))
                .containsExactly(feeder.numbers("ac", "lam_p"), within(1e-3));
        assertThat(report.slackBranches()).isEmpty();
        assertThat(report.recovered().isFeasible()).isTrue();
        assertThat(report.recovered().cost()).isCloseTo(feeder.objective("ac"), within(1e-6 * feeder.objective("ac")));
        assertThat(report.recovered().point().vm()).containsExactly(feeder.numbers("ac", "vm"), within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"radial2_neg"})
    void anInexactSolutionSaysWhereAndHowMuch(String name) {
        RadialReference feeder = RadialReference.of(name);
        OpfSolution solution = solve(feeder);
        ExactnessReport report = ExactnessReport.of(solution);

        assertThat(report.slackBranches()).extracting(Branch::id).containsExactly(1);
        assertThat(report.verdict()).startsWith("NOT exact").contains("branch 1 (1-2)", "lower bound");
        assertThat(report.recovered().isFeasible()).isTrue();
        assertThat(report.recovered().cost()).isCloseTo(feeder.objective("ac"), within(1e-5));
    }
}
