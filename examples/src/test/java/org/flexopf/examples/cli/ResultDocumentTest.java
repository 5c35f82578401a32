package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All renderings of a result tell the same, and programs that read the JSON can rely on its fields. */
class ResultDocumentTest {

    private static final Set<String> NEW = Set.of("schema", "version", "objectiveUnit");
    private static final Set<String> NEW_WITHIN = Set.of("/recovered/broken");
    private static final Set<String> DURATIONS = Set.of("setupSeconds", "solveSeconds", "runSeconds");

    @TempDir
    private Path folder;

    /** The JSON as it was before there was a document, without durations: the same fields, order and values. */
    @ParameterizedTest
    @CsvSource({
        "solve ieee33-dg, ieee33-dg-socp.json",
        "solve pjm5, pjm5-socp.json",
        "powerflow ieee33, ieee33-powerflow.json"
    })
    void theJsonOfASinglePeriodIsWhatItWas(String line, String recorded) throws IOException {
        ObjectNode now = (ObjectNode) run((line + " --json -").split(" ")).json();

        assertThat(now.get("schema").asText()).isEqualTo("flexopf-result");
        assertThat(now.get("version").asInt()).isEqualTo(1);
        now.remove(NEW);
        try (InputStream before = getClass().getResourceAsStream("/org/flexopf/examples/result/" + recorded)) {
            assertSame("", new ObjectMapper().readTree(before), now);
        }
    }

    private static void assertSame(String path, JsonNode before, JsonNode now) {
        assertThat(now.getNodeType()).as(path).isEqualTo(before.getNodeType());
        if (before.isObject()) {
            List<String> names = names(now);
            names.removeAll(DURATIONS);
            names.removeIf(name -> NEW_WITHIN.contains(path + "/" + name));
            assertThat(names).as(path).isEqualTo(names(before));
            names.forEach(name -> assertSame(path + "/" + name, before.get(name), now.get(name)));
        } else if (before.isArray()) {
            assertThat(now).as(path).hasSameSizeAs(before);
            for (int i = 0; i < before.size(); i++) {
                assertSame(path + "/" + i, before.get(i), now.get(i));
            }
        } else if (before.isNumber()) {
            double value = before.asDouble();
            assertThat(now.asDouble()).as(path).isCloseTo(value, within(1e-6 * Math.max(1.0, Math.abs(value))));
        } else if (!path.endsWith("/agreement")) {
            assertThat(now).as(path).isEqualTo(before);
        }
    }

    /** Participants, bids and convex-hull prices are in the CSV too. */
    @Test
    void csvTellsWhatEverybodyEarns() throws Exception {
        Path auction = Path.of(getClass()
                .getResource("/org/flexopf/examples/horizon/e_auction3/case.json")
                .toURI());
        csvTellsWhatJsonTells("plan " + auction);
    }

