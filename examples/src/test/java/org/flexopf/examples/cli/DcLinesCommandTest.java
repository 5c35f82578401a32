package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DC lines in what the command line reports: their power, their losses and their cost. */
class DcLinesCommandTest {

    /** A DC line of 1 MW + 2 % loss beside an AC line; the scheduled power at its to end, 0, is stale. */
    private static final String BESIDE_AN_AC_LINE = """
            function mpc = dcline
            mpc.version = '2';
            mpc.baseMVA = 100;
            mpc.bus = [ 1 3 0 0 0 0 1 1 0 110 1 1.0 1.0
              2 1 10 2 0 0 1 1 0 110 1 1.1 0.9
              3 1 60 5 0 0 1 1 0 110 1 1.1 0.9 ];
            mpc.gen = [ 1 0 0 100 -100 1 100 1 300 0 ];
            mpc.branch = [ 1 2 0.02 0.1 0 0 0 0 0 0 1 -360 360; 2 3 0.02 0.1 0 0 0 0 0 0 1 -360 360 ];
            mpc.gencost = [ 2 0 0 2 20 0 ];
            mpc.dcline = [ 1 3 1 20 0 3 4 1 1 0 100 -10 10 -10 10 1 0.02
              3 2 0 20 0 3 4 1 1 0 100 -10 10 -10 10 1 0.02 ];
            """;

    @TempDir
    private Path folder;

    private String file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("dcline.m"), BESIDE_AN_AC_LINE).toString();
    }

    private static double sum(JsonNode of, String field) {
        double sum = 0.0;
        for (JsonNode element : of) {
            sum += element.get(field).asDouble();
        }
        return sum;
    }

    /** The figures are those that MATPOWER finds: 42.11 MW, 0.260 MW lost on AC lines and 1.842 MW on the DC line. */
    @Test
    void solveReportsThem() throws IOException {
        JsonNode json = run("solve", file, "--json", "-").json();
        JsonNode line = json.get("dcLines").get(0);
        assertThat(json.get("dcLines")).hasSize(2);
        assertThat(line.fieldNames())
                .toIterable()
                .containsExactly("id", "from", "to", "pFrom", "pTo", "lossMw", "cost");
        assertThat(line.get("pFrom").asDouble()).isCloseTo(42.11, within(0.005));
        assertThat(line.get("pTo").asDouble()).isCloseTo(42.11 - 1.842, within(0.005));
        assertThat(line.get("lossMw").asDouble()).isCloseTo(1.842, within(5e-4));
        assertThat(line.get("cost").asDouble()).isZero();
        double onBranches = sum(json.get("branches"), "pFrom") + sum(json.get("branches"), "pTo");
        assertThat(onBranches).isCloseTo(0.260, within(5e-4));
        assertThat(json.get("lossesMw").asDouble())
                .isCloseTo(onBranches + line.get("lossMw").asDouble(), within(1e-9))
                .isCloseTo(sum(json.get("generators"), "p") - 70.0, within(1e-6));
        JsonNode out = json.get("dcLines").get(1);
        assertThat(out.get("pFrom").asDouble()).isZero();
        assertThat(out.get("lossMw").asDouble()).isZero();

        assertThat(run("solve", file).out())
                .containsPattern("losses +2\\.1025\\d\\d MW")
                .containsPattern("DC line +from +to +p MW +delivered MW[^\n]*\n[- ]+\n"
                        + " +1 +1 +3 +42\\.11\\d+ +40\\.2[67]\\d+ +1842\\.\\d+ ");
    }

    @Test
    void aLineThatCostsMoneySaysHowMuch() throws IOException {
        String costly = Files.writeString(
                        folder.resolve("costly.m"),
                        BESIDE_AN_AC_LINE + "mpc.dclinecost = [ 2 0 0 3 0.01 0.1 2; 2 0 0 3 0 0 9 ];\n")
                .toString();
        JsonNode json =
                run("solve", costly, "--recover", "--kpis", "--json", "-").json();
        JsonNode line = json.get("dcLines").get(0);
        double p = line.get("pFrom").asDouble();
        assertThat(p).isBetween(5.0, 40.0);
        assertThat(line.get("cost").asDouble()).isCloseTo(0.01 * p * p + 0.1 * p + 2.0, within(1e-9));
        assertThat(json.get("dcLines").get(1).get("cost").asDouble()).isZero();
        double objective = json.get("objective").asDouble();
        assertThat(objective)
                .isCloseTo(
                        20.0 * sum(json.get("generators"), "p")
                                + line.get("cost").asDouble(),
                        within(1e-4));
        assertThat(json.get("recovered").get("cost").asDouble()).isCloseTo(objective, within(1e-4));
        assertThat(json.get("recovered").get("gap").asDouble()).isBetween(-1e-7, 1e-6);
        assertThat(json.get("kpis").get("socialWelfare").asDouble()).isCloseTo(-objective, within(1e-4));
        assertThat(json.get("kpis").get("lossesMw").asDouble())
                .isEqualTo(json.get("lossesMw").asDouble());
    }

    @Test
    void aPowerFlowReportsThemAsScheduled() throws IOException {
        JsonNode json = run("powerflow", file, "--json", "-").json();
        JsonNode line = json.get("dcLines").get(0);
        assertThat(line.get("pFrom").asDouble()).isEqualTo(20.0);
        assertThat(line.get("pTo").asDouble()).isCloseTo(18.6, within(1e-12));
        assertThat(line.get("lossMw").asDouble()).isCloseTo(1.4, within(1e-12));
        double losses = json.get("lossesMw").asDouble();
        assertThat(losses).isEqualTo(json.get("lossMw").asDouble()).isBetween(2.3, 2.35);
        // Bus 1 alone generates, and 20 MW of that enter the DC line.
        Run table = run("powerflow", file);
        assertThat(table.out())
                .containsPattern(" 1 +1\\.0000 +0\\.000 +52\\.3215 ")
                .containsPattern(" 1 +1 +3 +20\\.0000 +18\\.6000 +1400\\.000 +3\\.0000 +4\\.0000 +0\\.000")
                .containsPattern(" 2 +3 +2 +out ");
        assertThat(52.3215 + 20.0 - 70.0).isCloseTo(losses, within(1e-4));
    }

    @Test
    void theReportHasATableOfThem() throws IOException {
        Path page = folder.resolve("page.html");
        for (String command : new String[] {"solve", "powerflow"}) {
            run(command, file, "--html", page.toString());
            String html = Files.readString(page);
            assertThat(html).contains("DC lines (2)", "delivered MW", "(out of service)");
            assertThat(html).contains(command.equals("solve") ? ">1842." : ">1400.000<");
            assertThat(html).containsPattern(command.equals("solve") ? ">2\\.1025\\d+ MW<" : ">2\\.3215\\d+ MW<");
        }
    }
}
