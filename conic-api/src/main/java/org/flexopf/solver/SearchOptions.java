package org.flexopf.solver;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * What is asked of an integer search, beyond what is asked of any solver; immutable.
 *
 * @param gap largest difference of objective and bound at which a program counts as solved, relative to the objective;
 *     default 1e-6, for prices and payments need finer answers than the 1e-4 that is usual
 * @param maxNodes number of continuous programs after which the search gives up; no limit by default
 * @param progress told after every step of the search, in the thread that runs the solver; a search is stopped by
 *     interrupting that thread
 */
public record SearchOptions(double gap, long maxNodes, Consumer<SearchProgress> progress) {

    private static final SearchOptions DEFAULTS = new SearchOptions(1e-6, Long.MAX_VALUE, SearchOptions::tellNobody);

    /** @throws IllegalArgumentException if the gap is not in (0, 1), or the limit is negative */
    public SearchOptions {
        if (!(gap > 0.0 && gap < 1.0)) {
            throw new IllegalArgumentException("the integer gap must lie between 0 and 1, got " + gap);
        }
        if (maxNodes < 0) {
            throw new IllegalArgumentException("the node limit must not be negative, got " + maxNodes);
        }
        Objects.requireNonNull(progress, "progress");
    }

    /** A relative gap of 1e-6, no limit of nodes, nobody told. */
    public static SearchOptions defaults() {
        return DEFAULTS;
    }

    private static void tellNobody(SearchProgress progress) {}

    @Override
    public String toString() {
        return "SearchOptions[gap=" + gap + ", maxNodes=" + maxNodes + "]";
    }
}
