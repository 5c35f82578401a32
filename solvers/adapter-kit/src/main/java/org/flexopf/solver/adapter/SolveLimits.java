package org.flexopf.solver.adapter;

import java.time.Duration;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;

/** The clock of one solve: how long it may still run, and whether its thread was interrupted. */
public final class SolveLimits {

    private final long started = System.nanoTime();
    private final Duration timeLimit;

    SolveLimits(SolverOptions options) {
        this.timeLimit = options.timeLimit();
    }

    /**
     * Returns if the solve may go on; to be called from whatever the library calls back once per iteration.
     *
     * @throws SolveStoppedException if the thread was interrupted (its flag stays set) or the time is up
     */
    public void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new SolveStoppedException(SolveStatus.INTERRUPTED, "the thread was interrupted");
        }
        if (remaining().isZero()) {
            throw new SolveStoppedException(SolveStatus.TIME_LIMIT, "the time limit of " + timeLimit + " was reached");
        }
    }

    /** The time left, never negative, for libraries that keep the time themselves. */
    public Duration remaining() {
        Duration left = timeLimit.minusNanos(System.nanoTime() - started);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The seconds since the solve began. */
    public double elapsedSeconds() {
        return (System.nanoTime() - started) * 1e-9;
    }

    @Override
    public String toString() {
        return "a limit of " + timeLimit;
    }
}
