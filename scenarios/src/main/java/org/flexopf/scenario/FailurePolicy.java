package org.flexopf.scenario;

/** What becomes of a study when a draw has no optimum. */
public enum FailurePolicy {
    /** The row says so, and the study goes on. */
    RECORD,
    /** The study ends before the draw. */
    STOP
}
