package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;

/**
 * The document as CSV (RFC 4180), which is sections in one file: a line {@code # name}, a line of column names, the
 * rows, an empty line. The first section, {@code summary}, has all single figures by dotted name, with units; each list
 * of the document that is not empty is a section of its own, with units in square brackets behind the column names. An
 * unknown number is empty.
 */
public final class CsvRenderer {

    private final Map<String, Section> sections = new LinkedHashMap<>();

    private final PriceUnits units;

    private CsvRenderer(PriceUnits units) {
        this.units = units;
    }

    /** A table of texts under a name. */
    private static final class Section {
        private final Set<String> columns = new LinkedHashSet<>();
        private final List<Map<String, String>> rows = new ArrayList<>();
    }

    /** The document as one text. */
    public static String render(ResultDocument document) {
        CsvRenderer csv = new CsvRenderer(PriceUnits.of(document));
        Section summary = csv.section("summary");
        summary.columns.addAll(List.of("field", "value", "unit"));
        Fields.visit(document, csv.new Summary(summary, ""));
        return csv.text();
    }

    private Section section(String name) {
        return sections.computeIfAbsent(name, key -> new Section());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        sections.forEach((name, section) -> {
            line(text, List.of("# " + name));
            line(text, List.copyOf(section.columns));
            section.rows.forEach(row -> line(
                    text,
                    section.columns.stream()
                            .map(column -> row.getOrDefault(column, ""))
                            .toList()));
            text.append(CSVFormat.RFC4180.getRecordSeparator());
        });
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(CSVFormat.RFC4180.format(cells.toArray())).append(CSVFormat.RFC4180.getRecordSeparator());
    }

    private static String text(Object value) {
        if (value == null || (value instanceof Double number && !Double.isFinite(number))) {
            return "";
        }
        return value instanceof List<?> list
                ? list.stream().map(CsvRenderer::text).collect(Collectors.joining("; "))
                : value.toString();
    }

    /** A list of the document as a section: one row per element, with its number in the list that it is in. */
    private void addSection(String name, List<? extends Field<?>> parts, List<?> values, Map<String, String> owner) {
        if (values.isEmpty()) {
            return;
        }
        Section section = section(name);
        section.columns.addAll(owner.keySet());
        for (Object value : values) {
            Map<String, String> row = new LinkedHashMap<>(owner);
            Field.visit(parts, value, new Row(name, section, row, ""));
            section.rows.add(row);
        }
    }

    /** Single figures, one per row. */
    private final class Summary implements Field.Visitor {

        private final Section section;
        private final String prefix;

        private Summary(Section section, String prefix) {
            this.section = section;
            this.prefix = prefix;
        }

        @Override
        public void single(String name, String unit, Object value) {
            section.rows.add(Map.of("field", prefix + name, "value", text(value), "unit", units.of(unit)));
        }

        @Override
        public void object(String name, List<? extends Field<?>> parts, Object value) {
            if (value != null) {
                Field.visit(parts, value, new Summary(section, prefix + name + "."));
            }
        }

        @Override
        public void table(String name, List<? extends Field<?>> parts, List<?> values) {
            addSection(prefix + name, parts, values, Map.of());
        }
    }

    /** The figures of one element, one per column. */
    private final class Row implements Field.Visitor {

        private final String name;
        private final Section section;
        private final Map<String, String> row;
        private final String prefix;

        private Row(String name, Section section, Map<String, String> row, String prefix) {
            this.name = name;
            this.section = section;
            this.row = row;
            this.prefix = prefix;
        }

        @Override
        public void single(String field, String unit, Object value) {
            String column = prefix + field + (unit.isEmpty() ? "" : " [" + units.of(unit) + "]");
            section.columns.add(column);
            row.put(column, text(value));
        }

        @Override
        public void object(String field, List<? extends Field<?>> parts, Object value) {
            Field.visit(parts, value, new Row(name, section, row, prefix + field + "."));
        }

        @Override
        public void table(String field, List<? extends Field<?>> parts, List<?> values) {
            addSection(name + "." + field, parts, values, row);
        }
    }
}
