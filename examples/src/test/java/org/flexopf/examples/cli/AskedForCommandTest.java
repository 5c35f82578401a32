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

/** Interfaces, soft limits by kind, merged buses, price references and phase shifters on the command line. */
class AskedForCommandTest {

    /** A triangle of equal lines, 90 MW in zone 2 behind a rated line, 30 MW in zone 1; units at 10 and 30. */
    private static final String TRIANGLE = """
            function mpc = triangle
            mpc.version = '2';
            mpc.baseMVA = 100;
            mpc.bus = [ 1 3 30 0 0 0 1 1 0 110 1 1.1 0.9
              2 1 0 0 0 0 1 1 0 110 2 1.1 0.9
              3 1 120 0 0 0 1 1 0 110 2 1.1 0.9 ];
            mpc.gen = [ 1 0 0 100 -100 1 100 1 500 0; 2 0 0 100 -100 1 100 1 500 0 ];
            mpc.branch = [ 1 2 0 0.1 0 0 0 0 0 0 1 -360 360
              1 3 0 0.1 0 70 0 0 0 0 1 -360 360
              2 3 0 0.1 0 0 0 0 0 0 1 -360 360 ];
            mpc.gencost = [ 2 0 0 2 10 0; 2 0 0 2 30 0 ];
            """;

