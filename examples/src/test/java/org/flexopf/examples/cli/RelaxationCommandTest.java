package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the command line tells of relaxations beyond their solution: controls, conditions, key figures, and the search
 * for an AC point.
 */
class RelaxationCommandTest {

    /**
     * A load of 50 MW behind a transformer with ten steps and a line of resistance 0.05, with a switchable capacitor
     * and a source in a semicircle.
     */
    private static final String WITH_CONTROLS = """
            {"format": "flexopf-case", "version": 1, "name": "controls", "baseMva": 100.0,
             "buses": [{"id": 1, "type": "reference", "vMin": 1.0, "vMax": 1.0}, {"id": 2, "vMin": 0.9, "vMax": 1.04}, {"id": 3, "vMin": 0.9, "vMax": 1.1}],
             "branches": [{"id": 1, "from": 1, "to": 2, "r": 0.001, "x": 0.01}, {"id": 2, "from": 2, "to": 3, "r": 0.05, "x": 0.05}],
             "generators": [{"id": 1, "bus": 1, "cost": {"linear": 10.0}},
               {"id": 2, "bus": 3, "pMin": 0.0, "pMax": 20.0, "cost": {"linear": 5.0}, "capability": {"shape": "semicircle", "mva": 10.0}}],
             "loads": [{"id": 1, "bus": 3, "p": 50.0, "q": 20.0}],
             "shunts": [{"id": 4, "bus": 3, "g": 0.0, "b": 0.0}],
             "controls": [{"kind": "tap-ratio", "element": 1, "lower": 0.9, "upper": 1.1, "steps": 10},
               {"kind": "shunt-susceptance", "element": 4, "lower": 0.0, "upper": 30.0, "steps": 3}]}
            """;

    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * Settings end at steps that an AC power flow confirms; the steps cost what the objective with free settings lacks.
     */
    @Test
    void controlsAreFreedAndRounded() throws IOException {
        String name = file("controls.json", WITH_CONTROLS);
        JsonNode json = run("solve", name, "--json", "-").json();
        JsonNode controls = json.get("controls");
        assertThat(controls).hasSize(2);
        assertThat(fields(controls.get(0))).containsExactly("kind", "element", "free", "setting");
        assertThat(controls.get(0).get("kind").asText()).isEqualTo("tap-ratio");
        assertThat(10.0 * (controls.get(0).get("setting").asDouble() - 0.9) / 0.2)
                .isCloseTo(Math.rint(10.0 * (controls.get(0).get("setting").asDouble() - 0.9) / 0.2), within(1e-9));
        assertThat(controls.get(1).get("setting").asDouble() % 10.0).isCloseTo(0.0, within(1e-9));
        assertThat(json.get("recovered").get("feasible").asBoolean()).isTrue();
        assertThat(json.get("recovered").get("cost").asDouble())
                .isCloseTo(json.get("objective").asDouble(), within(1e-4));

        assertThat(run("solve", withoutControls(), "--json", "-")
                        .json()
                        .get("objective")
                        .asDouble())
                .isGreaterThan(json.get("objective").asDouble());
        assertThat(json.get("generators").get(1).get("p").asDouble())
                .as("the capability curve binds")
                .isLessThan(10.0 + 1e-6);
        assertThat(run("solve", name).out())
                .contains(
                        "control     ratio of branch 1: ",
                        "control     susceptance of shunt 4: ",
                        "steps cost  at most");
    }

    /**
     * The augmented model holds settings, and so does the search that goes with it: no control is told, none is set.
     */
    @Test
    void theAugmentedModelIsSearchedAtThePresentSettings() throws IOException {
        String[] options = {"--model", "socp-augmented", "--recover", "--json", "-"};
        JsonNode json = solve(file("controls.json", WITH_CONTROLS), options);
        JsonNode fixed = solve(withoutControls(), options);
        assertThat(json.has("controls")).isFalse();
        for (String field : List.of("objective", "lowerBound", "recovered")) {
            assertThat(json.get(field)).isNotNull().isEqualTo(fixed.get(field));
        }
        assertThat(json.get("lowerBound").isNumber()).isTrue();
        assertThat(json.get("recovered").get("feasible").asBoolean()).isTrue();
    }

    private static JsonNode solve(String name, String... options) throws IOException {
        return run(Stream.concat(Stream.of("solve", name), Stream.of(options)).toArray(String[]::new))
                .json();
    }

    private String withoutControls() throws IOException {
        return file(
                "fixed.json",
                WITH_CONTROLS
                        .substring(0, WITH_CONTROLS.indexOf("\"controls\": ["))
                        .stripTrailing()
                        .replaceAll(",$", "}"));
    }

