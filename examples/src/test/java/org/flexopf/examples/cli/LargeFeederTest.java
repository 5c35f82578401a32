package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A radial feeder of 10,000 buses is read, built and solved in a process whose heap cannot pass 1 GB. */
class LargeFeederTest {

    private static final int BUSES = 10_000;
    private static final int BUSES_PER_FEEDER = 500;

    @Test
    void tenThousandBusesFitIntoOneGigabyte(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("large.m"), matpowerCase());
        Path result = folder.resolve("result.json");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpfCommand.class.getName(),
                        "solve",
                        file.toString(),
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
        assertThat(json.get("buses")).hasSize(BUSES);
        assertThat(json.get("exactness").get("exact").asBoolean()).isTrue();
        assertThat(json.get("recovered").get("feasible").asBoolean()).isTrue();
    }

    /** Twenty feeders of 500 buses off one substation, one generator in ten buses, as a MATPOWER file. */
    private static String matpowerCase() {
        SplittableRandom random = new SplittableRandom(10_000);
        StringBuilder bus = new StringBuilder("1 3 0 0 0 0 1 1 0 12.66 1 1 1;\n");
        StringBuilder branch = new StringBuilder();
        StringBuilder generator = new StringBuilder("1 0 0 1000 -1000 1 10 1 1000 -1000;\n");
        StringBuilder cost = new StringBuilder("2 0 0 3 0 50 0;\n");
        for (int i = 2; i <= BUSES; i++) {
            int place = (i - 2) % BUSES_PER_FEEDER;
            int parent = place == 0 ? 1 : i - 1 - random.nextInt(Math.min(place, 20));
            bus.append(String.format(
                    Locale.ROOT,
                    "%d 1 %.6f %.6f 0 0 1 1 0 12.66 1 1.1 0.9;%n",
                    i,
                    0.004 * random.nextDouble(),
                    0.002 * random.nextDouble()));
            branch.append(String.format(
                    Locale.ROOT,
                    "%d %d %.6f %.6f 0 0 0 0 0 0 1 -360 360;%n",
                    parent,
                    i,
                    0.001 + 0.004 * random.nextDouble(),
                    0.001 + 0.004 * random.nextDouble()));
            if (i % 10 == 0) {
                generator.append(String.format(
                        Locale.ROOT, "%d 0 0 0.002 -0.002 1 10 1 %.6f 0;%n", i, 0.01 * random.nextDouble()));
                cost.append(String.format(Locale.ROOT, "2 0 0 3 0.5 %.6f 0;%n", 20.0 + 60.0 * random.nextDouble()));
            }
        }
        return "function mpc = large\nmpc.version = '2';\nmpc.baseMVA = 10;\nmpc.bus = [\n" + bus + "];\nmpc.gen = [\n"
                + generator + "];\nmpc.branch = [\n" + branch + "];\nmpc.gencost = [\n" + cost + "];\n";
    }
}
