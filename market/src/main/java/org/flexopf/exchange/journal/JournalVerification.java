package org.flexopf.exchange.journal;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.ContinuousMarket;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.Rejection;

/**
 * What came of working everything in a journal out again: the chain of checksums from the first record on, and the
 * outcome of every command.
 *
 * @param setup what the market was opened with
 * @param records how many records there are
 * @param commands how many of them are commands
 * @param trades how many trades they led to
 * @param unanswered how many commands at the end have no recorded outcome
 * @param tornBytes how many bytes of a torn record stand at the end
 * @param difference where an outcome differs from the recorded one, with both; empty if none does
 */
public record JournalVerification(
        MarketSetup setup,
        long records,
        long commands,
        long trades,
        long unanswered,
        long tornBytes,
        Optional<String> difference) {

    /** An excess is a figure of a power flow, of which another machine may round the last digits otherwise. */
    private static final double EXCESS_TOLERANCE = 1e-9;

    /** All parts are required. */
    public JournalVerification {
        Objects.requireNonNull(setup, "setup");
        Objects.requireNonNull(difference, "difference");
    }

    /** Whether every outcome is the recorded one. */
    public boolean isConfirmed() {
        return difference.isEmpty();
    }

    /**
     * Verifies a journal. It ends at the first difference.
     *
     * @param file its first file
     * @throws JournalException if it is damaged, or its first file is not there
     */
    public static JournalVerification of(Path file) {
        Replay replay = new Replay();
        long torn = Journal.readAll(file, replay::take);
        if (replay.setup == null) {
            throw new JournalException(file + " holds no whole record, so that there is nothing to verify");
        }
        return new JournalVerification(
                replay.setup,
                replay.records,
                replay.commands,
                replay.trades,
                replay.waiting.size(),
                torn,
                Optional.ofNullable(replay.difference));
    }

    private static final class Replay {

        private MarketSetup setup;
        private ContinuousMarket market;
        private final Deque<Command> waiting = new ArrayDeque<>();
        private long records;
        private long commands;
        private long trades;
        private String difference;

        void take(JournalRecord record) {
            if (setup == null) {
                if (record.type() != JournalRecord.SETTINGS) {
                    throw new JournalException("the journal begins with record " + record.number()
                            + "; it can be verified from its first file on only");
                }
                setup = MarketSetup.ofPayload(record.payload());
                market = setup.open();
            }
            records++;
            if (record.type() == JournalRecord.COMMAND) {
                commands++;
                waiting.add(MarketPayloads.command(record.payload()));
            } else if (record.type() == JournalRecord.RESULT && difference == null) {
                compare(record);
            }
        }

        private void compare(JournalRecord record) {
            Command command = waiting.poll();
            if (command == null) {
                throw new JournalException("record " + record.number() + " is the outcome of no command");
            }
            Outcome recorded = MarketPayloads.outcome(record.payload());
            Outcome own = market.apply(command);
            trades += own.trades().size();
            if (!agree(recorded, own)) {
                difference = "record " + record.number() + ", command " + own.sequence() + ": recorded was " + recorded
                        + ", and worked out again is " + own;
            }
        }

        private static boolean agree(Outcome recorded, Outcome own) {
            boolean same = recorded.sequence() == own.sequence()
                    && recorded.refusal().equals(own.refusal())
                    && recorded.trades().equals(own.trades())
                    && recorded.removals().equals(own.removals())
                    && recorded.rejections().size() == own.rejections().size();
            for (int k = 0; same && k < own.rejections().size(); k++) {
                same = agree(recorded.rejections().get(k), own.rejections().get(k));
            }
            return same;
        }

        private static boolean agree(Rejection recorded, Rejection own) {
            return recorded.order().equals(own.order())
                    && recorded.resting().equals(own.resting())
                    && recorded.asked() == own.asked()
                    && recorded.feasible() == own.feasible()
                    && recorded.element().equals(own.element())
                    && (Double.isNaN(recorded.excess())
                            ? Double.isNaN(own.excess())
                            : Math.abs(recorded.excess() - own.excess()) <= EXCESS_TOLERANCE);
        }
    }
}
