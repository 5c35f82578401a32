package org.flexopf.exchange.journal;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.ContinuousMarket;
import org.flexopf.exchange.Outcome;

/** Brings a market back from its journal: the snapshot if it belongs there, then one recorded outcome after another. */
final class Restart {

    private final ContinuousMarket market;
    private final Optional<SnapshotFile.Content> snapshot;
    private final Deque<Command> waiting = new ArrayDeque<>();
    private boolean snapshotFound;
    private boolean begun;

    private Restart(MarketSetup setup, Optional<SnapshotFile.Content> snapshot) {
        this.snapshot = snapshot;
        market = snapshot.map(content -> setup.restore(content.market())).orElseGet(setup::open);
    }

    static Restart of(Path file, MarketSetup setup, Optional<SnapshotFile.Content> snapshot) {
        if (snapshot.isPresent()) {
            Restart fromSnapshot = new Restart(setup, snapshot);
            Journal.readFrom(file, snapshot.get().record(), fromSnapshot::take);
            if (fromSnapshot.snapshotFound) {
                return fromSnapshot;
            }
        }
        Restart whole = new Restart(setup, Optional.empty());
        Journal.readAll(file, record -> {
            if (record.number() > 0L && !whole.begun) {
                throw new JournalException("the first records of " + file + " are gone, and no snapshot stands for "
                        + "them; bring its older files back");
            }
            whole.take(record);
        });
        return whole;
    }

    private void take(JournalRecord record) {
        begun = true;
        if (snapshot.isPresent() && record.number() <= snapshot.get().record()) {
            snapshotFound |= record.number() == snapshot.get().record()
                    && record.checksum() == snapshot.get().checksum();
            return;
        }
        if (snapshot.isPresent() && !snapshotFound) {
            return;
        }
        switch (record.type()) {
            case JournalRecord.COMMAND -> waiting.add(MarketPayloads.command(record.payload()));
            case JournalRecord.RESULT -> adopt(record);
            default -> {
                // Settings were compared as the journal was opened; other payloads are somebody else's.
            }
        }
    }

    private void adopt(JournalRecord record) {
        Command command = waiting.poll();
        if (command == null) {
            throw new JournalException("record " + record.number() + " is the outcome of no command");
        }
        Outcome outcome = MarketPayloads.outcome(record.payload());
        try {
            market.adopt(command, outcome);
        } catch (IllegalArgumentException e) {
            throw new JournalException(
                    "record " + record.number() + " cannot be the outcome of its command: " + e.getMessage(), e);
        }
    }

    ContinuousMarket market() {
        return market;
    }

    /** How many commands the snapshot stands for. */
    long snapshotCommands() {
        return snapshot.map(content -> content.market().sequence()).orElse(0L);
    }

    /** The commands at the end that have no outcome yet. */
    List<Command> unanswered() {
        return List.copyOf(waiting);
    }
}
