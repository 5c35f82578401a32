package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is decided is reported in every form, so that generation less what is served is what is lost. */
class DecisionsCommandTest {

    /** 20 MW of supply for 30 MW behind 0.002 p.u. on 1 MVA. */
    private static final String SHORT_OF_SUPPLY = """
            function mpc = heavy
            mpc.version = '2';
            mpc.baseMVA = 1;
            mpc.bus = [ 1 3 0 0 0 0 1 1 0 12.5 1 1 1; 2 1 30 0.6 0 0 1 1 0 12.5 1 1.1 0.9 ];
            mpc.gen = [ 1 0 0 20 -20 1 1 1 20 -20 ];
            mpc.branch = [ 1 2 0.002 0.002 0 0 0 0 0 0 1 -360 360 ];
            mpc.gencost = [ 2 0 0 2 50 0 ];
            """;

    @TempDir
    private Path folder;

    @Test
    void curtailedDemand() throws IOException {
        String file =
                Files.writeString(folder.resolve("heavy.m"), SHORT_OF_SUPPLY).toString();
        Path page = folder.resolve("page.html");
        Path csv = folder.resolve("result.csv");
        JsonNode json = run("solve", file, "--soft", "--json", "-", "--html", page.toString(), "--csv", csv.toString())
                .json();
        assertThat(json.get("curtailedLoads")).hasSize(1);
        JsonNode load = json.get("curtailedLoads").get(0);
        assertThat(load.get("id").asInt()).isEqualTo(2);
        assertThat(load.get("bus").asInt()).isEqualTo(2);
        assertThat(load.get("demandMw").asDouble()).isEqualTo(30.0);
        double served = load.get("servedMw").asDouble();
        double generated = json.get("generators").get(0).get("p").asDouble();
        assertThat(served).isBetween(19.0, 20.0);
        assertThat(generated - served).isCloseTo(json.get("lossesMw").asDouble(), within(1e-5));
        // At its power factor.
        assertThat(load.get("servedMvar").asDouble()).isCloseTo(0.02 * served, within(1e-9));
        assertThat(json.get("slacks").get(0).get("amount").asDouble()).isCloseTo(30.0 - served, within(1e-6));

        String shown = String.format(Locale.ROOT, "%.4f", served);
        assertThat(run("solve", file, "--soft").out())
                .containsPattern("curtailed load +bus +demand MW +served MW[^\n]*\n[- ]+\n +2 +2 +30\\.0000 +" + shown);
        assertThat(Files.readString(page)).contains("Loads that are not served in full", ">" + shown + "</td>");
        assertThat(Files.readString(csv))
                .contains(
                        "# curtailedLoads\"\r\nid,bus,demandMw [MW],servedMw [MW],demandMvar [Mvar],servedMvar [Mvar]");
        String met = Files.writeString(folder.resolve("light.m"), SHORT_OF_SUPPLY.replace("2 1 30", "2 1 10"))
                .toString();
        assertThat(run("solve", met, "--soft", "--json", "-").json().has("curtailedLoads"))
                .isFalse();
    }

    /** A tap and a shunt that are free: where they stand is told in every form. */
    @Test
    void freeSettings() throws IOException {
        String file = Files.writeString(folder.resolve("taps.json"), """
                {"format": "flexopf-case", "version": 1, "name": "taps", "baseMva": 10,
                 "buses": [{"id": 1, "type": "reference", "vMin": 1, "vMax": 1}, {"id": 2, "vMin": 0.99, "vMax": 1.01}],
                 "branches": [{"id": 1, "from": 1, "to": 2, "r": 0.05, "x": 0.1}],
                 "generators": [{"id": 1, "bus": 1, "pMax": 50, "cost": {"linear": 20}}],
                 "loads": [{"id": 1, "bus": 2, "p": 8, "q": 4}],
                 "shunts": [{"id": 3, "bus": 2, "g": 0, "b": 1}],
                 "controls": [{"kind": "tap-ratio", "element": 1, "lower": 0.9, "upper": 1.1, "steps": 16},
                   {"kind": "shunt-susceptance", "element": 3, "lower": 0, "upper": 4, "steps": 4}]}
                """).toString();
        Path page = folder.resolve("page.html");
        Path csv = folder.resolve("result.csv");
        Run run = run("solve", file, "--json", "-", "--html", page.toString(), "--csv", csv.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.SOLVED);
        JsonNode controls = run.json().get("controls");
        assertThat(controls).hasSize(2);
        assertThat(run("solve", file).out())
                .containsPattern("control +ratio of branch 1: ")
                .containsPattern("control +[a-z ]+ of shunt 3: ");
        assertThat(Files.readString(page)).contains("ratio of branch 1", "of shunt 3");
        assertThat(Files.readString(csv)).contains("# controls", "tap-ratio,1,", "shunt-susceptance,3,");
    }
}
