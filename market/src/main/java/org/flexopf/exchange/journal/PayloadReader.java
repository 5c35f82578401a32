package org.flexopf.exchange.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what a {@link PayloadWriter} has written; something else there is a {@link JournalException}. */
final class PayloadReader {

    /** The number that stands for none of the constants of an enum. */
    static final int NO_CHOICE = -1;

    private final byte[] bytes;
    private int at;

    PayloadReader(byte[] bytes) {
        this.bytes = bytes;
    }

    private int next() {
        if (at == bytes.length) {
            throw new JournalException("a payload ends too early: it was written by another version of the program");
        }
        return bytes[at++] & 0xFF;
    }

    void requireEnd() {
        if (at != bytes.length) {
            throw new JournalException("a payload has " + (bytes.length - at)
                    + " bytes too many: it was written by another version of the program");
        }
    }

    long number() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1L);
    }

    int integer() {
        long value = number();
        if (value != (int) value) {
            throw new JournalException("a payload holds " + value + " where a number of 32 bits should stand");
        }
        return (int) value;
    }

    private long unsigned() {
        long value = 0L;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int part = next();
            value |= (long) (part & 0x7F) << shift;
            if ((part & 0x80) == 0) {
                return value;
            }
        }
        throw new JournalException("a payload holds no number where one should stand");
    }

    private int length() {
        long length = unsigned();
        if (length < 0L || length > bytes.length - at) {
            throw new JournalException("a payload announces " + length + " entries, more than it has bytes");
        }
        return (int) length;
    }

    double real() {
        long bits = 0L;
        for (int k = 0; k < Long.BYTES; k++) {
            bits = bits << 8 | next();
        }
        return Double.longBitsToDouble(bits);
    }

    boolean flag() {
        return next() != 0;
    }

    String text() {
        int length = length();
        StringBuilder text = new StringBuilder(length);
        for (int k = 0; k < length; k++) {
            text.append((char) unsigned());
        }
        return text.toString();
    }

    <T> List<T> list(Function<PayloadReader, T> each) {
        int length = length();
        List<T> values = new ArrayList<>(length);
        for (int k = 0; k < length; k++) {
            values.add(each.apply(this));
        }
        return values;
    }

    /** One of the constants of an enum, by its number. */
    <T> T choice(T[] constants) {
        return chosen(constants, integer());
    }

    /** One of the constants of an enum, by its number, or none of them. */
    <T> Optional<T> optionalChoice(T[] constants) {
        int number = integer();
        return number == NO_CHOICE ? Optional.empty() : Optional.of(chosen(constants, number));
    }

    private static <T> T chosen(T[] constants, int number) {
        if (number < 0 || number >= constants.length) {
            throw new JournalException("a payload holds choice " + number + " of " + constants.length);
        }
        return constants[number];
    }
}
