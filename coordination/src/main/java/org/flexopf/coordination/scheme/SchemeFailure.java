package org.flexopf.coordination.scheme;

import java.util.Objects;
import org.flexopf.coordination.OutcomeStatus;

/** Why a scheme cannot go on; it becomes the status and the message of its outcome. */
public class SchemeFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final OutcomeStatus status;

    /**
     * A reason.
     *
     * @param status how the scheme ends by it
     * @param message one sentence that names network, value, cause and fix
     */
    public SchemeFailure(OutcomeStatus status, String message) {
        super(message);
        this.status = Objects.requireNonNull(status, "status");
    }

    /** How the scheme ends by it. */
    public OutcomeStatus status() {
        return status;
    }
}
