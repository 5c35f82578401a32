package org.flexopf.opf;

import java.util.Objects;

/**
 * How a sequence of programs ended, of which each is made from the answer to the one before: losses at the last flows,
 * limits that the last answer exceeds, a linear model near the last dispatch.
 *
 * @param solves the number of programs that were solved, the first and the last included
 * @param settled whether it ended where it was to end: another round would change nothing that counts. If not, it ended
 *     for want of an answer or of rounds.
 * @param reason why it ended, in one sentence
 */
public record SolveSequence(int solves, boolean settled, String reason) {

    /** @throws IllegalArgumentException if the number of solves is negative */
    public SolveSequence {
        Objects.requireNonNull(reason, "reason");
        if (solves < 0) {
            throw new IllegalArgumentException("a sequence cannot have " + solves + " solves");
        }
    }

    /** A sequence that settled. */
    public static SolveSequence settled(int solves, String reason) {
        return new SolveSequence(solves, true, reason);
    }

    /** A sequence that ended before it settled. */
    public static SolveSequence unsettled(int solves, String reason) {
        return new SolveSequence(solves, false, reason);
    }
}
