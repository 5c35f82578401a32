package org.flexopf.opf;

import org.flexopf.solver.SolveStatus;

/** An optimal power flow has no solution, or none was found; the status tells which. */
public class OpfNotSolvedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final SolveStatus status;

    /** An exception with a status and the reason in one sentence. */
    public OpfNotSolvedException(SolveStatus status, String message) {
        super(message);
        this.status = status;
    }

    /** Whether infeasibility was proved, or what stopped the solver. */
    public SolveStatus status() {
        return status;
    }
}
