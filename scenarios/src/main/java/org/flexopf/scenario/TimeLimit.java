package org.flexopf.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Interrupts what takes too long. Solvers of the library end when their thread is interrupted. */
final class TimeLimit {

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "time limits of draws");
        thread.setDaemon(true);
        return thread;
    });

    private enum State {
        RUNNING,
        INTERRUPTED,
        DONE
    }

    private TimeLimit() {}

    /** What work brings; empty if it was interrupted, whatever it brought then. */
    static <T> Optional<T> within(Duration limit, Supplier<T> work) {
        Thread worker = Thread.currentThread();
        AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
        Future<?> alarm = CLOCK.schedule(
                () -> {
                    synchronized (state) {
                        if (state.compareAndSet(State.RUNNING, State.INTERRUPTED)) {
                            worker.interrupt();
                        }
                    }
                },
                limit.toNanos(),
                TimeUnit.NANOSECONDS);
        T result;
        try {
            result = work.get();
        } catch (RuntimeException failed) {
            // What breaks because it was interrupted has run out of time.
            if (ended(state)) {
                return Optional.empty();
            }
            throw failed;
        } finally {
            alarm.cancel(false);
        }
        return ended(state) ? Optional.empty() : Optional.of(result);
    }

    /** Whether the clock has interrupted the work; if so, the thread forgets it. */
    private static boolean ended(AtomicReference<State> state) {
        synchronized (state) {
            if (state.compareAndSet(State.RUNNING, State.DONE)) {
                return false;
            }
            Thread.interrupted();
            return true;
        }
    }
}
