package org.flexopf.acopf;

import java.util.List;
import java.util.Objects;

/**
 * What a {@link SecuredAcOpf} has found.
 *
 * @param solution the state before any outage; an optimum, unless there is none even without outages
 * @param states the AC states after the outages that were looked at; none if there is no optimum
 * @param rounds how often it was solved
 * @param screenedOut numbers of the branches whose outage was not looked at, since a screen did not suspect it; those
 *     that split the network are not among them
 */
public record SecuredAcSolution(AcSolution solution, List<OutageState> states, int rounds, List<Integer> screenedOut) {

    /** The lists are copied. */
    public SecuredAcSolution {
        Objects.requireNonNull(solution, "solution");
        states = List.copyOf(states);
        screenedOut = List.copyOf(screenedOut);
    }

    /** Whether the state is an optimum, and no outage that was looked at breaks a limit. */
    public boolean isSecure() {
        return solution.isOptimal() && states.stream().allMatch(OutageState::isSecure);
    }

    /** The outcome in one sentence. */
    public String verdict() {
        if (!solution.isOptimal()) {
            return solution.verdict();
        }
        long insecure = states.stream().filter(state -> !state.isSecure()).count();
        String outages = isSecure()
                ? solution.verdict() + "; it keeps every limit after each of " + states.size() + " outages"
                : "no dispatch was found that keeps every limit after each outage; "
                        + "the one that breaks least does not after " + insecure + " of " + states.size();
        return screenedOut.isEmpty()
                ? outages
                : outages + "; " + screenedOut.size() + " more were screened out and have no AC state";
    }

    @Override
    public String toString() {
        return verdict();
    }
}
