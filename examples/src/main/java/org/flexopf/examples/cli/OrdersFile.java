package org.flexopf.examples.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;
import org.flexopf.exchange.Command;

/**
 * A stream of market commands in a CSV file, one a line. A column may be missing; what stands in a field is for the
 * market to judge, blanks around it too, and only what is no CSV, or no stream, is a fault of the file. Every fault
 * found is told.
 */
final class OrdersFile {

    private static final String SEQUENCE = "seq";

    private OrdersFile() {}

    /** @throws BadInputException if the file cannot be read, or is no stream of commands */
    static List<Command> read(String name) {
        InputFile file = new InputFile(name, "the orders", "CSV", "docs/market.md");
        List<Command> commands = new ArrayList<>();
        file.csv(InputFile.CSV, columns -> checkColumns(columns, file), (where, row) -> {
            commands.add(Command.of(field -> value(row, field.label())));
            checkSequence(row, where, commands.size(), file);
        });
        file.requireNoFaults();
        return commands;
    }

    /** Unknown columns are faults, and rows are looked at all the same. */
    private static boolean checkColumns(List<String> given, InputFile file) {
        Set<String> known = new TreeSet<>(Set.of(SEQUENCE));
        Arrays.stream(Command.Field.values()).map(Command.Field::label).forEach(known::add);
        Set<String> unknown = new TreeSet<>(given);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            file.fault("line 1: there is no column " + String.join(", ", unknown) + "; the columns are "
                    + String.join(", ", known));
        }
        return true;
    }

    /** The market numbers commands as they come: a file that says otherwise is not the stream that was meant. */
    private static void checkSequence(CSVRecord row, String where, int expected, InputFile file) {
        String sequence = value(row, SEQUENCE);
        if (!sequence.isEmpty() && !sequence.equals(Integer.toString(expected))) {
            file.fault(where + ": seq is " + sequence + ", but this is command " + expected
                    + "; number the lines 1, 2, 3, or leave the column out");
        }
    }

    private static String value(CSVRecord row, String column) {
        return row.isMapped(column) ? row.get(column) : "";
    }
}
