package org.flexopf.coordination.conflict;

import java.util.List;
import java.util.Map;

/**
 * The conflicts of a time unit, and what they follow from. Powers in MW.
 *
 * @param unit the time unit, from 1
 * @param kinds the conflicts, in the order in which they are found; empty if there are none
 * @param dsoAllocation what the DSOs take upwards against their overload, by asset; those that take nothing left out
 * @param dsoShortfall overload that their assets cannot take away, by area; areas without it left out
 * @param overlap what serves the TSO's request and a DSO's need at once
 * @param excess what the DSOs take beyond that
 * @param rest what the TSO needs after the DSOs' step: above zero upwards
 * @param sentences one sentence per conflict, with figures, in the order of the kinds
 */
public record Detection(
        int unit,
        List<ConflictKind> kinds,
        Map<String, Double> dsoAllocation,
        Map<Integer, Double> dsoShortfall,
        double overlap,
        double excess,
        double rest,
        List<String> sentences) {

    /** The lists are copied. */
    public Detection {
        kinds = List.copyOf(kinds);
        sentences = List.copyOf(sentences);
    }
}