    /** CSV holds every figure of the JSON, by the same name, and no other one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "solve ieee33-dg --kpis --conditions --recover --confirm-price 18",
                "solve pjm5 --model dc --security --overload-price 1000 --ramp 10",
                "solve ieee33-dg --model lopf-sensitivity",
                "solve pjm5 --model ac --soft --security",
                "plan feeder-day",
                "plan src/test/resources/org/flexopf/examples/horizon/flexible.json",
                "plan src/test/resources/org/flexopf/examples/horizon/b_toy/case.json --model dc --rolling 1,1",
                "plan src/test/resources/org/flexopf/examples/horizon/d_uc_onebus/case.json --model dc --rolling 12,6",
                "powerflow ieee33"
            })
    void csvTellsWhatJsonTells(String line) throws IOException {
        Path csv = folder.resolve("result.csv");
        JsonNode json = run((line + " --json - --csv " + csv).split(" ")).json();
        Map<String, List<List<String>>> sections = sections(Files.readString(csv));

        List<String> told = new ArrayList<>();
        Map<String, String> summary = new LinkedHashMap<>();
        for (List<String> row : sections.get("summary")) {
            summary.put(row.get(0), row.get(1));
        }
        collect("", json, summary, sections, told);
        assertThat(sections.get("summary").get(0)).containsExactly("field", "value", "unit");
        summary.remove("field");
        assertThat(summary.keySet()).containsAll(told).hasSizeGreaterThan(8);
        assertThat(summary.keySet()).isSubsetOf(told);
    }

    private static void collect(
            String path,
            JsonNode object,
            Map<String, String> summary,
            Map<String, List<List<String>>> sections,
            List<String> told) {
        for (String name : names(object)) {
            JsonNode value = object.get(name);
            String full = path + name;
            if (value.isArray() && value.isEmpty() && !summary.containsKey(full)) {
                assertThat(sections).as(full).doesNotContainKey(full);
            } else if (value.isObject()) {
                collect(full + ".", value, summary, sections, told);
            } else if (value.isArray() && sections.containsKey(full)) {
                List<List<String>> rows = sections.get(full);
                assertThat(rows.size() - 1).as(full).isEqualTo(value.size());
                for (int i = 0; i < value.size(); i++) {
                    assertRow(full, "", value.get(i), rows.get(0), rows.get(i + 1));
                }
            } else if (!value.isNull() || summary.containsKey(full)) {
                told.add(full);
                assertCell(full, value, summary.get(full));
            }
        }
    }

    private static void assertRow(
            String section, String prefix, JsonNode object, List<String> columns, List<String> row) {
        for (String name : names(object)) {
            JsonNode value = object.get(name);
            if (value.isObject()) {
                assertRow(section, prefix + name + ".", value, columns, row);
            } else if (!value.isArray()) {
                String column = columns.stream()
                        .filter(head -> head.equals(prefix + name) || head.startsWith(prefix + name + " ["))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no column " + prefix + name + " in " + section));
                assertCell(section + "/" + column, value, row.get(columns.indexOf(column)));
            }
        }
    }

    private static void assertCell(String what, JsonNode json, String csv) {
        assertThat(csv).as(what).isNotNull();
        if (json.isNull()) {
            assertThat(csv).as(what).isEmpty();
        } else if (json.isNumber()) {
            assertThat(Double.parseDouble(csv)).as(what).isEqualTo(json.asDouble());
        } else if (json.isArray()) {
            List<String> elements = new ArrayList<>();
            json.forEach(element -> elements.add(element.asText()));
            assertThat(csv).as(what).isEqualTo(String.join("; ", elements));
        } else {
            assertThat(csv).as(what).isEqualTo(json.asText());
        }
    }

    private static Map<String, List<List<String>>> sections(String text) throws IOException {
        Map<String, List<List<String>>> sections = new LinkedHashMap<>();
        List<List<String>> rows = null;
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            for (CSVRecord line : parser) {
                if (line.size() == 1 && line.get(0).startsWith("# ")) {
                    rows = new ArrayList<>();
                    sections.put(line.get(0).substring(2), rows);
                } else if (!(line.size() == 1 && line.get(0).isEmpty())) {
                    rows.add(line.toList());
                }
            }
        }
        return sections;
    }

    /** Units of CSV are those that the physics has: what a price is per, and what a loading is a share of. */
    @Test
    void csvNamesUnits() throws IOException {
        Path csv = folder.resolve("result.csv");
        run("solve", "ieee33-dg", "--csv", csv.toString());

        assertThat(Files.readString(csv))
                .contains(
                        "exactness.phantomLossMw,",
                        "lossesMw,0.0779",
                        ",MW\r\n",
                        "id,vm [p.u.],va [degrees],lmpP [currency/MWh],lmpQ [currency/Mvarh],"
                                + "lmpPComponents.energy [currency/MWh]",
                        "id,bus,p [MW],q [Mvar]",
                        "pTo [MW],qTo [Mvar],loading [1]");
    }

    /** The figures for people are those of the JSON, rounded. */
    @Test
    void textAndPageShowTheFiguresOfTheJson() throws IOException {
        Path json = folder.resolve("result.json");
        Path html = folder.resolve("result.html");
        String text = run("solve", "ieee33-dg", "--json", json.toString(), "--html", html.toString())
                .out();
        String page = Files.readString(html);
        JsonNode told = new ObjectMapper().readTree(Files.readString(json));

        String objective =
                String.format(Locale.ROOT, "%.6f", told.get("objective").asDouble());
        assertThat(text).contains("objective   " + objective);
        assertThat(page).contains("<dt>objective</dt><dd>" + objective);
        for (JsonNode bus : told.get("buses")) {
            double price = bus.get("lmpP").asDouble();
            assertThat(text)
                    .containsPattern(String.format(
                            Locale.ROOT,
                            "(?m)^ *%d +(?:\\S+ +)?%.4f +.* %.3f ",
                            bus.get("id").asInt(),
                            bus.get("vm").asDouble(),
                            price));
            assertThat(page)
                    .contains(
                            String.format(Locale.ROOT, ">%.4f</td>", price),
                            String.format(
                                    Locale.ROOT, ">%.5f</td>", bus.get("vm").asDouble()));
        }
    }

