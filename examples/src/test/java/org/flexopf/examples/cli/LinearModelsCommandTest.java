package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code opf solve} with the linear models: what they are worth, and single outages. */
class LinearModelsCommandTest {

    /**
     * Two equal lines of 100 MW from 10 per MWh to 150 MW of demand that 30 per MWh serves on the spot; a spur hangs on
     * one line only.
     */
    private static final String TWO_LINES = """
            function mpc = twolines
            mpc.version = '2';
            mpc.baseMVA = 100;
            mpc.bus = [ 1 3 0 0 0 0 1 1 0 230 1 1.1 0.9;
              2 1 140 0 0 0 1 1 0 230 1 1.1 0.9; 3 1 10 0 0 0 1 1 0 230 1 1.1 0.9 ];
            mpc.gen = [ 1 0 0 90 -90 1 100 1 500 0; 2 0 0 90 -90 1 100 1 %s 0 ];
            mpc.branch = [ 1 2 0 0.1 0 100 0 0 0 0 1 -360 360;
              1 2 0 0.1 0 100 0 0 0 0 1 -360 360; 2 3 0.01 0.1 0 100 0 0 0 0 1 -360 360 ];
            mpc.gencost = [ 2 0 0 2 10 0; 2 0 0 2 30 0 ];
            """;

    @TempDir
    private Path folder;

    private String twoLines(String capacityAtTheDemand) throws IOException {
        return Files.writeString(folder.resolve("two.m"), TWO_LINES.formatted(capacityAtTheDemand))
                .toString();
    }

    /** The losses that are missed are those of the AC power flow that {@code opf powerflow} and the AC check find. */
    @ParameterizedTest
    @ValueSource(strings = {"dc", "dc-ptdf", "lindistflow", "lopf-sensitivity"})
    void everyLinearModelReportsItsErrorAgainstAnAcPowerFlow(String model) throws IOException {
        JsonNode error = run("solve", "ieee33-dg", "--model", model, "--json", "-")
                .json()
                .get("modelError");

        assertThat(error.get("converged").asBoolean()).isTrue();
        assertThat(error.get("flowErrorUnit").asText()).isEqualTo(model.startsWith("dc") ? "MW" : "MVA");
        assertThat(run("solve", "ieee33-dg", "--model", model).out())
                .contains("  model error against an AC power flow: voltage ");
        boolean iterated = model.equals("lopf-sensitivity");
        assertThat(error.get("maxVoltageError").asDouble()).isBetween(iterated ? 0.0 : 1e-3, iterated ? 1e-5 : 0.1);
        assertThat(error.get("lossesMissedMw").asDouble()).isBetween(iterated ? -1e-4 : 0.05, iterated ? 1e-4 : 0.15);
        assertThat(error.get("flowErrorBranch").asInt()).isEqualTo(1);
    }

    @Test
    void aConvexRelaxationHasNoLinearError() throws IOException {
        assertThat(run("solve", "ieee33-dg", "--json", "-").json().has("modelError"))
                .isFalse();
        assertThat(run("solve", "ieee33-dg").out()).doesNotContain("model error");
    }

    /** A line that angles say carries 400 MW has no AC power flow at that: told in words, and as null. */
    @Test
    void anErrorThatCannotBeKnownIsToldSo() throws IOException {
        String heavy = Files.writeString(
                        folder.resolve("heavy.m"),
                        TWO_LINES
                                .formatted("0")
                                .replace("0 100 0 0 0 0 1", "0 9900 0 0 0 0 1")
                                .replace("2 1 140", "2 1 2900")
                                .replace("1 500 0;", "1 5000 0;"))
                .toString();
        JsonNode error =
                run("solve", heavy, "--model", "dc", "--json", "-").json().get("modelError");

        assertThat(error.get("converged").asBoolean()).isFalse();
        assertThat(error.get("maxVoltageError").isNull()).isTrue();
        assertThat(error.get("voltageErrorBus").isNull()).isTrue();
        assertThat(error.get("reason").asText()).isNotBlank();
        assertThat(run("solve", heavy, "--model", "dc").out())
                .contains("model error not known: an AC power flow at this dispatch did not converge");
    }

