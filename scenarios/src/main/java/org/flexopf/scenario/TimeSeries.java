package org.flexopf.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;

/**
 * Draws out of a CSV file: one draw a row, such as the quarter-hours of a year. A column says in its name what it sets
 * ({@link SeriesColumn}): {@code load.7} is the demand of load 7 in MW, {@code availability.2} the largest active power
 * of generator 2 in MW, {@code price.2} its price in currency per MWh, {@code load.7.factor} what the demand of load 7
 * is multiplied by, {@code load.factor} what all demand is. A first column {@code time} may have any text.
 *
 * <p>The file is read through once and checked, and each draw reads its own row again, so that memory does not grow
 * with its columns: eight bytes are kept of a row.
 */
public final class TimeSeries implements DrawSource {

    /** The parameter with the number of the row, from 1. */
    public static final String PARAMETER = "row";

    /** A cell in quotes, or one without any; then a comma, or the end. */
    private static final Pattern CELL = Pattern.compile("(?:\\s*\"((?:[^\"]|\"\")*+)\"\\s*|([^\",]*+))(,|$)");

    /** What is a number to every reader of tables; Java takes 1d and 0x1p3 for one as well. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    /** So many faults are told one by one. */
    private static final int TOLD = 20;

    private final Path file;
    private final String digest;
    private final List<SeriesColumn> columns;
    private final boolean timed;
    /** Where rows begin, in bytes, and where the last one ends. */
    private final long[] offsets;

    /** Open but where the interruption of a thread that read has closed it. */
    private volatile FileChannel channel;

    private TimeSeries(
            Path file, String digest, List<SeriesColumn> columns, boolean timed, long[] offsets, FileChannel channel) {
        this.file = file;
        this.digest = digest;
        this.columns = columns;
        this.timed = timed;
        this.offsets = offsets;
        this.channel = channel;
    }

    /**
     * Reads a file through, and keeps where its rows are.
     *
     * @throws IOException if it cannot be read
     * @throws InvalidNetworkException if it has cells that are no numbers, rows of another length, or columns that say
     *     nothing, with every fault named by line, column and value
     */
    public static TimeSeries read(Path file) throws IOException {
        Reading reading = new Reading(file.getFileName().toString());
        try (InputStream in = Files.newInputStream(file)) {
            reading.all(in);
        }
        if (!reading.faults.isEmpty()) {
            throw new InvalidNetworkException(file.toString(), reading.faults());
        }
        return new TimeSeries(
                file,
                Digest.of(file),
                List.copyOf(reading.columns),
                reading.timed,
                Arrays.copyOf(reading.offsets, reading.rows + 1),
                FileChannel.open(file));
    }

    /** How many rows there are. */
    public int rows() {
        return offsets.length - 1;
    }

    @Override
    public List<Fault> faults(Network base) {
        List<Fault> faults = new ArrayList<>();
        for (SeriesColumn column : columns) {
            try {
                column.places(base);
            } catch (NoSuchElementException missing) {
                faults.add(new Fault(
                        file.getFileName().toString(),
                        "column " + column.name(),
                        missing.getMessage(),
                        "name an element of the case"));
            }
        }
        return faults;
    }

    @Override
    public OptionalLong size(Network base) {
        return OptionalLong.of(rows());
    }

    @Override
    public int places(Network base) {
        return 0;
    }

    @Override
    public List<String> parameters() {
        return List.of(PARAMETER);
    }

    @Override
    public Draw draw(Draw before, long number, Chance chance, int place) {
        int row = Math.toIntExact(number);
        double[] values = values(row);
        Profile profile = before.profile();
        // Demand is set before what stays of its ratio to reactive demand.
        for (Quantity quantity : Quantity.values()) {
            profile = changed(profile, quantity, values);
        }
        return before.withProfile(profile).with(PARAMETER, row + 1.0);
    }

    /** A profile with the values of those columns that are about a quantity, from left to right. */
    private Profile changed(Profile profile, Quantity quantity, double[] values) {
        int[][] places = new int[values.length][0];
        int count = 0;
        for (int k = 0; k < values.length; k++) {
            if (columns.get(k).quantity() == quantity) {
                places[k] = columns.get(k).places(profile.network());
                count += places[k].length;
            }
        }
        if (count == 0) {
            return profile;
        }
        Quantity.Changes changes = new Quantity.Changes(new int[count], new double[count], new boolean[count]);
        int at = 0;
        for (int k = 0; k < values.length; k++) {
            for (int place : places[k]) {
                changes.places()[at] = place;
                changes.values()[at] = values[k];
                changes.isFactor()[at++] = columns.get(k).factor();
            }
        }
        return quantity.changed(profile, changes);
    }

    private double[] values(int row) {
        try {
            List<String> cells = cells(text(row));
            double[] values = new double[columns.size()];
            for (int k = 0; k < values.length; k++) {
                values[k] = Double.parseDouble(cells.get(k + (timed ? 1 : 0)));
            }
            return values;
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new UncheckedIOException(new IOException(
                    "row " + (row + 1) + " of " + file + " cannot be read any more: " + e.getMessage()
                            + "; leave the file alone while a study runs",
                    e));
        }
    }

    /**
     * The cells of a line, without what stands round them; in quotes they may have commas, and quotes twice.
     *
     * @throws IllegalArgumentException if a quote is not closed in the line
     */
    private static List<String> cells(String line) {
        if (line.indexOf('"') < 0) {
            return Stream.of(line.split(",", -1)).map(String::strip).toList();
        }
        List<String> cells = new ArrayList<>();
        Matcher cell = CELL.matcher(line.strip());
        int at = 0;
        while (cell.find(at) && cell.start() == at) {
            String quoted = cell.group(1);
            cells.add(quoted == null ? cell.group(2).strip() : quoted.replace("\"\"", "\""));
            at = cell.end();
            if (cell.group(3).isEmpty()) {
                return cells;
            }
        }
        throw new IllegalArgumentException("a quote is not closed, or stands in the middle of a value");
    }

