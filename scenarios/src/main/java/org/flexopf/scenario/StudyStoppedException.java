package org.flexopf.scenario;

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

    /** How many draws are done. */
    public long done() {
        return done;
    }
}
