package org.flexopf.solver;

/**
 * How far an integer search has come.
 *
 * @param nodes continuous programs solved so far
 * @param open nodes that are still to be branched on
 * @param objective the objective of the best point found, constant included; NaN while there is none
 * @param bound what no feasible point undercuts; minus infinity while nothing is known
 * @param seconds wall time since the search began
 */
public record SearchProgress(long nodes, int open, double objective, double bound, double seconds) {

    /** Objective less bound; NaN without a point. */
    public double gap() {
        return objective - bound;
    }
}
