package org.flexopf.acopf.nlp;

/** How a local solve has ended. */
public enum NonlinearStatus {
    /** The first-order conditions hold within the tolerances. The point is a local optimum as far as they can tell. */
    LOCALLY_OPTIMAL,
    /**
     * No point nearby violates the constraints less, and this one violates them. Elsewhere there may be a better one.
     */
    LOCALLY_INFEASIBLE,
    /** So many iterations were not enough. */
    ITERATION_LIMIT,
    /** The time was up. */
    TIME_LIMIT,
    /** The thread was interrupted; its interrupt flag is still set. */
    INTERRUPTED,
    /** Numbers went astray, or no step leads on. */
    NUMERICAL_FAILURE
}
