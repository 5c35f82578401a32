package org.flexopf.acopf;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The AC state after the outage of a branch.
 *
 * @param branch number of the branch that is out
 * @param point the state; empty if no AC power flow was found
 * @param broken the hard limits that it breaks by more than rounding, the worst first
 */
public record OutageState(int branch, Optional<OperatingPoint> point, List<BrokenLimit> broken) {

    private static final int NAMED = 3;

    /** The list is copied. */
    public OutageState {
        Objects.requireNonNull(point, "point");
        broken = broken.stream().sorted(BrokenLimit.WORST_FIRST).toList();
    }

    /** Whether there is a state, and it keeps every hard limit. */
    public boolean isSecure() {
        return point.isPresent() && broken.isEmpty();
    }

    /** In words, such as {@code after the outage of branch 3 every limit is met}. */
    @Override
    public String toString() {
        String after = "after the outage of branch " + branch;
        if (point.isEmpty()) {
            return after + " no AC power flow was found";
        }
        return broken.isEmpty()
                ? after + " every limit is met"
                : after + " " + broken.size() + " limits are broken: "
                        + broken.stream()
                                .limit(NAMED)
                                .map(BrokenLimit::toString)
                                .collect(Collectors.joining(", "))
                        + (broken.size() > NAMED ? ", ..." : "");
    }
}