    @Test
    void conditionsForExactnessAreToldWithTheirReasons() throws IOException {
        JsonNode plain =
                run("solve", "ieee33-dg", "--conditions", "--json", "-").json().get("conditions");
        assertThat(plain).hasSize(3);
        assertThat(fields(plain.get(0))).containsExactly("name", "source", "holds", "reason");
        JsonNode augmented = run("solve", "ieee33-dg", "--conditions", "--model", "socp-augmented", "--json", "-")
                .json()
                .get("conditions");
        assertThat(augmented).hasSize(5);
        augmented.forEach(
                condition -> assertThat(condition.get("source").asText()).contains("Nick"));
        assertThat(run("solve", "ieee33-dg", "--conditions").out())
                .contains("condition   C1, and no upper voltage limit");
        assertThat(run("solve", "ieee33-dg", "--conditions", "--model", "dc").err())
                .contains("--conditions");
    }

    @Test
    void keyFiguresAreThoseOfTheRun() throws IOException {
        JsonNode json = run("solve", "ieee33-dg", "--kpis", "--json", "-").json();
        JsonNode kpis = json.get("kpis");
        assertThat(fields(kpis))
                .containsExactly(
                        "tightness",
                        "exact",
                        "gap",
                        "runSeconds",
                        "iterations",
                        "socialWelfare",
                        "curtailmentMw",
                        "lossesMw");
        assertThat(kpis.get("exact").asBoolean()).isTrue();
        assertThat(kpis.get("tightness").asDouble()).isBetween(0.0, 1e-4);
        assertThat(kpis.get("gap").asDouble()).isBetween(-1e-6, 1e-6);
        assertThat(kpis.get("socialWelfare").asDouble())
                .isCloseTo(-json.get("objective").asDouble(), within(1e-6));
        assertThat(kpis.get("iterations").asInt())
                .isEqualTo(json.get("solver").get("iterations").asInt());
        assertThat(kpis.get("curtailmentMw").asDouble()).isZero();
        double losses = 0.0;
        for (JsonNode branch : json.get("branches")) {
            losses += branch.get("pFrom").asDouble() + branch.get("pTo").asDouble();
        }
        assertThat(kpis.get("lossesMw").asDouble()).isCloseTo(losses, within(1e-9));

        JsonNode dc = run("solve", "ieee33-dg", "--kpis", "--model", "dc", "--json", "-")
                .json()
                .get("kpis");
        assertThat(dc.get("exact").isNull()).isTrue();
        assertThat(dc.get("gap").isNull()).isTrue();
        assertThat(run("solve", "ieee33-dg", "--kpis").out()).contains("key figures tightness ", "exact yes");
        assertThat(run("solve", "ieee33-dg", "--kpis", "--model", "lopf-sensitivity")
                        .exitCode())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    /**
     * 2 MW must run, 0.8 MW are used, and the root takes 1.19 MW at most: with its losses an AC point does with less,
     * the lossless bound of the flow does not.
     */
    @Test
    void anAugmentedModelWithoutSolutionIsNoVerdictOnTheNetwork() throws IOException {
        String name = file("export.m", """
                function mpc = export
                mpc.version = '2';
                mpc.baseMVA = 1;
                mpc.bus = [
                  1 3 0 0 0 0 1 1 0 12.5 1 1 1;
                  2 1 0.8 0.2 0 0 1 1 0 12.5 1 1.2 0.9;
                ];
                mpc.gen = [ 1 0 0 10 -10 1 1 1 10 -1.19; 2 2 0 0 0 1 1 1 2 2 ];
                mpc.branch = [ 1 2 0.03 0.03 0 0 0 0 0 0 1 -360 360 ];
                mpc.gencost = [ 2 0 0 2 50 0; 2 0 0 2 10 0 ];
                """);
        JsonNode augmented =
                run("solve", name, "--model", "socp-augmented", "--json", "-").json();
        assertThat(augmented.get("status").asText()).isEqualTo("PRIMAL_INFEASIBLE");
        assertThat(augmented.get("message").asText()).contains("--model socp may meet");
        assertThat(augmented.get("conflicts")).isNotEmpty();
        JsonNode plain = run("solve", name, "--recover", "--json", "-").json();
        assertThat(plain.get("status").asText()).isEqualTo("OPTIMAL");
        assertThat(plain.get("recovered").get("feasible").asBoolean()).isTrue();
    }

    @Test
    void theSearchGoesWithBothModelsOfBranchFlows() throws IOException {
        for (String model : List.of("socp", "socp-augmented")) {
            JsonNode recovered = run("solve", "ieee33-dg", "--model", model, "--recover", "--json", "-")
                    .json()
                    .get("recovered");
            assertThat(fields(recovered))
                    .startsWith("feasible", "cost", "method", "gap")
                    .endsWith("generators");
            assertThat(fields(recovered.get("generators").get(0))).containsExactly("id", "bus", "p", "q");
            assertThat(recovered.get("gap").asDouble()).isBetween(-1e-6, 1e-6);
        }
        JsonNode augmented = run("solve", "ieee33-dg", "--model", "socp-augmented", "--recover", "--json", "-")
                .json();
        assertThat(augmented.get("lowerBound").asDouble())
                .isCloseTo(augmented.get("recovered").get("cost").asDouble(), within(1e-4));
    }
}
