package org.flexopf.coordination;

import java.util.Locale;

/** How a scheme ended. */
public enum OutcomeStatus {

    /** It has found what it looks for. */
    OPTIMAL,

    /** What it asks for cannot be met; the message names the network. */
    INFEASIBLE,

    /** A relaxation met a limit by currents that do not flow; its figures are no answer. */
    INEXACT,

    /** Rounds ended before the parties agreed; the message tells the gap. */
    NOT_CONVERGED,

    /** An operator did not answer in time, or with something that is no answer; the message names it. */
    NO_ANSWER,

    /** A solver gave up, or the scheme cannot take what is offered; the message says which. */
    FAILED;

    /** What documents call it, such as {@code not-converged}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return label();
    }
}
