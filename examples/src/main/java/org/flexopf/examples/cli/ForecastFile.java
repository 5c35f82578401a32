package org.flexopf.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.flexopf.exchange.finder.Forecast;
import org.flexopf.exchange.finder.ForecastRow;
import org.flexopf.exchange.schedule.InvalidInputException;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;
import org.flexopf.text.PlainText;

/** Schedules by scenario, period and bus from a CSV file (docs/market.md). Every fault found is told. */
final class ForecastFile {

    private static final List<String> COLUMNS = List.of(
            "scenario", "probability", "period", "bus", "demandMw", "demandMvar", "generationMw", "generationMvar");
    private static final int FAULTS_SHOWN = 20;

    /** Java would take 12d and 0x1p3 for numbers too. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final String name;
    private final List<String> faults = new ArrayList<>();

    private ForecastFile(String name) {
        this.name = name;
    }

    /** @throws BadInputException if the file cannot be read, or is no forecast for the network */
    static Forecast read(String name, Network network) {
        ForecastFile file = new ForecastFile(name);
        List<ForecastRow> rows = file.rows(text(name));
        Forecast forecast = null;
        try {
            // What is no number is told along with what is missing without it.
            forecast = file.faults.isEmpty() ? Forecast.of(network, rows) : null;
        } catch (InvalidInputException e) {
            e.faults().stream().map(Fault::toString).forEach(file.faults::add);
        }
        if (!file.faults.isEmpty()) {
            int more = file.faults.size() - FAULTS_SHOWN;
            throw new BadInputException("the schedules in " + name + " cannot be used:\n  "
                    + file.faults.stream().limit(FAULTS_SHOWN).collect(Collectors.joining("\n  "))
                    + (more > 0 ? "\n  and " + more + " faults more" : ""));
        }
        return forecast;
    }

    private static String text(String name) {
        try {
            return PlainText.decode(
                    CallFiles.isDash(name) ? CallFiles.standardInput() : Files.readAllBytes(Path.of(name)));
        } catch (IOException | InvalidPathException e) {
            throw new BadInputException("cannot read the schedules in " + name + ": " + e.getMessage()
                    + "; give a CSV file in UTF-8, see docs/market.md");
        }
    }

    private List<ForecastRow> rows(String text) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .get();
        List<ForecastRow> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            if (!checkColumns(parser.getHeaderNames())) {
                return rows;
            }
            for (CSVRecord row : parser) {
                String where = "line " + parser.getCurrentLineNumber();
                if (!row.isConsistent()) {
                    faults.add(where + ": " + row.size() + " values under "
                            + parser.getHeaderNames().size() + " column names; give one value per column");
                    continue;
                }
                rows.add(new ForecastRow(
                        whole(row, where, "scenario"),
                        number(row, where, "probability"),
                        whole(row, where, "period"),
                        whole(row, where, "bus"),
                        number(row, where, "demandMw"),
                        number(row, where, "demandMvar"),
                        number(row, where, "generationMw"),
                        number(row, where, "generationMvar")));
            }
        } catch (UncheckedIOException e) {
            // What the parser meets on its way from record to record, such as a quote that is never closed.
            throw noCsv(e.getCause());
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw noCsv(e);
        }
        return rows;
    }

    private boolean checkColumns(List<String> given) {
        Set<String> missing = new TreeSet<>(COLUMNS);
        given.forEach(missing::remove);
        Set<String> unknown = new TreeSet<>(given);
        COLUMNS.forEach(unknown::remove);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            faults.add("line 1: "
                    + (missing.isEmpty() ? "" : "the column " + String.join(", ", missing) + " is missing; ")
                    + (unknown.isEmpty() ? "" : "there is no column " + String.join(", ", unknown) + "; ")
                    + "the columns are " + String.join(", ", COLUMNS));
        }
        return faults.isEmpty();
    }

    private double number(CSVRecord row, String where, String column) {
        String text = row.get(column);
        if (DECIMAL.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))) {
            return Double.parseDouble(text);
        }
        faults.add(where + ": " + column + " is '" + text + "', which is no finite number; write it like 0.25");
        return 0.0;
    }

    private int whole(CSVRecord row, String where, String column) {
        String text = row.get(column);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            faults.add(where + ": " + column + " is '" + text + "', which is no whole number; number them 1, 2, 3");
            return 0;
        }
    }

    private BadInputException noCsv(Exception fault) {
        return new BadInputException(name + " is not CSV with column names in its first line: " + fault.getMessage()
                + "; see docs/market.md");
    }
}
