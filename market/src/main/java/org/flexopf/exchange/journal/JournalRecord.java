package org.flexopf.exchange.journal;

import java.util.Arrays;

/**
 * A record of a journal.
 *
 * @param number its place in the journal, from 0 and without gaps
 * @param type what the payload is: one of the constants here, or at least {@link #FIRST_FREE_TYPE} for payloads that
 *     others define
 * @param time the time that its writer gave, ms
 * @param payload bytes
 * @param checksum CRC32C of the record, chained with that of the record before
 */
public record JournalRecord(long number, int type, long time, byte[] payload, int checksum) {

    /** The settings of the market: the first record. */
    public static final int SETTINGS = 1;

    /** A command. */
    public static final int COMMAND = 2;

    /** The outcome of the command before. */
    public static final int RESULT = 3;

    /** The first record of a later segment: the checksum that it is chained with, and the settings again. */
    public static final int CONTINUATION = 4;

    /** The first type that others may define; the market passes over their records. */
    public static final int FIRST_FREE_TYPE = 64;

    /** The largest type: it is one byte. */
    public static final int LARGEST_TYPE = 255;

    /** The payload is copied. */
    public JournalRecord {
        payload = payload.clone();
    }

    /** The payload; a copy. */
    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalRecord that
                && number == that.number
                && type == that.type
                && time == that.time
                && checksum == that.checksum
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return checksum;
    }

    @Override
    public String toString() {
        return "record " + number + " of type " + type + ", " + payload.length + " bytes";
    }
}
