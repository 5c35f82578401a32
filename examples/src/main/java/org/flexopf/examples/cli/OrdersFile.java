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
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.flexopf.exchange.Command;
import org.flexopf.text.PlainText;

/**
 * A stream of market commands in a CSV file, one a line. A column may be missing; what stands in a field is for the
 * market to judge, and only what is no CSV, or no stream, is a fault of the file. Every fault found is told.
 */
final class OrdersFile {

    private static final String SEQUENCE = "seq";

    private static final Set<String> COLUMNS = Set.of(
            SEQUENCE,
            "time",
            "kind",
            "id",
            "owner",
            "bus",
            "direction",
            "quantity",
            "price",
            "period",
            "restriction",
            "minimum",
            "expiry",
            "conditional",
            "zone");

    private static final int FAULTS_SHOWN = 20;

    private final String name;
    private final List<String> faults = new ArrayList<>();

    private OrdersFile(String name) {
        this.name = name;
    }

    /** @throws BadInputException if the file cannot be read, or is no stream of commands */
    static List<Command> read(String name) {
        OrdersFile file = new OrdersFile(name);
        List<Command> commands = file.commands(text(name));
        if (!file.faults.isEmpty()) {
            int more = file.faults.size() - FAULTS_SHOWN;
            throw new BadInputException("the orders in " + name + " cannot be used:\n  "
                    + String.join("\n  ", file.faults.subList(0, Math.min(FAULTS_SHOWN, file.faults.size())))
                    + (more > 0 ? "\n  and " + more + " faults more" : ""));
        }
        return commands;
    }

    private static String text(String name) {
        try {
            return PlainText.decode(
                    CallFiles.isDash(name) ? CallFiles.standardInput() : Files.readAllBytes(Path.of(name)));
        } catch (IOException | InvalidPathException e) {
            throw new BadInputException("cannot read the orders in " + name + ": " + e.getMessage()
                    + "; give a CSV file in UTF-8, see docs/market.md");
        }
    }

    private List<Command> commands(String text) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .get();
        List<Command> commands = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            checkColumns(parser.getHeaderNames());
            for (CSVRecord row : parser) {
                long line = parser.getCurrentLineNumber();
                if (!row.isConsistent()) {
                    faults.add("line " + line + ": " + row.size() + " values under "
                            + parser.getHeaderNames().size()
                            + " column names; give one value per column, leave it empty for none");
                    continue;
                }
                commands.add(command(row));
                checkSequence(row, line, commands.size());
            }
        } catch (UncheckedIOException e) {
            // What the parser meets on its way from record to record, such as a quote that is never closed.
            throw noCsv(e.getCause());
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw noCsv(e);
        }
        return commands;
    }

    private void checkColumns(List<String> given) {
        Set<String> unknown = new TreeSet<>(given);
        unknown.removeAll(COLUMNS);
        if (!unknown.isEmpty()) {
            faults.add("line 1: there is no column " + String.join(", ", unknown) + "; the columns are "
                    + String.join(", ", new TreeSet<>(COLUMNS)));
        }
    }

    /** The market numbers commands as they come: a file that says otherwise is not the stream that was meant. */
    private void checkSequence(CSVRecord row, long line, int expected) {
        String sequence = value(row, SEQUENCE);
        if (!sequence.isEmpty() && !sequence.equals(Integer.toString(expected))) {
            faults.add("line " + line + ": seq is " + sequence + ", but this is command " + expected
                    + "; number the lines 1, 2, 3, or leave the column out");
        }
    }

    private static Command command(CSVRecord row) {
        return new Command(
                value(row, "time"),
                value(row, "kind"),
                value(row, "id"),
                value(row, "owner"),
                value(row, "bus"),
                value(row, "direction"),
                value(row, "quantity"),
                value(row, "price"),
                value(row, "period"),
                value(row, "restriction"),
                value(row, "minimum"),
                value(row, "expiry"),
                value(row, "conditional"),
                value(row, "zone"));
    }

    private static String value(CSVRecord row, String column) {
        return row.isMapped(column) ? row.get(column) : "";
    }

    private BadInputException noCsv(Exception fault) {
        return new BadInputException(name + " is not CSV with column names in its first line: " + fault.getMessage()
                + "; see docs/market.md");
    }
}
