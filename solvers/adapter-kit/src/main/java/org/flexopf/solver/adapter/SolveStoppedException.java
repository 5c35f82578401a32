package org.flexopf.solver.adapter;

import org.flexopf.solver.SolveStatus;

/**
 * Unwinds a library's loop when a limit is reached or the thread is interrupted; never leaves {@link LibrarySolver}.
 */
public final class SolveStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SolveStatus status;

    /** An exception with the status the answer will carry; without a stack trace, because it is no fault. */
    public SolveStoppedException(SolveStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The status the answer will carry. */
    public SolveStatus status() {
        return status;
    }
}
