package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.model.Quantity;
import org.flexopf.network.Branch;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.testkit.ReferenceCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The relaxation on radial feeders against figures from outside: an independent model in another language for the relaxation, and an AC optimal power flow for voltages, dispatch and prices.
 */
class RadialReferenceTest {

    private static JsonNode expected(String feeder) throws IOException {
        return new ObjectMapper().readTree(ReferenceCases.path("radial/expected.json").toFile()).get(feeder);
    }

    private static OpfSolution solve(String feeder) {
        Path file = ReferenceCases.path("radial/" + feeder + ".m");
        return Opf.of(new BranchFlowSocp()).solve(MatpowerCase.read(file).network()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"radial2_load", "radial2_neg", "radial4_dg", "radial16_multi", "radial22_quad", "radial33_dg", "radial33_mustrun", "radial69_dg", "radial85_dg"})
    void objectiveAndVerdictAreThoseOfTheIndependentModel(String feeder) throws IOException {
        JsonNode socp = expected(feeder).get("socp");
        OpfSolution solution = solve(feeder);
        ExactnessReport report = ExactnessReport.of(solution);

        double objective = socp.get("objective").asDouble();
        assertThat(solution.objective()).isCloseTo(objective, within(1e-6 * Math.abs(objective)));
        assertThat(report.isExact()).isEqualTo(socp.get("exact").asBoolean());
        assertThat(solution.point().activeLosses()).isCloseTo(socp.get("loss_MW").asDouble(), within(1e-5));
        assertThat(report.phantomLossMw()).isCloseTo(socp.get("phantom_loss_MW").asDouble(), within(1e-6));
        double acObjective = expected(feeder).get("ac").get("objective").asDouble();
        assertThat(solution.lowerBound().orElseThrow()).isLessThanOrEqualTo(acObjective + 1e-6 * Math.abs(acObjective));
    }

    @ParameterizedTest
    @ValueSource(strings = {"radial2_load", "radial2_neg", "radial4_dg", "radial16_multi", "radial22_quad", "radial33_dg", "radial33_mustrun", "radial69_dg", "radial85_dg"})
    void pricesAreThoseOfTheIndependentModel(String feeder) throws IOException {
        OpfSolution solution = solve(feeder);

        compare(solution.duals(Quantity.ACTIVE_BALANCE), expected(feeder).get("socp").get("lam_p"), 1e-3);
        compare(solution.duals(Quantity.REACTIVE_BALANCE), expected(feeder).get("socp").get("lam_q"), 1e-3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"radial2_load", "radial4_dg", "radial16_multi", "radial22_quad", "radial33_dg", "radial33_mustrun", "radial69_dg", "radial85_dg"})
    void anExactSolutionIsTheAcOptimum(String feeder) throws IOException {
        JsonNode ac = expected(feeder).get("ac");
        OpfSolution solution = solve(feeder);
        ExactnessReport report = ExactnessReport.of(solution);

        assertThat(solution.objective()).isCloseTo(ac.get("objective").asDouble(), within(1e-6 * ac.get("objective").asDouble()));
        compare(solution.point().vm(), ac.get("vm"), 1e-5);
        compare(solution.point().va(), ac.get("va_deg"), 1e-3);
        compare(solution.duals(Quantity.ACTIVE_BALANCE), ac.get("lam_p"), 1e-3);
        assertThat(report.slackBranches()).isEmpty();
        assertThat(report.recovered().isFeasible()).isTrue();
        assertThat(report.recovered().cost()).isCloseTo(ac.get("objective").asDouble(), within(1e-6 * ac.get("objective").asDouble()));
        compare(report.recovered().point().vm(), ac.get("vm"), 1e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"radial2_neg"})
    void anInexactSolutionSaysWhereAndHowMuch(String feeder) throws IOException {
        OpfSolution solution = solve(feeder);
        ExactnessReport report = ExactnessReport.of(solution);

        assertThat(report.slackBranches()).extracting(Branch::id).containsExactly(1);
        assertThat(report.verdict()).startsWith("NOT exact").contains("branch 1 (1-2)", "lower bound");
        assertThat(report.recovered().isFeasible()).isTrue();
        assertThat(report.recovered().cost()).isCloseTo(expected(feeder).get("ac").get("objective").asDouble(), within(1e-5));
    }

    private static void compare(double[] values, JsonNode expected, double tolerance) {
        assertThat(expected.size()).isEqualTo(values.length).isPositive();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).as("index %d", i).isCloseTo(expected.get(i).asDouble(), within(tolerance));
        }
    }
}
