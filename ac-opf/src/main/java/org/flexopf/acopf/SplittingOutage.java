package org.flexopf.acopf;

import java.util.List;
import java.util.Objects;

/**
 * What the outage of a branch does on which a part of the network hangs. Buses that no reference is connected to any
 * more are without power: their demand is not served and their generators supply nothing. The references of what is
 * left make up for both.
 *
 * @param state the AC state of what is left
 * @param cutOff numbers of the buses without power; none if every part has a reference
 * @param demand the active demand of these buses, MW
 * @param generation what their generators supplied before, MW
 */
public record SplittingOutage(OutageState state, List<Integer> cutOff, double demand, double generation) {

    /** The list is copied. */
    public SplittingOutage {
        Objects.requireNonNull(state, "state");
        cutOff = List.copyOf(cutOff);
    }

    /** Number of the branch that is out. */
    public int branch() {
        return state.branch();
    }

    @Override
    public String toString() {
        return state + "; " + cutOff.size() + " buses with " + demand + " MW of demand and " + generation
                + " MW of generation are cut off";
    }
}
