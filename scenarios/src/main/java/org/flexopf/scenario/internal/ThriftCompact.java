package org.flexopf.scenario.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes Thrift's compact protocol, in which the headers and the footer of a Parquet file are: fields in the order of
 * their numbers, each by its distance from the one before and its type; whole numbers in groups of seven bits, the sign
 * in the lowest.
 */
final class ThriftCompact {

    static final int I32 = 5;
    static final int BINARY = 8;
    static final int STRUCT = 12;

    private static final int I64 = 6;
    private static final int LIST = 9;
    private static final int SHORT_LIST = 15;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int last;

    ThriftCompact i32(int field, int value) {
        header(field, I32);
        element(value);
        return this;
    }

    ThriftCompact i64(int field, long value) {
        header(field, I64);
        varint((value << 1) ^ (value >> 63));
        return this;
    }

    ThriftCompact text(int field, String value) {
        header(field, BINARY);
        element(value);
        return this;
    }

    /** Begins a structure that is a field; {@link #end} ends it. */
    ThriftCompact begin(int field) {
        header(field, STRUCT);
        return beginElement();
    }

    /** Begins a structure that is an element of a list; {@link #end} ends it. */
    ThriftCompact beginElement() {
        outer.push(last);
        last = 0;
        return this;
    }

    ThriftCompact end() {
        out.write(0);
        last = outer.isEmpty() ? 0 : outer.pop();
        return this;
    }

    /** Begins a list; its elements follow. */
    ThriftCompact list(int field, int type, int size) {
        header(field, LIST);
        if (size < SHORT_LIST) {
            out.write((size << 4) | type);
        } else {
            out.write((SHORT_LIST << 4) | type);
            varint(size);
        }
        return this;
    }

    void element(int value) {
        varint(((value << 1) ^ (value >> 31)) & 0xffffffffL);
    }

    void element(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void header(int field, int type) {
        out.write(((field - last) << 4) | type);
        last = field;
    }

    private void varint(long value) {
        varint(value, out);
    }

    /** Groups of seven bits, the lowest first; all but the last have the eighth bit set. */
    static void varint(long value, ByteArrayOutputStream out) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    @Override
    public String toString() {
        return out.size() + " bytes of Thrift";
    }
}
