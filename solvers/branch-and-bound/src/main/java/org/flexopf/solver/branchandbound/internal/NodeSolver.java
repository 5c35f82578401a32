package org.flexopf.solver.branchandbound.internal;

import org.flexopf.solver.branchandbound.internal.simplex.Basis;

/** Solves the continuous programs of boxes that were propagated. The answer depends on what is given here only. */
interface NodeSolver {

    /**
     * What the program of a box says.
     *
     * @param from the basis of a box around this one; null where there is none
     * @param cutOff the objective from which on nothing is of interest
     */
    Relaxation solve(Box box, Basis from, double cutOff);
}
