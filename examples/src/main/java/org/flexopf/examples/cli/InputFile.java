package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.flexopf.text.PlainText;

/** A CSV or JSON file that a call reads, or standard input, and the faults that are found in it: all are told. */
final class InputFile {

    /** CSV with column names in its first line. */
    static final CSVFormat CSV = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Java would take 12d and 0x1p3 for numbers too. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private static final int FAULTS_SHOWN = 50;

    private final String name;
    private final String content;
    private final String document;
    private final String text;
    private final List<String> faults = new ArrayList<>();

    /**
     * Reads a file.
     *
     * @param name its name; a dash is standard input
     * @param content what it holds, such as {@code the orders}
     * @param kind what kind of file it is, such as {@code CSV}
     * @param document where its format is explained
     * @throws BadInputException if it cannot be read
     */
    InputFile(String name, String content, String kind, String document) {
        this.name = name;
        this.content = content;
        this.document = document;
        try {
            text = PlainText.decode(
                    CallFiles.isDash(name) ? CallFiles.standardInput() : Files.readAllBytes(Path.of(name)));
        } catch (IOException | InvalidPathException e) {
            throw new BadInputException("cannot read " + content + " in " + name + ": " + CallFiles.why(e) + "; give a "
                    + kind + " file in UTF-8, see " + document);
        }
    }

    /** All that stands in the file. */
    String text() {
        return text;
    }

    /** Adds a fault: where it is, what is wrong, and what would be right. */
    void fault(String fault) {
        faults.add(fault);
    }

    /** How many faults have been found. */
    int faultCount() {
        return faults.size();
    }

    /** @throws BadInputException if there are faults */
    void requireNoFaults() {
        if (!faults.isEmpty()) {
            int more = faults.size() - FAULTS_SHOWN;
            throw new BadInputException(content + " in " + name + " cannot be used:\n  "
                    + faults.stream().limit(FAULTS_SHOWN).collect(Collectors.joining("\n  "))
                    + (more > 0 ? "\n  and " + more + " faults more" : ""));
        }
    }

    /**
     * Goes through the rows of a CSV file. A row that has not one value per column is a fault, and left out.
     *
     * @param format {@link #CSV}, or a variant of it
     * @param columns takes the column names; false if there is no use in reading on
     * @param row takes where a row stands, and the row
     * @throws BadInputException if it is no CSV
     */
    void csv(CSVFormat format, Predicate<List<String>> columns, BiConsumer<String, CSVRecord> row) {
        try (CSVParser parser = CSVParser.parse(text, format)) {
            if (!columns.test(parser.getHeaderNames())) {
                return;
            }
            for (CSVRecord values : parser) {
                String where = "line " + parser.getCurrentLineNumber();
                if (values.isConsistent()) {
                    row.accept(where, values);
                } else {
                    fault(where + ": " + values.size() + " values under "
                            + parser.getHeaderNames().size()
                            + " column names; give one value per column, leave it empty for none");
                }
            }
        } catch (UncheckedIOException e) {
            // What the parser meets on its way from record to record, such as a quote that is never closed.
            throw noCsv(e.getCause());
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw noCsv(e);
        }
    }

    private BadInputException noCsv(Exception fault) {
        return new BadInputException(
                name + " is not CSV with column names in its first line: " + fault.getMessage() + "; see " + document);
    }

    /** The file as JSON. @throws BadInputException if it is none */
    JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (StreamConstraintsException e) {
            throw new BadInputException(
                    content + " in " + name + " cannot be read as JSON: it is nested too deeply, or a number "
                            + "or text in it is too long; see " + document);
        } catch (JsonProcessingException e) {
            throw new BadInputException(content + " in " + name + " cannot be read as JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse("") + " at line "
                    + e.getLocation().getLineNr() + "; see " + document);
        }
    }

    /** A finite number; a fault, and 0, if it is none. */
    double number(String where, String field, String value) {
        if (DECIMAL.matcher(value).matches() && Double.isFinite(Double.parseDouble(value))) {
            return Double.parseDouble(value);
        }
        fault(where + ": " + field + " is '" + value + "', which is no finite number; write it like 12.5");
        return 0.0;
    }

    /** A whole number; a fault, and 0, if it is none. */
    int whole(String where, String field, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            fault(where + ": " + field + " is '" + value + "', which is no whole number; write it like 12");
            return 0;
        }
    }
}
