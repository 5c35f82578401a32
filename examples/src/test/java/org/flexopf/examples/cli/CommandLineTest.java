package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person at a terminal, and a program that reads the JSON, get to see. */
class CommandLineTest {

    private static final String TWO_BUSES = """
            function mpc = two
            mpc.version = '2';
            mpc.baseMVA = 1;
            mpc.bus = [
              1 3 0 0 0 0 1 1 0 12.5 1 1 1;
              2 1 %s 0.2 0 0 1 1 0 12.5 1 1.1 0.9;
            ];
            mpc.gen = [ 1 0 0 20 -20 1 1 1 20 -20 ];
            mpc.branch = [ 1 2 0.02 0.02 0 0 0 0 0 0 1 -360 360 ];
            mpc.gencost = [ 2 0 0 2 50 0 ];
            """;

    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void theMainJobPrintsDispatchVoltagesAndPrices() {
        Run run = run("solve", "ieee33-dg");

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("OPTIMAL", "exact: a global AC optimum", "DLMP", "interior-point");
        assertThat(run.out().lines().filter(line -> line.matches(" *\\d+ +(\\S+ +)?\\d\\.\\d{4} .*")))
                .hasSize(33);
    }

    @Test
    void jsonHasExactlyTheDocumentedShape() throws IOException {
        Run run = run("solve", "ieee33-dg", "--json", "-");
        JsonNode json = run.json();

        assertThat(fields(json))
                .containsExactly(
                        "schema",
                        "version",
                        "case",
                        "model",
                        "status",
                        "objective",
                        "lowerBound",
                        "objectiveUnit",
                        "exactness",
                        "recovered",
                        "buses",
                        "generators",
                        "branches",
                        "lossesMw",
                        "prices",
                        "solver");
        assertThat(fields(json.get("exactness"))).containsExactly("exact", "phantomLossMw", "maxResidual", "branches");
        assertThat(fields(json.get("recovered")))
                .containsExactly(
                        "feasible", "cost", "maxVoltageViolation", "maxLoadingViolation", "maxMismatchMw", "broken");
        assertThat(fields(json.get("buses").get(0)))
                .containsExactly("id", "vm", "va", "lmpP", "lmpQ", "lmpPComponents", "lmpQComponents");
        for (String split : List.of("lmpPComponents", "lmpQComponents")) {
            assertThat(fields(json.get("buses").get(0).get(split)))
                    .containsExactly("energy", "losses", "congestion", "voltage", "other");
        }
        assertThat(fields(json.get("generators").get(0))).containsExactly("id", "bus", "p", "q");
        assertThat(fields(json.get("branches").get(0)))
                .containsExactly("id", "from", "to", "pFrom", "qFrom", "pTo", "qTo", "loading");
        assertThat(fields(json.get("solver"))).containsExactly("name", "iterations", "setupSeconds", "solveSeconds");
        assertThat(json.get("buses")).hasSize(33);
    }

    @ParameterizedTest
    @ValueSource(strings = {"socp", "lindistflow", "dc"})
    void thePartsOfThePricesInTheJsonAddUpToThem(String model) throws IOException {
        JsonNode json =
                run("solve", "ieee33-dg", "--model", model, "--json", "-").json();

        double losses = 0.0;
        for (JsonNode bus : json.get("buses")) {
            for (String price : List.of("lmpP", "lmpQ")) {
                double sum = 0.0;
                for (JsonNode part : bus.get(price + "Components")) {
                    assertThat(part.isNull()).isEqualTo(bus.get(price).isNull());
                    sum += part.asDouble();
                }
                assertThat(sum).isCloseTo(bus.get(price).asDouble(), within(1e-4));
            }
            losses = Math.max(losses, bus.get("lmpPComponents").get("losses").asDouble());
        }
        // Only the relaxation knows losses.
        assertThat(losses > 0.1).isEqualTo(model.equals("socp"));
    }

    @Test
    void theNumbersOfTheJsonBalanceAtEveryBus(@TempDir Path other) throws IOException {
        Path file = other.resolve("result.json");
        Run run = run("solve", file("two.m", TWO_BUSES.formatted("0.8")), "--json", file.toString());
        JsonNode json = new ObjectMapper().readTree(Files.readString(file));

        assertThat(run.out()).contains("DLMP");
        double generation = json.get("generators").get(0).get("p").asDouble();
        double into = json.get("branches").get(0).get("pFrom").asDouble();
        double outOf = json.get("branches").get(0).get("pTo").asDouble();
        assertThat(into).isCloseTo(generation, within(1e-7));
        assertThat(outOf).isCloseTo(-0.8, within(1e-7));
        assertThat(json.get("objective").asDouble()).isCloseTo(50.0 * generation, within(1e-6));
        assertThat(json.get("buses").get(0).get("lmpP").asDouble()).isCloseTo(50.0, within(1e-5));
        assertThat(json.get("buses").get(1).get("lmpP").asDouble()).isGreaterThan(51.0);
        assertThat(json.get("recovered").get("feasible").asBoolean()).isTrue();
        assertThat(json.get("branches").get(0).get("loading").isNull()).isTrue();
    }

