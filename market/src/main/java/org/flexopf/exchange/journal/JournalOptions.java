package org.flexopf.exchange.journal;

import java.util.Objects;

/**
 * How a journal is written. Immutable.
 *
 * @param sync when it is forced to the disk
 * @param segmentBytes a new file is begun once one has so many bytes
 * @param snapshotEvery a snapshot is written after so many commands; 0 for none
 */
public record JournalOptions(SyncPolicy sync, long segmentBytes, long snapshotEvery) {

    private static final JournalOptions DEFAULTS = new JournalOptions(SyncPolicy.GROUP, 256L << 20, 100_000L);

    /** Checks the numbers. */
    public JournalOptions {
        Objects.requireNonNull(sync, "sync");
        if (segmentBytes < 1L || snapshotEvery < 0L) {
            throw new IllegalArgumentException("segments of " + segmentBytes + " bytes, a snapshot every "
                    + snapshotEvery + " commands: give at least 1 byte, and 0 or more commands");
        }
    }

    /** Group commit, segments of 256 MiB, a snapshot every 100,000 commands. */
    public static JournalOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another policy of forcing. */
    public JournalOptions withSync(SyncPolicy policy) {
        return new JournalOptions(policy, segmentBytes, snapshotEvery);
    }

    /** These options with another size of segments, bytes. */
    public JournalOptions withSegmentBytes(long bytes) {
        return new JournalOptions(sync, bytes, snapshotEvery);
    }

    /** These options with another distance of snapshots, commands; 0 for none. */
    public JournalOptions withSnapshotEvery(long commands) {
        return new JournalOptions(sync, segmentBytes, commands);
    }
}
