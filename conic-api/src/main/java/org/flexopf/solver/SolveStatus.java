package org.flexopf.solver;

/** What a solver's answer is worth. */
public enum SolveStatus {
    /** The KKT residuals and the gap are within the tolerances asked for. */
    OPTIMAL,
    /** The solver stopped short of the tolerances; the {@link KktReport} says how near it came. */
    ALMOST_OPTIMAL,
    /**
     * No point satisfies the constraints: (y, z) is a certificate with {@code A'y + G'z = 0}, {@code z in K},
     * {@code b'y + h'z = -1}.
     */
    PRIMAL_INFEASIBLE,
    /**
     * The objective falls without end: x is a direction with {@code Px = 0}, {@code Ax = 0}, {@code -Gx in K},
     * {@code q'x = -1}.
     */
    DUAL_INFEASIBLE,
    /**
     * The solver says that no point satisfies the constraints, and gave no certificate that holds. It may be right, as
     * where the search of an integer program came to its end; it is not proved.
     */
    CLAIMED_PRIMAL_INFEASIBLE,
    /** The solver says that the objective falls without end, and gave no direction that holds: not proved. */
    CLAIMED_DUAL_INFEASIBLE,
    /** The iteration limit was reached; the best point found is returned. */
    ITERATION_LIMIT,
    /** The time limit was reached; the best point found is returned. */
    TIME_LIMIT,
    /** The thread was interrupted; the best point found is returned and the thread's interrupt flag stays set. */
    INTERRUPTED,
    /** No further progress was possible; the best point found is returned. */
    NUMERICAL_FAILURE;

    /** Whether the point may be used as a solution: only {@link #OPTIMAL}. */
    public boolean isOptimal() {
        return this == OPTIMAL;
    }

    /** Whether the program was proved to have no optimum. */
    public boolean isInfeasible() {
        return this == PRIMAL_INFEASIBLE || this == DUAL_INFEASIBLE;
    }

    /** Whether the solver says that the program has no optimum and nothing proves it. */
    public boolean isClaim() {
        return this == CLAIMED_PRIMAL_INFEASIBLE || this == CLAIMED_DUAL_INFEASIBLE;
    }
}
