package org.flexopf.exchange.check;

import java.util.function.IntConsumer;

/**
 * The network of one period after the trades confirmed so far. A trade is feasible if it violates no limit newly or
 * worse: an element that was beyond its limit may not go further beyond than it has been since at its best.
 *
 * <p>Not safe for use by several threads at once.
 */
public interface NetworkState {

    /**
     * The largest feasible quantity of a trade, up to the quantity asked for. The state stays as it is.
     *
     * @param quantity what is asked for, W; a positive multiple of the lot
     */
    Feasible ask(Transfer transfer, long quantity);

    /**
     * Whether a quantity is feasible that {@link #ask} would have to reach: the same word as its answer, without what
     * limits it.
     *
     * @param asked what would be asked for, W
     * @param least the least quantity that would do, W; at most the one asked for
     * @return {@code -1} if {@code ask} would give at least the least quantity, else the barrier of its answer
     */
    default int barrier(Transfer transfer, long asked, long least) {
        Feasible feasible = ask(transfer, asked);
        return feasible.quantity() >= least ? -1 : feasible.barrier();
    }

    /** Takes a feasible trade into the state, W. */
    void confirm(Transfer transfer, long quantity);

    /** Begins a trial: what is confirmed from here on is kept by {@link #commit} or undone by {@link #rollback}. */
    void begin();

    /** Keeps what the trial has confirmed. */
    void commit();

    /** Undoes what the trial has confirmed, what it did to the least violations included. */
    void rollback();

    /**
     * Tells the barriers that may have given way by trades confirmed since this was last called. Must not be called
     * within a trial.
     */
    void changes(IntConsumer barriers);

    /** What has to be kept to restore this state. */
    SavedState save();

    /** The state in figures, for reports and tests. */
    NetworkFigures figures();
}
