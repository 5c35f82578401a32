package org.flexopf.report;

import java.util.ArrayList;
import java.util.List;

/** A table of a report: words to the left, figures to the right, what is at a limit stands out. */
final class HtmlTable {

    private record Column(String head, boolean figures) {}

    private record Cell(String text, boolean standsOut) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    HtmlTable words(String head) {
        columns.add(new Column(head, false));
        return this;
    }

    HtmlTable figures(String head) {
        columns.add(new Column(head, true));
        return this;
    }

    HtmlTable row() {
        rows.add(new ArrayList<>());
        return this;
    }

    HtmlTable cell(String text) {
        return cell(text, false);
    }

    HtmlTable cell(double value, int digits) {
        return cell(Numbers.fixed(value, digits), false);
    }

    /** A cell in bold if it stands out. */
    HtmlTable cell(String text, boolean standsOut) {
        rows.get(rows.size() - 1).add(new Cell(text, standsOut));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Writes the table under a heading that folds it away. */
    void draw(Markup html, String id, String heading) {
        html.open("details", "id", id, "open", "open").line();
        html.element("summary", heading + " (" + rows.size() + ")").line();
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (Column column : columns) {
            html.element("th", column.head(), "scope", "col", "class", column.figures() ? "figure" : "word");
        }
        html.close().close().line().open("tbody").line();
        for (List<Cell> row : rows) {
            html.open("tr");
            for (int c = 0; c < row.size(); c++) {
                String type = columns.get(c).figures() ? "figure" : "word";
                html.element("td", row.get(c).text(), "class", row.get(c).standsOut() ? type + " limit" : type);
            }
            html.close().line();
        }
        html.close().close().close().close().line();
    }
}
