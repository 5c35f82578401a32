package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code opf plan} reads and writes as a case, and what it refuses. */
class PlanInputTest {

    /** Two units at one bus over two periods of 2 h and 1 h; the rest is put in by tests. */
    private static final String ONE_BUS = """
            {"h": [2.0, 1.0], "load": {"p_mw": {"1": %s}},
             "generators": [{"name": "g", "bus": 1, "p_min_mw": 0, "p_max_mw": 100, "cost": {"c1": 20}}]%s}
            """;

    /** A network whose buses 1 and 2 a switch joins; 3 MW can come over the line to bus 3. */
    private static final String GRID = """
            {"format": "flexopf-case", "version": 1, "name": "grid", "baseMva": 10.0,
             "buses": [{"id": 1, "type": "reference", "vMin": 1, "vMax": 1}, {"id": 2, "vMin": 0.9, "vMax": 1.1},
                       {"id": 3, "vMin": 0.9, "vMax": 1.1}],
             "branches": [{"id": 1, "from": 1, "to": 2, "r": 0, "x": 0},
                          {"id": 2, "from": 2, "to": 3, "r": 0, "x": 0.1}],
             "interfaces": [{"id": 1, "name": "own", "flows": [{"branch": 2}], "upper": 4.0}]}
            """;

    private static final String HORIZON = """
            {"h": [2.0, 1.0], "network": "grid.json", "load": {"p_mw": {"3": [2.0, 5.0]}}, "generators": [
             {"name": "far", "bus": 1, "p_max_mw": 10, "cost": {"c1": 20}},
             {"name": "near", "bus": 3, "p_max_mw": 10, "cost": {"c1": [50, 60]}}]}
            """;

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
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

    /** What fields say alone and what elements say as a whole is told in one go, and nothing of stand-ins. */
    @Test
    void faultsOfFieldsHideNoneOfElements() throws IOException {
        Run run = run("plan", file("both.json", """
                {"h": [1.0, 0.0], "load": {"p_mw": {"1": [1, 2, 3], "7": 2}},
                 "generators": [
                  {"name": "sun", "bus": 1, "p_max_mw": [5, -1], "p_min_mw": 2},
                  {"name": "u", "bus": 1, "p_min_mw": 20, "p_max_mw": 10, "ramp_up_mw_per_h": -3},
                  {"bus": 9, "p_max_mw": "much"}],
                 "storage": [{"bus": 1, "charge_max_mw": 1, "discharge_max_mw": 1, "energy_max_mwh": 2,
                  "energy_initial_mwh": 3}]}
                """));
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err())
                .contains("both.json has 8 faults")
                .contains("h[1]: 0.0 hours", "3 numbers: there are 2 periods", "generators[2].p_max_mw")
                .contains("'sun' in period 2: active limits 2.0 to -1.0 MW")
                .contains("generator 2 at bus 1: active limits 20.0 to 10.0 MW")
                .contains("upward ramp -3.0 MW per hour")
                .contains("load 2 at bus 7", "storage 1 at bus 1: initial energy 3.0 MWh")
                .doesNotContain("bus 9");
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

    /** Limits on sums of flows hold in every period, those of the network and those of the call. */
    @Test
    void interfacesHoldInEveryPeriod() throws Exception {
        file("grid.json", GRID);
        String horizon = file("horizon.json", HORIZON);
        String merged = "--merge-zero-impedance";
        assertThat(run("plan", horizon, "--model", "dc").err()).contains("branch 1", "--merge-zero-impedance");
        // Demand of 2 MW for 2 h and 5 MW for 1 h; whatever the interface keeps away costs 60 in place of 20.
        for (double[] limit : new double[][] {{4.0, Double.NaN}, {3.0, 3.0}}) {
            List<String> call = new ArrayList<>(List.of("plan", horizon, "--model", "dc", merged, "--json", "-"));
            if (limit[1] == 3.0) {
                call.addAll(List.of("--interface", "border=-2:-3:"));
            }
            JsonNode plan = run(call.toArray(String[]::new)).json();
            assertThat(plan.get("objective").asDouble())
                    .isCloseTo(2 * 2 * 20 + limit[0] * 20 + (5.0 - limit[0]) * 60, within(1e-4));
            JsonNode buses = plan.get("periods").get(1).get("buses");
            assertThat(buses).as("bus 2 is told by its own number").hasSize(3);
            assertThat(buses.get(1).get("lmpP").asDouble()).isCloseTo(20.0, within(1e-4));
            assertThat(buses.get(2).get("lmpP").asDouble()).isCloseTo(60.0, within(1e-4));
        }
        assertThat(run("plan", horizon, "--model", "dc", merged, "--without-interfaces", "--json", "-")
                        .json()
                        .get("objective")
                        .asDouble())
                .isCloseTo(2 * 2 * 20 + 5 * 20, within(1e-4));
        assertThat(run("plan", horizon, merged, "--interface", "x=9:0:1").err())
                .contains("branch 9: there is no such branch");
    }

    /** The case as it was asked is written, and gives the same plan to the last digit. */
    @Test
    void aCaseIsWrittenAsItWasAsked() throws Exception {
        file("grid.json", GRID);
        String horizon = file("horizon.json", HORIZON);
        String written = folder.resolve("written.json").toString();
        Run first = run(
                "plan",
                horizon,
                "--model",
                "dc",
                "--merge-zero-impedance",
                "--interface",
                "border=2:-3:3",
                "--write-case",
                written,
                "--tables",
                "--json",
                "-");
        assertThat(first.exitCode()).as(first.err()).isEqualTo(ExitCode.SOLVED);
        assertThat(Files.readAllLines(folder.resolve("written.csv")))
                .containsExactly("h,load.p_mw.3,generators[1].cost.c1", "2.0,2.0,50.0", "1.0,5.0,60.0");
        Run second = run("plan", written, "--model", "dc", "--merge-zero-impedance", "--json", "-");
        for (String part : List.of("objective", "bound", "periods")) {
            assertThat(second.json().get(part)).isEqualTo(first.json().get(part));
        }
        for (List<String> wrong :
                List.of(List.of("--tables"), List.of("--write-case", "-"), List.of("--write-case", horizon))) {
            List<String> call = new ArrayList<>(List.of("plan", horizon, "--model", "dc"));
            call.addAll(wrong);
            assertThat(run(call.toArray(String[]::new)).exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        }
        assertThat(run(
                                "plan",
                                "feeder-day",
                                "--write-case",
                                folder.resolve("no/where.json").toString())
                        .err())
                .contains("where.json", "cannot be written");
    }
}
