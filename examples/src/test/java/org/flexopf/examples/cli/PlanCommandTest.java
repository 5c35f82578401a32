package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** {@code opf plan}. */
class PlanCommandTest {

    /** Two units at one bus over two periods of 2 h and 1 h; the rest is put in by tests. */
    private static final String ONE_BUS = """
            {"h": [2.0, 1.0], "load": {"p_mw": {"1": %s}},
             "generators": [{"name": "g", "bus": 1, "p_min_mw": 0, "p_max_mw": 100, "cost": {"c1": 20}}]%s}
            """;

    private static final Pattern POINT = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)");

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Path reference(String name) throws Exception {
        return Path.of(PlanCommandTest.class
                .getResource("/org/flexopf/examples/horizon/" + name)
                .toURI());
    }

    private Document parse(String name) throws Exception {
        String text = Files.readString(folder.resolve(name)).replaceFirst("^<!DOCTYPE html>\n", "");
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }

    private static void assertSeries(String what, List<JsonNode> ours, JsonNode theirs, double tolerance) {
        assertThat(ours).as(what).hasSize(theirs.size());
        for (int t = 0; t < ours.size(); t++) {
            assertThat(ours.get(t).isNumber())
                    .as("%s in period %d", what, t + 1)
                    .isTrue();
            assertThat(ours.get(t).asDouble())
                    .as("%s in period %d", what, t + 1)
                    .isCloseTo(theirs.get(t).asDouble(), within(tolerance));
        }
    }

    private static List<JsonNode> overTime(JsonNode plan, String list, String key, String id, String figure) {
        List<JsonNode> series = new ArrayList<>();
        for (JsonNode period : plan.get("periods")) {
            for (JsonNode element : period.get(list)) {
                if (element.get(key).asText().equals(id)) {
                    series.add(element.get(figure));
                }
            }
        }
        return series;
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
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

    /** A limit ends the search: the plan is shown with bound and gap, and said not to be proved. */
    @Test
    void aLimitShowsTheBestPlanWithItsGap() throws Exception {
        Path units = Path.of(getClass()
                .getResource("/org/flexopf/examples/horizon/d_uc_onebus/case.json")
                .toURI());
        String html = folder.resolve("limit.html").toString();
        String csv = folder.resolve("limit.csv").toString();
        Run limited = run(
                "plan",
                units.toString(),
                "--model",
                "dc",
                "--max-nodes",
                "3",
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
        assertThat(json.get("periods")).hasSize(24);
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

    /** A column of a table is as good as a list, and its faults are told by row and column. */
    @Test
    void profilesComeFromTables() throws Exception {
        file("day.csv", "hours,demand,price\r\n2.0,40,20\r\n1.0,60,30\r\n");
        String tables = file("tables.json", """
                {"h": {"csv": "day.csv", "column": "hours"},
                 "load": {"p_mw": {"1": {"csv": "day.csv", "column": "demand"}}},
                 "generators": [{"bus": 1, "p_max_mw": 100, "cost": {"c1": {"csv": "day.csv", "column": "price"}}}]}
                """);
        assertThat(run("plan", tables, "--model", "dc", "--json", "-")
                        .json()
                        .get("objective")
                        .asDouble())
                .isCloseTo(2.0 * 40 * 20 + 60 * 30, within(1e-4));

        file("bad.csv", "hours,demand,price\n2.0,40;5,20\n1.0,NaN\n");
        String bad = file("bad.json", """
                {"h": {"csv": "bad.csv", "column": "hours"},
                 "load": {"p_mw": {"1": {"csv": "bad.csv", "column": "demand"}}},
                 "generators": [{"bus": 1, "p_max_mw": {"csv": "bad.csv", "column": "sun"},
                  "cost": {"c1": {"csv": "bad.csv", "column": "price"}, "c2": {"csv": "none.csv", "column": "x"},
                   "c0": {"csv": "bad.csv"}}}]}
                """);
        Run run = run("plan", bad, "--model", "dc");
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err())
                .contains("bad.csv, row 2, column 'demand': '40;5': this is no finite number")
                .contains("bad.csv, row 3, column 'demand': 'NaN'")
                .contains("bad.csv, row 3, column 'price': nothing")
                .contains("column 'sun': there is no such column; there are [hours, demand, price]")
                .contains("table 'none.csv'", "there is no such file")
                .contains("a table with the fields [csv]");
        file("short.csv", "demand\n40\n");
        assertThat(run(
                                "plan",
                                file(
                                        "short.json",
                                        ONE_BUS.formatted("{\"csv\": \"short.csv\", \"column\": \"demand\"}", "")))
                        .err())
                .contains("load.p_mw.1");
    }

    @Test
    void allFaultsAreToldAtOnce() throws IOException {
        Run run = run("plan", file("faults.json", """
                {"h": [1.0, -1.0, 1.0], "network": "nowhere.m",
                 "load": {"p_mw": {"1": [1.0, 2.0]}, "q_mvar": {"one": 3.0}},
                 "generators": [{"name": "g", "bus": 1, "p_max_mw": "much"}],
                 "storage": [{"bus": 1, "charge_max_mw": 1, "discharge_max_mw": 1, "energy_max_mwh": 1,
                   "final": {"rule": "whatever"}}],
                 "devices": [{"name": "car", "kind": "ev", "bus": 1, "first": 1, "last": 1, "charge_max_mw": 0.01,
                   "discharge_max_mw": 0, "energy_max_mwh": 0.06, "energy_arrival_mwh": 0.01,
                   "energy_departure_mwh": 0.05}],
                 "surprise": 1}
                """));
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("h[1]", "-1.0 hours")
                .contains("nowhere.m")
                .contains("load.p_mw.1", "2 numbers", "there are 3 periods")
                .contains("load.q_mvar.one")
                .contains("p_max_mw")
                .contains("there is no such rule")
                .contains("'car'", "0.05 MWh at departure after period 1", "0.02 MWh at most")
                .contains("surprise", "there is no such field");
    }

    /** Everything that can be wrong with bids and links, each with its element, value, cause and fix. */
    @Test
    void allFaultsOfBidsAreToldAtOnce() throws IOException {
        Run run = run("plan", file("bids.json", """
                {"h": [1.0, 1.0],
                 "generators": [{"name": "g", "bus": 1, "p_max_mw": 100, "cost": {"c1": 20}}],
                 "bids": [
                   {"id": "a", "bus": 1, "kind": "block", "quantity_mw": [1, 1, 1], "price_per_mwh": 10},
                   {"id": "b", "bus": 1, "kind": "block", "quantity_mw": [1, -1], "price_per_mwh": 10},
                   {"id": "b", "bus": 1, "kind": "block", "quantity_mw": [0, 0], "price_per_mwh": 10},
                   {"id": "c", "bus": 1, "kind": "step", "quantity_mw": [1, 2], "price_per_mwh": 10, "min_ratio": 2},
                   {"id": "p", "bus": 1, "kind": "profile", "max_mw": 5, "min_mw": 6, "price_per_mwh": 10,
                     "min_duration_periods": 3, "max_starts": 0, "energy_mwh": {"rule": "about", "value": 3}},
                   {"id": "q", "bus": 1, "kind": "whatever", "price_per_mwh": 10}],
                 "links": [
                   {"type": "parent", "parent": "nobody", "child": "a", "rule": "ratio"},
                   {"type": "parent", "parent": "a", "child": "c", "rule": "sometimes"},
                   {"type": "loop", "bids": ["a", "ghost"]},
                   {"type": "exclusive", "bids": ["a"], "rule": "one_of"},
                   {"type": "chain", "bids": ["a", "c"]}]}
                """));
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("bids[0].quantity_mw", "3 numbers: there are 2 periods")
                .contains("'b': quantities above and below zero")
                .contains("id 'b': another bid has it too")
                .contains("'b': no quantity in any of its 2 periods")
                .contains("a step with quantities in 2 periods")
                .contains("'c': least ratio 2.0")
                .contains("'p': power from 6.0 to 5.0 MW in period 1", "in period 2")
                .contains("'p': least duration of 3 periods", "within the horizon of 2 periods")
                .contains("'p': 0 starts at most")
                .contains("give at_most, exactly or at_least")
                .contains("there is no such kind of bid")
                .contains("links[0]", "parent 'nobody': there is no such bid; give the id of a bid; there are a, b")
                .contains("there is no such rule of parents")
                .contains("bids 'ghost': there is no such bid")
                .contains("bids [a]: it links two different bids")
                .contains("there is no such link");
    }

    /** Faults that no bid has alone: cycles among parents, and rules that mean nothing. */
    @Test
    void linksThatCannotBeAreToldAtOnce() throws IOException {
        Run run = run("plan", file("links.json", """
                {"h": [1.0],
                 "bids": [
                   {"id": "a", "bus": 1, "kind": "step", "quantity_mw": [1], "price_per_mwh": 10, "min_ratio": 0.5},
                   {"id": "b", "bus": 1, "kind": "step", "quantity_mw": [1], "price_per_mwh": 10, "min_ratio": 0.5},
                   {"id": "c", "bus": 1, "kind": "step", "quantity_mw": [1], "price_per_mwh": 10},
                   {"id": "d", "bus": 9, "kind": "step", "quantity_mw": [1], "price_per_mwh": 10},
                   {"id": "p", "bus": 1, "kind": "profile", "max_mw": 5, "price_per_mwh": 10}],
                 "links": [
                   {"type": "parent", "parent": "a", "child": "b", "rule": "ratio"},
                   {"type": "parent", "parent": "b", "child": "a", "rule": "ratio"},
                   {"type": "parent", "parent": "c", "child": "d", "rule": "accepted"},
                   {"type": "loop", "bids": ["a", "p"]}]}
                """));
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err())
                .containsOnlyOnce("parents in a cycle: bid 1 'a', bid 2 'b', bid 1 'a'")
                .contains("bid 4 'd'", "bus 9")
                .contains("bid 4 'd': parent bid 3 'c' by the rule of acceptance")
                .contains("bid 5 'p': 1 links");
    }

    /** Figures of bids, participants and convex-hull prices are those of the reference. */
    @Test
    void bidsAreClearedAndSettled() throws Exception {
        Path html = folder.resolve("auction.html");
        Run run = run("plan", reference("e_auction3/case.json").toString(), "--json", "-", "--html", html.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.SOLVED);
        JsonNode plan = run.json();
        JsonNode expected = new ObjectMapper()
                .readTree(reference("e_auction3/expected.json").toFile())
                .get("dc");
        assertThat(plan.get("objective").asDouble())
                .isCloseTo(expected.get("objective").asDouble(), within(1e-4));
        assertThat(plan.get("lpRelaxation").asDouble())
                .isCloseTo(expected.get("lp_relaxation_objective").asDouble(), within(1e-4));
        assertSeries(
                "prices",
                overTime(plan, "buses", "id", "1", "lmpP"),
                expected.get("price_per_mwh").get("1"),
                1e-3);
        assertThat(plan.get("bids")).hasSize(expected.get("bids").size());
        for (JsonNode bid : plan.get("bids")) {
            JsonNode theirs = expected.get("bids").get(bid.get("id").asText());
            if (bid.has("acceptance")) {
                assertThat(bid.get("acceptance").asDouble())
                        .as(bid.get("id").asText())
                        .isCloseTo(theirs.get("ratio").asDouble(), within(1e-5));
            } else {
                assertSeries("profile", list(bid.get("x")), theirs.get("quantity_mw"), 1e-5);
            }
        }
        JsonNode settled = expected.get("settlement_at_fixed_integer_prices");
        assertThat(plan.get("participants")).hasSize(settled.size());
        for (JsonNode participant : plan.get("participants")) {
            JsonNode theirs = settled.get(participant.get("id").asText());
            for (String[] figure : new String[][] {
                {"revenue", "revenue"},
                {"cost", "cost"},
                {"profit", "profit"},
                {"lostOpportunity", "lost_opportunity"},
                {"makeWhole", "make_whole"}
            }) {
                assertThat(participant.get(figure[0]).asDouble())
                        .as(participant.get("id").asText() + ", " + figure[0])
                        .isCloseTo(theirs.get(figure[1]).asDouble(), within(1e-3));
            }
        }
        assertThat(plan.get("settlement").get("paradoxicallyAccepted").get(0).asText())
                .isEqualTo("F");
        JsonNode hull = plan.get("convexHull");
        assertThat(hull.get("exact").asBoolean()).isTrue();
        assertThat(hull.get("totalLostOpportunity").asDouble())
                .isLessThan(plan.get("settlement").get("totalLostOpportunity").asDouble() - 1.0);
        assertThat(hull.get("periods")).hasSize(4);
        assertThat(parse("auction.html").getDocumentElement().getTextContent())
                .contains("X1+X2", "make-whole payment", "Convex-hull prices", "bids to sell");
        String text = run("plan", reference("e_auction3/case.json").toString(), "--hull", "relaxation")
                .out();
        assertThat(text)
                .contains("accepted though they lose: F", "rejected though they would gain: X1+X2")
                .contains("approximated by the relaxation")
                .contains("lost opportunity");
        assertThat(run("plan", "feeder-day", "--hull", "round").err()).contains("give exact, relaxation or none");
    }

    /** A bid to sell at 30 and one to buy at 50 are matched for welfare, and left alone where nothing is needed. */
    @Test
    void activationLeavesAloneWhatIsNotNeeded() throws IOException {
        String auction = file("zero.json", """
                {"h": [2.0],
                 "generators": [{"name": "g", "bus": 1, "p_max_mw": 100, "cost": {"c1": 90}}],
                 "bids": [
                   {"id": "sell", "bus": 1, "kind": "step", "quantity_mw": [5], "price_per_mwh": 30},
                   {"id": "buy", "bus": 1, "kind": "step", "quantity_mw": [-4], "price_per_mwh": 50}]}
                """);
        JsonNode welfare = run("plan", auction, "--model", "dc", "--json", "-").json();
        JsonNode activation = run("plan", auction, "--model", "dc", "--activation", "--json", "-")
                .json();
        assertThat(welfare.get("objective").asDouble()).isCloseTo(-160.0, within(1e-4));
        assertThat(welfare.get("bids").get(0).get("acceptance").asDouble()).isCloseTo(0.8, within(1e-5));
        assertThat(activation.get("objective").asDouble()).isCloseTo(0.0, within(1e-4));
        assertThat(activation.get("bids").get(0).get("acceptance").asDouble()).isCloseTo(0.0, within(1e-5));
    }

    @Test
    void whatIsNoHorizonIsBadInput() throws IOException {
        for (Map.Entry<String, String> bad : Map.of(
                        "{\"h\": [NaN, 1.0]}", "NaN",
                        "[1.0]", "a horizon is an object",
                        "{\"h\": []}", "at least one period",
                        "{\"h\": [1.0], \"bids\": [{}]}", "this field is required",
                        "{\"h\": [1.0], \"generators\": [{\"bus\": 7}]}", "bus 7")
                .entrySet()) {
            Run run = run("plan", file("bad.json", bad.getKey()), "--model", "dc");
            assertThat(run.exitCode()).as(bad.getKey()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.err()).as(bad.getKey()).contains(bad.getValue()).doesNotContain("unexpected");
        }
        assertThat(run("plan", folder.resolve("none.json").toString()).err()).contains("there is no file");
        assertThat(run("plan", "feeder-day", "--model", "none").err()).contains("there is no model 'none'");
        assertThat(run("plan", "feeder-day", "--tolerance", "-1").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    /** All renderings of the bundled day; its relaxation is exact, and two runs give the same bytes. */
    @Test
    void theBundledDayHasAChartAPageAndTables() throws Exception {
        for (String suffix : List.of("1", "2")) {
            Run run = run(
                    "plan",
                    "feeder-day",
                    "--svg",
                    folder.resolve("day" + suffix + ".svg").toString(),
                    "--html",
                    folder.resolve("day" + suffix + ".html").toString(),
                    "--csv",
                    folder.resolve("day" + suffix + ".csv").toString(),
                    "--json",
                    folder.resolve("day" + suffix + ".json").toString());
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isEqualTo(ExitCode.SOLVED);
            assertThat(run.out())
                    .contains("exact in every period", "vehicles/1", "proved to be at least")
                    .doesNotContain("WASTE", "NOT SERVED", "not served");
        }
        for (String type : List.of("svg", "html")) {
            assertThat(Files.readString(folder.resolve("day1." + type)))
                    .isEqualTo(Files.readString(folder.resolve("day2." + type)))
                    .doesNotContain("NaN");
        }
        Document page = parse("day1.html");
        assertThat(page.getElementsByTagName("table").getLength()).isEqualTo(3);
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(1);
        List<String> csv = Files.readAllLines(folder.resolve("day1.csv"));
        assertThat(csv).startsWith("\"# summary\"");
        assertThat(rows(csv, "\"# periods\"")).isEqualTo(24);
        assertThat(rows(csv, "\"# periods.buses\"")).isEqualTo(24 * 6);
        assertThat(rows(csv, "\"# storages\"")).isEqualTo(3);
        JsonNode json = new ObjectMapper().readTree(folder.resolve("day1.json").toFile());
        assertThat(json.get("lowerBound").asDouble())
                .isCloseTo(json.get("objective").asDouble(), within(1e-3));
        json.get("periods").forEach(period -> {
            assertThat(period.get("exact").asBoolean()).isTrue();
            assertThat(period.get("buses").get(0).get("lmpQ").isNumber()).isTrue();
        });
        // The vehicles of the first group are there from period 7 to 19 and leave with 30 times 0.05 MWh.
        JsonNode vehicles = json.get("storages").get(1);
        assertThat(vehicles.get("energy").get(5).isNull()).isTrue();
        assertThat(vehicles.get("energyValue").get(5).isNull()).isTrue();
        assertThat(vehicles.get("energy").get(18).asDouble()).isCloseTo(1.5, within(1e-3));
    }

    private static long rows(List<String> csv, String section) {
        assertThat(csv).contains(section);
        return csv.stream()
                        .skip(csv.indexOf(section) + 1L)
                        .takeWhile(line -> !line.isEmpty())
                        .count()
                - 1;
    }

    /**
     * The chart is drawn to scale: generation above the axis, what is charged below, periods as wide as they are long.
     */
    @Test
    void theChartIsToScale() throws Exception {
        run(
                "plan",
                reference("b_toy/case.json").toString(),
                "--svg",
                folder.resolve("toy.svg").toString());
        Document svg = parse("toy.svg");
        Element panel = elements(svg, "g", "panel").get(0);
        double low = Double.parseDouble(panel.getAttribute("data-low"));
        double high = Double.parseDouble(panel.getAttribute("data-high"));
        double top = Double.parseDouble(panel.getAttribute("data-top"));
        double bottom = Double.parseDouble(panel.getAttribute("data-bottom"));
        List<double[]> demand = points(elements(svg, "path", "demand").get(0));
        assertThat(DoubleStream.of(60.0, 60.0, 140.0, 140.0)
                        .map(mw -> bottom - (mw - low) / (high - low) * (bottom - top))
                        .toArray())
                .containsExactly(demand.stream().mapToDouble(point -> point[1]).toArray(), within(0.02));
        assertThat(demand.get(1)[0] - demand.get(0)[0])
                .as("two hours and one")
                .isCloseTo(2.0 * (demand.get(3)[0] - demand.get(2)[0]), within(0.05));
        // Whatever is supplied above the axis ends, in the first period, at the 78.5185 MW of the one unit, and what is
        // charged at 18.5185 MW below it.
        List<double[]> charged = points(elements(svg, "path", "charge").get(0));
        assertThat(charged.get(0)[1])
                .isCloseTo(bottom - (-18.51851852 - low) / (high - low) * (bottom - top), within(0.05));
        double highest = elements(svg, "path", "supply").stream()
                .mapToDouble(path -> points(path).get(0)[1])
                .min()
                .orElseThrow();
        assertThat(highest).isCloseTo(bottom - (78.51851852 - low) / (high - low) * (bottom - top), within(0.05));
        assertThat(elements(svg, "rect", "period")).hasSize(2);
    }

    /** Labels of long horizons do not run into each other. */
    @Test
    void labelsDoNotOverlapInQuartersOfAnHour() throws Exception {
        String hours = IntStream.range(0, 96).mapToObj(t -> "0.25").collect(Collectors.joining(", "));
        StringBuilder storages = new StringBuilder();
        for (int k = 0; k < 12; k++) {
            storages.append(k == 0 ? "" : ", ").append("""
                    {"name": "a storage with a rather long name, number %d", "bus": 1, "charge_max_mw": 1,
                     "discharge_max_mw": 1, "energy_max_mwh": %d, "energy_initial_mwh": 1}
                    """.formatted(k, 2 + k));
        }
        String file = file("long.json", """
                {"h": [%s], "load": {"p_mw": {"1": 50.0}}, "storage": [%s],
                 "generators": [{"name": "g", "bus": 1, "p_max_mw": 100, "cost": {"c1": 20}}]}
                """.formatted(hours, storages));
        Run run = run(
                "plan",
                file,
                "--model",
                "dc",
                "--svg",
                folder.resolve("long.svg").toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("... and 36 more periods");
        List<double[]> boxes = new ArrayList<>();
        Document svg = parse("long.svg");
        NodeList texts = svg.getElementsByTagName("text");
        for (int k = 0; k < texts.getLength(); k++) {
            Element text = (Element) texts.item(k);
            double size = Double.parseDouble(text.getAttribute("font-size"));
            double width = 0.56 * size * text.getTextContent().length();
            double x = Double.parseDouble(text.getAttribute("x"));
            double left = switch (text.getAttribute("text-anchor")) {
                case "middle" -> x - width / 2.0;
                case "end" -> x - width;
                default -> x;
            };
            double y = Double.parseDouble(text.getAttribute("y"));
            double[] box = {left, y - 0.75 * size, left + width, y};
            assertThat(boxes)
                    .as(text.getTextContent())
                    .noneMatch(
                            other -> box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
            boxes.add(box);
        }
        assertThat(boxes).hasSizeGreaterThan(30);
        assertThat(svg.getDocumentElement().getTextContent()).contains("6 other storages", "24 h");
    }

    private static List<Element> elements(Document document, String tag, String type) {
        NodeList all = document.getElementsByTagName(tag);
        return IntStream.range(0, all.getLength())
                .mapToObj(k -> (Element) all.item(k))
                .filter(element -> element.getAttribute("class").equals(type))
                .toList();
    }

    private static List<double[]> points(Element path) {
        List<double[]> points = new ArrayList<>();
        Matcher point = POINT.matcher(path.getAttribute("d"));
        while (point.find()) {
            points.add(new double[] {Double.parseDouble(point.group(1)), Double.parseDouble(point.group(2))});
        }
        return points;
    }
}
