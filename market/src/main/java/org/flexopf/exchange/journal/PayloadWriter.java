package org.flexopf.exchange.journal;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.function.BiConsumer;

/**
 * Writes payloads: whole numbers in as many bytes as they need, texts character by character, lists by their length.
 */
final class PayloadWriter {

    private static final int SEVEN_BITS = 0x7F;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    /** A whole number, small ones of either sign in few bytes. */
    PayloadWriter number(long value) {
        unsigned((value << 1) ^ (value >> 63));
        return this;
    }

    private void unsigned(long value) {
        long rest = value;
        while ((rest & ~(long) SEVEN_BITS) != 0L) {
            bytes.write((int) (rest & SEVEN_BITS) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    PayloadWriter real(double value) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes.write((int) (bits >>> shift));
        }
        return this;
    }

    PayloadWriter flag(boolean value) {
        bytes.write(value ? 1 : 0);
        return this;
    }

    /** A text of any characters, unpaired surrogates included. */
    PayloadWriter text(String value) {
        unsigned(value.length());
        for (int k = 0; k < value.length(); k++) {
            unsigned(value.charAt(k));
        }
        return this;
    }

    <T> PayloadWriter list(Collection<T> values, BiConsumer<PayloadWriter, T> each) {
        unsigned(values.size());
        values.forEach(value -> each.accept(this, value));
        return this;
    }
}
