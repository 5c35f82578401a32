package org.flexopf.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A table of a report: words to the left, figures to the right. A long one is cut, and says so. Immutable.
 *
 * @param id its id in the page
 * @param heading what it is about
 * @param columns its columns
 * @param rows a text for each column
 */
public record ReportTable(String id, String heading, List<Column> columns, List<List<String>> rows) {

    private static final int MOST_ROWS = 400;

    /**
     * A column.
     *
     * @param head its heading, with the unit
     * @param figures whether it holds figures
     */
    public record Column(String head, boolean figures) {

        /** The heading is required. */
        public Column {
            Objects.requireNonNull(head, "head");
        }
    }

    /**
     * Lists are copied. @throws IllegalArgumentException if a row has another number of texts than there are columns
     */
    public ReportTable {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(heading, "heading");
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row of " + row.size() + " texts under " + columns.size()
                        + " columns in '" + heading + "'; give one for each");
            }
        }
    }

    /** A table without columns and rows. */
    public static ReportTable of(String id, String heading) {
        return new ReportTable(id, heading, List.of(), List.of());
    }

    /** With another column of words, before there are rows. */
    public ReportTable withWords(String head) {
        return withColumn(new Column(head, false));
    }

    /** With another column of figures, before there are rows. */
    public ReportTable withFigures(String head) {
        return withColumn(new Column(head, true));
    }

    private ReportTable withColumn(Column column) {
        List<Column> more = new ArrayList<>(columns);
        more.add(column);
        return new ReportTable(id, heading, more, rows);
    }

    /** With rows, a text for each column. */
    public ReportTable withRows(List<List<String>> newRows) {
        return new ReportTable(id, heading, columns, newRows);
    }

    void draw(Markup html) {
        HtmlTable table = new HtmlTable();
        columns.forEach(column -> {
            if (column.figures()) {
                table.figures(column.head());
            } else {
                table.words(column.head());
            }
        });
        rows.stream().limit(MOST_ROWS).forEach(row -> {
            table.row();
            row.forEach(table::cell);
        });
        String cut =
                rows.size() > MOST_ROWS ? ", the first " + MOST_ROWS + " of " + rows.size() + "; JSON has all" : "";
        table.draw(html, id, heading + cut);
    }
}
