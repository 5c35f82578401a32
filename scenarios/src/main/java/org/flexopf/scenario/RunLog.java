package org.flexopf.scenario;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Rows that were kept while a study runs: one line each, with a checksum of the line and all before it in front. A line
 * that a crash has torn is cut off; a line that is damaged with whole ones behind it is an error, since something else
 * has written here.
 */
final class RunLog implements RowSink, Closeable {

    /** Rows are forced to the disk after so many of them; a crash of the machine costs no more than these. */
    private static final int FORCED = 1_000;

    private static final int CHECK_DIGITS = 8;

    private final Path file;
    private final FileChannel channel;
    /** The checksum of the last line. */
    private long chain;

    private long rows;

    private RunLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a log, or begins it.
     *
     * @throws IOException if the file cannot be read or written
     * @throws IllegalArgumentException if it has other columns, or is damaged before its end
     */
    static RunLog open(Path path, String header) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        RunLog log = new RunLog(path, file.getChannel());
        try {
            log.requireAlone();
            log.recover(file, header);
            return log;
        } catch (IOException | IllegalArgumentException e) {
            file.close();
            throw e;
        }
    }

    /** Two that write here would tear each other's lines. */
    private void requireAlone() throws IOException {
        boolean alone;
        try {
            alone = channel.tryLock() != null;
        } catch (OverlappingFileLockException here) {
            alone = false;
        } catch (IOException noLocks) {
            // A file system without locks cannot tell.
            alone = true;
        }
        if (!alone) {
            throw new IOException(
                    "another run is writing to " + file + "; wait until it is done, or name another folder");
        }
    }

    /** What a line holds behind its checksum. */
    static String content(String line) {
        return line.substring(CHECK_DIGITS + 1);
    }

    /** How many whole rows it holds. */
    long rows() {
        return rows;
    }

    private void recover(RandomAccessFile file, String header) throws IOException {
        long whole = 0;
        long lines = 0;
        byte[] buffer = new byte[1 << 16];
        int kept = 0;
        while (true) {
            int read = file.read(buffer, kept, buffer.length - kept);
            int end = kept + Math.max(0, read);
            int begin = 0;
            for (int k = kept; k < end; k++) {
                if (buffer[k] == '\n') {
                    if (!isWhole(buffer, begin, k)) {
                        requireNothingBehind(file, whole + (k + 1 - begin), lines);
                        file.setLength(whole);
                        file.seek(whole);
                        begin(header, lines);
                        return;
                    }
                    require(lines, header, new String(buffer, begin, k - begin, StandardCharsets.UTF_8));
                    whole += k + 1 - begin;
                    lines++;
                    begin = k + 1;
                }
            }
            if (read < 0) {
                break;
            }
            kept = end - begin;
            if (kept == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * kept);
            } else {
                System.arraycopy(buffer, begin, buffer, 0, kept);
            }
        }
        file.setLength(whole);
        file.seek(whole);
        begin(header, lines);
    }

    private void begin(String header, long lines) throws IOException {
        rows = Math.max(0, lines - 1);
        if (lines == 0) {
            append(header);
        }
    }

    /** A torn line is the last one: whole lines behind it were written by something else. */
    private void requireNothingBehind(RandomAccessFile log, long from, long line) throws IOException {
        if (from < log.length()) {
            throw new IllegalArgumentException("line " + (line + 1) + " of " + file
                    + " is damaged, and there are lines behind it; restore the file, or begin in another folder");
        }
    }

    private void require(long line, String header, String text) {
        String content = content(text);
        boolean expected = line == 0 ? content.equals(header) : content.startsWith((line - 1) + ",");
        if (!expected) {
            throw new IllegalArgumentException("line " + (line + 1) + " of " + file + " is '" + content
                    + "', which is not what this study has written there; begin in another folder");
        }
    }

    /** Whether the checksum in front of a line is that of the line and of those before; if so, it counts as read. */
    private boolean isWhole(byte[] buffer, int begin, int end) {
        if (end - begin <= CHECK_DIGITS || buffer[begin + CHECK_DIGITS] != ' ') {
            return false;
        }
        CRC32C with = new CRC32C();
        with.update(chainBytes());
        with.update(buffer, begin + CHECK_DIGITS + 1, end - begin - CHECK_DIGITS - 1);
        String digits = new String(buffer, begin, CHECK_DIGITS, StandardCharsets.US_ASCII);
        if (!digits.equals(digits(with))) {
            return false;
        }
        chain = with.getValue();
        return true;
    }

    private byte[] chainBytes() {
        return ByteBuffer.allocate(Long.BYTES).putLong(chain).array();
    }

    private static String digits(CRC32C checksum) {
        return HexFormat.of().toHexDigits(checksum.getValue(), CHECK_DIGITS);
    }

    @Override
    public void take(Row row) throws IOException {
        append(row.csv());
        rows++;
        if (rows % FORCED == 0) {
            channel.force(false);
        }
    }

    private void append(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        CRC32C with = new CRC32C();
        with.update(chainBytes());
        with.update(bytes);
        ByteBuffer line = ByteBuffer.wrap((digits(with) + " " + content + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        chain = with.getValue();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.force(true);
        } finally {
            channel.close();
        }
    }

    @Override
    public String toString() {
        return file + " with " + rows + " rows";
    }
}
