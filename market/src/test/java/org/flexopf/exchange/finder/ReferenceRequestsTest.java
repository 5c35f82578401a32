package org.flexopf.exchange.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reference set of requests; how requests are split among buses that help alike is not compared. */
@WithReferenceCases
class ReferenceRequestsTest {

    /** Above this phantom loss, MW, the relaxation is inexact and its total a lower bound only. */
    private static final double EXACT = 1e-4;

    @ParameterizedTest
    @ValueSource(strings = {"d1_evening33", "d2_sunny33", "d3_feeder69"})
    void everyAnswerIsThatOfTheReference(String name) throws IOException {
        JsonNode expected =
                new ObjectMapper().readTree(Files.readString(ReferenceCases.path("market/requests/" + name + ".json")));
        Network network = CaseFiles.read(
                ReferenceCases.path("market/networks/" + expected.get("network").asText() + ".m")
                        .toString());
        FinderReport report = RequestFinder.of(Opf.of(new BranchFlowSocp()))
                .withSettings(FinderSettings.defaults()
                        .withUpLimit(expected.get("upLimitMw").asDouble()))
                .find(Forecast.of(network, rows(ReferenceCases.path("market/requests/" + name + ".csv"))));

        compareViolations(report, expected.get("violations"));
        for (JsonNode need : expected.get("needs")) {
            compareNeed(
                    report.cell(need.get("scenario").asInt(), need.get("period").asInt())
                            .need(),
                    need);
        }
        assertThat(report.isComplete()).isTrue();
        for (JsonNode zone : expected.get("zones")) {
            compareZone(
                    report.cell(zone.get("scenario").asInt(), zone.get("period").asInt())
                            .zone()
                            .orElseThrow(),
                    zone);
        }
        assertThat(report.risk()).hasSize(expected.get("risk").size());
        for (int k = 0; k < report.risk().size(); k++) {
            compareRisk(report.risk().get(k), expected.get("risk").get(k));
        }
    }

    static List<ForecastRow> rows(Path file) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<ForecastRow> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
            for (CSVRecord row : parser) {
                rows.add(new ForecastRow(
                        Integer.parseInt(row.get("scenario")),
                        Double.parseDouble(row.get("probability")),
                        Integer.parseInt(row.get("period")),
                        Integer.parseInt(row.get("bus")),
                        Double.parseDouble(row.get("demandMw")),
                        Double.parseDouble(row.get("demandMvar")),
                        Double.parseDouble(row.get("generationMw")),
                        Double.parseDouble(row.get("generationMvar"))));
            }
        }
        return rows;
    }

    private static void compareViolations(FinderReport report, JsonNode expected) {
        List<String> names = new ArrayList<>();
        List<Double> amounts = new ArrayList<>();
        for (CellReport cell : report.cells()) {
            for (Violation violation : cell.violations()) {
                names.add(cell.cell().scenario() + " " + cell.cell().period() + " "
                        + violation.kind().label() + " " + violation.element());
                amounts.add(violation.amount());
            }
        }
        assertThat(names)
                .containsExactlyElementsOf(StreamSupport.stream(expected.spliterator(), false)
                        .map(one -> one.get("scenario").asText() + " "
                                + one.get("period").asText() + " "
                                + one.get("kind").asText() + " "
                                + one.get("element").asText())
                        .toList());
        for (int k = 0; k < amounts.size(); k++) {
            assertThat(amounts.get(k))
                    .as(names.get(k))
                    .isCloseTo(expected.get(k).get("amount").asDouble(), within(1e-7));
        }
    }

    private static void compareNeed(Need need, JsonNode expected) {
        String where = need.cell().toString();
        if (expected.get("bySensitivities").isNull()) {
            assertThat(need.bySensitivities()).as(where).isEmpty();
            assertThat(need.byRelaxedOpf()).as(where).isEmpty();
            assertThat(need.isProvedImpossible()).as(where).isTrue();
            assertThat(need.totalMw(Direction.DOWN)).isEmpty();
            return;
        }
        close(where, need.bySensitivities(), expected.get("bySensitivities"), 1e-3);
        close(where, need.byRelaxedOpf(), expected.get("byRelaxedOpf"), 1e-3);
        close(where, need.totalMw(Direction.DOWN), expected.get("downMw"), 1e-3);
        close(where, need.totalMw(Direction.UP), expected.get("upMw"), 1e-3);
        assertThat(need.leftOver()).as(where).isEmpty();
        if (expected.has("phantomLossMw")) {
            double phantom = expected.get("phantomLossMw").asDouble();
            double found = need.phantomLossMw().orElseThrow();
            assertThat(found > EXACT).as(where).isEqualTo(phantom > EXACT);
            double total = need.bySensitivities().orElseThrow();
            if (phantom <= EXACT) {
                assertThat(need.byRelaxedOpf().orElseThrow()).as(where).isCloseTo(total, within(1e-5));
            } else {
                assertThat(need.byRelaxedOpf().orElseThrow()).as(where).isLessThan(total);
            }
        }
    }

    private static void close(String where, OptionalDouble found, JsonNode expected, double tolerance) {
        assertThat(found.orElseThrow()).as(where).isCloseTo(expected.asDouble(), within(tolerance));
    }

    private static void compareZone(Zone zone, JsonNode expected) {
        assertThat(zone.violation().kind().label())
                .isEqualTo(expected.get("kind").asText());
        assertThat(zone.violation().element()).isEqualTo(expected.get("element").asInt());
        assertThat(zone.best()).isCloseTo(expected.get("best").asDouble(), within(1e-6));
        assertThat(zone.share()).isEqualTo(expected.get("share").asDouble());
        assertThat(zone.buses(Direction.DOWN)).isEqualTo(buses(expected.get("zoneDown")));
        assertThat(zone.buses(Direction.UP)).isEqualTo(buses(expected.get("zoneUp")));
        assertThat(zone.relief()).hasSize(expected.get("relief").size());
        expected.get("relief")
                .properties()
                .forEach(at -> assertThat(zone.relief(Direction.DOWN, Integer.parseInt(at.getKey())))
                        .as("relief by bus %s", at.getKey())
                        .isCloseTo(at.getValue().asDouble(), within(1e-6)));
    }

    private static List<Integer> buses(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }

    private static void compareRisk(Risk risk, JsonNode expected) {
        String where = risk.period() + " " + risk.direction();
        assertThat(where)
                .isEqualTo(expected.get("period").asText() + " "
                        + expected.get("direction").asText());
        for (int s = 0; s < risk.perScenario().size(); s++) {
            JsonNode asked = expected.get("perScenario").get(s);
            assertThat(risk.perScenario().get(s).isEmpty()).as(where).isEqualTo(asked.isNull());
            if (!asked.isNull()) {
                close(where, risk.perScenario().get(s), asked, 1e-3);
            }
        }
        assertThat(risk.expected().isPresent()).isEqualTo(expected.has("expected"));
        if (expected.has("expected")) {
            close(where, risk.expected(), expected.get("expected"), 1e-3);
            close(where, risk.quantile(), expected.get("quantile0.8"), 1e-3);
            close(where, risk.cvar(), expected.get("cvar0.8"), 1e-3);
        }
    }
}
