package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code opf curves}, against answers of an independent program. */
class CurvesCommandTest {

    /** What is told there has six decimals; costs of support agree to 1e-4. */
    private static final Agreement CLOSE = new Agreement(2e-5, 1e-4);

    @Test
    void curvesLightsAndTheYearAreAsExpected() throws IOException {
        Run run = run("curves", Agreement.file("interface-curves.json").toString(), "--json", "-");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode expected = Agreement.json("expected-interface-curves.json");
        CLOSE.check("curves", run.json(), expected);
        int orange = 0;
        for (JsonNode feeder : run.json()) {
            for (JsonNode interval : feeder.get("intervals")) {
                for (JsonNode point : interval.get("up").get("points")) {
                    orange += point.get("light").asText().equals("orange") ? 1 : 0;
                    assertThat(point.has("supportCost"))
                            .isEqualTo(point.get("light").asText().equals("orange"));
                }
            }
        }
        assertThat(orange).isEqualTo(4);
    }

    @Test
    void picturesAndTablesShowTheLights(@TempDir Path folder) throws IOException {
        Path map = folder.resolve("year.svg");
        Path one = folder.resolve("curve.svg");
        String file = Agreement.file("interface-curves.json").toString();
        Run run = run("curves", file, "--svg", map.toString());
        assertThat(run.out())
                .contains("oorrrrrr")
                .contains("2855.40 of 3415.65 MWh feasible, at 73.7185 per MWh, with reactive support 74.0571");
        // 6 intervals by 2 directions by 8 steps, and the legend.
        assertThat(Files.readString(map).split("#31a354", -1)).hasSize(1 + 88 + 1);
        assertThat(Files.readString(map).split("#fd8d3c", -1)).hasSize(1 + 2 + 1);
        assertThat(Files.readString(map).split("#de2d26", -1)).hasSize(1 + 6 + 1);
        assertThat(run("curves", file, "--svg", one.toString(), "--curve", "4:up")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(one)).contains("4:up: what a quantity at the interface costs", "<circle");
        assertThat(run("curves", file, "--svg", one.toString(), "--curve", "9:up")
                        .err())
                .contains("there is no curve '9:up' with points; choose one of 1:up, 2:up");
        assertThat(run("curves", file, "--steps", "0").err()).contains("a curve needs 1 step or more, got 0");
    }

    @Test
    void allFaultsOfAFileAreTold(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bad.json");
        Files.writeString(
                file,
                Files.readString(Agreement.file("interface-curves.json"))
                        .replace("\"kind\": \"chp\"", "\"kind\": \"fuel cell\"")
                        .replace("\"id\": \"pv7\",\n    \"bus\": 7", "\"id\": \"pv7\",\n    \"bus\": 70"));
        Run run = run("curves", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("has 14 faults")
                .contains("X-dg-only, unit 'pv7': bus 70: there is no such bus")
                .contains("unit 'chp9' is of kind fuel cell; give the output of that kind too");
    }
}
