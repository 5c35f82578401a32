package org.flexopf.market;

/**
 * Is told how many optima without some participants are known, and may stop the search for more. Called by several
 * threads, one at a time.
 */
@FunctionalInterface
public interface Progress {

    /**
     * Another optimum is known.
     *
     * @param done how many are known
     * @param total how many are asked for
     * @return whether to go on; {@code false} ends the search with a {@link java.util.concurrent.CancellationException}
     */
    boolean solved(int done, int total);
}
