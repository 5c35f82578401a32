package org.flexopf.testkit.golden;

/** How the susceptance of a branch follows from its data in a DC optimal power flow. */
public enum DcConvention {
    /** {@code 1/(x tau)}, with the phase shift, as MATPOWER has it. */
    RECIPROCAL_X,
    /** {@code x/(r^2 + x^2)}, without tap and phase shift, as the pglib-opf baseline has it. */
    SERIES_ADMITTANCE
}
