package org.flexopf.exchange.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files of a journal: {@code FILE}, then {@code FILE.1}, {@code FILE.2} and so on. Old ones may have been moved
 * away for good; those that are there follow each other without gaps. Reading never keeps a writer waiting.
 */
final class Segments {

    /** Files are read as a whole. */
    private static final long LARGEST = Integer.MAX_VALUE - 64L;

    private final Path first;

    Segments(Path first) {
        this.first = first;
    }

    /** The file of a segment's number. */
    Path file(int segment) {
        return segment == 0 ? first : first.resolveSibling(first.getFileName() + "." + segment);
    }

    /** The numbers of the segments that are there, ascending. @throws JournalException if one is missing between */
    List<Integer> present() {
        List<Integer> numbers = new ArrayList<>();
        Path folder = first.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            return numbers;
        }
        String prefix = first.getFileName() + ".";
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.equals(first.getFileName().toString())
                            || (name.startsWith(prefix)
                                    && name.substring(prefix.length()).matches("[1-9]\\d{0,8}")))
                    .map(name ->
                            name.length() < prefix.length() ? 0 : Integer.parseInt(name.substring(prefix.length())))
                    .sorted()
                    .forEach(numbers::add);
        } catch (IOException e) {
            throw new JournalException("cannot list " + folder + ": " + e.getMessage(), e);
        }
        for (int k = 1; k < numbers.size(); k++) {
            if (numbers.get(k) != numbers.get(k - 1) + 1) {
                throw new JournalException(file(numbers.get(k - 1) + 1) + " is missing between "
                        + file(numbers.get(k - 1)) + " and " + file(numbers.get(k))
                        + "; bring it back, or move all files before " + file(numbers.get(k)) + " away");
            }
        }
        return numbers;
    }

    /** The number of the first record of a segment, by its own word; unknown numbers are large. */
    long begins(int segment) {
        ByteBuffer head = bytes(segment, RecordFormat.HEAD);
        return head.limit() < RecordFormat.HEAD ? Long.MAX_VALUE : head.getLong(4);
    }

    /** Where reading ended: what the next record is, and what of a torn one is left. */
    record End(long nextNumber, int checksum, long wholeBytes, long tornBytes) {}

    /**
     * Reads the records of a segment.
     *
     * @param before the end of the segment before; {@code null} if this is the first one there is
     * @param last whether it is the last one, so that it may end in a torn record
     * @throws JournalException if a record is damaged
     */
    End read(int segment, End before, boolean last, Consumer<JournalRecord> target) {
        ByteBuffer bytes = bytes(segment, LARGEST);
        long number = before == null ? firstNumber(segment, bytes) : before.nextNumber();
        int checksum = before == null ? firstChecksum(bytes) : before.checksum();
        int at = 0;
        while (at < bytes.limit()) {
            JournalRecord record = RecordFormat.read(bytes, at, number, checksum);
            if (record == null) {
                if (!last || RecordFormat.anyBehind(bytes, at, number)) {
                    throw new JournalException(file(segment) + " is damaged: record " + number + " at byte " + at
                            + " does not agree with its checksum, and there are records behind it; restore the file "
                            + "from a copy, nothing was skipped");
                }
                return new End(number, checksum, at, bytes.limit() - at);
            }
            target.accept(record);
            number = record.number() + 1L;
            checksum = record.checksum();
            at += RecordFormat.size(record.payload().length);
        }
        return new End(number, checksum, at, 0L);
    }

    /** The first record that is there: the settings, or the continuation of segments that were moved away. */
    private long firstNumber(int segment, ByteBuffer bytes) {
        return segment == 0 || bytes.limit() < RecordFormat.HEAD ? 0L : bytes.getLong(4);
    }

    /** A continuation begins with the checksum that it is chained with. */
    private static int firstChecksum(ByteBuffer bytes) {
        boolean continues = bytes.limit() >= RecordFormat.HEAD + 4 && bytes.get(12) == JournalRecord.CONTINUATION;
        return continues ? bytes.getInt(RecordFormat.HEAD) : 0;
    }

    /** The first bytes of a segment, no more than so many. */
    private ByteBuffer bytes(int segment, long most) {
        try (FileChannel channel = FileChannel.open(file(segment), StandardOpenOption.READ)) {
            if (channel.size() > LARGEST) {
                throw new JournalException(file(segment) + " has " + channel.size()
                        + " bytes, more than a segment can have; it is no journal");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, channel.size()));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until all is there.
            }
            return bytes.flip();
        } catch (IOException e) {
            throw new JournalException("cannot read " + file(segment) + ": " + e.getMessage(), e);
        }
    }
}
