package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code opf reserve}, against answers of an independent program. */
class ReserveCommandTest {

    private static final String[] SCHEMES = {"hybrid", "hybrid-reselect", "dso"};

    /** Overloads are written with three decimals there. */
    private static final Agreement CLOSE = new Agreement(6e-4, 0.0);

    private static final Agreement EXACT = new Agreement(1e-9, 1e-9);

    private static JsonNode answer() throws IOException {
        Run run = run("reserve", Agreement.file("ev-reserve.json").toString(), "--json", "-");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.json();
    }

    @Test
    void allPeriodsAreAsExpectedUnderEveryScheme() throws IOException {
        JsonNode actual = answer().get("schemes");
        JsonNode expected = Agreement.json("expected-ev-reserve.json").get("schemes");
        CLOSE.check("schemes", actual, expected);
        for (int k = 0; k < expected.size(); k++) {
            EXACT.check("total", actual.get(k).get("total"), expected.get(k).get("total"));
            for (int t = 0; t < 6; t++) {
                for (String scheme : SCHEMES) {
                    for (String field : new String[] {"unchecked", "activated", "dsoCounter", "profit"}) {
                        EXACT.checkSameFields(
                                scheme + " " + field,
                                actual.get(k).get("isps").get(t).get(scheme).get(field),
                                expected.get(k).get("isps").get(t).get(scheme).get(field));
                    }
                }
            }
        }
        // The claimed order of the schemes is reversed here on purpose.
        JsonNode total = actual.get(0).get("total");
        assertThat(total.get("hybrid").get("profit").asDouble())
                .isLessThan(total.get("dso").get("profit").asDouble());
    }

    /** The profit is the expected one, and the plan that is told earns it. */
    @Test
    void plansEarnWhatIsExpected() throws IOException {
        JsonNode problems = Agreement.json("ev-reserve.json").get("bidding");
        JsonNode expected = Agreement.json("expected-ev-reserve.json").get("bidding");
        JsonNode actual = answer().get("bidding");
        assertThat(actual).hasSize(2);
        for (int k = 0; k < 2; k++) {
            JsonNode plan = actual.get(k);
            assertThat(plan.get("profit").asDouble())
                    .isCloseTo(expected.get(k).get("profit").asDouble(), within(1e-6));
            assertThat(earned(problems.get(k), plan))
                    .isCloseTo(plan.get("profit").asDouble(), within(1e-9));
        }
    }

    /** Written down once more from the file: what a plan earns, and that no vehicle does what it cannot. */
    private static double earned(JsonNode problem, JsonNode plan) {
        double earned = 0.0;
        for (int v = 0; v < 2; v++) {
            JsonNode ev = problem.get("evs").get(v);
            double capacity = ev.get("capacity").asDouble();
            double energy = capacity;
            for (int t = 0; t < 16; t++) {
                double up = plan.get("up").get(v).get(t).asDouble();
                double down = plan.get("down").get(v).get(t).asDouble();
                double bought = plan.get("dayAhead").get(v).get(t).asDouble();
                int active = (up > 0.0 ? 1 : 0) + (down > 0.0 ? 1 : 0) + (bought > 0.0 ? 1 : 0);
                boolean away = t >= ev.get("departure").asInt()
                        && t < ev.get("arrival").asInt();
                assertThat(active).isLessThanOrEqualTo(away ? 0 : 1);
                assertThat(Math.max(up, Math.max(down, bought)))
                        .isLessThanOrEqualTo(0.25 * ev.get("charge").asDouble() + 1e-12);
                int steps = ev.get("arrival").asInt() - ev.get("departure").asInt();
                energy += down + bought - up - (away ? ev.get("trip").asDouble() / steps : 0.0);
                assertThat(energy).isBetween(0.2 * capacity - 1e-12, capacity + 1e-12);
                if (t + 1 == ev.get("departure").asInt() || t == 15) {
                    assertThat(energy).isCloseTo(capacity, within(1e-12));
                }
                earned += problem.get("priceUp").get(t).asDouble() * up
                        - problem.get("priceDown").get(t).asDouble() * down
                        - problem.get("dayAhead").get(t).asDouble() * bought
                        - 30.0 * (up + down)
                        + 85.0 * (down + bought - up);
            }
        }
        return earned;
    }

