package org.flexopf.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/** The rows of a study that is done, by column. */
public final class StudyTable {

    private static final int FIXED = 2;

    private final List<String> columns;
    private final double[][] values;
    private final Map<String, Long> statuses;

    private StudyTable(List<String> columns, double[][] values, Map<String, Long> statuses) {
        this.columns = columns;
        this.values = values;
        this.statuses = statuses;
    }

    static StudyTable read(Path file) throws IOException {
        Growing growing = new Growing();
        growing.columns = scan(file, growing);
        return growing.table();
    }

    /**
     * Hands out the rows of a file.
     *
     * @return the names of their values
     */
    static List<String> scan(Path file, RowSink sink) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            List<String> all = header(file, in);
            int rows = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",", -1);
                if (cells.length != all.size()) {
                    throw new IOException(file + " has " + cells.length + " values in line " + (rows + 2) + ", but "
                            + all.size() + " columns");
                }
                double[] values = new double[all.size() - FIXED];
                for (int k = 0; k < values.length; k++) {
                    values[k] = number(file, rows, cells[FIXED + k]);
                }
                sink.take(new Row((long) number(file, rows, cells[0]), cells[1], "", values));
                rows++;
            }
            return all.subList(FIXED, all.size());
        }
    }

    /** The names of the values of its rows. */
    static List<String> columns(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            List<String> all = header(file, in);
            return all.subList(FIXED, all.size());
        }
    }

    private static List<String> header(Path file, BufferedReader in) throws IOException {
        String header = in.readLine();
        if (header == null || !header.startsWith("draw,status")) {
            throw new IOException(file + " has no columns draw and status in its first line");
        }
        return List.of(header.split(",", -1));
    }

    /** Columns that grow with every row. */
    private static final class Growing implements RowSink {

        private final Map<String, Long> statuses = new TreeMap<>();
        private List<String> columns;
        private double[][] values;
        private int rows;

        @Override
        public void take(Row row) {
            statuses.merge(row.status(), 1L, Long::sum);
            double[] own = row.values();
            if (values == null) {
                values = new double[own.length][1024];
            }
            for (int k = 0; k < own.length; k++) {
                if (rows == values[k].length) {
                    values[k] = Arrays.copyOf(values[k], 2 * rows);
                }
                values[k][rows] = own[k];
            }
            rows++;
        }

        private StudyTable table() {
            double[][] whole = new double[columns.size()][];
            for (int k = 0; k < whole.length; k++) {
                whole[k] = rows == 0 ? new double[0] : Arrays.copyOf(values[k], rows);
            }
            return new StudyTable(new ArrayList<>(columns), whole, statuses);
        }
    }

    private static double number(Path file, int row, String cell) throws IOException {
        try {
            return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new IOException(file + " has '" + cell + "' in line " + (row + 2) + ", which is no number");
        }
    }

    /** The names of its columns behind draw and status. */
    public List<String> columns() {
        return List.copyOf(columns);
    }

    /** How many draws ended in which way. */
    public Map<String, Long> statuses() {
        return Map.copyOf(statuses);
    }

    /** The numbers of a column, without those that there are not. @throws NoSuchElementException if there is none */
    public double[] values(String column) {
        int k = columns.indexOf(column);
        if (k < 0) {
            throw new NoSuchElementException("there is no column '" + column + "'; there are " + columns);
        }
        return Arrays.stream(values[k]).filter(value -> !Double.isNaN(value)).toArray();
    }

    @Override
    public String toString() {
        return "rows with " + columns;
    }
}
