package org.flexopf.opf;

import java.util.List;
import java.util.stream.Collectors;
import org.flexopf.opf.limit.Limit;

/**
 * Limits and demands that cannot all be met, as the explanation of an infeasible problem. The laws of the network
 * (balances, voltage drops) are taken for granted.
 *
 * @param members the limits and demands, in a fixed order; empty if nothing was found to explain, see
 *     {@link #explanation}
 * @param irreducible whether each of them is needed: without any one of them the others can be met. False if the search
 *     ran out of solves, or a solver could not tell, or the problem has integers, which the search relaxes
 * @param solves how many programs were solved to find them
 */
public record Conflict(List<Limit> members, boolean irreducible, int solves) {

    /** Copies the members. */
    public Conflict {
        members = List.copyOf(members);
    }

    /** In words, for people. */
    public String explanation() {
        if (members.isEmpty()) {
            return "no conflict of limits and demands was found: they can be met together but for rounding "
                    + "(integers apart), or the solver could not tell";
        }
        String listed = members.stream().map(Limit::toString).collect(Collectors.joining("; "));
        if (members.size() == 1) {
            return "this cannot be met at all: " + listed;
        }
        return "these " + members.size() + " cannot be met together"
                + (irreducible ? ", though without any one of them the others can: " : ": ") + listed;
    }

    @Override
    public String toString() {
        return explanation();
    }
}
