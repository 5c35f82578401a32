package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flexopf.report.ReportTable;
import org.flexopf.scenario.Row;
import org.flexopf.scenario.Summary;

/**
 * What figures do at each setting of a study whose draws have parameters: a mean over settings that were chosen is the
 * mean of nothing.
 */
final class StudySettings {

    /** A time series has a parameter too, its row; so many settings are a table no more. */
    private static final int MOST = 60;

    /** So many figures stand beside each other on a terminal. */
    private static final int BESIDE = 4;

    private final List<String> parameters;
    private final List<String> figures;
    private final int weight;
    private final Map<List<Double>, Setting> settings = new LinkedHashMap<>();
    private boolean tooMany;

    /** What was found at one setting. */
    private static final class Setting {

        private final List<Summary.Gathering> gathered = new ArrayList<>();
        private long draws;
        private long solved;
    }

    /**
     * Settings of which nothing is known yet.
     *
     * @param parameters what is set on purpose: the first columns
     * @param figures the columns behind them
     * @param weight the column of weights; -1 if there is none
     */
    StudySettings(List<String> parameters, List<String> figures, int weight) {
        this.parameters = parameters;
        this.figures = figures;
        this.weight = weight;
    }

    void add(Row row) {
        if (parameters.isEmpty() || tooMany) {
            return;
        }
        double[] values = row.values();
        List<Double> key = new ArrayList<>();
        for (int k = 0; k < parameters.size(); k++) {
            key.add(values[k]);
        }
        Setting setting = settings.computeIfAbsent(key, missing -> {
            Setting made = new Setting();
            figures.forEach(figure -> made.gathered.add(new Summary.Gathering()));
            return made;
        });
        if (settings.size() > MOST) {
            tooMany = true;
            settings.clear();
            return;
        }
        setting.draws++;
        setting.solved += row.isOptimal() ? 1 : 0;
        double counts = weight < 0 || Double.isNaN(values[weight]) ? 1.0 : values[weight];
        for (int k = 0; k < figures.size(); k++) {
            double value = values[parameters.size() + k];
            if (!Double.isNaN(value)) {
                setting.gathered.get(k).add(value, parameters.size() + k == weight ? 1.0 : counts);
            }
        }
    }

    boolean isEmpty() {
        return settings.isEmpty();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String mean(Summary.Gathering gathering) {
        return gathering.count() == 0
                ? "-"
                : gathering.count() == 1
                        ? String.format(Locale.ROOT, "%.6g", gathering.mean())
                        : String.format(Locale.ROOT, "%.6g +- %.2g", gathering.mean(), gathering.meanError());
    }

    private List<Integer> told(int most) {
        List<Integer> told = new ArrayList<>();
        for (int k = 0; k < figures.size() && told.size() < most; k++) {
            if (parameters.size() + k != weight) {
                told.add(k);
            }
        }
        return told;
    }

    void print(PrintWriter out) {
        if (isEmpty()) {
            return;
        }
        List<Integer> told = told(BESIDE);
        out.println();
        out.println("At each setting, means and their standard errors"
                + (told(Integer.MAX_VALUE).size() > told.size() ? " (further figures: --json, --html)" : "") + ":");
        StringBuilder head = new StringBuilder();
        parameters.forEach(parameter -> head.append(String.format("%-10s  ", parameter)));
        head.append(String.format("%14s", "with an answer"));
        told.forEach(k -> head.append(String.format("  %20s", figures.get(k))));
        out.println(head);
        settings.forEach((key, setting) -> {
            StringBuilder line = new StringBuilder();
            key.forEach(value -> line.append(String.format("%-10s  ", number(value))));
            line.append(String.format("%14s", setting.solved + " of " + setting.draws));
            told.forEach(k -> line.append(String.format("  %20s", mean(setting.gathered.get(k)))));
            out.println(line);
        });
    }

    /** The table of a page. */
    ReportTable table() {
        List<Integer> told = told(Integer.MAX_VALUE);
        ReportTable table = ReportTable.of("settings", "At each setting: means and their standard errors");
        for (String parameter : parameters) {
            table = table.withFigures(parameter);
        }
        table = table.withFigures("draws").withFigures("with an answer");
        for (int k : told) {
            table = table.withFigures(figures.get(k));
        }
        List<List<String>> rows = new ArrayList<>();
        settings.forEach((key, setting) -> {
            List<String> cells = new ArrayList<>();
            key.forEach(value -> cells.add(number(value)));
            cells.add(Long.toString(setting.draws));
            cells.add(Long.toString(setting.solved));
            told.forEach(k -> cells.add(mean(setting.gathered.get(k))));
            rows.add(cells);
        });
        return table.withRows(rows);
    }

    void write(JsonGenerator json) throws IOException {
        if (isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("settings");
        for (Map.Entry<List<Double>, Setting> entry : settings.entrySet()) {
            Setting setting = entry.getValue();
            json.writeStartObject();
            json.writeObjectFieldStart("parameters");
            for (int k = 0; k < parameters.size(); k++) {
                JsonOutput.number(json, parameters.get(k), entry.getKey().get(k));
            }
            json.writeEndObject();
            json.writeNumberField("draws", setting.draws);
            json.writeNumberField("solved", setting.solved);
            json.writeArrayFieldStart("figures");
            for (int k = 0; k < figures.size(); k++) {
                Summary.Gathering gathering = setting.gathered.get(k);
                json.writeStartObject();
                json.writeStringField("name", figures.get(k));
                json.writeNumberField("count", gathering.count());
                if (gathering.count() > 0) {
                    JsonOutput.number(json, "mean", gathering.mean());
                }
                if (gathering.count() > 1) {
                    JsonOutput.number(json, "meanError", gathering.meanError());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