    /** A row as it stands in the file; the interruption of another thread that reads it is none of this one's. */
    private String text(int row) throws IOException {
        while (true) {
            FileChannel open = channel;
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(offsets[row + 1] - offsets[row]));
            try {
                while (bytes.hasRemaining()) {
                    if (open.read(bytes, offsets[row] + bytes.position()) < 0) {
                        throw new IOException("it is shorter than when it was opened");
                    }
                }
                return new String(bytes.array(), StandardCharsets.UTF_8);
            } catch (ClosedChannelException closed) {
                if (Thread.currentThread().isInterrupted()) {
                    throw closed;
                }
                reopen(open);
            }
        }
    }

    private synchronized void reopen(FileChannel closed) throws IOException {
        if (channel == closed) {
            channel = FileChannel.open(file);
        }
    }

    @Override
    public String toString() {
        return "time series of " + rows() + " rows with " + columns + ", SHA-256 " + digest;
    }

    /** Goes through a file once. */
    private static final class Reading {

        private final String file;
        private final List<Fault> faults = new ArrayList<>();
        private final List<SeriesColumn> columns = new ArrayList<>();
        private long faulty;
        private boolean timed;
        private long[] offsets = new long[1024];
        private int rows;
        private int cells;
        private List<String> names = List.of();

        Reading(String file) {
            this.file = file;
        }

        /** The faults, the last of them telling how many more there are. */
        List<Fault> faults() {
            if (faulty > faults.size()) {
                faults.add(new Fault(file, (faulty - faults.size()) + " more", "are as wrong", "mend these first"));
            }
            return faults;
        }

        private void fault(String where, String what, String fix) {
            faulty++;
            if (faults.size() < TOLD) {
                faults.add(new Fault(file, where, what, fix));
            }
        }

        void all(InputStream in) throws IOException {
            byte[] buffer = new byte[1 << 16];
            byte[] line = new byte[1 << 10];
            int length = 0;
            long at = 0;
            long begin = 0;
            int number = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int k = 0; k < read; k++) {
                    at++;
                    if (buffer[k] == '\n') {
                        line(++number, new String(line, 0, length, StandardCharsets.UTF_8), begin, at);
                        length = 0;
                        begin = at;
                    } else {
                        if (length == line.length) {
                            line = Arrays.copyOf(line, 2 * length);
                        }
                        line[length++] = buffer[k];
                    }
                }
            }
            if (length > 0) {
                line(++number, new String(line, 0, length, StandardCharsets.UTF_8), begin, at);
            }
            if (rows == 0 && faults.isEmpty()) {
                fault("the file", "it has no rows of numbers", "give a line of column names, and a line for each draw");
            }
        }

        private void line(int number, String text, long begin, long end) {
            if (number > 1 && cells == 0) {
                // What columns there are is not known.
                return;
            }
            String stripped = text.strip();
            if (number == 1) {
                header(stripped.startsWith("\ufeff") ? stripped.substring(1) : stripped);
                return;
            }
            if (stripped.isEmpty()) {
                fault("line " + number, "it is empty", "take it out");
                return;
            }
            List<String> values;
            try {
                values = cells(stripped);
            } catch (IllegalArgumentException e) {
                fault("line " + number, e.getMessage(), "correct it there");
                return;
            }
            if (values.size() != cells) {
                fault(
                        "line " + number,
                        "it has " + values.size() + (values.size() == 1 ? " value for " : " values for ") + cells
                                + (cells == 1 ? " column" : " columns"),
                        "give each column a value, with commas between them and points in numbers");
                return;
            }
            for (int k = timed ? 1 : 0; k < cells; k++) {
                check(number, names.get(k), values.get(k));
            }
            if (rows + 1 == offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * offsets.length);
            }
            offsets[rows++] = begin;
            offsets[rows] = end;
        }

        private void check(int number, String column, String value) {
            if (NUMBER.matcher(value).matches() && Double.isFinite(Double.parseDouble(value))) {
                return;
            }
            fault(
                    "line " + number + ", column " + column,
                    "'" + value + "' is no finite number",
                    "give one, with a point and without a unit");
        }

        private void header(String text) {
            if (text.indexOf(',') < 0 && text.indexOf(';') >= 0) {
                fault(
                        "line 1",
                        "its columns are separated by semicolons",
                        "write commas between them, and points in " + "numbers");
                return;
            }
            try {
                names = cells(text);
            } catch (IllegalArgumentException e) {
                fault("line 1", e.getMessage(), SeriesColumn.NAMES);
                return;
            }
            cells = names.size();
            timed = names.get(0).equals("time");
            Set<String> seen = new HashSet<>();
            for (String name : names.subList(timed ? 1 : 0, cells)) {
                if (!seen.add(name)) {
                    fault("column " + name, "it is there twice", "give it once");
                }
                try {
                    columns.add(SeriesColumn.named(name));
                } catch (IllegalArgumentException e) {
                    fault("column '" + name + "'", e.getMessage(), SeriesColumn.NAMES);
                }
            }
            if (columns.isEmpty() && faults.isEmpty()) {
                fault("line 1", "it names no column but time", SeriesColumn.NAMES);
            }
        }
    }
}
