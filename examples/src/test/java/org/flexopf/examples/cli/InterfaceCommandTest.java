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

/** {@code opf interface}: the region at a feeder's root. */
class InterfaceCommandTest {

    /** One line without losses to speak of; 3 MW and 1 Mvar of demand beside a unit of 0 to 2 MW and -1 to 1 Mvar. */
    private static final String SQUARE = """
            function mpc = square
            mpc.version = '2';
            mpc.baseMVA = 1;
            mpc.bus = [ 1 3 0 0 0 0 1 1 0 11 1 1 1; 2 1 3 1 0 0 1 1 0 11 1 1.1 0.9 ];
            mpc.gen = [ 1 0 0 9 -9 1 1 1 9 -9; 2 0 0 1 -1 1 1 1 2 0 ];
            mpc.branch = [ 1 2 0.0000001 0.0000001 0 0 0 0 0 0 1 -360 360 ];
            """;

    @Test
    void theRegionIsToldDrawnAndWritten(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("square.m"), SQUARE);
        Path svg = folder.resolve("square.svg");
        Run run = run("interface", file.toString(), "--directions", "8", "--json", "-", "--svg", svg.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = run.json();
        assertThat(json.get("pMin").asDouble()).isCloseTo(1.0, within(1e-4));
        assertThat(json.get("pMax").asDouble()).isCloseTo(3.0, within(1e-4));
        assertThat(json.get("qMin").asDouble()).isCloseTo(0.0, within(1e-4));
        assertThat(json.get("qMax").asDouble()).isCloseTo(2.0, within(1e-4));
        assertThat(json.get("innerArea").asDouble()).isCloseTo(4.0, within(1e-2));
        assertThat(json.get("outerArea").asDouble()).isCloseTo(4.0, within(1e-2));
        assertThat(json.get("points")).hasSize(8);
        JsonNode corner = json.get("points").get(1);
        assertThat(corner.get("deg").asDouble()).isEqualTo(45.0);
        assertThat(corner.get("p").asDouble()).isCloseTo(3.0, within(1e-4));
        assertThat(corner.get("q").asDouble()).isCloseTo(2.0, within(1e-4));
        assertThat(Files.readString(svg)).contains("<polygon", "Mvar", "square: active and reactive power");
        assertThat(run("interface", file.toString(), "--directions", "4").out())
                .contains("inner area", "outer area", "   0.0")
                .contains("MW, Q");
        assertThat(run("interface", file.toString(), "--directions", "2").err())
                .contains("a region needs 3 directions or more, got 2");
        assertThat(run("interface", file.toString(), "--refine", "2").err()).contains("the gap is 2.0");
    }
}
