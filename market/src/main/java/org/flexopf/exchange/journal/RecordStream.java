package org.flexopf.exchange.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads one file of a journal from its beginning through a window, as far as it went when it was opened: what is
 * appended meanwhile is for whoever opens it later.
 */
final class RecordStream implements Closeable {

    private static final int WINDOW = 1 << 18;

    private final FileChannel channel;
    private final long size;
    private long at;
    private long windowBegin;
    private ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);

    private RecordStream(FileChannel channel) throws IOException {
        this.channel = channel;
        size = channel.size();
    }

    static RecordStream open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new RecordStream(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Where the next record begins, bytes from the beginning of the file. */
    long at() {
        return at;
    }

    /** How many bytes there are from {@link #at} on. */
    long rest() {
        return size - at;
    }

    /** The number of the record at the beginning, by its own word; -1 if there is no room for one. */
    long firstNumber() throws IOException {
        return size < RecordFormat.HEAD ? -1L : find(0L, RecordFormat.HEAD).getLong(4);
    }

    /** The checksum that the first record is chained with: a continuation begins with it, settings with none. */
    int firstChecksum() throws IOException {
        int needed = RecordFormat.HEAD + RecordFormat.CHECKSUM;
        if (size < needed) {
            return 0;
        }
        ByteBuffer first = find(0L, needed);
        boolean continues = first.get(12) == JournalRecord.CONTINUATION;
        return continues ? first.getInt(RecordFormat.HEAD) : 0;
    }

    /** The next record, if it is whole and its number and checksum are right; else {@code null}, and it stays. */
    JournalRecord next(long number, int before) throws IOException {
        JournalRecord record = record(at, number, before);
        if (record != null) {
            at += RecordFormat.size(record.payload().length);
        }
        return record;
    }

    private JournalRecord record(long position, long number, int before) throws IOException {
        if (size - position < RecordFormat.HEAD + RecordFormat.CHECKSUM) {
            return null;
        }
        int length = find(position, RecordFormat.HEAD).getInt(0);
        boolean fits =
                length >= 0 && length <= RecordFormat.LARGEST_PAYLOAD && RecordFormat.size(length) <= size - position;
        return fits ? RecordFormat.read(find(position, RecordFormat.size(length)), 0, number, before) : null;
    }

    /**
     * Whether some whole record stands anywhere behind the one that could not be read. It is chained with the four
     * bytes before it, whatever has become of the others.
     */
    boolean anyBehind(long number) throws IOException {
        long first = Math.max(at + 1L, RecordFormat.CHECKSUM);
        for (long position = first; position <= size - RecordFormat.HEAD - RecordFormat.CHECKSUM; position++) {
            ByteBuffer bytes = find(position - RecordFormat.CHECKSUM, RecordFormat.CHECKSUM + RecordFormat.HEAD);
            int before = bytes.getInt(0);
            long candidate = bytes.getLong(RecordFormat.CHECKSUM + 4);
            // A number that would need more records than there is room for is noise.
            long most = number + (position - at) / (RecordFormat.HEAD + RecordFormat.CHECKSUM) + 1L;
            if (candidate >= number && candidate <= most && record(position, candidate, before) != null) {
                return true;
            }
        }
        return false;
    }

    /** Bytes of the file, from index 0 on; valid until others are asked for. */
    private ByteBuffer find(long position, int count) throws IOException {
        if (position < windowBegin || position + count > windowBegin + window.limit()) {
            fill(position, count);
        }
        return window.slice((int) (position - windowBegin), count);
    }

    private void fill(long position, int count) throws IOException {
        if (window.capacity() < count) {
            window = ByteBuffer.allocate(count);
        }
        window.clear().limit((int) Math.min(window.capacity(), size - position));
        windowBegin = position;
        while (window.hasRemaining()) {
            if (channel.read(window, position + window.position()) < 0) {
                window.limit(0);
                throw new IOException("the file became shorter while it was read");
            }
        }
        window.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
