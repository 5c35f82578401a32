package org.flexopf.report.result;

import java.util.List;
import org.flexopf.opf.limit.BrokenLimit;

/**
 * The AC state after a single outage.
 *
 * @param branch number of the branch that is out
 * @param converged whether there is a state
 * @param broken the hard limits that it breaks by more than rounding, the worst first
 */
public record OutageResult(int branch, boolean converged, List<BrokenLimit> broken) {

    /** The list is copied. */
    public OutageResult {
        broken = List.copyOf(broken);
    }

    /** Whether there is a state, and it keeps every hard limit. */
    public boolean isSecure() {
        return converged && broken.isEmpty();
    }
}
