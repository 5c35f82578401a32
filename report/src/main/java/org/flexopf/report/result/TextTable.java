package org.flexopf.report.result;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table for a terminal: numbers to the right, words to the left, columns as wide as they need to be. */
public final class TextTable {

    /** Longer tables are cut for people, and say so; JSON and CSV have everything. */
    public static final int ROWS_SHOWN = 60;

    private static final String GAP = "  ";
    private static final int LONGEST_NAME = 24;

    private final String[] heads;
    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] words;

    /** Columns by their heads; a head that begins with {@code <} is of words. */
    public TextTable(String... heads) {
        this.heads = new String[heads.length];
        this.words = new boolean[heads.length];
        for (int c = 0; c < heads.length; c++) {
            words[c] = heads[c].startsWith("<");
            this.heads[c] = words[c] ? heads[c].substring(1) : heads[c];
        }
    }

    /** One more row, a cell for each column. */
    public TextTable row(Object... cells) {
        String[] row = new String[heads.length];
        for (int c = 0; c < row.length; c++) {
            row[c] = String.valueOf(cells[c]);
        }
        rows.add(row);
        return this;
    }

    /** A number with a fixed count of digits after the point, a dash where there is none. */
    public static String number(double value, int digits) {
        if (Double.isNaN(value)) {
            return "-";
        }
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        // A rounded minus zero would read as if there were something left.
        return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
    }

    /** A limit, which may be none at all. */
    public static String limit(double value, int digits) {
        return Double.isInfinite(value) ? "unlimited" : number(value, digits);
    }

    /** A name as far as a column of names has room. */
    static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 2)) + "..";
    }

    int columns() {
        return heads.length;
    }

    /** Prints the table, then how many of all rows it leaves out, then an empty line. */
    public void print(PrintWriter out, int rowsInAll, String what) {
        print(out);
        if (rowsInAll > rows.size()) {
            out.printf(
                    Locale.ROOT, "... and %d more %s; JSON and CSV have all of them%n", rowsInAll - rows.size(), what);
        }
        out.println();
    }

    /** Prints the table. */
    public void print(PrintWriter out) {
        int[] width = new int[heads.length];
        for (int c = 0; c < heads.length; c++) {
            width[c] = heads[c].length();
            for (String[] row : rows) {
                width[c] = Math.max(width[c], row[c].length());
            }
        }
        print(out, heads, width);
        StringBuilder rule = new StringBuilder();
        for (int c = 0; c < heads.length; c++) {
            rule.append(c == 0 ? "" : GAP).append("-".repeat(width[c]));
        }
        out.println(rule);
        rows.forEach(row -> print(out, row, width));
    }

    private void print(PrintWriter out, String[] row, int[] width) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < row.length; c++) {
            String padding = " ".repeat(width[c] - row[c].length());
            line.append(c == 0 ? "" : GAP).append(words[c] ? row[c] + padding : padding + row[c]);
        }
        out.println(line.toString().stripTrailing());
    }

    @Override
    public String toString() {
        return "table of " + rows.size() + " rows";
    }
}
