package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flexopf.report.ReportTable;
import org.flexopf.scenario.Row;
import org.flexopf.scenario.Summary;

/** How often figures are beyond limits that the caller names, and how often there is no optimum, with their errors. */
final class StudyLimits {

    /** What passes for a solver's rounding, relative to the limit and to a thousandth. */
    private static final double ROUNDING = 1e-6;

    private static final double LEAST = 1e-3;

    /** What tells ones from noughts. */
    private static final double ONES = 0.5;

    private final List<Limit> limits;
    private final Summary.Gathering unsolved = new Summary.Gathering();
    private long failed;

    /** A limit of a figure, and how often it was broken: ones among noughts. */
    private static final class Limit {

        private final String figure;
        private final boolean above;
        private final double value;
        private final int column;
        private final Summary.Gathering broken = new Summary.Gathering();

        private Limit(String figure, boolean above, double value, int column) {
            this.figure = figure;
            this.above = above;
            this.value = value;
            this.column = column;
        }

        private boolean isBroken(double number) {
            double room = ROUNDING * Math.max(LEAST, Math.abs(value));
            return above ? number > value + room : number < value - room;
        }

        private String side() {
            return above ? "above" : "below";
        }

        private String words() {
            return figure + " " + side() + " " + value;
        }
    }

    private StudyLimits(List<Limit> limits) {
        this.limits = limits;
    }

    /**
     * Limits of figures, each written like {@code voltageMin=0.95}.
     *
     * @param above limits that figures are not to be above
     * @param below limits that figures are not to be below
     * @param columns the figures that there are
     * @throws BadInputException if one says nothing, with every fault
     */
    static StudyLimits of(List<String> above, List<String> below, List<String> columns) {
        List<String> faults = new ArrayList<>();
        List<Limit> limits = new ArrayList<>();
        above.forEach(text -> limits.add(limit(text, true, columns, faults)));
        below.forEach(text -> limits.add(limit(text, false, columns, faults)));
        if (!faults.isEmpty()) {
            throw new BadInputException(String.join("\n  ", faults));
        }
        return new StudyLimits(limits);
    }

    private static Limit limit(String text, boolean above, List<String> columns, List<String> faults) {
        int equals = text.lastIndexOf('=');
        String option = (above ? "--above " : "--below ") + text;
        String figure = equals < 0 ? text : text.substring(0, equals).strip();
        double value = Double.NaN;
        try {
            value = equals < 0 ? Double.NaN : Double.parseDouble(text.substring(equals + 1));
        } catch (NumberFormatException none) {
            // Told below, as what is not finite.
        }
        int column = columns.indexOf(figure);
        if (!Double.isFinite(value)) {
            faults.add(option + " is no limit of a figure; write it like voltageMin=0.95");
        } else if (column < 0) {
            faults.add(option + ": the study has kept no '" + figure + "'; there are " + String.join(", ", columns));
        }
        return new Limit(figure, above, value, column);
    }

    /** Takes a row, whose figures count so much. */
    void add(Row row, double weight) {
        double[] values = row.values();
        for (Limit limit : limits) {
            double number = values[limit.column];
            if (!Double.isNaN(number)) {
                limit.broken.add(limit.isBroken(number) ? 1.0 : 0.0, weight);
            }
        }
        failed += row.isOptimal() ? 0 : 1;
        unsolved.add(row.isOptimal() ? 0.0 : 1.0);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3g %%", 100.0 * share);
    }

    /** How many of the draws are ones, in words. */
    private static String share(Summary.Gathering gathering) {
        return gathering.count() < 2 ? "-" : percent(gathering.summary().shareAbove(ONES));
    }

    private static String range(Summary.Gathering gathering) {
        if (gathering.count() < 2) {
            return "-";
        }
        Summary.Interval range = gathering.summary().shareAboveRange(ONES);
        return percent(range.low()) + " to " + percent(range.high());
    }

    /** How many draws have no optimum, as a probability: only where draws are all of one kind, and all count alike. */
    private boolean tellsUnsolved(boolean alike) {
        return alike && failed > 0 && unsolved.count() >= 2;
    }

    /** @param alike whether all draws are of one kind, and count alike */
    void print(PrintWriter out, boolean alike) {
        if (tellsUnsolved(alike)) {
            out.println("no optimum in " + share(unsolved) + " of the draws, 19 times of 20 within " + range(unsolved));
        }
        if (limits.isEmpty()) {
            return;
        }
        out.println();
        out.println("Beyond limits, of the draws with an answer:");
        int width =
                limits.stream().mapToInt(limit -> limit.words().length()).max().orElse(0);
        for (Limit limit : limits) {
            out.printf(
                    Locale.ROOT,
                    "%-" + width + "s  %10s  19 times of 20 within %s%n",
                    limit.words(),
                    share(limit.broken),
                    range(limit.broken));
        }
    }

    /** The tables of a page: none where there is nothing to tell. */
    Stream<ReportTable> tables(boolean alike) {
        List<List<String>> rows = new ArrayList<>();
        limits.forEach(limit -> rows.add(List.of(limit.words(), share(limit.broken), range(limit.broken))));
        if (tellsUnsolved(alike)) {
            rows.add(List.of("no optimum", share(unsolved), range(unsolved)));
        }
        return rows.isEmpty()
                ? Stream.empty()
                : Stream.of(ReportTable.of("limits", "How often limits are broken")
                        .withWords("limit")
                        .withFigures("share of the draws")
                        .withFigures("19 times of 20 within")
                        .withRows(rows));
    }

    void write(JsonGenerator json, boolean alike) throws IOException {
        if (tellsUnsolved(alike)) {
            json.writeObjectFieldStart("withoutOptimum");
            write(unsolved, json);
            json.writeEndObject();
        }
        if (limits.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("limits");
        for (Limit limit : limits) {
            json.writeStartObject();
            json.writeStringField("figure", limit.figure);
            json.writeStringField("side", limit.side());
            JsonOutput.number(json, "limit", limit.value);
            write(limit.broken, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(Summary.Gathering gathering, JsonGenerator json) throws IOException {
        json.writeNumberField("draws", gathering.count());
        if (gathering.count() >= 2) {
            Summary summary = gathering.summary();
            JsonOutput.number(json, "share", summary.shareAbove(ONES));
            JsonOutput.number(json, "low", summary.shareAboveRange(ONES).low());
            JsonOutput.number(json, "high", summary.shareAboveRange(ONES).high());
        }
    }
}
