package org.flexopf.market;

/**
 * Is told how many tasks are done, such as optima without some participants, and may stop the rest. Called by several
 * threads, one at a time.
 */
@FunctionalInterface
public interface Progress {

    /**
     * Another task is done.
     *
     * @param done how many are done
     * @param total how many there are
     * @return whether to go on; {@code false} ends the work with a {@link java.util.concurrent.CancellationException}
     */
    boolean solved(int done, int total);
}
