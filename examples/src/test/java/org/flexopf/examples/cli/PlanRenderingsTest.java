package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.examples.cli.PlanJson.reference;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Charts, pages and tables of {@code opf plan}. */
class PlanRenderingsTest {

    private static final Pattern POINT = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)");

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
