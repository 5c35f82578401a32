package org.flexopf.report.result;

import java.util.List;
import java.util.Objects;

/**
 * The AC states after single outages.
 *
 * @param states those that were found, in the order of the branches
 * @param screenedOut numbers of the branches whose outage was not looked at, since a simpler model brings no limit near
 * @param splitting what the outages do that split the network
 */
public record OutagesResult(List<OutageResult> states, List<Integer> screenedOut, List<Splitting> splitting) {

    /**
     * What the outage of a branch does on which a part of the network hangs.
     *
     * @param left the AC state of what is left
     * @param cutOff numbers of the buses without power
     * @param demandMw their active demand, MW
     * @param generationMw what their generators supplied before, MW
     */
    public record Splitting(OutageResult left, List<Integer> cutOff, double demandMw, double generationMw) {

        /** The list is copied. */
        public Splitting {
            Objects.requireNonNull(left, "left");
            cutOff = List.copyOf(cutOff);
        }
    }

    /** The lists are copied. */
    public OutagesResult {
        states = List.copyOf(states);
        screenedOut = List.copyOf(screenedOut);
        splitting = List.copyOf(splitting);
    }
}
