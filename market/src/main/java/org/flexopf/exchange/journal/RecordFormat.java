package org.flexopf.exchange.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes of a record, big-endian: length of the payload (4), number (8), type (1), time (8), payload, checksum (4).
 * The checksum is the CRC32C of the checksum of the record before (4 bytes, 0 before the first one) and of everything
 * before it in the record.
 */
final class RecordFormat {

    static final int HEAD = 21;
    static final int CHECKSUM = 4;
    static final int LARGEST_PAYLOAD = 1 << 28;

    private RecordFormat() {}

    static int size(int payload) {
        return HEAD + payload + CHECKSUM;
    }

    static JournalRecord write(ByteBuffer target, long number, int type, long time, byte[] payload, int before) {
        int begin = target.position();
        target.putInt(payload.length);
        target.putLong(number);
        target.put((byte) type);
        target.putLong(time);
        target.put(payload);
        int checksum = checksum(before, target, begin, target.position());
        target.putInt(checksum);
        return new JournalRecord(number, type, time, payload, checksum);
    }

    /** The record at a position, if it is whole and its number and checksum are right; else {@code null}. */
    static JournalRecord read(ByteBuffer bytes, int at, long number, int before) {
        if (bytes.limit() - at < HEAD + CHECKSUM) {
            return null;
        }
        int length = bytes.getInt(at);
        if (length < 0 || length > LARGEST_PAYLOAD || bytes.limit() - at - HEAD - CHECKSUM < length) {
            return null;
        }
        int end = at + HEAD + length;
        int checksum = bytes.getInt(end);
        if (bytes.getLong(at + 4) != number || checksum(before, bytes, at, end) != checksum) {
            return null;
        }
        byte[] payload = new byte[length];
        bytes.get(at + HEAD, payload);
        return new JournalRecord(number, bytes.get(at + 12) & 0xFF, bytes.getLong(at + 13), payload, checksum);
    }

    /**
     * Whether some whole record stands anywhere behind a position. It is chained with the four bytes before it,
     * whatever has become of the others.
     */
    static boolean anyBehind(ByteBuffer bytes, int from, long atLeast) {
        for (int at = Math.max(from + 1, CHECKSUM); at <= bytes.limit() - HEAD - CHECKSUM; at++) {
            long number = bytes.getLong(at + 4);
            // A number that would need more records than there is room for is noise.
            boolean plausible = number >= atLeast && number - atLeast <= (at - from) / (HEAD + CHECKSUM) + 1L;
            if (plausible && read(bytes, at, number, bytes.getInt(at - CHECKSUM)) != null) {
                return true;
            }
        }
        return false;
    }

    private static int checksum(int before, ByteBuffer bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        for (int shift = 24; shift >= 0; shift -= 8) {
            crc.update(before >>> shift);
        }
        crc.update(bytes.duplicate().position(from).limit(to));
        return (int) crc.getValue();
    }
}
