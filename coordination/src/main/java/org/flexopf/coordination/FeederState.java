package org.flexopf.coordination;

import java.util.List;

/**
 * A feeder by AC power flow once the activations are carried out.
 *
 * @param feeder its name
 * @param flow what flows into it, MW; NaN if the power flow did not converge
 * @param reactiveFlow what flows into it, Mvar
 * @param vMin its lowest voltage, p.u.
 * @param vMax its highest voltage, p.u.
 * @param violations limits that are broken
 */
public record FeederState(
        String feeder, double flow, double reactiveFlow, double vMin, double vMax, List<Violation> violations) {

    /** The violations are copied. */
    public FeederState {
        violations = List.copyOf(violations);
    }

    /** Whether the power flow converged. */
    public boolean isKnown() {
        return !Double.isNaN(flow);
    }
}
