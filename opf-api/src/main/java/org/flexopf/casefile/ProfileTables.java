package org.flexopf.casefile;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.casefile.JsonTree.ListNode;
import org.flexopf.casefile.JsonTree.Node;
import org.flexopf.casefile.JsonTree.NumberNode;
import org.flexopf.casefile.JsonTree.ObjectNode;
import org.flexopf.casefile.JsonTree.TextNode;
import org.flexopf.network.Fault;

/**
 * Profiles that a horizon names in tables beside it: wherever a list of numbers stands, {@code {"csv": "day.csv",
 * "column": "sun"}} stands for the numbers of a column. A table is comma-separated text whose first line names the
 * columns. All that is wrong with a column is told at once, by file, row and column.
 */
final class ProfileTables {

    private final Path folder;
    private final List<Fault> faults;
    private final Map<String, List<String[]>> tables = new LinkedHashMap<>();

    ProfileTables(Path folder, List<Fault> faults) {
        this.folder = folder;
        this.faults = faults;
    }

    /** An object with its columns in place. */
    ObjectNode filled(ObjectNode object) {
        Map<String, Node> fields = new LinkedHashMap<>();
        object.fields().forEach((name, node) -> fields.put(name, filled(node)));
        return new ObjectNode(fields, object.line(), object.column());
    }

    private Node filled(Node node) {
        if (node instanceof ListNode list) {
            return new ListNode(list.items().stream().map(this::filled).toList(), list.line(), list.column());
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        return object.fields().containsKey("csv") ? column(object) : filled(object);
    }

    /** The numbers of a column; one number for all periods in place of what is faulty, so that it is told once. */
    private Node column(ObjectNode reference) {
        Node instead = new NumberNode(0.0, true, reference.line(), reference.column());
        String place = "line " + reference.line() + ", column " + reference.column();
        if (reference.fields().size() != 2
                || !(reference.fields().get("csv") instanceof TextNode file)
                || !(reference.fields().get("column") instanceof TextNode column)) {
            faults.add(new Fault(
                    place,
                    "a table with the fields " + reference.fields().keySet(),
                    "a column is found by its file and its name, both texts",
                    "write {\"csv\": \"day.csv\", \"column\": \"sun\"}"));
            return instead;
        }
        List<String[]> table = tables.computeIfAbsent(file.value(), this::read);
        if (table.isEmpty()) {
            return instead;
        }
        List<String> names = Arrays.asList(table.get(0));
        int k = names.indexOf(column.value());
        if (k < 0 || names.lastIndexOf(column.value()) != k) {
            faults.add(new Fault(
                    file.value(),
                    "column '" + column.value() + "'",
                    k < 0 ? "there is no such column; there are " + names : "several columns are called so",
                    k < 0 ? "correct the name, or the first line of the table" : "give every column its own name"));
            return instead;
        }
        List<Node> numbers = new ArrayList<>();
        boolean sound = true;
        for (int row = 1; row < table.size(); row++) {
            String[] cells = table.get(row);
            double value = k < cells.length ? number(cells[k]) : Double.NaN;
            if (!Double.isFinite(value)) {
                sound = false;
                faults.add(new Fault(
                        file.value() + ", row " + (row + 1) + ", column '" + column.value() + "'",
                        k < cells.length ? "'" + cells[k] + "'" : "nothing",
                        "this is no finite number",
                        "give a number such as 0.5, with a point, and commas between cells alone"));
            }
            numbers.add(new NumberNode(value, false, reference.line(), reference.column()));
        }
        return sound ? new ListNode(numbers, reference.line(), reference.column()) : instead;
    }

    private static double number(String cell) {
        if (!cell.matches("[-+0-9.eE]+")) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The cells of a table by row, the names of its columns first; empty if it cannot be read, which is told. */
    private List<String[]> read(String file) {
        try {
            List<String[]> rows = new ArrayList<>();
            for (String line : TextFiles.read(folder.resolve(file).normalize())
                    .stripTrailing()
                    .split("\r?\n", -1)) {
                rows.add(Arrays.stream(line.split(",", -1)).map(String::strip).toArray(String[]::new));
            }
            return rows;
        } catch (CaseFileException e) {
            faults.add(new Fault("table '" + file + "'", e.found(), e.reason(), e.fix()));
        } catch (InvalidPathException e) {
            faults.add(new Fault("table '" + file + "'", "no path", e.getReason(), "give the path of a file"));
        }
        return List.of();
    }
}
