package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatlabWorkspace.Given;
import org.flexopf.network.Fault;
import org.flexopf.network.Note;

/** The fields of a MATPOWER case, with what is found out about them: notes, and faults with their rows. */
final class MatpowerTables {

    /** What the tables may hold beyond their data: MATPOWER appends the results of a solved case. */
    private static final Map<String, Integer> KNOWN_COLUMNS = Map.of("bus", 17, "gen", 25, "branch", 21, "dcline", 23);

    private static final int BRANCH_DATA_COLUMNS = 13;

    private final String file;
    private final Map<String, Given> fields;
    private final MatlabWorkspace workspace;
    private final List<Note> notes = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private boolean rowsLeftOut;

    MatpowerTables(String file, MatlabWorkspace workspace) {
        this.file = file;
        this.fields = workspace.fields();
        this.workspace = workspace;
    }

    String file() {
        return file;
    }

    Map<String, Given> fields() {
        return fields;
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    List<Note> notes() {
        return notes;
    }

    List<Fault> faults() {
        return faults;
    }

    /** Whether a row could not become an element, so that the network lacks it. */
    boolean rowsLeftOut() {
        return rowsLeftOut;
    }

    void rowLeftOut() {
        rowsLeftOut = true;
    }

    /** A note on what leaves the answer as it is. */
    void harmlessNote(String element, String remark) {
        notes.add(Note.harmless(element, remark));
    }

    /** A note on what the answer depends on. */
    void changingNote(String element, String remark) {
        notes.add(Note.changing(element, remark));
    }

    /** What messages call a field. */
    String label(String field) {
        return workspace.label(field);
    }

    CaseFileException error(String field, String found, String reason, String fix) {
        return new CaseFileException(file, fields.get(field).line(), found, reason, fix);
    }

    Matrix table(String field, int leastColumns) {
        if (!(fields.get(field).value() instanceof Matrix table)) {
            throw error(
                    field,
                    fields.get(field).value().describe(),
                    label(field) + " is a table of numbers",
                    "write it as " + label(field) + " = [ ... ];");
        }
        if (table.rows() > 0 && table.columns() < leastColumns) {
            throw error(
                    field,
                    table.columns() + " columns",
                    label(field) + " has " + leastColumns + " columns or more",
                    "add the columns that are missing");
        }
        Integer known = KNOWN_COLUMNS.get(field);
        int data = field.equals("branch") ? BRANCH_DATA_COLUMNS : known == null ? table.columns() : known;
        if (known != null && table.columns() > data && table.columns() != known) {
            changingNote(label(field), "columns beyond " + data + " are not part of the format, ignored");
        }
        return table;
    }

    double number(String field) {
        if (fields.get(field).value() instanceof Matrix matrix && matrix.isScalar()) {
            return matrix.values()[0];
        }
        throw error(
                field,
                fields.get(field).value().describe(),
                label(field) + " is a number",
                "write it as " + label(field) + " = 100;");
    }

    Row row(String field, Matrix table, int row) {
        return new Row(field, table, row);
    }

    /** A row of a table, with its place for messages. */
    final class Row {

        private final String field;
        private final Matrix table;
        private final int row;

        private Row(String field, Matrix table, int row) {
            this.field = field;
            this.table = table;
            this.row = row;
        }

        double at(int column) {
            return table.get(row, column);
        }

        /** How far a number may be off: half a unit of the last decimal that it was written with. */
        double rounding(int column) {
            return table.rounding(row, column);
        }

        int columns() {
            return table.columns();
        }

        /** A number from 1 to the largest int, or 0 with a fault. */
        int integer(int column, String what) {
            double value = at(column);
            if (value != Math.rint(value) || !(value >= 1.0 && value <= Integer.MAX_VALUE)) {
                fault(what + " " + value, "it is not a whole number from 1 to " + Integer.MAX_VALUE, "correct it");
                return 0;
            }
            return (int) value;
        }

        String label() {
            int line = table.line(row);
            return MatpowerTables.this.label(field) + " row " + (row + 1) + (line > 0 ? ", line " + line : "");
        }

        void fault(String value, String cause, String fix) {
            faults.add(new Fault(label(), value, cause, fix));
        }
    }
}
