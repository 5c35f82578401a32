package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.PlanJson.assertSeries;
import static org.flexopf.examples.cli.PlanJson.list;
import static org.flexopf.examples.cli.PlanJson.overTime;
import static org.flexopf.examples.cli.PlanJson.reference;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** {@code opf plan}: figures, exit codes, and what is told of them. */
class PlanCommandTest {

    /** Two units at one bus over two periods of 2 h and 1 h; the rest is put in by tests. */
    private static final String ONE_BUS = """
            {"h": [2.0, 1.0], "load": {"p_mw": {"1": %s}},
             "generators": [{"name": "g", "bus": 1, "p_min_mw": 0, "p_max_mw": 100, "cost": {"c1": 20}}]%s}
            """;

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Document parse(String name) throws Exception {
        String text = Files.readString(folder.resolve(name)).replaceFirst("^<!DOCTYPE html>\n", "");
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }

    /** Answers by programs that share nothing with this library. */
    @ParameterizedTest
    @ValueSource(strings = {"b_toy", "b_toy_limit", "b_cyclic", "b_end_value", "b_negative_relaxed", "g_ev"})
    void theJsonOfAPlanIsTheReference(String name) throws Exception {
        Run run = run(
                "plan",
                reference(name + "/case.json").toString(),
                "--model",
                "dc",
                "--tolerance",
                "1e-9",
                "--json",
                "-");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        JsonNode plan = run.json();
        JsonNode expected = new ObjectMapper()
                .readTree(reference(name + "/expected.json").toFile())
                .get("dc");

        assertThat(plan.get("schema").asText()).isEqualTo("flexopf-result");
        assertThat(plan.get("status").asText()).isEqualTo("OPTIMAL");
        double objective = expected.get("objective").asDouble();
        double near = 2e-7 * Math.max(1.0, Math.abs(objective));
        assertThat(plan.get("objective").asDouble()).isCloseTo(objective, within(near));
        assertThat(plan.get("bound").asDouble()).isCloseTo(objective, within(10.0 * near));
        assertThat(plan.get("lowerBound").isNull()).as("DC bounds no AC plan").isTrue();
        double sum = 0.0;
        for (JsonNode period : plan.get("periods")) {
            sum += period.get("objective").asDouble();
            assertThat(period.has("exact")).isFalse();
        }
        assertThat(sum).as("the costs of all periods").isCloseTo(objective, within(10.0 * near));
        JsonNode unique = expected.get("unique");
        if (unique.path("generators").asBoolean()) {
            expected.get("generators")
                    .properties()
                    .forEach(entry -> assertSeries(
                            entry.getKey(),
                            overTime(plan, "generators", "name", entry.getKey(), "p"),
                            entry.getValue(),
                            1e-3));
        }
        if (unique.path("prices").asBoolean()) {
            expected.get("price_per_mwh")
                    .properties()
                    .forEach(entry -> assertSeries(
                            "price at " + entry.getKey(),
                            overTime(plan, "buses", "id", entry.getKey(), "lmpP"),
                            entry.getValue(),
                            1e-3));
        }
        if (unique.path("storage_charge_discharge").asBoolean()) {
            JsonNode storage = plan.get("storages").get(0);
            JsonNode theirs = expected.get("storage").get(storage.get("name").asText());
            assertSeries("charge", list(storage.get("charge")), theirs.get("charge_mw"), 1e-3);
            assertSeries("discharge", list(storage.get("discharge")), theirs.get("discharge_mw"), 1e-3);
            assertSeries("energy", list(storage.get("energy")), theirs.get("energy_mwh"), 1e-3);
        }
    }

    /** The closed form of the case: its storage buys at 20 for two hours and sells at 50 in the third. */
    @Test
    void aPlanTellsWhatStoredEnergyIsWorth() throws Exception {
        JsonNode plan = run("plan", reference("b_toy/case.json").toString(), "--json", "-")
                .json();
        assertThat(plan.get("model").asText())
                .as("the model that the case names")
                .isEqualTo("dc");
        assertThat(plan.get("objective").asDouble()).isCloseTo(5707.7778, within(1e-3));
        JsonNode storage = plan.get("storages").get(0);
        // What a MWh in the store costs: bought at 20, 1 for the way through the converter, 0.9 of it stored.
        assertThat(storage.get("energyValue").get(0).asDouble()).isCloseTo(21.0 / 0.9, within(1e-3));
        assertThat(storage.get("wasted")).isEmpty();
        JsonNode first = plan.get("periods").get(0);
        assertThat(first.get("hours").asDouble()).isEqualTo(2.0);
        // 78.5185 MW at 20 and 18.5185 MW charged at 1, for two hours.
        assertThat(first.get("objective").asDouble()).isCloseTo(2.0 * (78.51851852 * 20.0 + 18.51851852), within(1e-2));
        assertThat(first.get("buses").get(0).get("lmpQ").isNull()).isTrue();
    }