    /** Every field that any result has is in the documentation, and nothing is that no result has. */
    @Test
    void everyFieldIsDocumented() throws Exception {
        Path reference = Path.of(getClass()
                .getResource("/org/flexopf/examples/horizon/d_uc_onebus/case.json")
                .toURI());
        Path flexible = Path.of(getClass()
                .getResource("/org/flexopf/examples/horizon/flexible.json")
                .toURI());
        Path auction = Path.of(getClass()
                .getResource("/org/flexopf/examples/horizon/e_auction3/case.json")
                .toURI());
        Path infeasible = folder.resolve("heavy.m");
        Files.writeString(infeasible, """
                function mpc = two
                mpc.version = '2';
                mpc.baseMVA = 1;
                mpc.bus = [ 1 3 0 0 0 0 1 1 0 12.5 1 1 1; 2 1 30 0.2 0 0 1 1 0 12.5 1 1.1 0.9 ];
                mpc.gen = [ 1 0 0 20 -20 1 1 1 20 -20 ];
                mpc.branch = [ 1 2 0.02 0.02 0 0 0 0 0 0 1 -360 360 ];
                mpc.gencost = [ 2 0 0 2 50 0 ];
                """);
        Path withoutCosts = folder.resolve("free.m");
        Files.writeString(
                withoutCosts,
                Files.readString(infeasible).replaceAll("mpc.gencost.*", "").replace("2 1 30", "2 1 3"));
        Path infeasiblePlan = folder.resolve("plan.json");
        Files.writeString(infeasiblePlan, """
                {"h": [1, 1], "load": {"p_mw": {"1": [10, 30]}}, "generators": [{"bus": 1, "p_max_mw": 20}]}
                """);
        Set<String> used = new TreeSet<>();
        for (String line : List.of(
                "solve ieee33-dg --kpis --conditions --recover --confirm-price 18",
                "solve pjm5 --model dc --security --overload-price 1000 --ramp 10",
                "solve ieee33-dg --model lopf-sensitivity",
                "solve ieee33-dg --model ac --security",
                "solve pjm5 --model ac --security --screened",
                "solve " + infeasible,
                "solve " + infeasible + " --soft",
                "solve " + withoutCosts,
                "solve pjm5 --model dc --interface border=1::900 --price-reference load",
                "plan feeder-day",
                "plan " + reference,
                "plan " + flexible,
                "plan " + auction,
                "plan " + reference + " --rolling 12,6",
                "plan " + infeasiblePlan,
                "powerflow ieee33")) {
            collectNames(run((line + " --json -").split(" ")).json(), used);
        }
        String text = documentation();
        Set<String> documented = new TreeSet<>();
        Matcher code = Pattern.compile("`([A-Za-z]+)`").matcher(text.substring(text.indexOf("## An optimal")));
        while (code.find()) {
            documented.add(code.group(1));
        }
        assertThat(used).hasSizeGreaterThan(80);
        assertThat(documented).as("documented").containsAll(used);
        documented.removeAll(used);
        assertThat(documented)
                .as("documented, beside values, and fields of cases with controls, DC lines, devices or no AC state")
                .containsExactlyInAnyOrder(
                        "OPTIMAL",
                        "STALLED",
                        "UNFINISHED",
                        "ac",
                        "active",
                        "controls",
                        "dcLines",
                        "field",
                        "free",
                        "newton",
                        "null",
                        "reactive",
                        "setting",
                        "summary",
                        "sweep");
    }

    private static void collectNames(JsonNode node, Set<String> names) {
        names.addAll(names(node));
        node.forEach(child -> collectNames(child, names));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String documentation() throws IOException {
        Path project = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(project.resolve(".mvn"))) {
            project = project.getParent();
        }
        return Files.readString(project.resolve("docs/result-document.md"));
    }
}
