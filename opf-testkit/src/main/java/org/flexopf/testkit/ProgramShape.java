package org.flexopf.testkit;

/**
 * The size and character of a random program.
 *
 * @param variables        number of variables, at least 1
 * @param equalities       number of equality rows
 * @param inequalities     number of rows of the nonnegative cone
 * @param cones            number of second-order cones, with dimensions 1 to 6 drawn at random
 * @param quadraticRank    rank of P at most; 0 for a linear objective
 * @param degenerate       whether slack and multiplier of a cone may both be zero, both lie on a boundary of the other's kernel, or more rows be
 *                         active than a vertex needs; otherwise every cone is strictly complementary
 * @param decades          rows and columns are scaled by powers of ten drawn from {@code -decades .. decades}; 0 for none
 */
public record ProgramShape(int variables, int equalities, int inequalities, int cones, int quadraticRank, boolean degenerate, double decades) {

    /** @throws IllegalArgumentException if a number is negative or there is no variable */
    public ProgramShape {
        if (variables < 1 || equalities < 0 || inequalities < 0 || cones < 0 || quadraticRank < 0 || !(decades >= 0.0)) {
            throw new IllegalArgumentException("a random program needs a variable and no negative size, got " + variables + " variables, "
                    + equalities + " equalities, " + inequalities + " inequalities, " + cones + " cones, rank " + quadraticRank + ", " + decades
                    + " decades");
        }
    }

    /** A linear program, strictly complementary and well scaled. */
    public static ProgramShape linear(int variables, int equalities, int inequalities) {
        return new ProgramShape(variables, equalities, inequalities, 0, 0, false, 0.0);
    }

    /** A second-order cone program, strictly complementary and well scaled. */
    public static ProgramShape conic(int variables, int equalities, int inequalities, int cones) {
        return new ProgramShape(variables, equalities, inequalities, cones, 0, false, 0.0);
    }

    /** The same shape with a quadratic objective. */
    public ProgramShape withQuadraticRank(int rank) {
        return new ProgramShape(variables, equalities, inequalities, cones, rank, degenerate, decades);
    }

    /** The same shape without second-order cones; their place is taken by nothing. */
    public ProgramShape withoutCones() {
        return new ProgramShape(variables, equalities, inequalities, 0, quadraticRank, degenerate, decades);
    }
}
