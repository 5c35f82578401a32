package org.flexopf.acopf;

import java.util.List;
import java.util.Objects;

/**
 * What a {@link SecuredAcOpf} has found.
 *
 * @param solution the state before any outage; an optimum, unless there is none even without outages
 * @param states the AC states after the outages; none if there is no optimum
 * @param rounds how often it was solved
 */
public record SecuredAcSolution(AcSolution solution, List<OutageState> states, int rounds) {

    /** The list is copied. */
    public SecuredAcSolution {
        Objects.requireNonNull(solution, "solution");
        states = List.copyOf(states);
    }

    /** Whether the state is an optimum, and no outage that leaves the network whole breaks a limit. */
    public boolean isSecure() {
        return solution.isOptimal() && states.stream().allMatch(OutageState::isSecure);
    }

    /** The outcome in one sentence. */
    public String verdict() {
        if (!solution.isOptimal()) {
            return solution.verdict();
        }
        long insecure = states.stream().filter(state -> !state.isSecure()).count();
        return isSecure()
                ? solution.verdict() + "; it keeps every limit after each of " + states.size() + " outages"
                : "no dispatch was found that keeps every limit after each outage; "
                        + "the one that breaks least does not after " + insecure + " of " + states.size();
    }

    @Override
    public String toString() {
        return verdict();
    }
}
