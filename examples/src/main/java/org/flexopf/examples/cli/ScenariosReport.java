package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.flexopf.report.ReportPage;
import org.flexopf.report.ReportTable;
import org.flexopf.report.StudyChart;
import org.flexopf.scenario.StudyFolder;
import org.flexopf.scenario.Summary;

/** What the figures of a study do, as a table, as JSON and as a page: worked out in one pass over its rows. */
final class ScenariosReport {

    private static final double TAIL = 0.95;
    private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5, 0.75, TAIL, 0.99};
    private static final int BARS = 40;
    private static final int POINTS = 200;
    /** By so much more draws the mean is told again. */
    private static final double NEXT_STEP = 1.15;

    private static final String WEIGHT = "weight";
    private static final Pattern COLUMN = Pattern.compile("([^ ,\\[\\]]+)(?: \\(([^)]*)\\))?");

    /** A figure, and how its mean has settled. */
    private record Column(String name, String unit, Summary summary, List<StudyChart.Step> steps) {

        String head() {
            return unit.isEmpty() ? name : name + ", " + unit;
        }
    }

    /** A figure of another study on the same draws less that of this one. */
    private record Difference(String name, Summary summary) {}

    /** Takes the numbers of a column. */
    private static final class Gathered {

        private final Summary.Gathering gathering = new Summary.Gathering();
        private final List<StudyChart.Step> steps = new ArrayList<>();

        void add(double number, double weight) {
            if (Double.isNaN(number)) {
                return;
            }
            gathering.add(number, weight);
            if (gathering.count()
                    >= (steps.isEmpty()
                            ? 10
                            : NEXT_STEP * steps.get(steps.size() - 1).draws())) {
                step();
            }
        }

        private void step() {
            steps.add(new StudyChart.Step(gathering.count(), gathering.mean(), gathering.meanError()));
        }

        List<StudyChart.Step> steps() {
            if (gathering.count() >= 2
                    && (steps.isEmpty() || steps.get(steps.size() - 1).draws() < gathering.count())) {
                step();
            }
            return steps;
        }
    }

    private final Map<String, String> identity;
    private final Map<String, Long> statuses = new TreeMap<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    /** Figures that hardly any draw has. */
    private final List<String> empty = new ArrayList<>();

    private final StudySettings settings;
    private final StudyLimits limits;

    private boolean weighted;

    private ScenariosReport(StudyFolder folder, List<String> above, List<String> below) throws IOException {
        identity = folder.identity();
        List<String> names = folder.columns();
        int weight = names.indexOf(WEIGHT);
        weighted = weight >= 0;
        int set = parameters();
        settings = new StudySettings(names.subList(0, set), names.subList(set, names.size()), weight);
        limits = StudyLimits.of(above, below, names);
        List<Gathered> gathered = names.stream().map(name -> new Gathered()).toList();
        folder.scan(row -> {
            statuses.merge(row.status(), 1L, Long::sum);
            settings.add(row);
            double[] values = row.values();
            double counts = weighted && !Double.isNaN(values[weight]) ? values[weight] : 1.0;
            limits.add(row, counts);
            for (int k = set; k < values.length; k++) {
                gathered.get(k).add(values[k], k == weight ? 1.0 : counts);
            }
        });
        Map<String, String> units = units();
        for (int k = set; k < names.size(); k++) {
            Summary.Gathering gathering = gathered.get(k).gathering;
            if (gathering.count() >= 2) {
                columns.add(new Column(
                        names.get(k),
                        units.getOrDefault(names.get(k), ""),
                        gathering.summary(),
                        gathered.get(k).steps()));
            } else {
                empty.add(names.get(k) + " has " + (gathering.count() == 0 ? "no number" : "one number")
                        + " in all draws: there is nothing to tell of its spread");
            }
        }
    }

    static ScenariosReport of(StudyFolder folder) throws IOException {
        return of(folder, List.of(), List.of());
    }

    /** The same, with how often figures are above and below limits such as {@code voltageMin=0.95}. */
    static ScenariosReport of(StudyFolder folder, List<String> above, List<String> below) throws IOException {
        return new ScenariosReport(folder, above, below);
    }

    /** Whether draws are all of one kind, and count alike: then a share of them is a probability. */
    private boolean isAlike() {
        return !weighted && parameters() == 0;
    }

    /** What another study has on the same draws, less what this one has. */
    ScenariosReport against(StudyFolder folder, StudyFolder other) throws IOException {
        Map<String, String> theirs = other.identity();
        for (String same : List.of("draws", "seed", "count")) {
            if (!identity.getOrDefault(same, "").equals(theirs.getOrDefault(same, ""))) {
                throw new BadInputException("--against: the " + same + " of one study is " + identity.get(same)
                        + " and of the other " + theirs.get(same) + "; compare studies on the same draws");
            }
        }
        List<String> names = folder.columns();
        List<String> otherNames = other.columns();
        List<double[]> rows = new ArrayList<>();
        folder.scan(row -> rows.add(row.values()));
        Map<String, Summary.Gathering> gathered = new LinkedHashMap<>();
        names.stream()
                .skip(parameters())
                .filter(name -> otherNames.contains(name) && !name.equals(WEIGHT))
                .forEach(name -> gathered.put(name, new Summary.Gathering()));
        if (gathered.isEmpty()) {
            throw new BadInputException("--against: the two studies have kept no figure in common, " + names + " and "
                    + otherNames + "; run one of them again with --keep of the other");
        }
        int weight = names.indexOf(WEIGHT);
        int[] next = {0};
        other.scan(row -> {
            double[] here = rows.get(next[0]++);
            double[] there = row.values();
            gathered.forEach((name, gathering) -> {
                double difference = there[otherNames.indexOf(name)] - here[names.indexOf(name)];
                if (!Double.isNaN(difference)) {
                    gathering.add(difference, weight < 0 ? 1.0 : here[weight]);
                }
            });
        });
        gathered.forEach((name, gathering) -> {
            if (gathering.count() >= 2) {
                differences.add(new Difference(name, gathering.summary()));
            }
        });
        return this;
    }

    /** How many columns were set on purpose, which stand first: {@code [pv, outage]}. */
    private int parameters() {
        String list = identity.getOrDefault("parameters", "[]");
        return list.length() <= 2 ? 0 : list.split(", ", -1).length;
    }

    /** The units of figures, as the study says them: {@code [cost (currency/h), gap]}. */
    private Map<String, String> units() {
        Map<String, String> units = new LinkedHashMap<>();
        Matcher matcher = COLUMN.matcher(identity.getOrDefault("figures", ""));
        while (matcher.find()) {
            units.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
        }
        return units;
    }

    void print(PrintWriter out) {
        if (statuses.size() > 1 || !statuses.containsKey("OPTIMAL")) {
            statuses.forEach((status, draws) -> out.printf(Locale.ROOT, "  %,d %s%n", draws, status));
        }
        empty.forEach(out::println);
        limits.print(out, isAlike());
        if (columns.isEmpty()) {
            return;
        }
        int width = columns.stream()
                .mapToInt(column -> Math.max(6, column.name().length()))
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
                    error(summary.meanError()),
                    number(summary.deviation()),
                    number(summary.range().low()),
                    number(summary.quantile(1.0 - TAIL)),
                    number(summary.quantile(TAIL)),
                    number(summary.range().high()));
        }
        out.println("+- is the standard error of the mean" + (weighted ? "; draws count by their weights" : ""));
        settings.print(out);
        if (!differences.isEmpty()) {
            out.println();
            out.println("The other study on the same draws, less this one:");
            for (Difference difference : differences) {
                out.printf(
                        Locale.ROOT,
                        "%-" + width + "s  %12s  %10s%n",
                        difference.name(),
                        number(difference.summary().mean()),
                        error(difference.summary().meanError()));
            }
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private static String error(double value) {
        return String.format(Locale.ROOT, "%.2g", value);
    }

    private static String range(Summary.Interval interval) {
        // Few draws tell nothing of where a quantile near the end may lie beyond them.
        return Double.isInfinite(interval.high())
                ? number(interval.low()) + " or more"
                : Double.isInfinite(interval.low())
                        ? number(interval.high()) + " or less"
                        : number(interval.low()) + " to " + number(interval.high());
    }

    /** The page: what was studied, what its figures do, and three charts of each. */
    String html() {
        ReportPage page = ReportPage.of("Draws of " + identity.getOrDefault("case", "a case"))
                .withLead(String.format(
                        Locale.ROOT,
                        "%,d draws from seed %s",
                        statuses.values().stream().mapToLong(Long::longValue).sum(),
                        identity.get("seed")));
        for (String about : List.of("question", "model", "draws", "caseDigest")) {
            if (identity.containsKey(about)) {
                page = page.withFact(about.equals("caseDigest") ? "SHA-256 of the case" : about, identity.get(about));
            }
        }
        for (Map.Entry<String, Long> status : statuses.entrySet()) {
            page = page.withFact(status.getKey(), String.format(Locale.ROOT, "%,d draws", status.getValue()));
        }
        if (weighted) {
            page = page.withFact("weights", "draws count by their weights");
        }
        page = page.withSentences("empty", "Without numbers", empty).withTable(table());
        for (ReportTable table : limits.tables(isAlike()).toList()) {
            page = page.withTable(table);
        }
        if (!settings.isEmpty()) {
            page = page.withTable(settings.table());
        }
        if (!differences.isEmpty()) {
            page = page.withTable(ReportTable.of("differences", "The other study on the same draws, less this one")
                    .withWords("figure")
                    .withFigures("mean")
                    .withFigures("standard error")
                    .withFigures("19 times of 20 within")
                    .withRows(differences.stream()
                            .map(difference -> List.of(
                                    difference.name(),
                                    number(difference.summary().mean()),
                                    error(difference.summary().meanError()),
                                    range(difference.summary().meanRange())))
                            .toList()));
        }
        int section = 0;
        for (Column column : columns) {
            page = page.withCharts("figure" + ++section, column.head(), charts(column));
        }
        return page.html();
    }

    private ReportTable table() {
        return ReportTable.of("figures", "Figures")
                .withWords("figure")
                .withFigures("mean")
                .withFigures("standard error")
                .withFigures("deviation")
                .withFigures("its error")
                .withFigures("least")
                .withFigures("5 %")
                .withFigures("median")
                .withFigures("95 %")
                .withFigures("95 %, 19 times of 20 within")
                .withFigures("mean of the worst 5 %")
                .withFigures("its error")
                .withFigures("largest")
                .withRows(columns.stream()
                        .map(column -> {
                            Summary summary = column.summary();
                            return List.of(
                                    column.head(),
                                    number(summary.mean()),
                                    error(summary.meanError()),
                                    number(summary.deviation()),
                                    error(summary.deviationError()),
                                    number(summary.range().low()),
                                    number(summary.quantile(1.0 - TAIL)),
                                    number(summary.quantile(0.5)),
                                    number(summary.quantile(TAIL)),
                                    range(summary.quantileRange(TAIL)),
                                    number(summary.conditionalValueAtRisk(TAIL)),
                                    error(summary.conditionalValueAtRiskError(TAIL)),
                                    number(summary.range().high()));
                        })
                        .toList());
    }

    private static List<StudyChart> charts(Column column) {
        Summary summary = column.summary();
        List<StudyChart> charts = new ArrayList<>();
        if (column.steps().size() >= 2) {
            charts.add(StudyChart.convergence(column.name(), column.unit(), column.steps()));
        }
        if (StudyChart.isSpread(summary.range().low(), summary.range().high())) {
            charts.add(StudyChart.histogram(
                    column.name(),
                    column.unit(),
                    summary.range().low(),
                    summary.range().high(),
                    DoubleStream.of(summary.histogram(BARS)).boxed().toList()));
        }
        charts.add(StudyChart.duration(
                column.name(),
                column.unit(),
                IntStream.rangeClosed(0, POINTS)
                        .mapToObj(k -> summary.quantile(1.0 - (double) k / POINTS))
                        .toList()));
        return charts;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("statuses");
        for (Map.Entry<String, Long> status : statuses.entrySet()) {
            json.writeNumberField(status.getKey(), status.getValue());
        }
        json.writeEndObject();
        json.writeBooleanField("weighted", weighted);
        json.writeArrayFieldStart("figures");
        for (Column column : columns) {
            write(column, json);
        }
        json.writeEndArray();
        limits.write(json, isAlike());
        settings.write(json);
        if (!differences.isEmpty()) {
            json.writeArrayFieldStart("differences");
            for (Difference difference : differences) {
                json.writeStartObject();
                json.writeStringField("name", difference.name());
                json.writeNumberField("count", difference.summary().count());
                JsonOutput.number(json, "mean", difference.summary().mean());
                JsonOutput.number(json, "meanError", difference.summary().meanError());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(Column column, JsonGenerator json) throws IOException {
        Summary summary = column.summary();
        json.writeStartObject();
        json.writeStringField("name", column.name());
        json.writeStringField("unit", column.unit());
        json.writeNumberField("count", summary.count());
        JsonOutput.number(json, "effectiveCount", summary.effectiveCount());
        JsonOutput.number(json, "mean", summary.mean());
        JsonOutput.number(json, "meanError", summary.meanError());
        JsonOutput.number(json, "deviation", summary.deviation());
        JsonOutput.number(json, "deviationError", summary.deviationError());
        JsonOutput.number(json, "variance", summary.variance());
        JsonOutput.number(json, "varianceError", summary.varianceError());
        JsonOutput.number(json, "least", summary.range().low());
        JsonOutput.number(json, "largest", summary.range().high());
        json.writeArrayFieldStart("quantiles");
        for (double share : SHARES) {
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
}