    private static final String SHIFTER = """
            {"format": "flexopf-case", "version": 1, "name": "shifter", "baseMva": 100,
             "buses": [{"id": 1, "type": "reference", "vMin": 1, "vMax": 1}, {"id": 2, "vMin": 0.9, "vMax": 1.1},
                       {"id": 3, "vMin": 0.9, "vMax": 1.1}],
             "branches": [{"id": 1, "from": 1, "to": 2, "r": 0, "x": 0.1},
                          {"id": 2, "from": 1, "to": 3, "r": 0, "x": 0.1, "rating": 80},
                          {"id": 3, "from": 2, "to": 3, "r": 0, "x": 0.1}],
             "generators": [{"id": 1, "bus": 1, "pMin": 0, "pMax": 500, "cost": {"linear": 10}},
                            {"id": 2, "bus": 2, "pMin": 0, "pMax": 500, "cost": {"linear": 30}}],
             "loads": [{"id": 1, "bus": 3, "p": 150, "q": 0}],
             "controls": [{"kind": "phase-shift", "element": 2, "lower": -2, "upper": 2%s}]}
            """;

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void anInterfaceIsTold() throws IOException {
        String file = file("triangle.m", TRIANGLE.replace("0.1 0 70", "0.1 0 0"));
        JsonNode json = run("solve", file, "--model", "dc", "--interface", "border=1,2:-40:100", "--json", "-")
                .json();
        // 150 MW at 10 less 20 MW that come from unit 2: the interface carries 100 of the 120 MW.
        assertThat(json.get("objective").asDouble()).isCloseTo(1300.0 + 600.0, within(1e-3));
        JsonNode row = json.get("interfaces").get(0);
        assertThat(row.get("name").asText()).isEqualTo("border");
        assertThat(row.get("flowMw").asDouble()).isCloseTo(100.0, within(1e-4));
        assertThat(row.get("lowerMw").asDouble()).isEqualTo(-40.0);
        assertThat(row.get("upperMw").asDouble()).isEqualTo(100.0);
        assertThat(row.get("dualLower").asDouble()).isCloseTo(0.0, within(1e-4));
        assertThat(row.get("dualUpper").asDouble()).isCloseTo(20.0, within(1e-4));
        assertThat(run("solve", file, "--model", "dc", "--interface", "border=1,2::100")
                        .out())
                .containsPattern("border +100\\.0000 +\\S+ +\\S+ +100\\.000 +20\\.000");
        JsonNode flow = run("powerflow", file, "--interface", "border=1,-2::100", "--json", "-")
                .json();
        assertThat(flow.get("interfaces").get(0).get("flowMw").asDouble()).isCloseTo(-40.0, within(0.1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1,2:3; has no name",
                "x=1:3; has 2 parts, not 3",
                "x=a,0:b:7; 'a' is no branch number, '0' is no branch number, 'b' is no limit in MW",
                "x=9:0:1; interface 1 'x': branch 9: there is no such branch"
            })
    void aWrongInterfaceIsExplained(String written, String message) throws IOException {
        Run run = run("solve", file("triangle.m", TRIANGLE), "--model", "dc", "--interface", written);
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains(message);
    }

    /** 160 MW over the triangle, all at bus 3: more than the limits of the lines there let in. */
    private String overloaded() throws IOException {
        return file(
                "overloaded.m", TRIANGLE.replace("0.1 0 70", "0.1 0 30").replace("2 3 0 0.1 0 0", "2 3 0 0.1 0 40"));
    }

    @Test
    void softLimitsAreChosenByKind() throws IOException {
        assertThat(run("solve", overloaded(), "--model", "dc").exitCode()).isEqualTo(ExitCode.INFEASIBLE);
        JsonNode json = run("solve", overloaded(), "--model", "dc", "--soft", "voltage,rating", "--json", "-")
                .json();
        assertThat(json.get("softLimits")).hasSize(3);
        assertThat(json.get("softLimits").get(0).get("limit").asText()).isEqualTo("lower voltage limit");
        assertThat(json.get("softLimits").get(0).get("exceeded").asInt()).isZero();
        JsonNode rating = json.get("softLimits").get(2);
        assertThat(rating.get("limit").asText()).isEqualTo("rating");
        // Of the 120 MW to bus 3, 70 are within the ratings.
        assertThat(rating.get("amount").asDouble()).isCloseTo(50.0, within(1e-3));
        assertThat(rating.get("cost").asDouble()).isCloseTo(25_000.0, within(1.0));
        assertThat(json.get("slacks").size()).isEqualTo(rating.get("exceeded").asInt());
        assertThat(run("solve", overloaded(), "--model", "dc", "--soft", "voltage,rating")
                        .out())
                .contains("rating gives way by 50.0000 MVA at 1 element", "lower voltage limit holds");
        JsonNode demand = run("solve", "--soft", "demand", overloaded(), "--model", "dc", "--json", "-")
                .json();
        assertThat(demand.get("curtailedLoads")).hasSize(1);
        assertThat(demand.get("softLimits")).hasSize(1);
        // Voltages give way where they are asked to, and nothing else does.
        assertThat(run("solve", overloaded(), "--model", "dc", "--soft=voltage").exitCode())
                .isEqualTo(ExitCode.INFEASIBLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--soft=voltages", "--soft=rating,voltages"})
    void anUnknownKindIsAnsweredInOneLine(String option) throws IOException {
        Run run = run("solve", overloaded(), option);
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("'voltages'", "lower-voltage", "interface", "generation", "demand");
    }

    /** A case that follows the option is a case. */
    @Test
    void withoutKindsAllAreSoft() throws IOException {
        JsonNode json = run("solve", "--soft", overloaded(), "--model", "dc", "--json", "-")
                .json();
        assertThat(json.get("softLimits")).hasSize(8);
    }

    @Test
    void mergedBusesHaveTheirOwnRows() throws IOException {
        String file = file(
                "coupler.m",
                TRIANGLE.replace("1 3 0 0.1 0 70", "1 3 0 0.1 0 0").replace("2 3 0 0.1 0 0", "2 3 0 0 0 90"));
        assertThat(run("solve", file, "--model", "dc").err()).contains("--merge-zero-impedance");
        JsonNode json = run("solve", file, "--model", "dc", "--merge-zero-impedance", "--json", "-")
                .json();
        assertThat(json.get("buses")).hasSize(3);
        assertThat(json.get("buses").get(1).get("lmpP").asDouble())
                .isEqualTo(json.get("buses").get(2).get("lmpP").asDouble());
        assertThat(json.get("generators").get(1).get("bus").asInt()).isEqualTo(2);
        JsonNode coupler = json.get("branches").get(2);
        assertThat(coupler.get("id").asInt()).isEqualTo(3);
        // Half of the 120 MW arrives at bus 2 and goes on to bus 3 over the coupler.
        assertThat(coupler.get("pFrom").asDouble()).isCloseTo(60.0, within(1e-4));
        assertThat(coupler.get("loading").asDouble()).isCloseTo(60.0 / 90.0, within(1e-6));
        assertThat(json.get("notes").toString()).contains("the limits of branch 3 (2-3) are not held");
        JsonNode flow =
                run("powerflow", file, "--merge-zero-impedance", "--json", "-").json();
        assertThat(flow.get("buses")).hasSize(3);
    }

    /** The price is 10 at bus 1, 30 at bus 2 and 50 at bus 3, whatever it is split by. */
    @ParameterizedTest
    @CsvSource({
        "roots, 10",
        "load, 42",
        "bus:2, 30",
        "zone:1, 10",
        "zone:2, 50",
    })
    void aReferenceMovesTheSplitAndNotThePrice(String reference, double energy) throws IOException {
        for (String model : new String[] {"dc", "dc-ptdf"}) {
            JsonNode json = run(
                            "solve",
                            file("triangle.m", TRIANGLE),
                            "--model",
                            model,
                            "--price-reference",
                            reference,
                            "--json",
                            "-")
                    .json();
            double[] prices = {10.0, 30.0, 50.0};
            for (int i = 0; i < 3; i++) {
                JsonNode bus = json.get("buses").get(i);
                JsonNode parts = bus.get("lmpPComponents");
                assertThat(bus.get("lmpP").asDouble()).isCloseTo(prices[i], within(1e-4));
                assertThat(parts.get("energy").asDouble()).isCloseTo(energy, within(1e-4));
                assertThat(parts.get("congestion").asDouble()).isCloseTo(prices[i] - energy, within(1e-4));
                assertThat(parts.get("other").asDouble()).isCloseTo(0.0, within(1e-4));
            }
            assertThat(json.has("priceReference")).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere, choose roots",
        "bus:x, choose roots",
        "zone:9, 'has no zone 9; its zones are [1, 2]'",
        "bus:9, no bus 9"
    })
    void aWrongReferenceIsExplained(String reference, String message) throws IOException {
        Run run = run("solve", file("triangle.m", TRIANGLE), "--model", "dc", "--price-reference", reference);
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains(message);
        assertThat(run("solve", file("t.m", TRIANGLE), "--price-reference", "load")
                        .err())
                .contains("dc and dc-ptdf");
    }

    /**
     * Shifted by 2 degrees against it, branch 2 carries 100 rad(2)/0.3 MW less of a transfer from 1 to 3, and unit 1
     * may supply three times as much more than the 90 MW that it could without.
     */
    @Test
    void phaseShiftersAreDecisionsInDc() throws IOException {
        double supplied = 90.0 + 3.0 * 100.0 * Math.toRadians(2.0) / 0.3;
        for (String model : new String[] {"dc", "dc-ptdf"}) {
            JsonNode json = run("solve", file("shifter.json", SHIFTER.formatted("")), "--model", model, "--json", "-")
                    .json();
            assertThat(json.get("generators").get(0).get("p").asDouble()).isCloseTo(supplied, within(1e-3));
            assertThat(json.get("controls").get(0).get("kind").asText()).isEqualTo("phase-shift");
            assertThat(json.get("controls").get(0).get("setting").asDouble()).isCloseTo(2.0, within(1e-5));
            assertThat(json.get("buses").get(2).get("lmpP").asDouble()).isCloseTo(50.0, within(1e-4));
            // Steps of 1.6 degrees: 1.2 is the highest below 2 that leaves the rating unbroken, or 2 itself.
            JsonNode stepped = run(
                            "solve",
                            file("steps.json", SHIFTER.formatted(", \"steps\": 3")),
                            "--model",
                            model,
                            "--json",
                            "-")
                    .json();
            assertThat(stepped.get("controls").get(0).get("setting").asDouble()).isCloseTo(2.0, within(1e-9));
        }
        assertThat(run("solve", file("s.json", SHIFTER.formatted("")), "--model", "dc")
                        .out())
                .contains("shift of branch 2: 2.0 degrees");
    }

    /** A load of 2 MW + 1 Mvar and a unit of 1 MW and 0.5 Mvar on one bus behind a line without losses to speak of. */
    private static final String FEEDER = """
            function mpc = feeder
            mpc.version = '2';
            mpc.baseMVA = 1;
            mpc.bus = [ 1 3 0 0 0 0 1 1 0 20 1 1 1
              2 1 2 1 0 0 1 1 0 20 1 1.1 0.9 ];
            mpc.gen = [ 1 0 0 10 -10 1 1 1 10 %s; 2 0 0 0.5 -0.5 1 1 1 1 0 ];
            mpc.branch = [ 1 2 0.0001 0.0001 0 0 0 0 0 0 1 -360 360 ];
            mpc.gencost = [ 2 0 0 2 10 0; 2 0 0 2 30 0 ];
            """;

    @Test
    void aFeederHasACapability() throws IOException {
        Path picture = folder.resolve("chart.svg");
        JsonNode json = run(
                        "capability",
                        file("feeder.m", FEEDER.formatted("-10")),
                        "--points",
                        "3",
                        "--json",
                        "-",
                        "--svg",
                        picture.toString())
                .json();
        assertThat(json.get("leastP").get("reached").asDouble()).isCloseTo(1.0, within(2e-3));
        assertThat(json.get("largestP").get("reached").asDouble()).isCloseTo(2.0, within(2e-3));
        JsonNode middle = json.get("points").get(1);
        assertThat(middle.get("p").asDouble()).isCloseTo(1.5, within(2e-3));
        assertThat(middle.get("leastQ").get("reached").asDouble()).isCloseTo(0.5, within(2e-3));
        assertThat(middle.get("leastQ").get("exact").asBoolean()).isTrue();
        assertThat(middle.get("largestQ").get("reached").asDouble()).isCloseTo(1.5, within(2e-3));
        assertThat(Files.readString(picture)).contains("<polygon", "bound that no state goes beyond");
        assertThat(run("capability", file("feeder.m", FEEDER.formatted("-10")), "--points", "3")
                        .out())
                .contains("least P", "largest Q", "exact");
    }

    /** Where the grid takes no less than 1.4 MW, that end has all the reactive power that the feeder can do. */
    @Test
    void anEndThatIsTheGridsLeavesAChoice() throws IOException {
        JsonNode json = run("capability", file("feeder.m", FEEDER.formatted("1.4")), "--points", "2", "--json", "-")
                .json();
        JsonNode end = json.get("points").get(0);
        assertThat(end.get("p").asDouble()).isCloseTo(1.4, within(2e-3));
        assertThat(end.get("leastQ").get("reached").asDouble()).isCloseTo(0.5, within(2e-3));
        assertThat(end.get("largestQ").get("reached").asDouble()).isCloseTo(1.5, within(2e-3));
    }

    @Test
    void whatHasNoCapabilityIsExplained() throws IOException {
        Run few = run("capability", "ieee33-dg", "--points", "1");
        assertThat(few.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(few.err()).contains("give at least 2");
        Run starved = run("capability", file("f.m", FEEDER.formatted("-10").replace("2 1 2 1 0", "2 1 90 1 0")));
        assertThat(starved.exitCode()).isEqualTo(ExitCode.INFEASIBLE);
    }
}
