package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code opf solve --model ac}: cost, bound, gap, states after outages, and what it refuses. */
class AcModelCommandTest {

    /** The published cost of pjm5 is 17552, and the gap of the relaxation 14.55 % (pglib-opf v23.07, case5_pjm). */
    @Test
    void aLocalOptimumIsToldWithTheBoundAndTheGap() throws IOException {
        Run run = run("solve", "pjm5", "--model", "ac", "--json", "-");
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        JsonNode json = run.json();
        assertThat(json.get("status").asText()).isEqualTo("LOCALLY_OPTIMAL");
        assertThat(json.get("objective").asDouble()).isCloseTo(17551.9, within(0.1));
        assertThat(100.0 * json.get("recovered").get("gap").asDouble()).isCloseTo(14.54, within(0.01));
        assertThat(json.get("lowerBound").asDouble())
                .isCloseTo((1.0 - 0.1454) * json.get("objective").asDouble(), within(2.0));
        assertThat(json.get("recovered").get("feasible").asBoolean()).isTrue();
        assertThat(json.get("buses")).hasSize(5);
        assertThat(run("solve", "pjm5", "--model", "ac", "--require-exact").exitCode())
                .isEqualTo(ExitCode.NOT_EXACT);
    }

    /** Where the bound closes, the optimum is a global one. */
    @Test
    void aClosedGapIsAGlobalOptimum() throws IOException {
        Run run = run("solve", "ieee33-dg", "--model", "ac", "--require-exact", "--json", "-");
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.json().get("status").asText()).isEqualTo("OPTIMAL");
        double relaxed =
                run("solve", "ieee33-dg", "--json", "-").json().get("objective").asDouble();
        assertThat(run.json().get("objective").asDouble()).isCloseTo(relaxed, within(1e-5 * relaxed));
    }

    @Test
    void objectivesAndSoftLimitsAreThoseOfEveryModel() throws IOException {
        JsonNode losses = run("solve", "ieee33-dg", "--model", "ac", "--objective", "losses", "--soft", "--json", "-")
                .json();
        assertThat(losses.get("objectiveUnit").asText()).isEqualTo("MW");
        assertThat(losses.get("objective").asDouble())
                .isCloseTo(losses.get("lossesMw").asDouble(), within(1e-6));
        assertThat(losses.get("softLimits")).isNotEmpty();
        assertThat(losses.get("slacks")).isEmpty();
    }

    @Test
    void limitsThatOutagesBreakAreListed() throws IOException {
        Run run = run("solve", "pjm5", "--model", "ac", "--security", "--json", "-");
        JsonNode outages = run.json().get("outages");
        assertThat(outages).hasSize(6);
        assertThat(outages)
                .allSatisfy(outage ->
                        assertThat(outage.get("converged").asBoolean()).isTrue());
        JsonNode broken = outages.get(2).get("broken").get(0);
        assertThat(broken.get("value").asDouble())
                .isGreaterThan(broken.get("bound").asDouble());
        String text = run("solve", "pjm5", "--model", "ac", "--security").out();
        assertThat(text).contains("security    AC states after 6 single outages: 6 break limits");
        assertThat(text).contains("outage of  limit").contains("rating at the to end");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            solve pjm5 --model ac --recover           | which solves the AC problem itself
            solve pjm5 --model ac --export -          | which solves the AC problem itself
            solve pjm5 --model ac --security --ramp 5 | tells what outages do to its dispatch
            solve pjm5 --model ac --susceptance reciprocal-x | --susceptance goes with --model dc
            """)
    void whatDoesNotGoWithItIsRefused(String call, String answer) {
        Run run = run(call.split(" "));
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(answer).hasLineCount(1);
    }
}
