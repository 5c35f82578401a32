package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.flexopf.scenario.StudyFolder;
import org.flexopf.scenario.StudyTable;
import org.flexopf.scenario.Summary;

/** What the figures of a study do, as a table and as JSON. */
final class ScenariosReport {

    private static final double TAIL = 0.95;

    private record Column(String name, Summary summary) {}

    private final StudyTable table;
    private final List<Column> columns = new ArrayList<>();

    private ScenariosReport(StudyTable table) {
        this.table = table;
        for (String name : table.columns()) {
            double[] values = table.values(name);
            if (values.length >= 2) {
                columns.add(new Column(name, Summary.of(values)));
            }
        }
    }

    static ScenariosReport of(StudyFolder folder) throws IOException {
        return new ScenariosReport(folder.table());
    }

    void print(PrintWriter out) {
        Map<String, Long> statuses = new TreeMap<>(table.statuses());
        if (statuses.size() > 1 || !statuses.containsKey("OPTIMAL")) {
            statuses.forEach((status, draws) -> out.printf(Locale.ROOT, "  %,d %s%n", draws, status));
        }
        if (columns.isEmpty()) {
            out.println("No figure has two values: there is nothing to tell of their spread.");
            return;
        }
        int width = columns.stream()
                .mapToInt(column -> column.name().length())
                .max()
                .orElse(6);
        out.println();
        out.printf(
                Locale.ROOT,
                "%-" + width + "s  %12s  %10s  %12s  %12s  %12s  %12s  %12s%n",
                "figure",
                "mean",
                "+-",
                "deviation",
                "least",
                "5 %",
                "95 %",
                "largest");
        out.println("-".repeat(width) + "  ------------  ----------" + "  ------------".repeat(5));
        for (Column column : columns) {
            Summary summary = column.summary();
            out.printf(
                    Locale.ROOT,
                    "%-" + width + "s  %12s  %10s  %12s  %12s  %12s  %12s  %12s%n",
                    column.name(),
                    number(summary.mean()),
                    String.format(Locale.ROOT, "%.2g", summary.meanError()),
                    number(summary.deviation()),
                    number(summary.range().low()),
                    number(summary.quantile(1.0 - TAIL)),
                    number(summary.quantile(TAIL)),
                    number(summary.range().high()));
        }
        out.println("+- is the standard error of the mean");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("statuses");
        for (Map.Entry<String, Long> status : new TreeMap<>(table.statuses()).entrySet()) {
            json.writeNumberField(status.getKey(), status.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("figures");
        for (Column column : columns) {
            Summary summary = column.summary();
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeNumberField("count", summary.count());
            JsonOutput.number(json, "mean", summary.mean());
            JsonOutput.number(json, "meanError", summary.meanError());
            JsonOutput.number(json, "deviation", summary.deviation());
            JsonOutput.number(json, "least", summary.range().low());
            JsonOutput.number(json, "largest", summary.range().high());
            json.writeArrayFieldStart("quantiles");
            for (double share : new double[] {0.01, 0.05, 0.25, 0.5, 0.75, TAIL, 0.99}) {
                json.writeStartObject();
                JsonOutput.number(json, "share", share);
                JsonOutput.number(json, "value", summary.quantile(share));
                JsonOutput.number(json, "low", summary.quantileRange(share).low());
                JsonOutput.number(json, "high", summary.quantileRange(share).high());
                json.writeEndObject();
            }
            json.writeEndArray();
            JsonOutput.number(json, "cvar95", summary.conditionalValueAtRisk(TAIL));
            JsonOutput.number(json, "cvar95Error", summary.conditionalValueAtRiskError(TAIL));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
