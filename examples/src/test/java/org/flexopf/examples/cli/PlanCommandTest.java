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
        assertThat(run.err()).contains("not searched for over several periods", "hard.svg is not written");
        assertThat(Files.exists(folder.resolve("hard.svg"))).isFalse();
        parse("hard.html");
        JsonNode json = run("plan", hard, "--model", "dc", "--json", "-").json();
        assertThat(json.get("status").asText()).isEqualTo("PRIMAL_INFEASIBLE");
        assertThat(json.get("message").asText()).isNotBlank();
        assertThat(json.has("periods")).isFalse();
        assertThat(json.has("objective")).isFalse();
        assertThat(run("plan", hard, "--model", "dc", "--soft").exitCode()).isEqualTo(ExitCode.SOLVED);
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

    @Test
    void whatIsNoHorizonIsBadInput() throws IOException {
        for (Map.Entry<String, String> bad : Map.of(
                        "{\"h\": [NaN, 1.0]}", "NaN",
                        "[1.0]", "a horizon is an object",
                        "{\"h\": []}", "at least one period",
                        "{\"h\": [1.0], \"bids\": [{}]}", "bids are cleared by auctions",
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
