package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.flexopf.coordination.scheme.CoordinationScheme;
import org.flexopf.coordination.scheme.Schemes;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code opf coordinate}, as it is called from a shell. */
class CoordinateCommandTest {

    @TempDir
    private Path folder;

    private static JsonNode scheme(JsonNode json, String name) {
        for (JsonNode scheme : json.get("schemes")) {
            if (scheme.get("scheme").asText().equals(name)) {
                return scheme;
            }
        }
        throw new AssertionError("no scheme " + name + " in " + json);
    }

    @Test
    void oneTableOfSchemesThenEachWithItsSteps() {
        Run run = run("coordinate", "two-feeders", "--scheme", "common,blocking,forwarding-raw", "--model", "ldf");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.out().lines().filter(line -> line.startsWith("common ")))
                .singleElement()
                .asString()
                .contains("optimal", "yes");
        assertThat(run.out().lines().filter(line -> line.startsWith("forwarding-raw ")))
                .singleElement()
                .asString()
                .contains("no");
        assertThat(run.out())
                .contains("blocking: operators of feeders block what they cannot take")
                .contains("DSO village: accepts 0.3")
                .contains("these are broken: line 3-4 of village by 0.60");
        assertThat(run.out().lines()).allMatch(line -> !line.contains("NaN"));
    }

    /** JSON has every field that docs/coordination-format.md lists, for every scheme. */
    @Test
    void jsonHasAllSchemes() throws IOException {
        JsonNode json = run("coordinate", "two-feeders", "--model", "ldf", "--json", "-")
                .json();
        assertThat(json.get("schemes")).hasSize(Schemes.all().size());
        List<String> fields = new ArrayList<>();
        for (CoordinationScheme scheme : Schemes.all()) {
            List<String> own = new ArrayList<>();
            scheme(json, scheme.name()).fieldNames().forEachRemaining(own::add);
            if (fields.isEmpty()) {
                fields.addAll(own);
            }
            assertThat(own).as(scheme.name()).isEqualTo(fields);
        }
        assertThat(fields)
                .containsExactly(
                        "scheme",
                        "status",
                        "message",
                        "cost",
                        "closedCost",
                        "gridSafe",
                        "activations",
                        "interfaces",
                        "violations",
                        "residualImbalance",
                        "messages",
                        "rounds",
                        "buyers",
                        "figures",
                        "phantomLosses",
                        "payments",
                        "messagesByKind",
                        "steps");
        JsonNode common = scheme(json, "common");
        JsonNode integrated = scheme(json, "integrated");
        assertThat(common.get("activations")).hasSize(8);
        assertThat(common.get("activations").get("solar").get(0).asDouble()).isCloseTo(0.3, within(1e-3));
        assertThat(common.get("interfaces").get(1).get("feeder").asText()).isEqualTo("village");
        assertThat(common.get("buyers").get("TSO").asDouble())
                .isCloseTo(common.get("cost").asDouble(), within(1e-6));
        assertThat(integrated.get("buyers").get("trader").asDouble()).isCloseTo(0.4 * 70.0, within(1e-3));
        assertThat(integrated.get("figures").get("welfare").asDouble())
                .isCloseTo(0.4 * 70.0 - integrated.get("cost").asDouble() - 0.3 * 58.0, within(1e-2));
        double balance = 0.0;
        for (JsonNode payment : integrated.get("payments")) {
            if (payment.get("payer").asText().equals("TSO")) {
                balance -= payment.get("amount").asDouble();
            }
            if (payment.get("payee").asText().equals("TSO")) {
                balance += payment.get("amount").asDouble();
            }
        }
        assertThat(balance).isCloseTo(integrated.get("figures").get("welfare").asDouble(), within(1e-2));
    }

    /** Files of the reference cases are read as they are, and answered with the keys of the expected ones. */
    @WithReferenceCases
    @ParameterizedTest
    @CsvSource({"hand2,ldf", "tri5,socp"})
    void referenceSystemsAreAnswered(String system, String model) throws IOException {
        Path file = ReferenceCases.path("coordination/system-" + system + ".json");
        JsonNode expected = new ObjectMapper()
                .readTree(ReferenceCases.path("coordination/expected-" + system + ".json")
                        .toFile())
                .get(model);
        JsonNode json = run("coordinate", file.toString(), "--model", model, "--json", "-")
                .json();
        for (String name : List.of("common", "centralisedIgnoringLimits", "blocking", "localAs", "decentralised")) {
            JsonNode scheme = scheme(json, name);
            assertThat(scheme.get("status").asText())
                    .isEqualTo(expected.get(name).get("status").asText());
            double cost = expected.get(name).get("cost").asDouble();
            assertThat(scheme.get("cost").asDouble()).as(name).isCloseTo(cost, within(1e-4 * cost));
        }
        assertThat(scheme(json, "sharedBalancing").get("status").asText())
                .isEqualTo(expected.get("sharedBalancing").get("status").asText());
        assertThat(scheme(json, "centralisedIgnoringLimits")
                        .get("violations")
                        .get(0)
                        .get("element")
                        .asText())
                .isEqualTo(system.equals("hand2") ? "line 2-3" : "vmax 4");
        assertThat(scheme(json, "centralisedIgnoringLimits").get("gridSafe").asBoolean())
                .isFalse();
    }

    @Test
    void theReportHoldsEveryScheme() throws Exception {
        Path html = folder.resolve("report.html");
        Run run = run("coordinate", "two-feeders", "--scheme", "common,sharedBalancing", "--html", html.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        String text = Files.readString(html);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        text.replaceFirst("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
        assertThat(text)
                .contains("two-feeders", "id=\"common\"", "id=\"sharedBalancing\"", "Who pays whom", "own need")
                .contains("One market clears all offers");
        assertThat(run("coordinate", "two-feeders", "--scheme", "common,sharedBalancing", "--html", "-")
                        .out())
                .as("the same bytes again")
                .isEqualTo(text);
    }

    @Test
    void whatIsWrongIsToldInOneLine() throws IOException {
        assertThat(run("coordinate", "no-such.json").err()).contains("there is no file 'no-such.json'", "two-feeders");
        assertThat(run("coordinate", "two-feeders", "--scheme", "best").err())
                .contains("there is no scheme 'best'", "common", "forwarding-corrected");
        assertThat(run("coordinate", "two-feeders", "--model", "ac").err()).contains("'ac'", "socp, ldf");
        assertThat(run("coordinate", "two-feeders", "--samples", "1").err()).contains("1 samples make no curve");
        assertThat(run("coordinate", "two-feeders", "--penalty", "0").err()).contains("give numbers above zero");
        Path file = folder.resolve("faulty.json");
        Files.writeString(file, "{\"name\": \"x\"}");
        Run faulty = run("coordinate", file.toString());
        assertThat(faulty.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(faulty.err())
                .contains(
                        "transmission, line 1 column 1: no value: this field is required",
                        "schedule, line 1 column 1: no value",
                        "dayAheadPrice");
        assertThat(run("cases").out()).contains("two-feeders", "town, village");
        assertThat(run("coordinate", "--help").out().replaceAll("\\s+", ""))
                .contains("decentralised-cuts", "docs/coordination-format.md");
    }

    /** A single scheme that asks for what cannot be met ends with 3. */
    @WithReferenceCases
    @Test
    void exitCodesTellHowItEnded() throws IOException {
        Path burn = ReferenceCases.path("coordination/system-burn.json");
        Run shared = run("coordinate", burn.toString(), "--scheme", "sharedBalancing", "--model", "socp");
        assertThat(shared.exitCode()).isEqualTo(ExitCode.INFEASIBLE);
        assertThat(shared.out()).contains("infeasible: network N cannot keep its scheduled flow", "-0.2025 MW off");
        Run rounds = run("coordinate", burn.toString(), "--scheme", "decentralised", "--rounds", "2");
        assertThat(rounds.exitCode()).isEqualTo(ExitCode.NOT_SOLVED);
    }
}
