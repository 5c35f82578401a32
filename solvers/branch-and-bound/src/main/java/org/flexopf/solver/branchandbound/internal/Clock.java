package org.flexopf.solver.branchandbound.internal;

import java.time.Duration;
import java.util.Optional;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;

/** Time and nodes that a search may still use; it counts the nodes. */
final class Clock {

    private final long begin = System.nanoTime();
    private final SolverOptions options;
    private final long limit;
    private long nodes;
    private long iterations;

    Clock(SolverOptions options) {
        this.options = options;
        this.limit = options.timeLimit().toSeconds() > 1_000_000_000L
                ? Long.MAX_VALUE / 2
                : options.timeLimit().toNanos();
    }

    void count(long iterationsOfNode) {
        nodes++;
        iterations += iterationsOfNode;
    }

    long nodes() {
        return nodes;
    }

    int iterations() {
        return (int) Math.min(iterations, Integer.MAX_VALUE);
    }

    double seconds() {
        return (System.nanoTime() - begin) * 1e-9;
    }

    Duration remaining() {
        return Duration.ofNanos(Math.max(0L, limit - (System.nanoTime() - begin)));
    }

    /** Whether time is up, or the thread was interrupted: what is under way has to end. */
    boolean isUp() {
        return Thread.currentThread().isInterrupted() || remaining().isZero();
    }

    /** Which limit has been reached, if any. */
    Optional<SolveStatus> reached() {
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of(SolveStatus.INTERRUPTED);
        }
        if (remaining().isZero()) {
            return Optional.of(SolveStatus.TIME_LIMIT);
        }
        return nodes >= options.search().maxNodes() ? Optional.of(SolveStatus.ITERATION_LIMIT) : Optional.empty();
    }
}
