package org.flexopf.solver.interiorpoint.internal;

/**
 * The linear system of every search direction,
 *
 * <pre>
 *   P dx + C'dv     = r_x
 *   A dx            = r_v    on equalities
 *   G dx + ds       = r_v    on cone rows
 *   W^-1 ds + W dz  = f
 * </pre>
 *
 * in one of the forms in which it can be factored.
 */
interface KktSystem {

    /** Takes back what {@link #factor} has raised; every lane starts afresh. */
    void reset();

    /** Assembles and factors the matrix at the present scaling W. Returns whether all numbers are finite. */
    boolean factor();

    /** Solves the system for the nodes and the scaled parts of a direction; {@link #refine} may still have work to do. */
    void solve(double[] rx, double[] rv, double[] f, Direction out);

    /** Solves the system with {@code r_x = 0, r_v = 0}. */
    void solve(double[] f, Direction out);

    /** Recovers the steps of x, v and s. */
    void finish(double[] rv, Direction out);

    /**
     * Refines a finished direction until its residuals are below a bound in the largest norm, or stop shrinking.
     *
     * @return whether the direction has changed
     */
    boolean refine(double[] rx, double[] rv, Direction solution, double boundX, double boundV, int maxSteps);

    /** The strength of the regularisation, for the log. */
    double regularisation();

    /** How many pivots of the last factorisation had lost their sign, for the log. */
    int replacedPivots();
}
