package org.flexopf.exchange.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.flexopf.exchange.MarketSnapshot;

/**
 * The snapshot beside a journal, {@code FILE.snapshot}: the market after a record of the journal, with that record's
 * number and checksum and the digest of the settings. It is a help and never needed: one that is damaged, or does not
 * belong to the journal, is passed over.
 */
final class SnapshotFile {

    /** What a snapshot file holds. */
    record Content(String setupDigest, long record, int checksum, MarketSnapshot market) {}

    private static final int CHECKSUM = 4;

    private final Path file;
    private final ChannelOpener opener;

    SnapshotFile(Path journal, ChannelOpener opener) {
        file = journal.resolveSibling(journal.getFileName() + ".snapshot");
        this.opener = opener;
    }

    /** Writes beside, forces, and puts in place at once: there is the old snapshot or the new one, and never half. */
    void write(Content content) {
        byte[] payload = new PayloadWriter()
                .text(content.setupDigest())
                .number(content.record())
                .number(content.checksum())
                .toBytes();
        byte[] market = MarketPayloads.of(content.market());
        ByteBuffer bytes = ByteBuffer.allocate(4 + payload.length + market.length + CHECKSUM);
        bytes.putInt(payload.length).put(payload).put(market);
        bytes.putInt(checksum(bytes.array(), bytes.position())).flip();
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(beside);
            try (FileChannel channel = opener.open(beside)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new JournalException("cannot write the snapshot " + file + ": " + e.getMessage(), e);
        }
    }

    /** The snapshot of a market with a set-up; empty if there is none that can be used. */
    Optional<Content> read(String setupDigest) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return content(Files.readAllBytes(file))
                    .filter(content -> content.setupDigest().equals(setupDigest));
        } catch (IOException e) {
            throw new JournalException("cannot read the snapshot " + file + ": " + e.getMessage(), e);
        }
    }

    private static Optional<Content> content(byte[] all) {
        int end = all.length - CHECKSUM;
        ByteBuffer bytes = ByteBuffer.wrap(all);
        if (end < 4 || checksum(all, end) != bytes.getInt(end)) {
            return Optional.empty();
        }
        byte[] head = new byte[bytes.getInt()];
        bytes.get(head);
        byte[] market = new byte[end - bytes.position()];
        bytes.get(market);
        PayloadReader reader = new PayloadReader(head);
        return Optional.of(
                new Content(reader.text(), reader.number(), reader.integer(), MarketPayloads.snapshot(market)));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
