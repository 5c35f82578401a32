package org.flexopf.solver.branchandbound.internal;

import org.flexopf.solver.branchandbound.internal.simplex.Basis;

/**
 * A node of the tree whose continuous program was solved, and that is still to be branched on.
 *
 * @param id the place in the order of creation, which decides between equals
 * @param depth the number of branchings above it
 * @param box the bounds of integer variables, in their order: lower ones, then upper ones
 * @param bound what no point of the node undercuts
 * @param values the integer variables at the optimum of the continuous program, in their order
 * @param basis where its children start from; null where the solver knows no basis
 */
record Node(long id, int depth, double[] box, double bound, double[] values, Basis basis) {

    /** By bound, the deeper of two equals first, then the older. */
    static int byBound(Node a, Node b) {
        int order = Double.compare(a.bound, b.bound);
        order = order != 0 ? order : Integer.compare(b.depth, a.depth);
        return order != 0 ? order : Long.compare(a.id, b.id);
    }
}
