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

    /** Distances beyond what is allowed at both ends; NaN without a power flow. */
    private double within;

    private double beyond;
    private long widthBefore;
    private boolean halve;

    /**
     * A search below a number of lots that is not feasible.
     *
     * @param within the distance at no lots at all; not positive
     * @param violated the first element violated at all that was asked for; -1 without a power flow
     * @param beyond the distance there; NaN without a power flow
     */
    Search(long asked, double within, int violated, double beyond) {
        infeasible = asked;
        this.within = within;
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
        if (halve || !(beyond > within)) {
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
