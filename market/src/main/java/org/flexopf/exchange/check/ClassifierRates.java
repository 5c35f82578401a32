package org.flexopf.exchange.check;

import java.util.Locale;

/**
 * How often a classifier of safe states was wrong, by the word of the AC power flow.
 *
 * @param safe candidates that were feasible
 * @param falseRejects those of them that it took for infeasible
 * @param unsafe candidates that were not feasible
 * @param falseAccepts those of them that it took for feasible
 */
public record ClassifierRates(long safe, long falseRejects, long unsafe, long falseAccepts) {

    /** Share of the infeasible candidates that it took for feasible; NaN if there were none. */
    public double falseAcceptRate() {
        return (double) falseAccepts / unsafe;
    }

    /** Share of the feasible candidates that it took for infeasible; NaN if there were none. */
    public double falseRejectRate() {
        return (double) falseRejects / safe;
    }

    /** In words, with percentages. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d of %d unsafe states taken for safe (%.1f %%), %d of %d safe ones for unsafe (%.1f %%)",
                falseAccepts,
                unsafe,
                100.0 * falseAcceptRate(),
                falseRejects,
                safe,
                100.0 * falseRejectRate());
    }
}
