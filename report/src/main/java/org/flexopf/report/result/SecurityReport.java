package org.flexopf.report.result;

import java.util.List;

/**
 * What a dispatch that is secured against single outages has to say about them.
 *
 * @param secure whether all limits are kept after every outage that was secured
 * @param securedOutages number of outages that were secured
 * @param rounds number of optimal power flows solved
 * @param cuts number of limits after outages that were added
 * @param islandingOutages numbers of the branches whose outage splits the network, which is not secured
 * @param limits the limits after outages that cost something or are exceeded
 * @param corrections what generators do after outages
 */
public record SecurityReport(
        boolean secure,
        int securedOutages,
        int rounds,
        int cuts,
        List<Integer> islandingOutages,
        List<Limit> limits,
        List<Correction> corrections) {

    /**
     * The limit of a branch after an outage.
     *
     * @param branch number of the branch
     * @param outage number of the branch that is out
     * @param price what one MW more of room would save, currency per MWh
     * @param overloadMw by how much it is exceeded, MW
     */
    public record Limit(int branch, int outage, double price, double overloadMw) {}

    /** What generators do after the outage of a branch. */
    public record Correction(int outage, List<Move> moves) {

        /** The list is copied. */
        public Correction {
            moves = List.copyOf(moves);
        }
    }

    /** By how much a generator changes its power, MW; positive for more. */
    public record Move(int generator, double mw) {}

    /** Lists are copied. */
    public SecurityReport {
        islandingOutages = List.copyOf(islandingOutages);
        limits = List.copyOf(limits);
        corrections = List.copyOf(corrections);
    }
}