    /**
     * 150 MW over two lines of 100 MW; secured only 100 MW may come from there, or 100 MW plus what can be moved after
     * the outage.
     */
    @ParameterizedTest
    @CsvSource({
        "'', 1500, 0",
        "--security, 2500, 2",
        "--security --ramp 10, 2100, 2",
        "--security --outage-rating 1.2, 2100, 2",
        "--security --outage-rating 1.5, 1500, 0"
    })
    void securityCostsWhatTheSecondLineWouldHaveCarried(String options, double cost, int cuts) throws IOException {
        JsonNode json = run(("solve " + twoLines("200") + " --model dc --json - " + options)
                        .trim()
                        .split(" "))
                .json();

        assertThat(json.get("objective").asDouble()).isCloseTo(cost, within(1e-3));
        if (options.isEmpty()) {
            assertThat(json.has("security")).isFalse();
            return;
        }
        JsonNode security = json.get("security");
        assertThat(security.get("secure").asBoolean()).isTrue();
        assertThat(security.get("securedOutages").asInt()).isEqualTo(2);
        assertThat(security.get("islandingOutages"))
                .hasSize(1)
                .first()
                .extracting(JsonNode::asInt)
                .isEqualTo(3);
        assertThat(security.get("cuts").asInt()).isEqualTo(cuts);
        assertThat(security.get("corrections")).hasSize(options.contains("--ramp") ? 2 : 0);
        for (JsonNode correction : security.get("corrections")) {
            assertThat(correction.get("moves").get(1).get("generator").asInt()).isEqualTo(2);
            assertThat(correction.get("moves").get(1).get("mw").asDouble()).isCloseTo(20.0, within(1e-3));
        }
        double price = 0.0;
        for (JsonNode limit : security.get("limits")) {
            price += limit.get("price").asDouble();
        }
        assertThat(price)
                .as("a larger rating moves power from 30 to 10 per MWh")
                .isCloseTo(cuts == 0 ? 0.0 : 20.0, within(1e-3));
        String text = run(("solve " + twoLines("200") + " --model dc " + options).split(" "))
                .out();
        assertThat(text)
                .contains(
                        "2 single outages: all limits are kept (limits added: " + cuts,
                        "1 outage that splits the network (branch 3)");
    }

    @Test
    void overloadsAreAllowedAtAPriceAndListed() throws IOException {
        String weak = twoLines("20");
        Run refused = run("solve", weak, "--model", "dc", "--security");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.INFEASIBLE);
        assertThat(refused.err()).contains("--overload-price");

        JsonNode json = run("solve", weak, "--model", "dc", "--security", "--overload-price", "1000", "--json", "-")
                .json();
        assertThat(json.get("objective").asDouble())
                .isCloseTo(130.0 * 10.0 + 20.0 * 30.0 + 2.0 * 30.0 * 1000.0, within(1e-2));
        assertThat(json.get("security").get("secure").asBoolean()).isFalse();
        for (JsonNode limit : json.get("security").get("limits")) {
            assertThat(limit.get("overloadMw").asDouble()).isCloseTo(30.0, within(1e-3));
        }
        assertThat(run("solve", weak, "--model", "dc", "--security", "--overload-price", "1000")
                        .out())
                .contains("2 limits are exceeded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--security | --security goes with --model dc and --model ac only, not with socp",
                "--model dc-ptdf --security | --security goes with --model dc and --model ac only",
                "--model dc --ramp 10 | add --security",
                "--model dc --security --screened | --screened goes with --model ac and --security",
                "--model dc --overload-price 10 | add --security",
                "--model dc --security --ramp 200 | from 0 to 100",
                "--model dc --security --ramp NaN | from 0 to 100",
                "--model dc --security --overload-price -1 | give a positive number",
                "--model dc --security --outage-rating 0 | give a positive number",
                "--model dc --security --export x.cbf | --export does not go with --security",
                "--model socp --susceptance reciprocal-x | --susceptance goes with --model dc and dc-ptdf",
                "--model lopf-sensitivity --susceptance series-admittance | "
                        + "--susceptance goes with --model dc and dc-ptdf",
                "--model dc --susceptance none | there are reciprocal-x and series-admittance",
                "--model dc --objective voltage | it has no voltage magnitudes",
                "--model lindistflow --objective losses | it has no losses"
            })
    void optionsThatDoNotApplyAreRefused(String options, String reason) {
        Run run = run(("solve ieee33-dg " + options).split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains(reason).doesNotContain("\tat ");
    }
}