    /** The units of the reference are on where they are there; the search says how far it is from a better plan. */
    @Test
    void unitsAreSwitchedOnAndOff() throws Exception {
        Run run = run("plan", reference("d_uc_onebus/case.json").toString(), "--json", "-");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.SOLVED);
        JsonNode plan = run.json();
        JsonNode expected = new ObjectMapper()
                .readTree(reference("d_uc_onebus/expected.json").toFile())
                .get("dc");
        double objective = expected.get("objective").asDouble();
        assertThat(plan.get("objective").asDouble()).isCloseTo(objective, within(1e-6 * Math.abs(objective)));
        assertThat(plan.get("bound").asDouble()).isBetween(objective * (1.0 - 1e-3), objective * (1.0 + 1e-6));
        assertThat(plan.get("caveats").toString()).contains("at the integers of this plan");
        assertSeries(
                "prices at the integers",
                overTime(plan, "buses", "id", "1", "lmpP"),
                expected.get("price_per_mwh").get("1"),
                1e-3);
        int off = 0;
        for (Map.Entry<String, JsonNode> unit : expected.get("commitment").properties()) {
            List<JsonNode> ours = overTime(plan, "generators", "name", unit.getKey(), "on");
            JsonNode theirs = unit.getValue().has("u") ? unit.getValue().get("u") : unit.getValue();
            assertThat(ours).hasSize(theirs.size());
            for (int t = 0; t < ours.size(); t++) {
                boolean on = theirs.get(t).asDouble() > 0.5;
                assertThat(ours.get(t).asBoolean())
                        .as("%s in period %d", unit.getKey(), t + 1)
                        .isEqualTo(on);
                off += on ? 0 : 1;
            }
        }
        assertThat(off).isPositive();
    }

    @Test
    void chargingAndDischargingAtOnceIsTold() throws Exception {
        Run run = run("plan", reference("b_negative_relaxed/case.json").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.out()).contains("WASTE").contains("s charges and discharges at once in period 1, which");
        assertThat(run("plan", reference("b_toy/case.json").toString()).out()).doesNotContain("WASTE");
    }

    @Test
    void demandThatIsDearerThanItsValueIsNotServed() throws IOException {
        String soft = file(
                "soft.json",
                ONE_BUS.formatted("[140.0, 60.0]", ", \"options\": {\"value_of_lost_load_per_mwh\": 3000}"));
        JsonNode plan = run("plan", soft, "--model", "dc", "--json", "-").json();
        assertThat(plan.get("objective").asDouble())
                .isCloseTo(2.0 * (100.0 * 20.0 + 40.0 * 3000.0) + 60.0 * 20.0, within(1e-2));
        JsonNode first = plan.get("periods").get(0);
        assertThat(first.get("curtailedLoads").get(0).get("servedMw").asDouble())
                .isCloseTo(100.0, within(1e-4));
        assertThat(first.get("buses").get(0).get("lmpP").asDouble()).isCloseTo(3000.0, within(1e-2));
        assertThat(plan.get("periods").get(1).has("curtailedLoads")).isFalse();
        assertThat(run("plan", soft, "--model", "dc").out())
                .contains("NOT SERVED", "80.0000")
                .containsPattern("MWh of demand, in period 1\\b");
    }

    @Test
    void anInfeasiblePlanSaysSo() throws Exception {
        String hard = file("hard.json", ONE_BUS.formatted("[140.0, 60.0]", ""));
        Run run = run(
                "plan",
                hard,
                "--model",
                "dc",
                "--html",
                folder.resolve("hard.html").toString(),
                "--svg",
                folder.resolve("hard.svg").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(
                        "largest active power of generator 1 at bus 1 in period 1 (100 MW)",
                        "demand of load 1 at bus 1 in period 1 (140 MW",
                        "hard.svg is not written")
                .doesNotContain("in period 2");
        assertThat(Files.exists(folder.resolve("hard.svg"))).isFalse();
        parse("hard.html");
        JsonNode json = run("plan", hard, "--model", "dc", "--json", "-").json();
        assertThat(json.get("status").asText()).isEqualTo("PRIMAL_INFEASIBLE");
        assertThat(json.get("message").asText()).isNotBlank();
        assertThat(json.get("conflicts")).hasSize(2);
        assertThat(json.has("periods")).isFalse();
        assertThat(json.has("objective")).isFalse();
        assertThat(run("plan", hard, "--model", "dc", "--soft").exitCode()).isEqualTo(ExitCode.SOLVED);
    }

    /** The published ramp windows, and what is firm and what is not. */
    @Test
    void aRollingPlanTellsWhatIsFirmAndWhatIsAdvisory() throws Exception {
        String ramp = file("ramp.json", """
                {"h": [1, 1, 1], "load": {"p_mw": {"1": [420, 590, 590]}}, "generators": [
                 {"name": "g1", "bus": 1, "p_max_mw": 500, "cost": {"c1": 25}},
                 {"name": "g2", "bus": 1, "p_max_mw": 500, "cost": {"c1": 30}, "ramp_up_mw_per_h": 50,
                  "ramp_down_mw_per_h": 50}]}
                """);
        JsonNode json = run("plan", ramp, "--model", "dc", "--rolling", "2,1", "--json", "-")
                .json();
        assertThat(json.get("windows")).hasSize(2);
        JsonNode first = json.get("windows").get(0);
        assertThat(List.of(
                        first.get("first").asInt(),
                        first.get("firm").asInt(),
                        first.get("last").asInt()))
                .containsExactly(1, 1, 2);
        assertThat(first.get("advisory")).hasSize(1);
        assertThat(first.get("advisory").get(0).get("period").asInt()).isEqualTo(2);
        // 90 MW of g2 in the second period take 40 in the first, though it is dearer.
        assertThat(first.get("advisory")
                        .get(0)
                        .get("generators")
                        .get(1)
                        .get("p")
                        .asDouble())
                .isCloseTo(90.0, within(1e-5));
        assertThat(json.get("periods").get(0).get("generators").get(1).get("p").asDouble())
                .isCloseTo(40.0, within(1e-5));
        assertThat(json.get("objective").asDouble())
                .isCloseTo(380 * 25 + 40 * 30 + 2 * (500 * 25 + 90 * 30), within(1e-3));
        assertThat(run("plan", ramp, "--model", "dc", "--rolling", "2,1").out())
                .contains("2 windows of up to 2 periods, 1 firm", "the horizon at once may cost less");
        for (String wrong : List.of("2", "2,3", "0,0", "a,b", "-1,1")) {
            Run refused = run("plan", ramp, "--model", "dc", "--rolling=" + wrong);
            assertThat(refused.exitCode()).as(wrong).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(refused.err()).contains(wrong);
        }
        assertThat(run("plan", ramp, "--model", "dc", "--rolling", "2,1", "--require-exact")
                        .err())
                .contains("--require-exact does not go with --rolling");
    }

    /** A library without integers of its own plans under the search, and answers say so. */
    @Test
    void aNamedSolverWithoutIntegersIsSearchedOver() throws Exception {
        Path units = Path.of(getClass()
                .getResource("/org/flexopf/examples/horizon/d_uc_onebus/case.json")
                .toURI());
        Run run = run("plan", units.toString(), "--model", "dc", "--solver", "ojalgo", "--hull", "relaxation");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.SOLVED);
        assertThat(run.out()).contains("246149.469", "branch-and-bound over ojalgo");
    }

    /** A limit ends the search: the plan is shown with bound and gap, and said not to be proved. */
    @Test
    void aLimitShowsTheBestPlanWithItsGap() throws Exception {
        Path units = Path.of(getClass()
                .getResource("/org/flexopf/examples/horizon/d_uc_halfhour/case.json")
                .toURI());
        String html = folder.resolve("limit.html").toString();
        String csv = folder.resolve("limit.csv").toString();
        Run limited = run(
                "plan",
                units.toString(),
                "--model",
                "dc",
                "--max-nodes",
                "10",
                "--solver",
                "branch-and-bound",
                "--json",
                "-",
                "--html",
                html,
                "--csv",
                csv);
        assertThat(limited.exitCode()).isEqualTo(ExitCode.NOT_SOLVED);
        JsonNode json = limited.json();
        assertThat(json.get("status").asText()).isEqualTo("ITERATION_LIMIT");
        double gap = json.get("objective").asDouble() - json.get("bound").asDouble();
        assertThat(gap).isPositive();
        assertThat(json.get("gap").asDouble()).isCloseTo(gap, within(1e-6 * gap));
        assertThat(json.get("nodes").asInt()).isPositive();
        assertThat(json.get("caveats").get(0).asText()).contains("not proved to be optimal", "may cost up to");
        assertThat(json.get("periods")).hasSize(48);
        // The figures of participants are of this plan, and what is lost in all says what the gap may explain of it.
        double lost = json.get("settlement").get("totalLostOpportunity").asDouble();
        assertThat(lost).isPositive();
        assertThat(json.get("participants")).isNotEmpty();
        assertThat(json.get("caveats").toString()).contains("is told of this plan", "may be what it costs above");
        assertThat(json.has("convexHull")).isFalse();
        assertThat(Files.readString(Path.of(html))).contains("not proved to be optimal", "NOT PROVED");
        assertThat(Files.readString(Path.of(csv))).contains("not proved to be optimal");
        JsonNode relaxed = run("plan", units.toString(), "--model", "dc", "--relax", "--json", "-")
                .json();
        assertThat(relaxed.get("objective").asDouble())
                .isLessThan(json.get("bound").asDouble()
                        + 1e-3 * Math.abs(json.get("bound").asDouble()));
        assertThat(relaxed.get("caveats").get(0).asText()).contains("relaxed");
        for (String wrong : List.of("--gap=2", "--time-limit=-1", "--max-nodes=0")) {
            assertThat(run("plan", units.toString(), wrong).exitCode())
                    .as(wrong)
                    .isEqualTo(ExitCode.BAD_INPUT);
        }
    }
}
