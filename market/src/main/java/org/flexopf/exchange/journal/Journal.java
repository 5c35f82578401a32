package org.flexopf.exchange.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * An append-only journal of records. Each has a number, a time, a payload and a checksum that is chained with the one
 * before, so that nothing can be lost, added or changed without notice. Files roll over as they grow, with the chain
 * intact; the first record of each file holds the settings again, so that older files may be moved away.
 *
 * <p>A record that is torn at the very end, since whoever wrote it was interrupted, is cut off as the journal is
 * opened, and told. Anything else that does not agree with its checksum is damage, and stops. After a failure to write
 * or to force nothing more is written. Not safe for use by several threads at once; {@link #read} may be called by
 * anybody.
 */
public final class Journal implements AutoCloseable {

    private final Segments segments;
    private final byte[] settings;
    private final JournalOptions options;
    private final ChannelOpener opener;
    private final long tornBytes;
    private int segment;
    private FileChannel channel;
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private long nextNumber;
    private int checksum;
    private IOException failure;

    private Journal(Path file, byte[] settings, JournalOptions options, ChannelOpener opener) throws IOException {
        segments = new Segments(file);
        this.settings = settings;
        this.options = options;
        this.opener = opener;
        List<Integer> present = segments.present();
        if (present.isEmpty()) {
            tornBytes = 0L;
            channel = opener.open(segments.file(0));
            append(JournalRecord.SETTINGS, 0L, settings);
            force();
            return;
        }
        segment = present.get(present.size() - 1);
        List<JournalRecord> first = new ArrayList<>(1);
        Segments.End end = segments.read(segment, null, true, record -> {
            if (first.isEmpty()) {
                first.add(record);
            }
        });
        if (first.isEmpty() && segment > 0) {
            throw new JournalException(segments.file(segment) + " has no whole record: it was begun as the program "
                    + "ended; remove it and open the journal again");
        }
        tornBytes = end.tornBytes();
        nextNumber = end.nextNumber();
        checksum = end.checksum();
        channel = opener.open(segments.file(segment));
        if (tornBytes > 0L) {
            channel.truncate(end.wholeBytes());
            channel.force(true);
        }
        channel.position(end.wholeBytes());
        if (first.isEmpty()) {
            append(JournalRecord.SETTINGS, 0L, settings);
            force();
        } else if (!Arrays.equals(settingsOf(first.get(0)), settings)) {
            channel.close();
            throw new JournalException(file + " is the journal of a market with other settings or another network; "
                    + "open it with those, or begin a new journal");
        }
    }

    /**
     * Opens a journal to append to, or begins one.
     *
     * @param file its first file
     * @param settings the payload of its first record
     * @throws JournalException if it is damaged, was begun with other settings, or cannot be read or written
     */
    public static Journal open(Path file, byte[] settings, JournalOptions options) {
        return open(file, settings, options, ChannelOpener.FILES);
    }

    static Journal open(Path file, byte[] settings, JournalOptions options, ChannelOpener opener) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(options, "options");
        try {
            return new Journal(file, settings.clone(), options, opener);
        } catch (IOException e) {
            throw new JournalException("cannot open the journal " + file + ": " + e.getMessage(), e);
        }
    }

    /** The settings that a first record of a file holds. */
    static byte[] settingsOf(JournalRecord first) {
        byte[] payload = first.payload();
        return first.type() == JournalRecord.CONTINUATION ? Arrays.copyOfRange(payload, 4, payload.length) : payload;
    }

    /** How many bytes of a torn record were cut off as the journal was opened; 0 if there was none. */
    public long tornBytes() {
        return tornBytes;
    }

    /** The number of the next record. */
    public long nextNumber() {
        return nextNumber;
    }

    /** The checksum of the last record. */
    public int checksum() {
        return checksum;
    }

    /**
     * Appends a record. It is handed to the operating system, and {@link #force} brings it to the disk.
     *
     * @throws JournalException if it cannot be written, now or before
     */
    public void append(int type, long time, byte[] payload) {
        if (type < 1 || type > JournalRecord.LARGEST_TYPE || payload.length > RecordFormat.LARGEST_PAYLOAD) {
            throw new IllegalArgumentException("a record of type " + type + " with " + payload.length
                    + " bytes: types go from 1 to " + JournalRecord.LARGEST_TYPE + ", and payloads to "
                    + RecordFormat.LARGEST_PAYLOAD + " bytes");
        }
        requireSound();
        try {
            if (channel.position() >= options.segmentBytes() && type != JournalRecord.RESULT) {
                rollOver();
            }
            write(type, time, payload);
        } catch (IOException e) {
            throw fail(e);
        }
    }

    /** Forces all that was appended to the disk. @throws JournalException if that fails, now or before */
    public void force() {
        requireSound();
        try {
            channel.force(false);
        } catch (IOException e) {
            throw fail(e);
        }
    }

    private void write(int type, long time, byte[] payload) throws IOException {
        int size = RecordFormat.size(payload.length);
        if (buffer.capacity() < size) {
            buffer = ByteBuffer.allocate(Math.max(size, 2 * buffer.capacity()));
        }
        buffer.clear();
        int written = RecordFormat.write(buffer, nextNumber, type, time, payload, checksum)
                .checksum();
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        nextNumber++;
        checksum = written;
    }

    /** The old file is on the disk before the new one begins. */
    private void rollOver() throws IOException {
        channel.force(true);
        channel.close();
        segment++;
        channel = opener.open(segments.file(segment));
        byte[] payload = ByteBuffer.allocate(4 + settings.length)
                .putInt(checksum)
                .put(settings)
                .array();
        write(JournalRecord.CONTINUATION, 0L, payload);
    }

    private void requireSound() {
        if (failure != null) {
            throw new JournalException(
                    "the journal could not be written before (" + failure.getMessage()
                            + "), and takes nothing more; mend the disk and open the market again",
                    failure);
        }
    }

    private JournalException fail(IOException cause) {
        failure = cause;
        return new JournalException(
                "the journal " + segments.file(segment) + " cannot be written: " + cause.getMessage()
                        + "; the market stops, and what was not acknowledged may or may not be in it",
                cause);
    }

    /** Forces what was appended to the disk, unless that has failed before, and closes the journal. */
    @Override
    public void close() {
        try (FileChannel closing = channel) {
            if (failure == null && closing.isOpen()) {
                closing.force(true);
            }
        } catch (IOException e) {
            throw new JournalException("cannot close the journal " + segments.file(segment) + ": " + e.getMessage(), e);
        }
    }

    /**
     * A bounded view of a journal, also while somebody else writes to it.
     *
     * @param file its first file
     * @param from the number of the first record that is wanted
     * @param limit no more than so many
     * @throws JournalException if the journal is damaged
     */
    public static List<JournalRecord> read(Path file, long from, int limit) {
        List<JournalRecord> found = new ArrayList<>();
        readFrom(file, from, record -> {
            if (record.number() >= from && found.size() < limit) {
                found.add(record);
            }
        });
        return found;
    }

    /** Reads all records that are there; tells how many bytes of a torn one stand at the end. */
    static long readAll(Path file, Consumer<JournalRecord> target) {
        return readFrom(file, 0L, target);
    }

    /** Reads the files from the one on that holds a record; tells how many bytes of a torn one stand at the end. */
    static long readFrom(Path file, long number, Consumer<JournalRecord> target) {
        Segments segments = new Segments(file);
        List<Integer> present = segments.present();
        if (present.isEmpty()) {
            throw new JournalException("there is no journal " + file + "; give the first file of one");
        }
        int first = 0;
        while (first + 1 < present.size() && segments.begins(present.get(first + 1)) <= number) {
            first++;
        }
        Segments.End end = null;
        for (int k = first; k < present.size(); k++) {
            end = segments.read(present.get(k), end, k == present.size() - 1, target);
        }
        return end.tornBytes();
    }

    @Override
    public String toString() {
        return "journal " + segments.file(segment) + ", next record " + nextNumber;
    }
}
