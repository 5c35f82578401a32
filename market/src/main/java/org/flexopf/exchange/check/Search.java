package org.flexopf.exchange.check;

/**
 * The search for the largest feasible number of lots between 0, which is feasible, and a number that is not. It ends
 * with a feasible number next to an infeasible one. Guesses by the line between the two last distances from what is
 * allowed take the place of halving, as long as they shorten the interval well.
 */
final class Search {

    /** Both ends: the feasible and the infeasible number of lots. */
    long feasible;

    long infeasible;
    /** The first element violated at the infeasible end; -1 without a power flow. */
    int violated;

    /** Distances beyond what is allowed at both ends; NaN where they are not known. */
    private double within = Double.NaN;

    private double beyond;
    private long widthBefore;
    private boolean halve;

    Search(long asked, int violated, double beyond) {
        infeasible = asked;
        this.violated = violated;
        this.beyond = beyond;
        widthBefore = asked;
    }

    boolean goesOn() {
        return infeasible - feasible > 1L;
    }

    /** The number of lots to try next, strictly between both ends. */
    long next() {
        long width = infeasible - feasible;
        // At no lots at all the distance is not known; what stands in for it is a step that tells how steep it is.
        if (halve || Double.isNaN(within) || Double.isNaN(beyond) || !(beyond > within)) {
            return feasible + width / 2L;
        }
        double share = -within / (beyond - within);
        long guess = feasible + (long) Math.floor(share * width);
        return Math.min(Math.max(guess, feasible + 1L), infeasible - 1L);
    }

    /** Takes note of a trial; the distance is NaN without a power flow. */
    void tell(long lots, int firstViolated, double distance) {
        if (firstViolated < 0 && !Double.isNaN(distance)) {
            feasible = lots;
            within = distance;
        } else {
            infeasible = lots;
            violated = firstViolated;
            beyond = distance;
        }
        long width = infeasible - feasible;
        halve = 2L * width > widthBefore;
        widthBefore = width;
    }
}
