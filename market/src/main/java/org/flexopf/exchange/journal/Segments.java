package org.flexopf.exchange.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of a journal: {@code FILE}, then {@code FILE.1}, {@code FILE.2} and so on. Old ones may have been moved
 * away for good; those that are there follow each other without gaps. Reading never keeps a writer waiting.
 */
final class Segments {

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
        try (RecordStream records = RecordStream.open(file(segment))) {
            long number = records.firstNumber();
            return number < 0L ? Long.MAX_VALUE : number;
        } catch (IOException e) {
            throw unreadable(segment, e);
        }
    }

    /**
     * Where reading ended.
     *
     * @param nextNumber the number of the next record
     * @param checksum the checksum that it is chained with
     * @param wholeBytes how many bytes the records up to there take
     * @param tornBytes how many bytes of a torn record stand behind them
     * @param wanted whether more records would have been taken
     */
    record End(long nextNumber, int checksum, long wholeBytes, long tornBytes, boolean wanted) {}

    /**
     * Reads the records of a segment.
     *
     * @param before the end of the segment before; {@code null} if this is the first one there is
     * @param last whether it is the last one, so that it may end in a torn record
     * @param target takes records one after another, and is false once it needs no more
     * @throws JournalException if a record is damaged
     */
    End read(int segment, End before, boolean last, Predicate<JournalRecord> target) {
        try (RecordStream records = RecordStream.open(file(segment))) {
            long number =
                    before == null ? Math.max(0L, segment == 0 ? 0L : records.firstNumber()) : before.nextNumber();
            int checksum = before == null ? records.firstChecksum() : before.checksum();
            boolean wanted = true;
            while (wanted && records.rest() > 0L) {
                JournalRecord record = records.next(number, checksum);
                if (record == null) {
                    requireTorn(segment, number, last, records);
                    return new End(number, checksum, records.at(), records.rest(), true);
                }
                wanted = target.test(record);
                number = record.number() + 1L;
                checksum = record.checksum();
            }
            return new End(number, checksum, records.at(), 0L, wanted);
        } catch (IOException e) {
            throw unreadable(segment, e);
        }
    }

    /** A record that does not agree with its checksum is torn at the very end of all, and damage anywhere else. */
    private void requireTorn(int segment, long number, boolean last, RecordStream records) throws IOException {
        if (!last || records.anyBehind(number)) {
            throw new JournalException(file(segment) + " is damaged: record " + number + " at byte " + records.at()
                    + " does not agree with its checksum, and there are records behind it; restore the file "
                    + "from a copy, nothing was skipped");
        }
    }

    private JournalException unreadable(int segment, IOException cause) {
        return new JournalException("cannot read " + file(segment) + ": " + cause.getMessage(), cause);
    }
}
