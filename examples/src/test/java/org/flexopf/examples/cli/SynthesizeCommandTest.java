package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.flexopf.coordination.Study;
import org.flexopf.coordination.SystemFile;
import org.flexopf.coordination.Systems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code opf synthesize}, days under {@code opf coordinate}, and what {@code opf cases} lists. */
class SynthesizeCommandTest {

    @TempDir
    private Path folder;

    /** What is drawn is told, written and read again; the same seed gives the same bytes, another one others. */
    @Test
    void aRegionIsDrawnAndCoordinated() throws IOException {
        Path file = folder.resolve("county.json");
        Run drawn = run("synthesize", "county", "--seed", "3", "--hour", "19", "--out", file.toString());
        assertThat(drawn.err()).isEmpty();
        assertThat(drawn.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(drawn.out()).contains("county: 30 transmission buses", "devices per customer  pv", "hour 19");
        String again = run("synthesize", "county", "--seed", "3", "--hour", "19", "--out", "-")
                .out();
        assertThat(again).isEqualTo(Files.readString(file));
        assertThat(run("synthesize", "county", "--seed", "4", "--hour", "19", "--out", "-")
                        .out())
                .isNotEqualTo(again);
        Run coordinated =
                run("coordinate", file.toString(), "--scheme", "common,centralisedIgnoringLimits", "--model", "ldf");
        assertThat(coordinated.err()).isEmpty();
        assertThat(coordinated.out()).contains("common", "optimal");
    }

    /** A day in the command line: costs of periods add up, and JSON has every period as for a system. */
    @Test
    void aDayIsAsManyMarkets() throws Exception {
        Path file = folder.resolve("day.json");
        String hand = SystemFile.write(Systems.load("hand2"));
        Files.writeString(file, "{\"name\": \"halves\", \"hours\": 0.5, \"periods\": [" + hand + "," + hand + "]}");
        Path html = folder.resolve("day.html");
        Run told = run(
                "coordinate",
                file.toString(),
                "--scheme",
                "common,sharedBalancing",
                "--model",
                "ldf",
                "--html",
                html.toString());
        assertThat(told.err()).isEmpty();
        assertThat(told.out()).contains("2 periods of 0.50 h, each a market of its own", "2 of 2");
        JsonNode json = run("coordinate", file.toString(), "--scheme", "common", "--model", "ldf", "--json", "-")
                .json();
        assertThat(json.get("hours").asDouble()).isEqualTo(0.5);
        JsonNode common = json.get("schemes").get(0);
        assertThat(common.get("cost").asDouble()).isCloseTo(290.0, within(1e-3));
        assertThat(common.get("periods")).hasSize(2);
        assertThat(common.get("periods")
                        .get(1)
                        .get("activations")
                        .get("h1")
                        .get(0)
                        .asDouble())
                .isCloseTo(3.0, within(1e-3));
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(html.toFile())
                        .getElementsByTagName("table")
                        .getLength())
                .isEqualTo(2);
    }

    @Test
    void whatIsWrongIsToldInOneLine() {
        assertThat(run("synthesize", "county", "--day", "--hour", "3").err())
                .isEqualTo("opf: --hour 3 and --day exclude each other: give one of them\n");
        assertThat(run("synthesize", "county", "--hour", "24").err())
                .isEqualTo("opf: a day has no hour 24; give one from 0 to 23\n");
        Run missing = run("synthesize", "atlantis");
        assertThat(missing.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(missing.err()).contains("atlantis", "county, nation");
    }

    /** Whatever is listed can be used by its name, with the command that is named beside it. */
    @Test
    void whatIsListedCanBeUsed() throws IOException {
        String cases = run("cases").out();
        for (Study study : Study.values()) {
            assertThat(cases).contains("opf " + study.use() + " " + study.label());
            Run used = study == Study.SIX_MARKETS
                    ? run("dlfm", study.label(), "--architecture", "R", "--json", "-")
                    : run(study.use(), study.label(), "--json", "-");
            assertThat(used.err()).as(study.label()).isEmpty();
            assertThat(new ObjectMapper().readTree(used.out()).size())
                    .as(study.label())
                    .isPositive();
        }
        assertThat(cases).contains("county", "nation", "hand2", "tri5", "burn");
        Run unknown = run("conflicts", "nix");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unknown.err()).contains("there is no file 'nix'", "conflict-days");
    }
}
