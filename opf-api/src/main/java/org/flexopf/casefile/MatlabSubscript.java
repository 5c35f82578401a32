package org.flexopf.casefile;

import java.util.Arrays;
import java.util.List;
import org.flexopf.casefile.MatlabValue.Matrix;

/**
 * Places in one direction of a table, from 0, and what is done to the part of a table that they choose.
 *
 * @param places the places in the order in which they were given
 * @param rows the shape in which they were given
 * @param columns the shape in which they were given
 * @param all whether a colon stands for them
 */
record MatlabSubscript(int[] places, int rows, int columns, boolean all) {

    /** All of so many places. */
    static MatlabSubscript all(int size) {
        int[] places = new int[size];
        Arrays.setAll(places, k -> k);
        return new MatlabSubscript(places, size, 1, true);
    }

    /**
     * The places that numbers name, from 1.
     *
     * @param size how many there are
     * @param growing whether there may be more
     */
    static MatlabSubscript of(Matrix numbers, int size, boolean growing) {
        int most = growing ? MatlabFunctions.MOST_NUMBERS : size;
        int[] places = new int[numbers.values().length];
        for (int k = 0; k < places.length; k++) {
            double number = numbers.values()[k];
            if (number != Math.rint(number) || !(number >= 1.0 && number <= most)) {
                throw new IllegalArgumentException("there is no row or column " + number + " among " + size);
            }
            places[k] = (int) number - 1;
        }
        return new MatlabSubscript(places, numbers.rows(), numbers.columns(), false);
    }

    /** The places at which truths hold. */
    static MatlabSubscript where(Matrix truths) {
        int[] places = new int[truths.values().length];
        int count = 0;
        Matrix byColumns = MatlabFunctions.transposed(truths);
        for (int k = 0; k < places.length; k++) {
            if (byColumns.values()[k] != 0.0) {
                places[count++] = k;
            }
        }
        int[] chosen = Arrays.copyOf(places, count);
        return truths.rows() == 1
                ? new MatlabSubscript(chosen, 1, count, false)
                : new MatlabSubscript(chosen, count, 1, false);
    }

    /** Rows and columns of one subscript or two, for assignment: one counts along a list, or column by column. */
    static List<MatlabSubscript> ofRowsAndColumns(Matrix table, List<MatlabSubscript> given) {
        if (given.size() == 2) {
            return given;
        }
        MatlabSubscript only = given.get(0);
        if (table.columns() == 1 && table.rows() > 1) {
            return List.of(only, all(1));
        }
        if (table.rows() <= 1) {
            return List.of(table.rows() == 1 ? all(1) : at(0), only);
        }
        if (only.size() != 1 || only.largest() > table.values().length) {
            throw new IllegalArgumentException("rows and columns are wanted here");
        }
        int place = only.places[0];
        return List.of(at(place % table.rows()), at(place / table.rows()));
    }

    private static MatlabSubscript at(int place) {
        return new MatlabSubscript(new int[] {place}, 1, 1, false);
    }

    private int size() {
        return places.length;
    }

    private int largest() {
        return Arrays.stream(places).max().orElse(-1) + 1;
    }

