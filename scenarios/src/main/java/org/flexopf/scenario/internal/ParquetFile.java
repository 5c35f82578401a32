package org.flexopf.scenario.internal;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes rows of a study as an Apache Parquet file (the format's specification, version 1 pages): the number of the
 * draw, its status, then a column of numbers for each value, null where there is none. Numbers are as they are in
 * memory, statuses by their place in a dictionary; nothing is compressed, so that the same rows are the same bytes
 * whatever compresses elsewhere. Rows wait in memory until a group of them is full.
 *
 * <p>It is written here because the libraries that do it bring Hadoop's client or native code of 60 MB with them, for
 * three kinds of columns. What it writes is read by Spark and by DuckDB in the tests of scenarios-spark.
 */
public final class ParquetFile implements Closeable {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** Numbers that wait in memory, and so the size of a group: 32 MB. */
    private static final int NUMBERS = 1 << 22;

    private static final int SMALLEST_GROUP = 1_000;
    private static final int LARGEST_GROUP = 1 << 17;

    // Names of the specification.
    private static final int INT64 = 2;
    private static final int DOUBLE = 5;
    private static final int BYTE_ARRAY = 6;
    private static final int REQUIRED = 0;
    private static final int OPTIONAL = 1;
    private static final int UTF8 = 0;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int RLE_DICTIONARY = 8;
    private static final int DATA_PAGE = 0;
    private static final int DICTIONARY_PAGE = 2;

    private final OutputStream out;
    private final List<String> columns;
    private final Map<String, String> about;
    private final List<Group> groups = new ArrayList<>();
    private final int capacity;
    private final long[] draws;
    private final int[] statuses;
    private final double[][] values;
    /** The statuses of the group, by their place in its dictionary. */
    private final Map<String, Integer> dictionary = new LinkedHashMap<>();

    private int rows;
    private long written;

    private record Chunk(
            String name, int type, List<Integer> encodings, long rows, long begin, long dataPage, long end) {

        boolean hasDictionary() {
            return dataPage > begin;
        }
    }

    private record Group(List<Chunk> chunks, long rows) {

        long bytes() {
            return chunks.get(chunks.size() - 1).end() - chunks.get(0).begin();
        }
    }

    private ParquetFile(OutputStream out, List<String> columns, Map<String, String> about, int capacity)
            throws IOException {
        this.out = out;
        this.columns = List.copyOf(columns);
        this.about = new LinkedHashMap<>(about);
        this.capacity = capacity;
        draws = new long[capacity];
        statuses = new int[capacity];
        values = new double[columns.size()][capacity];
        write(MAGIC);
    }

    /**
     * Begins a file, in place of one that is there.
     *
     * @param columns the names of the values of a row
     * @param about what the file says about itself, by key
     * @throws IOException if it cannot be written
     */
    public static ParquetFile create(Path file, List<String> columns, Map<String, String> about) throws IOException {
        int capacity = Math.min(LARGEST_GROUP, Math.max(SMALLEST_GROUP, NUMBERS / (columns.size() + 1)));
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        try {
            return new ParquetFile(out, columns, about, capacity);
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    /**
     * Adds a row.
     *
     * @param numbers its values in the order of the columns; NaN where there is none
     * @throws IOException if it cannot be written
     */
    public void add(long draw, String status, double[] numbers) throws IOException {
        draws[rows] = draw;
        statuses[rows] = dictionary.computeIfAbsent(status, missing -> dictionary.size());
        for (int k = 0; k < values.length; k++) {
            values[k][rows] = numbers[k];
        }
        rows++;
        if (rows == capacity) {
            endGroup();
        }
    }

    private void endGroup() throws IOException {
        if (rows == 0) {
            return;
        }
        List<Chunk> chunks = new ArrayList<>();
        chunks.add(drawChunk());
        chunks.add(statusChunk());
        for (int k = 0; k < values.length; k++) {
            chunks.add(numberChunk(columns.get(k), values[k]));
        }
        groups.add(new Group(chunks, rows));
        dictionary.clear();
        rows = 0;
    }

    private Chunk drawChunk() throws IOException {
        byte[] page = new byte[rows * Long.BYTES];
        ByteBuffer plain = littleEndian(page);
        for (int row = 0; row < rows; row++) {
            plain.putLong(draws[row]);
        }
        long begin = written;
        dataPage(PLAIN, page);
        return new Chunk("draw", INT64, List.of(PLAIN), rows, begin, begin, written);
    }

    private Chunk statusChunk() throws IOException {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        for (String status : dictionary.keySet()) {
            byte[] bytes = status.getBytes(StandardCharsets.UTF_8);
            entries.writeBytes(length(bytes.length));
            entries.writeBytes(bytes);
        }
        long begin = written;
        page(
                header -> header.i32(1, DICTIONARY_PAGE),
                entries.toByteArray(),
                header ->
                        header.begin(7).i32(1, dictionary.size()).i32(2, PLAIN).end());
        long dataPage = written;
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(dictionary.size() - 1));
        ByteArrayOutputStream places = new ByteArrayOutputStream();
        places.write(bits);
        runs(statuses, bits, places);
        dataPage(RLE_DICTIONARY, places.toByteArray());
        return new Chunk("status", BYTE_ARRAY, List.of(PLAIN, RLE, RLE_DICTIONARY), rows, begin, dataPage, written);
    }

    private Chunk numberChunk(String name, double[] numbers) throws IOException {
        int[] there = new int[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            there[row] = Double.isNaN(numbers[row]) ? 0 : 1;
            count += there[row];
        }
        ByteArrayOutputStream levels = new ByteArrayOutputStream();
        runs(there, 1, levels);
        byte[] page = new byte[Integer.BYTES + levels.size() + count * Double.BYTES];
        ByteBuffer plain = littleEndian(page);
        plain.putInt(levels.size()).put(levels.toByteArray());
        for (int row = 0; row < rows; row++) {
            if (there[row] == 1) {
                plain.putDouble(numbers[row]);
            }
        }
        long begin = written;
        dataPage(PLAIN, page);
        return new Chunk(name, DOUBLE, List.of(PLAIN, RLE), rows, begin, begin, written);
    }

    /** The hybrid of runs and packed bits, in runs alone: how often a number comes, then the number. */
    private void runs(int[] numbers, int bits, ByteArrayOutputStream to) {
        for (int row = 0; row < rows; ) {
            int next = row + 1;
            while (next < rows && numbers[next] == numbers[row]) {
                next++;
            }
            ThriftCompact.varint((long) (next - row) << 1, to);
            for (int shift = 0; shift < bits; shift += Byte.SIZE) {
                to.write(numbers[row] >>> shift);
            }
            row = next;
        }
    }

    private void dataPage(int encoding, byte[] content) throws IOException {
        int count = rows;
        page(
                header -> header.i32(1, DATA_PAGE),
                content,
                header -> header.begin(5)
                        .i32(1, count)
                        .i32(2, encoding)
                        .i32(3, RLE)
                        .i32(4, RLE)
                        .end());
    }

    /** One part of a header, written by whoever knows it. */
    private interface Part {
        void write(ThriftCompact header);
    }

    private void page(Part type, byte[] content, Part own) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ThriftCompact header = new ThriftCompact();
        type.write(header);
        header.i32(2, content.length).i32(3, content.length).i32(4, (int) checksum.getValue());
        own.write(header);
        write(header.end().bytes());
        write(content);
    }

    /** Ends the file: without its footer it holds nothing. */
    @Override
    public void close() throws IOException {
        try (OutputStream last = out) {
            endGroup();
            byte[] footer = footer();
            write(footer);
            write(length(footer.length));
            write(MAGIC);
            last.flush();
        }
    }

    private byte[] footer() {
        ThriftCompact footer = new ThriftCompact();
        footer.i32(1, 1);
        footer.list(2, ThriftCompact.STRUCT, columns.size() + 3);
        footer.beginElement().text(4, "study").i32(5, columns.size() + 2).end();
        footer.beginElement().i32(1, INT64).i32(3, REQUIRED).text(4, "draw").end();
        footer.beginElement()
                .i32(1, BYTE_ARRAY)
                .i32(3, REQUIRED)
                .text(4, "status")
                .i32(6, UTF8)
                .begin(10)
                .begin(1)
                .end()
                .end()
                .end();
        for (String column : columns) {
            footer.beginElement()
                    .i32(1, DOUBLE)
                    .i32(3, OPTIONAL)
                    .text(4, column)
                    .end();
        }
        footer.i64(3, groups.stream().mapToLong(Group::rows).sum());
        footer.list(4, ThriftCompact.STRUCT, groups.size());
        groups.forEach(group -> write(group, footer));
        footer.list(5, ThriftCompact.STRUCT, about.size());
        about.forEach((key, value) ->
                footer.beginElement().text(1, key).text(2, value).end());
        return footer.text(6, "flexopf version 1").end().bytes();
    }

    private static void write(Group group, ThriftCompact footer) {
        footer.beginElement().list(1, ThriftCompact.STRUCT, group.chunks().size());
        for (Chunk chunk : group.chunks()) {
            long bytes = chunk.end() - chunk.begin();
            footer.beginElement().i64(2, chunk.begin()).begin(3).i32(1, chunk.type());
            footer.list(2, ThriftCompact.I32, chunk.encodings().size());
            chunk.encodings().forEach(footer::element);
            footer.list(3, ThriftCompact.BINARY, 1).element(chunk.name());
            footer.i32(4, 0).i64(5, chunk.rows()).i64(6, bytes).i64(7, bytes).i64(9, chunk.dataPage());
            if (chunk.hasDictionary()) {
                footer.i64(11, chunk.begin());
            }
            footer.end().end();
        }
        footer.i64(2, group.bytes()).i64(3, group.rows()).end();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }

    private static byte[] length(int length) {
        byte[] bytes = new byte[Integer.BYTES];
        littleEndian(bytes).putInt(length);
        return bytes;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String toString() {
        return "Parquet file with " + columns;
    }
}
