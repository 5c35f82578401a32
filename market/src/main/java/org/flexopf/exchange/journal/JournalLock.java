package org.flexopf.exchange.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second writer away from a journal, in this program or another: two would write into each other. It is a lock
 * on a file of its own, {@code FILE.lock}, which the operating system gives up as the program ends, however it ends.
 */
final class JournalLock implements AutoCloseable {

    private final FileChannel channel;

    private JournalLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws JournalException if somebody else writes to the journal */
    static JournalLock of(Path journal) throws IOException {
        Path file = journal.resolveSibling(journal.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new JournalLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Somebody else in this program: the same as somebody else anywhere.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new JournalException("the journal " + journal + " is open to be written already; close the market that "
                + "writes to it first, and read it with Journal.read meanwhile");
    }

    /** Gives the lock up. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