    @Test
    void aStudyComparesSchemesSeasonsAndPrices(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("study.json");
        Run run = run("reserve", "--study", "4", "--days", "1", "--json", file.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("winter", "summer", "hybrid-reselect", "180 buses with 10 fleets of 100");
        JsonNode rows = new ObjectMapper().readTree(Files.readString(file)).get("rows");
        assertThat(rows).hasSize(6);
        for (JsonNode row : rows) {
            for (String scheme : SCHEMES) {
                assertThat(row.get(scheme).get("volumeMWh").asDouble()).isPositive();
            }
        }
    }

    /** A study of one's own size and bids, and each aggregator's part of it, which adds up. */
    @Test
    void aStudyTellsWhatEachAggregatorDoes(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("study.json");
        Run run = run(
                "reserve",
                "--study",
                "4",
                "--days",
                "1",
                "--buses",
                "30",
                "--fleets",
                "3",
                "--vehicles",
                "10",
                "--brp-prices",
                "10,20",
                "--bids-up",
                "50,60,70",
                "--bids-down",
                "-30",
                "--json",
                file.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("30 buses with 3 fleets of 10", "By aggregator", "A3 down");
        JsonNode rows = new ObjectMapper().readTree(Files.readString(file)).get("rows");
        assertThat(rows).hasSize(4);
        for (JsonNode row : rows) {
            for (String scheme : SCHEMES) {
                double volume = 0.0;
                for (JsonNode mwh : row.get(scheme).get("volumes")) {
                    volume += mwh.asDouble();
                }
                assertThat(volume).isCloseTo(row.get(scheme).get("volumeMWh").asDouble(), within(1e-9));
            }
        }
        Run lost = run("reserve", "ev-reserve", "--days", "2", "--bids-up", "3");
        assertThat(lost.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(lost.err()).contains("--study=SEED");
    }

    /** Charge and discharge without a common measure take more energies than can be gone through: a solver plans. */
    @Test
    void powersWithoutACommonMeasureArePlannedByASolver(@TempDir Path folder) throws IOException {
        String problem = """
                {"bidding": [{"name": "odd", "steps": 8, "hours": 0.25, "retail": 85, "brpPrice": 30,
                  "priceUp": [160, 0, 0, 0, 0, 0, 0, 0], "priceDown": [99, 99, 99, 99, -99, 99, 99, 99],
                  "dayAhead": [40, 41, 42, 43, 44, 45, 46, 47],
                  "evs": [{"capacity": 0.08, "charge": 0.0110007, "discharge": %s, "departure": 2, "arrival": 3,
                    "trip": 0.002}]}]}
                """;
        Path odd = Files.writeString(folder.resolve("odd.json"), problem.formatted("0.0000013"));
        Run run = run("reserve", odd.toString(), "--json", "-");
        assertThat(run.exitCode()).as(run.err()).isZero();
        // What discharges next to nothing earns what one that cannot discharge does, and next to nothing more.
        Path none = Files.writeString(folder.resolve("none.json"), problem.formatted("0"));
        double least = run("reserve", none.toString(), "--json", "-")
                .json()
                .at("/bidding/0/profit")
                .asDouble();
        assertThat(run.json().at("/bidding/0/profit").asDouble()).isBetween(least - 1e-6, least + 1e-3);
        assertThat(least).isGreaterThan(0.1);
    }

    @Test
    void namesAreNotGivenTwice(@TempDir Path folder) throws IOException {
        String text = Files.readString(Agreement.file("ev-reserve.json"));
        Path file = Files.writeString(
                folder.resolve("twice.json"),
                text.replace("\"ev12-dso\"", "\"ev12\"").replace("ev-milp-2", "ev-milp-1"));
        Run run = run("reserve", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("another bidding problem has it");
        Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
        assertThat(run("reserve", empty.toString()).err()).contains("there is nothing in it");
    }

    @Test
    void aVehicleThatCannotBeFullAgainIsNamed(@TempDir Path folder) throws IOException {
        String text = Files.readString(Agreement.file("ev-reserve.json"));
        Path file = Files.writeString(
                folder.resolve("empty.json"), text.replaceAll("\"charge\": [0-9.]+", "\"charge\": 0"));
        Run run = run("reserve", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("vehicle '1'")
                .contains("it has to be full at the end, and can take 0.0 kWh")
                .doesNotContain("please report");
    }

    @Test
    void pagesHoldTablesAndCharts(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("page.html");
        Run run = run("reserve", "ev-reserve", "--html", page.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readString(page)).contains("market-1-periods", "hybrid-reselect", "Plans of fleets", "<svg");
        run = run(
                "reserve", "--study", "2", "--days", "1", "--buses", "40", "--fleets", "2", "--html", page.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        String html = Files.readString(page);
        assertThat(html).contains("What aggregators earn", "winter 10", "summer 50", "A2 down");
        assertThat(html.split("<svg", -1)).hasSize(6);
        assertThat(run("reserve", "ev-reserve", "--html", page.toString(), "--json", page.toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void faultsAreToldAllAtOnce(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), """
                {"schemes": [{"name": "bad", "hours": 0.25, "root": 1, "buses": [1, 2], "brpPrice": 5,
                  "dsoFlexibility": "NONE", "reservePrice": {"up": 60, "down": 20},
                  "lines": [{"from": 1, "to": 2, "r": 0.01, "x": 0.01, "rate": 5}],
                  "baseInjection": {"7": [0.1]},
                  "aggregators": [{"id": "A", "bus": 3, "type": "up", "price": 20, "volume": [-1, 2]}],
                  "request": [1]}]}
                """);
        Run run = run("reserve", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("has 4 faults")
                .contains("the base injection: bus 7")
                .contains("aggregator 'A': bus 3: the feeder has no such bus")
                .contains("aggregator 'A', volume: 2 figures")
                .contains("aggregator 'A', period 1: volume -1.0 MW");
        assertThat(run("reserve").err()).contains("give either a file or --study SEED");
        assertThat(run("reserve", file.toString(), "--study", "1").err()).contains("give either a file or --study");
        assertThat(run("reserve", "--study", "1", "--days", "0").err()).contains("at least 1 of its days, got 0");
    }
}
