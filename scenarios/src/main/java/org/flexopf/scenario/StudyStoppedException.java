package org.flexopf.scenario;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** A study ended before its last draw; what it kept is whole, and it can be taken up there. */
public final class StudyStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long done;

    /**
     * @param done how many draws are done
     * @param message why it ended
     * @param cause what was met; may be null
     */
    public StudyStoppedException(long done, String message, Throwable cause) {
        super(message, cause);
        this.done = done;
    }

    /** Whether it ended because a row could not be kept, such as on a full disk. */
    public boolean isRowLost() {
        return getCause() instanceof IOException && !(getCause() instanceof ClosedByInterruptException);
    }

    /** How many draws are done. */
    public long done() {
        return done;
    }
}
