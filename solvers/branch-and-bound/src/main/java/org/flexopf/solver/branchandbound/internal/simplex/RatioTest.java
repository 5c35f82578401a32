package org.flexopf.solver.branchandbound.internal.simplex;

/**
 * The ratio test of the dual simplex method, which flips variables from bound to bound (Maros 2003). It reads where
 * variables stand from the arrays of the method.
 */
final class RatioTest {

    /** A pivot that is smaller is not taken where there is another one. */
    static final double SMALLEST_PIVOT = 1e-7;
    /** Entries of a pivot row up to this are rounding, and block nothing. */
    private static final double SMALLEST_ENTRY = 1e-9;

    private final double[] lower;
    private final double[] upper;
    private final byte[] standing;
    private final double[] reduced;
    private final double dualTolerance;
    private final int[] candidates;

    /** @param reduced the reduced costs, by variable */
    RatioTest(double[] lower, double[] upper, byte[] standing, double[] reduced, double dualTolerance) {
        this.lower = lower;
        this.upper = upper;
        this.standing = standing;
        this.reduced = reduced;
        this.dualTolerance = dualTolerance;
        candidates = new int[lower.length];
    }

    /**
     * Which variable enters. Along the way variables change from one bound to the other as long as the dual objective
     * still rises behind them; these stand at their new bounds afterwards.
     *
     * @param distance how far the leaving variable is above its upper bound (positive) or below its lower one
     * @param room what of that counts as nothing
     * @return -1 if nothing limits the rise: there is no feasible point
     */
    int entering(PivotRow row, double distance, double room) {
        double sign = distance > 0.0 ? 1.0 : -1.0;
        int count = 0;
        for (int k = 0; k < row.count; k++) {
            int j = row.pattern[k];
            byte stands = standing[j];
            if (stands == Basis.BASIC || lower[j] == upper[j]) {
                continue;
            }
            double a = sign * row.entry[j];
            boolean blocks = stands == Basis.AT_LOWER
                    ? a > SMALLEST_ENTRY
                    : stands == Basis.AT_UPPER ? a < -SMALLEST_ENTRY : Math.abs(a) > SMALLEST_ENTRY;
            if (blocks) {
                candidates[count++] = j;
            }
        }
        double slope = Math.abs(distance);
        int chosen = -1;
        while (count > 0) {
            double limit = Double.POSITIVE_INFINITY;
            for (int k = 0; k < count; k++) {
                int j = candidates[k];
                limit = Math.min(limit, (Math.abs(reduced[j]) + dualTolerance) / Math.abs(row.entry[j]));
            }
            // All that block up to here: the largest pivot of them is the one to take.
            double largest = 0.0;
            double fall = 0.0;
            int group = 0;
            for (int k = 0; k < count; k++) {
                int j = candidates[k];
                double size = Math.abs(row.entry[j]);
                if (ratio(j, row) <= limit) {
                    candidates[k] = candidates[group];
                    candidates[group++] = j;
                    fall += size * (upper[j] - lower[j]);
                    if (size > largest) {
                        largest = size;
                    }
                }
            }
            int best = -1;
            for (int k = 0; k < group; k++) {
                int j = candidates[k];
                // The lowest index of equals: the order within the row must not decide.
                if (Math.abs(row.entry[j]) == largest && (best < 0 || j < best)) {
                    best = j;
                }
            }
            if (largest >= SMALLEST_PIVOT || chosen < 0) {
                chosen = best;
            }
            // What is left within the tolerance is not left: a point on the edge of feasibility is feasible.
            if (!(slope - fall > room)) {
                break;
            }
            slope -= fall;
            System.arraycopy(candidates, group, candidates, 0, count - group);
            count -= group;
            if (count == 0) {
                return -1;
            }
        }
        return chosen;
    }

    /** A reduced cost of the wrong sign, within the tolerance, blocks at once. */
    private double ratio(int j, PivotRow row) {
        double d = reduced[j];
        boolean wrong = standing[j] == Basis.AT_LOWER ? d < 0.0 : standing[j] == Basis.AT_UPPER && d > 0.0;
        return wrong ? 0.0 : Math.abs(d) / Math.abs(row.entry[j]);
    }
}
