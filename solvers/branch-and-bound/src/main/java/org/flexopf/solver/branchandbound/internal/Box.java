package org.flexopf.solver.branchandbound.internal;

import java.util.Arrays;

/**
 * Bounds on all variables, infinite where there are none. Those of integer variables are integers.
 *
 * @param lower lower bounds
 * @param upper upper bounds
 */
record Box(double[] lower, double[] upper) {

    /** No bounds at all. */
    static Box open(int variables) {
        Box box = new Box(new double[variables], new double[variables]);
        Arrays.fill(box.lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(box.upper, Double.POSITIVE_INFINITY);
        return box;
    }

    Box copy() {
        return new Box(lower.clone(), upper.clone());
    }

    boolean isFixed(int variable) {
        return lower[variable] == upper[variable];
    }

    /** The same with another upper bound of one variable. */
    Box below(int variable, double bound) {
        Box changed = copy();
        changed.upper[variable] = bound;
        return changed;
    }

    /** The same with another lower bound of one variable. */
    Box above(int variable, double bound) {
        Box changed = copy();
        changed.lower[variable] = bound;
        return changed;
    }
}
