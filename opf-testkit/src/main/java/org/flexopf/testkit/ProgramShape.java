package org.flexopf.testkit;

/**
 * The size and character of a random program.
 *
 * @param variables number of variables, at least 1
 * @param equalities number of equality rows
 * @param inequalities number of rows of the nonnegative cone, bounds on variables not counted
 * @param cones number of second-order cones, with dimensions 1 to 6 drawn at random
 * @param quadraticRank rank of P at most; 0 for a linear objective
 * @param difficulty what a solver may lean on
 * @param decades rows and columns are scaled by powers of ten drawn from {@code -decades .. decades}; 0 for none
 */
public record ProgramShape(
        int variables,
        int equalities,
        int inequalities,
        int cones,
        int quadraticRank,
        Difficulty difficulty,
        double decades) {

    /** What a solver may lean on. */
    public enum Difficulty {
        /**
         * Every variable is bounded, a point lies strictly inside all cones, and slack and multipliers are strictly
         * complementary.
         */
        STRICT,
        /**
         * Bounds and a point strictly inside, but slack and multipliers may both vanish and many rows may meet in one
         * vertex.
         */
        DEGENERATE,
        /**
         * An answer exists, and nothing else is sure: no bounds, flat directions, perhaps no point strictly inside,
         * unbounded multipliers.
         */
        ILL_POSED
    }

    /** @throws IllegalArgumentException if a number is negative or there is no variable */
    public ProgramShape {
        if (variables < 1
                || equalities < 0
                || inequalities < 0
                || cones < 0
                || quadraticRank < 0
                || !(decades >= 0.0)) {
            throw new IllegalArgumentException(
                    "a random program needs a variable and no negative size, got " + variables + " variables, "
                            + equalities + " equalities, " + inequalities + " inequalities, " + cones + " cones, rank "
                            + quadraticRank + ", " + decades
                            + " decades");
        }
    }

    /** A strict, well-scaled program with a linear objective. */
    public static ProgramShape of(int variables, int equalities, int inequalities, int cones) {
        return new ProgramShape(variables, equalities, inequalities, cones, 0, Difficulty.STRICT, 0.0);
    }

    /** The same shape with a quadratic objective. */
    public ProgramShape withQuadraticRank(int rank) {
        return new ProgramShape(variables, equalities, inequalities, cones, rank, difficulty, decades);
    }

    /** The same shape of another difficulty. */
    public ProgramShape withDifficulty(Difficulty newDifficulty) {
        return new ProgramShape(variables, equalities, inequalities, cones, quadraticRank, newDifficulty, decades);
    }

    /** Whether bounds and a point strictly inside all cones are there to lean on. */
    public boolean isWellPosed() {
        return difficulty != Difficulty.ILL_POSED;
    }
}
