package org.flexopf.program;

/** A closed convex cone that a block of the slack {@code s} lies in. Both kinds are their own dual cone. */
public sealed interface Cone {

    /** The number of slack entries in the block, at least 1. */
    int dimension();

    /** The nonnegative orthant {@code s >= 0}. */
    record Nonnegative(int dimension) implements Cone {
        /** @throws IllegalArgumentException if the dimension is below 1 */
        public Nonnegative {
            requirePositive(dimension);
        }
    }

    /** The second-order cone {@code s_0 >= ||(s_1, .., s_(n-1))||}; of dimension 1 it is the half line. */
    record SecondOrder(int dimension) implements Cone {
        /** @throws IllegalArgumentException if the dimension is below 1 */
        public SecondOrder {
            requirePositive(dimension);
        }
    }

    private static void requirePositive(int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("a cone needs a dimension of at least 1, got " + dimension);
        }
    }
}
