package org.flexopf.exchange.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.ContinuousMarket;
import org.flexopf.exchange.MarketView;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.Quantities;

/**
 * A market with a journal. A command is in the journal, and on the disk if the policy says so, before its outcome is
 * known to anybody; its outcome follows as a record of its own. As a market is opened again it takes over the recorded
 * outcomes, from the last snapshot on, without asking the network; {@link JournalVerification} works everything out
 * again.
 *
 * <pre>{@code
 * try (JournaledMarket market = JournaledMarket.open(file, setup, JournalOptions.defaults())) {
 *     List<Outcome> outcomes = market.apply(commands);   // written together, forced once
 * }
 * }</pre>
 *
 * <p>If the journal cannot be written, none of the commands given together is acknowledged, and the market takes
 * nothing more: opened again, it is what its journal says. Not safe for use by several threads at once;
 * {@link GroupCommit} is.
 */
public final class JournaledMarket implements AutoCloseable {

    private final ContinuousMarket market;
    private final Journal journal;
    private final JournalOptions options;
    private final SnapshotFile snapshots;
    private final String setupDigest;
    private final Recovery recovery;
    private long sinceSnapshot;

    private JournaledMarket(Path file, MarketSetup setup, JournalOptions options, ChannelOpener opener) {
        this.options = options;
        byte[] payload = setup.toPayload();
        setupDigest = setup.digest();
        snapshots = new SnapshotFile(file, opener);
        journal = Journal.open(file, payload, options, opener);
        try {
            Restart restart = Restart.of(file, setup, snapshots.read(setupDigest));
            market = restart.market();
            List<Command> unanswered = restart.unanswered();
            unanswered.forEach(this::carryOut);
            sinceSnapshot = market.sequence() - restart.snapshotCommands();
            recovery =
                    new Recovery(market.sequence(), restart.snapshotCommands(), journal.tornBytes(), unanswered.size());
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /**
     * Opens a market on its journal, or begins both.
     *
     * @param file the first file of the journal
     * @throws JournalException if the journal is damaged, belongs to another market, or cannot be read or written
     */
    public static JournaledMarket open(Path file, MarketSetup setup, JournalOptions options) {
        return open(file, setup, options, ChannelOpener.FILES);
    }

    static JournaledMarket open(Path file, MarketSetup setup, JournalOptions options, ChannelOpener opener) {
        return new JournaledMarket(
                Objects.requireNonNull(file, "file"), Objects.requireNonNull(setup, "setup"), options, opener);
    }

    /** What was found as the journal was opened. */
    public Recovery recovery() {
        return recovery;
    }

    /** The number of the last command. */
    public long sequence() {
        return market.sequence();
    }

    /** The books as they stand. */
    public MarketView view() {
        return market.view();
    }

    /** Carries out one command. @throws JournalException if the journal cannot be written */
    public Outcome apply(Command command) {
        return apply(List.of(command)).get(0);
    }

    /**
     * Carries out commands that came together.
     *
     * @return their outcomes in the same order
     * @throws JournalException if the journal cannot be written: then none of them is acknowledged
     */
    public List<Outcome> apply(List<Command> commands) {
        List<Outcome> outcomes = new ArrayList<>(commands.size());
        if (options.sync() == SyncPolicy.GROUP) {
            // All commands before any outcome, so that one force is enough for all of them.
            commands.forEach(this::write);
            journal.force();
            commands.forEach(command -> outcomes.add(carryOut(command)));
        } else {
            for (Command command : commands) {
                write(command);
                if (options.sync() == SyncPolicy.EVERY_COMMAND) {
                    journal.force();
                }
                outcomes.add(carryOut(command));
            }
        }
        if (options.snapshotEvery() > 0L && sinceSnapshot >= options.snapshotEvery()) {
            snapshot();
        }
        return outcomes;
    }

    private void write(Command command) {
        journal.append(JournalRecord.COMMAND, time(command), MarketPayloads.of(command));
    }

    private Outcome carryOut(Command command) {
        Outcome outcome = market.apply(command);
        journal.append(JournalRecord.RESULT, time(command), MarketPayloads.of(outcome));
        sinceSnapshot++;
        return outcome;
    }

    /** The time of a command; 0 where it is refused because it has none. */
    private static long time(Command command) {
        return Quantities.parse(command.time(), 0).orElse(0L);
    }

    /**
     * Keeps a payload of another kind in the journal. The market passes over it.
     *
     * @param type at least {@link JournalRecord#FIRST_FREE_TYPE}
     * @throws JournalException if the journal cannot be written
     */
    public void note(int type, long time, byte[] payload) {
        if (type < JournalRecord.FIRST_FREE_TYPE) {
            throw new IllegalArgumentException("records of type " + type + " are the market's own; give one of "
                    + JournalRecord.FIRST_FREE_TYPE + " to " + JournalRecord.LARGEST_TYPE);
        }
        journal.append(type, time, payload);
        if (options.sync() != SyncPolicy.NONE) {
            journal.force();
        }
    }

    /** Writes a snapshot, so that the market opens the faster. */
    public void snapshot() {
        journal.force();
        snapshots.write(new SnapshotFile.Content(
                setupDigest, journal.nextNumber() - 1L, journal.checksum(), market.snapshot()));
        sinceSnapshot = 0L;
    }

    @Override
    public void close() {
        journal.close();
    }

    @Override
    public String toString() {
        return market + ", " + journal;
    }
}
