package org.flexopf.solver.branchandbound.internal;

import java.util.Optional;

/**
 * Parts of a tree that are small and may hold good points: all integer variables are fixed on which a relaxation is
 * whole (relaxation enforced neighbourhood search; Berthold, "RENS, the optimal rounding", Mathematical Programming
 * Computation 6, 2014), or on which it agrees with the best point (relaxation induced neighbourhood search; Danna,
 * Rothberg and Le Pape, "Exploring relaxation induced neighborhoods to improve MIP solutions", Mathematical Programming
 * 102, 2005).
 */
final class Neighbourhoods {

    private static final double WHOLE = 1e-6;
    /** The least share of free integer variables that is fixed. */
    private static final double LEAST_SHARE = 0.3;

    private final int[] integers;

    Neighbourhoods(int[] integers) {
        this.integers = integers;
    }

    /** The part of a box where variables are fixed that are whole at a relaxation; empty if these are few. */
    Optional<Box> whole(Box box, double[] x) {
        return agreeing(box, x, x);
    }

    /** The part of a box where variables are fixed that are the same at two points; empty if these are few. */
    Optional<Box> agreeing(Box box, double[] x, double[] other) {
        Box part = box.copy();
        int free = 0;
        int fixed = 0;
        for (int j : integers) {
            if (box.isFixed(j)) {
                continue;
            }
            free++;
            double value = Math.rint(x[j]);
            if (Math.abs(x[j] - value) <= WHOLE
                    && Math.abs(other[j] - value) <= WHOLE
                    && value >= box.lower()[j]
                    && value <= box.upper()[j]) {
                part.lower()[j] = value;
                part.upper()[j] = value;
                fixed++;
            }
        }
        return fixed < free && fixed >= LEAST_SHARE * free ? Optional.of(part) : Optional.empty();
    }
}