    /** The part of a table in some rows and columns; lines and roundings go with whole rows. */
    static Matrix part(Matrix table, MatlabSubscript rows, MatlabSubscript columns) {
        double[] values = new double[MatlabFunctions.count(rows.size(), columns.size())];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                values[i * columns.size() + j] = table.get(rows.places[i], columns.places[j]);
            }
        }
        if (!columns.all || table.lines() == null) {
            return new Matrix(rows.size(), columns.size(), values);
        }
        int[] lines = Arrays.stream(rows.places).map(table::line).toArray();
        double[] roundings = new double[values.length];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                roundings[i * columns.size() + j] = table.rounding(rows.places[i], columns.places[j]);
            }
        }
        return new Matrix(rows.size(), columns.size(), values, lines, roundings);
    }

    /** The elements of a table by one subscript, which counts column by column. */
    static Matrix part(Matrix table, MatlabSubscript elements) {
        double[] values = new double[elements.size()];
        for (int k = 0; k < values.length; k++) {
            int place = elements.places[k];
            values[k] = table.get(place % table.rows(), place / table.rows());
        }
        if (elements.all) {
            return new Matrix(values.length, 1, values);
        }
        boolean ofRow = table.rows() == 1 && (elements.rows == 1 || elements.columns == 1);
        boolean ofColumn = table.columns() == 1 && table.rows() != 1 && (elements.rows == 1 || elements.columns == 1);
        return ofRow
                ? new Matrix(1, values.length, values)
                : ofColumn ? new Matrix(values.length, 1, values) : new Matrix(elements.rows, elements.columns, values);
    }

    /** A table with other values in some rows and columns; it grows where they lie beyond it, by zeros. */
    static Matrix replaced(Matrix table, MatlabSubscript rows, MatlabSubscript columns, Matrix values, int line) {
        MatlabSubscript chosenRows = rows.all && table.rows() == 0 ? all(alongRows(values, columns)) : rows;
        MatlabSubscript chosenColumns =
                columns.all && table.columns() == 0 ? all(alongColumns(values, chosenRows)) : columns;
        int count = MatlabFunctions.count(chosenRows.size(), chosenColumns.size());
        boolean fits = values.isScalar()
                || (values.rows() == chosenRows.size() && values.columns() == chosenColumns.size())
                || (values.values().length == count
                        && Math.min(values.rows(), values.columns()) == 1
                        && Math.min(chosenRows.size(), chosenColumns.size()) == 1);
        if (!fits) {
            throw new IllegalArgumentException(values.describe() + " does not fit into " + chosenRows.size()
                    + " rows and " + chosenColumns.size() + " columns");
        }
        Matrix changed = grown(table, chosenRows.largest(), chosenColumns.largest(), line);
        for (int i = 0; i < chosenRows.size(); i++) {
            for (int j = 0; j < chosenColumns.size(); j++) {
                changed.values()[chosenRows.places[i] * changed.columns() + chosenColumns.places[j]] =
                        values.values()[values.isScalar() ? 0 : i * chosenColumns.size() + j];
            }
        }
        return changed;
    }

    private static int alongRows(Matrix values, MatlabSubscript columns) {
        return columns.size() == 1 ? values.values().length : values.rows();
    }

    private static int alongColumns(Matrix values, MatlabSubscript rows) {
        return rows.size() == 1 ? values.values().length : values.columns();
    }

    private static Matrix grown(Matrix table, int rows, int columns, int line) {
        int newRows = Math.max(rows, table.rows());
        int newColumns = Math.max(columns, table.columns());
        double[] values = new double[MatlabFunctions.count(newRows, newColumns)];
        int[] lines = new int[newRows];
        for (int i = 0; i < table.rows(); i++) {
            System.arraycopy(table.values(), i * table.columns(), values, i * newColumns, table.columns());
        }
        for (int i = 0; i < newRows; i++) {
            lines[i] = i < table.rows() ? table.line(i) : line;
        }
        return new Matrix(newRows, newColumns, values, lines, null);
    }

    /** A table without some of its rows or columns; one of the two has to be all. */
    static Matrix without(Matrix table, MatlabSubscript rows, MatlabSubscript columns) {
        if (!rows.all && !columns.all) {
            throw new IllegalArgumentException("only whole rows or whole columns can be taken out");
        }
        boolean[] gone = new boolean[rows.all ? table.columns() : table.rows()];
        for (int place : rows.all ? columns.places : rows.places) {
            gone[place] = true;
        }
        int[] kept = new int[gone.length];
        int count = 0;
        for (int k = 0; k < gone.length; k++) {
            if (!gone[k]) {
                kept[count++] = k;
            }
        }
        MatlabSubscript left = new MatlabSubscript(Arrays.copyOf(kept, count), count, 1, false);
        return rows.all ? part(table, all(table.rows()), left) : part(table, left, all(table.columns()));
    }
}
