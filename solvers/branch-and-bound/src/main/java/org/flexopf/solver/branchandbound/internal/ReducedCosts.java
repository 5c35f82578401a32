package org.flexopf.solver.branchandbound.internal;

/**
 * Reduced-cost fixing: an integer variable stays within what the prices of its bounds leave below an objective. Points
 * that this excludes are no better.
 */
final class ReducedCosts {

    private final int[] integers;
    private final double tolerance;

    /** @param tolerance what a distance may be short of an integer and still counts as that */
    ReducedCosts(int[] integers, double tolerance) {
        this.integers = integers;
        this.tolerance = tolerance;
    }

    /**
     * Tightens a box within that of a relaxation.
     *
     * @param best the objective of the best point; infinite where there is none, and nothing follows
     */
    void tighten(Box box, Relaxation relaxation, double best) {
        double room = best - relaxation.bound();
        if (relaxation.lowerPrices().length == 0 || Double.isInfinite(room)) {
            return;
        }
        for (int i = 0; i < integers.length; i++) {
            int j = integers[i];
            double lower = relaxation.box().lower()[j];
            double upper = relaxation.box().upper()[j];
            // Without a bound there is no price of it, and infinity less anything says nothing.
            double up = Math.floor(room / relaxation.lowerPrices()[i] + tolerance);
            if (Double.isFinite(lower) && lower + up < box.upper()[j]) {
                box.upper()[j] = lower + up;
            }
            double down = Math.floor(room / relaxation.upperPrices()[i] + tolerance);
            if (Double.isFinite(upper) && upper - down > box.lower()[j]) {
                box.lower()[j] = upper - down;
            }
        }
    }
}
