package org.flexopf.solver;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.flexopf.program.ConicProgram;

/**
 * A session of a solver that does not promise to heed its limits. Each solve runs on a thread of its own, since a
 * thread cannot be stopped from outside: where the time limit has passed, or the caller is interrupted, that thread is
 * interrupted, is given a grace to answer, and is left alone after it. What it still does then is of no consequence: it
 * has its own copies, its answer is not read, and the next solve has a session of its own.
 */
final class WatchedSession implements SolverSession {

    /** The grace as a share of the time limit, and its bounds. */
    private static final double SHARE = 0.1;

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration LARGEST = Duration.ofSeconds(30);

    private final String name;
    private final Supplier<SolverSession> sessions;
    private SolverSession session;

    WatchedSession(String name, Supplier<SolverSession> sessions) {
        this.name = name;
        this.sessions = sessions;
        this.session = sessions.get();
    }

    /** How long a solver may go on after its time limit, or an interruption, before it is abandoned. */
    static Duration grace(Duration timeLimit) {
        Duration share = Duration.ofMillis((long) (SHARE * Math.min(nanos(timeLimit), Long.MAX_VALUE / 2) / 1e6));
        return share.compareTo(LEAST) < 0 ? LEAST : share.compareTo(LARGEST) > 0 ? LARGEST : share;
    }

    /** @throws AbandonedException if the solver overran */
    @Override
    public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
        SolverSession used = session;
        WarmStart own = start == null ? null : start.copy();
        FutureTask<SolverResult> task = new FutureTask<>(() -> used.solve(program, options, own));
        Thread thread = new Thread(task, "flexopf solver " + name);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            return task.get(nanos(options.timeLimit()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (TimeoutException e) {
            // It is given its grace.
        } catch (ExecutionException e) {
            throw thrown(e);
        }
        try {
            return late(task, thread, options.timeLimit(), interrupted);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private SolverResult late(FutureTask<SolverResult> task, Thread thread, Duration limit, boolean interrupted) {
        Duration grace = grace(limit);
        long end = System.nanoTime() + nanos(grace);
        thread.interrupt();
        boolean again = false;
        try {
            while (true) {
                try {
                    return task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    again = true;
                } catch (TimeoutException e) {
                    session = sessions.get();
                    throw new AbandonedException(
                            interrupted ? SolveStatus.INTERRUPTED : SolveStatus.TIME_LIMIT,
                            "the solver " + name + " heeded neither "
                                    + (interrupted ? "the interruption of its caller" : "its time limit of " + limit)
                                    + " nor that of its thread, and was abandoned after a grace of " + grace
                                    + "; its thread may still run");
                } catch (ExecutionException e) {
                    throw thrown(e);
                }
            }
        } finally {
            if (again) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        // A session declares no checked exceptions, though one written in another language may throw them.
        return e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
    }

    /** Nanoseconds, or as many as there are. */
    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    /** A solver was left to itself. */
    static final class AbandonedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient SolveStatus status;

        AbandonedException(SolveStatus status, String message) {
            super(message);
            this.status = status;
        }

        SolveStatus status() {
            return status;
        }
    }
}
