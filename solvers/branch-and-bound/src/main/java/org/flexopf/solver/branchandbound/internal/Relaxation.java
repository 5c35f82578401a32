package org.flexopf.solver.branchandbound.internal;

import org.flexopf.solver.branchandbound.internal.simplex.Basis;

/**
 * What the continuous program of a box says.
 *
 * @param kind what is known of the box
 * @param box the box after propagation
 * @param bound what no integer point of the box undercuts; minus infinity where nothing is known
 * @param x the optimum, or the last point where the solver stopped short; NaN where there is none. Columns that a
 *     solver of nodes has added come after those of the program
 * @param iterations of the continuous solver
 * @param lowerPrices by how much at least the bound rises per unit that an integer variable is above its lower bound;
 *     in the order of integer variables
 * @param upperPrices the same of their upper bounds
 * @param basis where boxes within this one start from; null where the solver knows no basis
 */
record Relaxation(
        Kind kind,
        Box box,
        double bound,
        double[] x,
        int iterations,
        double[] lowerPrices,
        double[] upperPrices,
        Basis basis) {

    enum Kind {
        /** No integer point is in the box: a certificate was checked, or propagation has shown it. */
        EMPTY,
        /** Solved, or as nearly as the solver could; the bound holds anyway. */
        SOLVED,
        /** Time was up, or the thread was interrupted. */
        STOPPED
    }

    private static final double[] NONE = {};

    static Relaxation empty(Box box, int iterations) {
        return new Relaxation(Kind.EMPTY, box, Double.POSITIVE_INFINITY, NONE, iterations, NONE, NONE, null);
    }

    boolean isEmpty() {
        return kind == Kind.EMPTY;
    }
}
