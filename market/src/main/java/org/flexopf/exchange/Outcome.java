package org.flexopf.exchange;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a command.
 *
 * @param sequence the number of the command; the first one is 1
 * @param refusal why it was refused, and nothing else happened; empty if it was accepted
 * @param trades in the order in which they happened
 * @param rejections in the order in which they were met
 * @param removals in the order in which they happened
 */
public record Outcome(
        long sequence,
        Optional<Refusal> refusal,
        List<Trade> trades,
        List<Rejection> rejections,
        List<Removal> removals) {

    /** Lists are copied. */
    public Outcome {
        Objects.requireNonNull(refusal, "refusal");
        trades = List.copyOf(trades);
        rejections = List.copyOf(rejections);
        removals = List.copyOf(removals);
    }

    static Outcome refused(long sequence, Refusal refusal) {
        return new Outcome(sequence, Optional.of(refusal), List.of(), List.of(), List.of());
    }

    /** Whether the command was accepted. */
    public boolean isAccepted() {
        return refusal.isEmpty();
    }
}
