package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code opf aggregate}, as it is called from a shell. */
class AggregateCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void aPoolWithAllModels() throws IOException {
        Path html = folder.resolve("report.html");
        Run run = run("aggregate", "neighbourhood", "--html", html.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.out())
                .contains("2 storage, 1 heat-coupled, 3 curtailable, 1 atomic, 2 thermostatic")
                .contains("Price-quantity bids")
                .contains("of which one at most can be called")
                .contains("What is called is delivered.");
        assertThat(run.out().lines()).allMatch(line -> !line.contains("NaN"));
        assertThat(Files.readString(html)).contains("The plan, MW injected").doesNotContain("NaN");
    }

    /** The bids are those of the horizon format: a market clears the blocks, and takes one of them at most. */
    @Test
    void bidsAreReadByPlan() throws IOException {
        Path file = folder.resolve("pool.json");
        Files.writeString(
                folder.resolve("day.json"),
                "{\"h\": [1, 1], \"storage\": [{\"name\": \"b\", \"bus\": 1, \"charge_max_mw\": 1,"
                        + " \"discharge_max_mw\": 1,"
                        + " \"eta_charge\": 0.9, \"eta_discharge\": 0.9, \"energy_max_mwh\": 2,"
                        + " \"energy_initial_mwh\": 1, \"final\": {\"rule\": \"fixed\", \"energy_mwh\": 1}}]}");
        Files.writeString(file, "{\"devices\": \"day.json\", \"prices\": [50, 50]}");
        Run run = run("aggregate", file.toString(), "--json", "-");
        assertThat(run.err()).isEmpty();
        JsonNode json = JSON.readTree(run.out());
        // Idle, since a cycle loses a fifth; alternatives move it up and down: 0.81 MWh sold of a MWh bought.
        for (JsonNode mw : json.get("plan").get("injection")) {
            assertThat(mw.asDouble()).isCloseTo(0.0, within(1e-6));
        }
        JsonNode resource = json.get("resources").get(1).get("resources").get(0);
        assertThat(json.get("resources").get(1).get("period").asInt()).isEqualTo(2);
        assertThat(resource.get("id").asText()).endsWith(".1");
        assertThat(resource.get("up").asDouble()).isZero();
        JsonNode exclusive = json.get("exclusiveBids");
        ObjectNode market = JSON.createObjectNode();
        market.set("h", JSON.createArrayNode().add(1).add(1));
        market.set("bids", exclusive.get("bids"));
        market.set("links", exclusive.get("links"));
        ArrayNode generators = market.putArray("generators");
        ObjectNode source = generators.addObject();
        source.put("name", "market").put("bus", 1).put("p_min_mw", -9).put("p_max_mw", 9);
        source.putObject("cost").set("c1", JSON.createArrayNode().add(20).add(100));
        Path plan = folder.resolve("market.json");
        Files.writeString(plan, JSON.writeValueAsString(market));
        Run cleared = run("plan", plan.toString(), "--model", "dc", "--json", "-");
        assertThat(cleared.exitCode()).as(cleared.err()).isEqualTo(ExitCode.SOLVED);
        // One MWh bought at 20, 0.81 sold at 100: a gain of 61.
        assertThat(JSON.readTree(cleared.out()).get("objective").asDouble()).isCloseTo(-61.0, within(1e-3));
    }

    @Test
    void aShortfallIsTold() throws IOException {
        Path file = folder.resolve("pool.json");
        Files.writeString(
                folder.resolve("day.json"),
                "{\"h\": [1], \"devices\": [{\"kind\": \"curtailable\", \"name\": \"works\", \"bus\": 1,"
                        + " \"baseline_mw\": 1, \"max_curtail_mw\": 0.25, \"cost_per_mwh\": 90}]}");
        Files.writeString(file, "{\"devices\": \"day.json\", \"prices\": [50], \"request\": [0.4]}");
        Run run = run("aggregate", file.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.out()).contains("not delivered in full");
        assertThat(run.out().lines().filter(line -> line.startsWith("shortfall")))
                .singleElement()
                .asString()
                .contains("0.1500");
        assertThat(run.out().lines().filter(line -> line.startsWith("works")))
                .singleElement()
                .asString()
                .contains("0.2500");
    }

    @Test
    void badInputIsToldAtOnce() throws IOException {
        Path file = folder.resolve("pool.json");
        Files.writeString(
                file, "{\"prices\": [\"x\"], \"margins\": 1, \"markets\": {\"riskAversion\": 3, \"up\": [{}]}}");
        Run run = run("aggregate", file.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("devices", "prices", "margins", "riskAversion", "up[0]");
        Files.writeString(file, "{\"devices\": \"gone.json\", \"prices\": [1]}");
        Run gone = run("aggregate", file.toString());
        assertThat(gone.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(gone.err()).contains("gone.json", "horizon format");
    }
}
