package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flexopf.coordination.Study;
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

    /** Rules of participation and capabilities are data: the published ones written down give the published curves. */
    @Test
    void rulesAreData(@TempDir Path folder) throws IOException {
        String rules = """
                "participation": [
                  {"kind": "pv", "activePower": 0.95, "up": 0.1, "upPrice": {"ps": 2}, "down": 1},
                  {"kind": "wind", "activePower": 0.95, "up": 0.1, "upPrice": {"ps": 2}, "down": 1},
                  {"kind": "chp", "up": 0.2, "upPrice": {"fuel": 1}, "down": 0.2, "downPrice": {"pp": 0.9}},
                  {"kind": "industrial", "taking": 0.25, "up": 0.05, "upPrice": {"pp": 1.1},
                   "down": 0.05, "downPrice": {"pp": 0.9}}],
                "capability": [
                  {"kind": "pv", "fromRating": 0.4, "semicircle": true}, {"kind": "pv", "share": 0.436},
                  {"kind": "wind", "share": 0.312}, {"kind": "chp", "share": 0.436}],
                """;
        String name = "\"name\": \"X-dg-only\",";
        String text = Study.INTERFACE_YEAR.text().replace(name, name + rules);
        Path file = folder.resolve("rules.json");
        Files.writeString(file, text);
        String published = run("curves", "interface-year", "--json", "-").out();
        assertThat(run("curves", file.toString(), "--json", "-").out()).isEqualTo(published);
        // Interval 4 offers 0.5116 MW upward; with no rule for reactive power but nothing, what was orange is red.
        Files.writeString(
                file, text.replace("\"semicircle\": true", "\"share\": 0").replaceAll("0\\.(436|312)}", "0}"));
        String first = run("curves", file.toString()).out().split("a year down", -1)[0];
        assertThat(first).contains("rrrrrrrr").doesNotContain("oorrrrrr");
        Files.writeString(file, text.replace("\"kind\": \"wind\", \"share\"", "\"kind\": \"wind\", \"part\""));
        assertThat(run("curves", file.toString()).err()).contains("capability[2].share", "capability[2].part");
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
