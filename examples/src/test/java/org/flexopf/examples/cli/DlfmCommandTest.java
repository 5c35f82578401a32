package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code opf dlfm}, against answers of an independent program. */
class DlfmCommandTest {

    private static Run dlfm(String architecture, String variant) {
        return run(
                "dlfm",
                Agreement.file("dlfm.json").toString(),
                "--architecture",
                architecture,
                "--variant",
                variant,
                "--json",
                "-");
    }

    @ParameterizedTest
    @CsvSource({
        "R, R, full",
        "R-energy-only, R, energy-only",
        "R-without-6, R, without-6",
        "P, P, full",
        "P-forwarded, P, forwarded",
        "P-energy-only, P, energy-only",
        "I, I, full",
        "I-energy-only, I, energy-only"
    })
    void costsAndAllocationsAreAsExpected(String key, String architecture, String variant) throws IOException {
        Run run = dlfm(architecture, variant);
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode expected = Agreement.json("expected-dlfm.json").get(key);
        new Agreement(1e-4, 1e-6).check(key, run.json(), expected);
        Agreement close = new Agreement(1e-4, 0.0);
        if (expected.get("stages").has("reserve")) {
            close.checkSameFields(
                    key,
                    run.json().get("stages").get("reserve").get("R"),
                    expected.get("stages").get("reserve").get("R"));
        }
        for (JsonNode slack : run.json().get("slacks")) {
            assertThat(slack.get("kind").asText()).isIn("SPILL", "RESERVE_UP");
            assertThat(slack.get("area").asText()).isEqualTo("Bf");
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        Run run = run("dlfm", Agreement.file("dlfm.json").toString(), "--architecture", "R");
        assertThat(run.out())
                .contains("upward reserve missing: 0.5000 MW in Bf, period 1")
                .contains("power spilled: 0.4000 MW in Bf, bus 3, period 1")
                .contains("energy 1958.0000, reserve 542.3500");
        assertThat(run("dlfm", Agreement.file("dlfm.json").toString(), "--architecture", "R", "--variant", "without-6")
                        .out())
                .contains("line 2 of A carries 0.6000 MW more than it may")
                .contains("line 2 of Bf carries 0.4000 MW more than it may");
    }

    /** Variants without answers from outside: what they are is seen in their markets, and they end. */
    @Test
    void theOtherVariantsAreHeld() throws IOException {
        // No schedule is made for feeders: 8 MW behind a line of 5 are the DSO's to mend by its reserve.
        JsonNode without3 = dlfm("R", "without-3").json();
        assertThat(without3.get("stages").get("energy").get("gen").get("a3").asDouble())
                .isZero();
        assertThat(without3.get("overloads")).isEmpty();
        assertThat(without3.get("slacks").toString())
                .contains("\"kind\":\"SHED\",\"market\":6,\"area\":\"A\",\"bus\":3");
        // Boxes that feeders bear: the schedule meets all limits, the imbalances do not ask.
        JsonNode prequalified = dlfm("R", "prequalified").json();
        assertThat(prequalified.get("stages").get("energy").get("gen").get("a3").asDouble())
                .isGreaterThan(3.0 - 1e-6);
        assertThat(prequalified.get("stages").get("balancing").has("market6")).isFalse();
        JsonNode behind = dlfm("P", "r-behind").json();
        assertThat(behind.get("energyCost").asDouble()).isGreaterThanOrEqualTo(1949.0 - 1e-3);
        assertThat(dlfm("I", "forwarded").err()).contains("the variant forwarded is none of architecture I");
    }

    @Test
    void aBandOfNothingLeavesTheFlowsAsTheyWere() throws IOException {
        Run run = run(
                "dlfm",
                Agreement.file("dlfm.json").toString(),
                "--architecture",
                "P",
                "--variant",
                "r-behind",
                "--band",
                "0",
                "--json",
                "-");
        assertThat(run.exitCode()).as(run.err()).isZero();
        new Agreement(1e-3, 1e-6)
                .check(
                        "energy",
                        run.json().get("stages").get("energy"),
                        dlfm("P", "full").json().get("stages").get("energy"));
    }

    @Test
    void allFaultsOfAFileAreTold(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bad.json");
        Files.writeString(
                file,
                Files.readString(Agreement.file("dlfm.json"))
                        .replace("\"interface\": 2", "\"interface\": 9")
                        .replace("\"network\": \"Bf\"", "\"network\": \"C\""));
        Run run = run("dlfm", file.toString(), "--architecture", "R");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("has 3 faults")
                .contains("feeder A: interface at bus 9: there is no such transmission bus")
                .contains("unit 'b3': area C: there is no such area; give one of [A, Bf, transmission]");
        assertThat(run("dlfm", file.toString()).err()).contains("--architecture");
        assertThat(run("dlfm", file.toString(), "--architecture", "R", "--variant", "half")
                        .err())
                .contains("there is no variant 'half'; choose one of full, energy-only");
    }
}
