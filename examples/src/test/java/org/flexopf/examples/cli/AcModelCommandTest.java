package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flexopf.testkit.golden.GoldenCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    /** An interface of 150 MW binds: its dual is among the prices of limits and beside its flow. */
    @Test
    void limitsHavePrices() throws IOException {
        JsonNode json = run("solve", "pjm5", "--model", "ac", "--interface", "border=1::150", "--json", "-")
                .json();
        JsonNode limited = json.get("interfaces").get(0);
        assertThat(limited.get("flowMw").asDouble()).isCloseTo(150.0, within(1e-3));
        assertThat(limited.get("dualUpper").asDouble()).isGreaterThan(1.0);
        assertThat(limited.get("dualLower").asDouble()).isZero();
        assertThat(json.get("limitPrices")).anySatisfy(one -> {
            assertThat(one.get("limit").asText()).isEqualTo("upper interface limit");
            assertThat(one.get("bound").asDouble()).isEqualTo(150.0);
            assertThat(one.get("price").asDouble())
                    .isEqualTo(limited.get("dualUpper").asDouble());
        });
        // What a megawatt more saves, by solving again.
        double more = run("solve", "pjm5", "--model", "ac", "--interface", "border=1::151", "--json", "-")
                .json()
                .get("objective")
                .asDouble();
        double less = run("solve", "pjm5", "--model", "ac", "--interface", "border=1::149", "--json", "-")
                .json()
                .get("objective")
                .asDouble();
        assertThat(limited.get("dualUpper").asDouble()).isCloseTo((less - more) / 2.0, within(0.05));
        assertThat(run("solve", "pjm5", "--model", "ac", "--interface", "border=1::150")
                        .out())
                .contains("worth per unit");
    }

    /** The dispatch survives every outage, which costs more; each state is listed. */
    @Test
    void outagesAreSurvived() throws IOException {
        Run run = run("solve", "pjm5", "--model", "ac", "--security", "--json", "-");
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        JsonNode json = run.json();
        assertThat(json.get("outages")).hasSize(6).allSatisfy(outage -> {
            assertThat(outage.get("converged").asBoolean()).isTrue();
            assertThat(outage.get("broken")).isEmpty();
        });
        assertThat(json.get("objective").asDouble()).isBetween(20_000.0, 24_000.0);
        String text = run("solve", "pjm5", "--model", "ac", "--security").out();
        assertThat(text).contains("it keeps every limit after each of 6 outages");
        assertThat(text).contains("security    AC states after 6 single outages: none breaks a limit");
    }

    /** The DC model says where to look first; where it is believed, what was not looked at is told. */
    @Test
    void outagesThatWereScreenedOutAreTold() throws IOException {
        JsonNode all = run("solve", "pjm5", "--model", "ac", "--security", "--json", "-")
                .json();
        assertThat(all.get("outagesScreenedOut")).isEmpty();
        assertThat(all.get("splittingOutages")).isEmpty();
        JsonNode some = run("solve", "pjm5", "--model", "ac", "--security", "--screened", "--json", "-")
                .json();
        assertThat(some.get("outagesScreenedOut")).isNotEmpty();
        assertThat(some.get("outagesScreenedOut").size() + some.get("outages").size())
                .isEqualTo(6);
        String text = run("solve", "pjm5", "--model", "ac", "--security", "--screened")
                .out();
        assertThat(text)
                .contains("  screened out")
                .contains(" no limit near by the DC model, and no AC state was found for them (branch");
    }

    /** A feeder has no outage that leaves it whole: what each of them cuts off is told. */
    @Test
    void whatOutagesCutOffIsListed() throws IOException {
        JsonNode json = run("solve", "ieee33-dg", "--model", "ac", "--security", "--json", "-")
                .json();
        assertThat(json.get("outages")).isEmpty();
        assertThat(json.get("splittingOutages")).hasSize(32);
        JsonNode first = json.get("splittingOutages").get(0);
        assertThat(first.get("branch").asInt()).isEqualTo(1);
        assertThat(first.get("cutOff")).hasSize(32);
        assertThat(first.get("demandMw").asDouble()).isCloseTo(3.715, within(1e-9));
        assertThat(first.get("converged").asBoolean()).isTrue();
        String text = run("solve", "ieee33-dg", "--model", "ac", "--security").out();
        assertThat(text).contains("not secured 32 outages that split the network (branches 1, 2, 3");
        assertThat(text).contains("limits broken in the rest");
    }

    /** After the outage of branch 1 the load at bus 2 hangs on one branch that is too small. */
    @Test
    void limitsThatOutagesBreakAreListed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("n05_secure.m");
        try (InputStream golden = GoldenCases.class.getResourceAsStream("n05_secure.m")) {
            Files.copy(golden, file);
        }
        Run run = run("solve", file.toString(), "--model", "ac", "--security");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_SOLVED);
        assertThat(run.out() + run.err()).contains("the one that breaks least does not after 1 of 7");
        assertThat(run.out() + run.err()).contains("rating at the to end");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            solve pjm5 --model ac --recover           | which solves the AC problem itself
            solve pjm5 --model ac --export -          | which solves the AC problem itself
            solve pjm5 --model ac --security --ramp 5 | survives outages as it is dispatched
            solve pjm5 --model ac --screened          | --screened says how outages are met; add --security
            solve pjm5 --model ac --susceptance reciprocal-x | --susceptance goes with --model dc
            """)
    void whatDoesNotGoWithItIsRefused(String call, String answer) {
        Run run = run(call.split(" "));
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(answer).hasLineCount(1);
    }
}
