package org.flexopf.powerflow;

/** How a power flow is solved. */
public enum PowerFlowMethod {
    /**
     * The sweep on radial networks without voltage-controlled buses, and Newton if it does not converge; Newton on all
     * others.
     */
    AUTO,
    /** Backward-forward sweep: linear time per iteration; for radial networks without voltage-controlled buses. */
    SWEEP,
    /** Newton's method in polar coordinates: for any network. */
    NEWTON
}