    @Test
    void thePowerFlowOfThePublishedFeeder() throws IOException {
        Run run = run("powerflow", "ieee33", "--json", "-");
        JsonNode json = run.json();

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(fields(json))
                .containsExactly(
                        "schema",
                        "version",
                        "case",
                        "converged",
                        "method",
                        "iterations",
                        "lossMw",
                        "lossMvar",
                        "minVm",
                        "minVmBus",
                        "maxMismatchMw",
                        "buses",
                        "lossesMw");
        assertThat(fields(json.get("buses").get(0))).containsExactly("id", "vm", "va");
        assertThat(json.get("lossMw").asDouble()).isCloseTo(0.20268, within(5e-6));
        assertThat(json.get("minVm").asDouble()).isCloseTo(0.9131, within(5e-5));
        assertThat(json.get("minVmBus").asInt()).isEqualTo(18);
        assertThat(run("powerflow", "ieee33").out()).contains("0.9131", "bus 18");
    }

    @Test
    void aPowerFlowWithoutAStateExitsAsNotSolved() throws IOException {
        Run run = run("powerflow", file("two.m", TWO_BUSES.formatted("80")), "--json", "-");

        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_SOLVED);
        assertThat(run.json().get("converged").asBoolean()).isFalse();
        assertThat(run.json().get("lossMw").isNull()).isTrue();
    }

    @Test
    void everyBundledCaseIsListedAndSolvable() {
        Run run = run("cases");

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.out()).contains("ieee33", "ieee33-dg", "ieee69", "pjm5");
    }

    @Test
    void anInfeasibleCaseIsProvedToBe() throws IOException {
        Run run = run("solve", file("heavy.m", TWO_BUSES.formatted("30")));

        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE);
        assertThat(run.err()).contains("infeasible").doesNotContain("Exception");
        Run json = run("solve", file("heavy.m", TWO_BUSES.formatted("30")), "--json", "-");
        assertThat(json.json().get("status").asText()).isEqualTo("PRIMAL_INFEASIBLE");
        assertThat(json.json().get("conflicts")).isNotEmpty();
        assertThat(fields(json.json().get("conflicts").get(0))).containsExactly("limit", "element", "value", "unit");
        assertThat(run.err()).contains("load 2 at bus 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socp", "socp-augmented", "dc", "dc-ptdf", "lindistflow"})
    void everyModelSolvesAndPricesTheFeeder(String model) throws IOException {
        JsonNode json =
                run("solve", "ieee33-dg", "--model", model, "--json", "-").json();

        assertThat(json.get("model").asText()).isEqualTo(model);
        assertThat(json.get("status").asText()).isEqualTo("OPTIMAL");
        assertThat(json.get("objective").asDouble()).isBetween(160.0, 167.0);
        assertThat(json.get("buses").get(17).get("lmpP").asDouble()).isBetween(49.0, 61.0);
        boolean branchFlow = model.startsWith("socp");
        assertThat(json.get("exactness").isNull()).isEqualTo(!branchFlow);
        assertThat(json.get("lowerBound").isNull()).isEqualTo(!model.equals("socp"));
        assertThat(json.get("recovered").isNull()).isEqualTo(model.startsWith("dc"));
    }

    @Test
    void theSusceptanceConventionChangesDcFlows() throws IOException {
        String triangle = file("triangle.m", """
                function mpc = triangle
                mpc.version = '2';
                mpc.baseMVA = 100;
                mpc.bus = [ 1 3 0 0 0 0 1 1 0 230 1 1.1 0.9;
                  2 1 0 0 0 0 1 1 0 230 1 1.1 0.9; 3 1 90 0 0 0 1 1 0 230 1 1.1 0.9 ];
                mpc.gen = [ 1 0 0 90 -90 1 100 1 200 0 ];
                mpc.branch = [ 1 2 0.1 0.1 0 0 0 0 0 0 1 -360 360;
                  2 3 0 0.1 0 0 0 0 0 0 1 -360 360; 1 3 0 0.1 0 0 0 0 0 0 1 -360 360 ];
                mpc.gencost = [ 2 0 0 2 10 0 ];
                """);
        JsonNode reciprocal =
                run("solve", triangle, "--model", "dc", "--json", "-").json();
        JsonNode series = run("solve", triangle, "--model", "dc", "--susceptance", "series-admittance", "--json", "-")
                .json();

        // The power splits as the reactances say: 0.2 against 0.1, or, with (r^2 + x^2)/x for x on the first line, 0.3
        // against 0.1.
        assertThat(reciprocal.get("branches").get(0).get("pFrom").asDouble()).isCloseTo(30.0, within(1e-5));
        assertThat(series.get("branches").get(0).get("pFrom").asDouble()).isCloseTo(22.5, within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cost", "losses", "voltage", "congestion", "feasibility"})
    void everyObjectiveIsMinimised(String objective) throws IOException {
        JsonNode json = run("solve", "ieee33-dg", "--objective", objective, "--json", "-")
                .json();

        assertThat(json.get("status").asText()).isEqualTo("OPTIMAL");
        double value = json.get("objective").asDouble();
        switch (objective) {
            case "cost" -> assertThat(value).isCloseTo(166.936162, within(1e-5));
            case "losses" -> {
                double flowingIn = 0.0;
                for (JsonNode branch : json.get("branches")) {
                    flowingIn +=
                            branch.get("pFrom").asDouble() + branch.get("pTo").asDouble();
                }
                assertThat(value).isCloseTo(flowingIn, within(1e-6)).isBetween(0.001, 0.0779);
            }
            default -> assertThat(value).isBetween(-1e-6, 0.01);
        }
    }

    @Test
    void softLimitsTurnAnInfeasibleCaseIntoAnswers() throws IOException {
        JsonNode json = run("solve", file("heavy.m", TWO_BUSES.formatted("30")), "--soft", "--json", "-")
                .json();

        assertThat(json.get("status").asText()).isEqualTo("OPTIMAL");
        assertThat(json.get("slacks")).isNotEmpty();
        JsonNode slack = json.get("slacks").get(0);
        assertThat(fields(slack)).containsExactly("limit", "element", "amount", "unit", "cost");
        assertThat(slack.get("amount").asDouble()).isPositive();
        assertThat(slack.get("cost").asDouble()).isPositive();
    }

    @Test
    void theSearchForAnAcPointIsReported() throws IOException {
        JsonNode recovered =
                run("solve", "ieee33-dg", "--recover", "--json", "-").json().get("recovered");

        assertThat(fields(recovered))
                .startsWith("feasible", "cost", "method", "gap")
                .contains("generators");
        assertThat(recovered.get("feasible").asBoolean()).isTrue();
        assertThat(recovered.get("method").asText()).isEqualTo("socp");
        assertThat(recovered.get("gap").asDouble()).isBetween(-1e-6, 1e-6);
        assertThat(recovered.get("generators")).hasSize(6);
        assertThat(run("solve", "ieee33-dg", "--model", "dc", "--recover").exitCode())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void anExportedProgramHasTheSameOptimum() throws IOException {
        String exported = folder.resolve("program.cbf").toString();
        double objective = run("solve", "ieee33-dg", "--json", "-", "--export", exported)
                .json()
                .get("objective")
                .asDouble();
        JsonNode json = run("conic", exported, "--json", "-", "--repeat", "3").json();

        assertThat(fields(json))
                .containsExactly(
                        "status",
                        "primalObjective",
                        "dualObjective",
                        "primalResidual",
                        "dualResidual",
                        "gap",
                        "iterations",
                        "setupSeconds",
                        "solveSeconds",
                        "medianSolveSeconds");
        assertThat(json.get("status").asText()).isEqualTo("OPTIMAL");
        assertThat(json.get("primalObjective").asDouble()).isCloseTo(objective, within(1e-6 * objective));
        assertThat(json.get("dualObjective").asDouble()).isCloseTo(objective, within(1e-6 * objective));
        assertThat(json.get("gap").asDouble()).isLessThanOrEqualTo(1e-8);
        assertThat(json.get("medianSolveSeconds").asDouble()).isPositive();
        assertThat(run("conic", file("broken.cbf", "VER\n3\nOBJSENSE\nMAX\nVAR\n1 x\n"))
                        .exitCode())
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("conic", "no-such.cbf").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void theSensitivityModelMendsASchedule() throws IOException {
        JsonNode json = run("solve", "ieee33-dg", "--model", "lopf-sensitivity", "--json", "-")
                .json();

        assertThat(json.get("status").asText()).isEqualTo("OPTIMAL");
        assertThat(json.get("recovered").get("feasible").asBoolean()).isTrue();
        assertThat(json.get("objective").asDouble())
                .as("what the relaxation proves to be the least")
                .isCloseTo(166.936162, within(1e-3));
        for (JsonNode bus : json.get("buses")) {
            assertThat(bus.get("vm").asDouble()).isGreaterThanOrEqualTo(0.95 - 1e-6);
        }
        assertThat(run("solve", "ieee33-dg", "--model", "lopf-sensitivity").out())
                .contains("change MW", "lopf-sensitivity");
        assertThat(run("solve", "ieee33-dg", "--model", "lopf-sensitivity", "--soft")
                        .exitCode())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void theInstalledSolversAreListed() {
        assertThat(run("solvers").out().lines().map(line -> line.strip().split(" {2,}")))
                .containsSequence(
                        new String[] {"interior-point", "yes", "yes", "no", "yes", "yes", "any"},
                        new String[] {"branch-and-bound", "yes", "yes", "yes", "yes", "yes", "any"},
                        new String[] {"hipparchus", "no", "no", "no", "yes", "yes", "500"})
                .contains(
                        new String[] {"joptimizer", "yes", "yes", "no", "yes", "yes", "150"},
                        new String[] {"ojalgo", "yes", "no", "no", "yes", "yes", "20000"});
    }

    /** 0.8 MW at 50 per MWh, without losses, whoever solves it. */
    @ParameterizedTest
    @ValueSource(strings = {"interior-point", "branch-and-bound", "hipparchus", "joptimizer", "ojalgo"})
    void anyInstalledSolverCanBeChosen(String solver) throws IOException {
        JsonNode json = run(
                        "solve",
                        file("two.m", TWO_BUSES.formatted("0.8")),
                        "--model",
                        "dc",
                        "--solver",
                        solver,
                        "--json",
                        "-")
                .json();

        assertThat(json.get("solver").get("name").asText()).isEqualTo(solver);
        assertThat(json.get("status").asText()).isEqualTo("OPTIMAL");
        assertThat(json.get("objective").asDouble()).isCloseTo(40.0, within(1e-6));
        assertThat(json.get("buses").get(1).get("lmpP").asDouble()).isCloseTo(50.0, within(1e-6));
    }

    /** The relaxation of 33 buses by two solvers that share no code: dispatch and prices agree. */
    @Test
    void aSecondSolverConfirmsTheRelaxation() throws IOException {
        JsonNode first = run("solve", "ieee33-dg", "--json", "-").json();
        JsonNode second = run("solve", "ieee33-dg", "--solver", "joptimizer", "--json", "-")
                .json();

        assertThat(second.get("status").asText()).isEqualTo("OPTIMAL");
        assertThat(second.get("objective").asDouble())
                .isCloseTo(first.get("objective").asDouble(), within(1e-4));
        for (int bus = 0; bus < 33; bus++) {
            assertThat(second.get("buses").get(bus).get("lmpP").asDouble())
                    .isCloseTo(first.get("buses").get(bus).get("lmpP").asDouble(), within(1e-2));
        }
    }

    @Test
    void aSolverThatCannotTakeTheProgramSaysWhy() {
        for (String command : List.of("solve ieee33-dg", "price ieee33-dg --rule pay-as-clear")) {
            Run run = run((command + " --solver hipparchus").split(" "));

            assertThat(run.exitCode()).as(command).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.err())
                    .as(command)
                    .contains("'hipparchus' cannot take this program", "linear")
                    .doesNotContain("\tat ");
            assertThat(run.out()).as(command).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "solve",
                "solve no-such-case",
                "solve ieee33 --model no-such-model",
                "solve ieee33 --solver no-such-solver",
                "solve ieee33 --no-such-option",
                "solve ieee33 --objective no-such-objective",
                "solve ieee33 --susceptance no-such",
                "no-such-command",
                "solve ieee33 --json no/such/folder/x.json",
                "powerflow no-such-case"
            })
    void wrongUsageIsToldInWords(String line) {
        Run run = run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void anUnknownCaseListsTheBundledOnes() {
        assertThat(run("solve", "ieee34").err()).contains("ieee34", "ieee33-dg");
    }

    @Test
    void badFilesAreToldWithLineCauseAndFix() throws IOException {
        Run letters = run("solve", file("letters.m", TWO_BUSES.formatted("0.8x")));
        assertThat(letters.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(letters.err()).contains("line 6").doesNotContain("\tat ");

        Run concave =
                run("solve", file("concave.m", TWO_BUSES.formatted("0.8").replace("2 0 0 2 50 0", "2 0 0 3 -1 50 0")));
        assertThat(concave.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(concave.err()).contains("concave").doesNotContain("\tat ");
    }

    @Test
    void numbersDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            String german = run("powerflow", "ieee33").out();
            Locale.setDefault(Locale.ROOT);
            assertThat(german).isEqualTo(run("powerflow", "ieee33").out());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void helpTellsTheExitCodes() {
        Run run = run("--help");

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.out()).contains("solve", "powerflow", "cases", "infeasible");
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
