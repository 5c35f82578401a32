package org.flexopf.examples.cli;

import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;

/** A table as CSV (RFC 4180), with column names in its first line. */
final class CsvOutput {

    private CsvOutput() {}

    /**
     * The table as a text; empty if there are no rows.
     *
     * @param rows texts by column, each with the columns of the first
     */
    static String text(List<Map<String, String>> rows) {
        StringBuilder text = new StringBuilder();
        for (Map<String, String> row : rows) {
            if (text.length() == 0) {
                line(text, row.keySet().toArray());
            }
            line(text, row.values().toArray());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, Object[] cells) {
        text.append(CSVFormat.RFC4180.format(cells)).append(CSVFormat.RFC4180.getRecordSeparator());
    }
}
