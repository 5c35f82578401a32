package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code opf benefit}, as it is called from a shell. */
class BenefitCommandTest {

    @TempDir
    private Path folder;

    @Test
    void oneTableForEachScenario() {
        Run run = run("benefit", "two-feeders-hour", "--scheme", "common,centralisedIgnoringLimits", "--model", "ldf");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.out()).contains("scenario calm: 4 periods", "scenario errors", "scenario stress");
        assertThat(run.out().lines().filter(line -> line.startsWith("common "))).hasSize(3);
        assertThat(run.out().lines().filter(line -> line.startsWith("none "))).hasSize(3);
        assertThat(run.out()).contains("centralisedIgnoringLimits, period 4, minute 6: town: line 2-3 opens");
        assertThat(run.out().lines()).allMatch(line -> !line.contains("NaN"));
    }

    /** The sums are those of the periods, and the market that knows limits is the cheaper one here. */
    @Test
    void jsonHasThePeriods() throws IOException {
        Run run = run(
                "benefit",
                "two-feeders-hour",
                "--scheme",
                "common,centralisedIgnoringLimits",
                "--model",
                "ldf",
                "--json",
                "-",
                "--html",
                folder.resolve("report.html").toString());
        assertThat(run.err()).isEmpty();
        JsonNode json = new ObjectMapper().readTree(run.out());
        JsonNode calm = json.get("scenarios").get(0);
        assertThat(calm.get("name").asText()).isEqualTo("calm");
        for (JsonNode scheme : calm.get("schemes")) {
            double total = 0.0;
            for (JsonNode period : scheme.get("periods")) {
                for (String part : new String[] {"mfrrCost", "afrrCost", "unwantedCost", "technologyCost"}) {
                    total += period.get(part).asDouble();
                }
            }
            assertThat(scheme.get("total").asDouble()).isCloseTo(total, within(1e-9));
        }
        JsonNode schemes = calm.get("schemes");
        assertThat(schemes.get(1).get("scheme").asText()).isEqualTo("common");
        assertThat(schemes.get(1).get("unwantedMWh").asDouble()).isZero();
        assertThat(schemes.get(2).get("unwantedMWh").asDouble()).isGreaterThan(0.5);
        assertThat(schemes.get(1).get("benefit").asDouble())
                .isGreaterThan(schemes.get(2).get("benefit").asDouble());
        String html = Files.readString(folder.resolve("report.html"));
        assertThat(html).contains("Scenario stress", "line 2-3 opens").doesNotContain("NaN");
        assertThat(parses(html)).isTrue();
    }

    private static boolean parses(String html) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.newDocumentBuilder().parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
            return true;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theSystemLiesBesideTheFile() throws IOException {
        Path file = folder.resolve("comparison.json");
        Files.writeString(
                file,
                "{\"system\": \"there.json\", \"afrr\": {\"priceUp\": 100, \"priceDown\": 0},"
                        + " \"scenarios\": [{\"name\": \"a\", \"imbalance\": [1]}]}");
        Run missing = run("benefit", file.toString());
        assertThat(missing.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(missing.err()).contains("about the system 'there.json'", "two-feeders");
        Files.writeString(
                folder.resolve("there.json"),
                new String(
                        org.flexopf.coordination.Systems.class
                                .getResourceAsStream("cases/two-feeders.json")
                                .readAllBytes(),
                        StandardCharsets.UTF_8));
        assertThat(run("benefit", file.toString(), "--scheme", "common").exitCode())
                .isEqualTo(ExitCode.SOLVED);
    }

    @Test
    void badInputIsToldAtOnce() throws IOException {
        Path file = folder.resolve("wrong.json");
        Files.writeString(
                file,
                "{\"system\": \"two-feeders\", \"colour\": 1, \"controls\": {\"tap\": {\"step\": \"x\"}},"
                        + " \"scenarios\": [{\"imbalance\": [1]}]}");
        Run run = run("benefit", file.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("colour", "afrr", "step", "most", "name");
        Run scheme = run("benefit", "two-feeders-hour", "--scheme", "nobody");
        assertThat(scheme.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(scheme.err()).contains("there is no scheme 'nobody'");
    }
}
