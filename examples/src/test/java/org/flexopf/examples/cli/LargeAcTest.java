package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.flexopf.testkit.PglibBaseline;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AC problem of a meshed network of 9,591 buses, and its relaxation, in a process whose heap cannot pass 1 GB. */
class LargeAcTest {

    @WithReferenceCases
    @Test
    void tenThousandMeshedBusesFitIntoOneGigabyte(@TempDir Path folder) throws IOException, InterruptedException {
        PglibBaseline row = PglibBaseline.all().stream()
                .filter(one -> one.name().equals("pglib_opf_case9591_goc"))
                .findFirst()
                .orElseThrow();
        Path result = folder.resolve("result.json");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpfCommand.class.getName(),
                        "solve",
                        ReferenceCases.path("pglib/typ/" + row.name() + ".m").toString(),
                        "--model",
                        "ac",
                        "--json",
                        result.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(errors, StandardCharsets.UTF_8))
                .isEqualTo(ExitCode.SOLVED);
        JsonNode json = new ObjectMapper().readTree(result.toFile());
        assertThat(json.get("buses")).hasSize(9_591);
        assertThat(json.get("objective").asDouble()).isCloseTo(row.acCost(), within(1e-4 * row.acCost()));
        assertThat(json.get("lowerBound").asDouble())
                .isBetween(0.99 * row.acCost(), json.get("objective").asDouble());
    }
}
