package org.flexopf.market;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Numbered tasks, shared among threads: figures are those of the tasks, whatever the threads. The calling thread works
 * too, so that an executor which is busy or shut down costs time but never the result; each thread makes itself one
 * worker, which belongs to it alone.
 *
 * @param executor where further threads come from
 * @param threads how many threads work at most, the calling one included
 * @param progress is told of every task done
 */
public record Workers(Executor executor, int threads, Progress progress) {

    /** @throws IllegalArgumentException if no thread is allowed */
    public Workers {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(progress, "progress");
        if (threads < 1) {
            throw new IllegalArgumentException("nothing can be done by " + threads + " threads; allow at least 1");
        }
    }

    /**
     * Runs tasks 0 to {@code count - 1}. If several fail, the failure of the first of them is thrown.
     *
     * @param worker makes the worker of a thread, which takes the numbers of tasks
     * @throws CancellationException if it was interrupted, or whoever is told of progress has ended it
     */
    public void run(int count, Supplier<IntConsumer> worker) {
        Run run = new Run(count, worker);
        int helpers = Math.min(threads, count) - 1;
        for (int k = 0; k < helpers; k++) {
            try {
                executor.execute(run::work);
            } catch (RejectedExecutionException busy) {
                break;
            }
        }
        run.work();
        run.finish();
    }

    private final class Run {

        private final int count;
        private final Supplier<IntConsumer> worker;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReferenceArray<RuntimeException> failures;
        private final CountDownLatch pending;
        private final Object reporting = new Object();
        private int done;
        private volatile boolean cancelled;

        Run(int count, Supplier<IntConsumer> worker) {
            this.count = count;
            this.worker = worker;
            this.failures = new AtomicReferenceArray<>(count);
            this.pending = new CountDownLatch(count);
        }

        /**
         * Takes tasks until there are none; what fails is kept for the caller, since a borrowed thread must not end
         * with our exceptions.
         */
        void work() {
            IntConsumer own = null;
            for (int task = next.getAndIncrement(); task < count; task = next.getAndIncrement()) {
                cancelled |= Thread.currentThread().isInterrupted();
                try {
                    if (!cancelled) {
                        own = own == null ? worker.get() : own;
                        own.accept(task);
                        report();
                    }
                } catch (RuntimeException failure) {
                    failures.set(task, failure);
                    cancelled = true;
                } finally {
                    pending.countDown();
                }
            }
        }

        private void report() {
            synchronized (reporting) {
                done++;
                if (!progress.solved(done, count) && done < count) {
                    cancelled = true;
                }
            }
        }

        void finish() {
            try {
                pending.await();
            } catch (InterruptedException interrupted) {
                // Whatever others may have finished by now, whoever interrupts wants to be heard.
                Thread.currentThread().interrupt();
                cancelled = true;
                throw new CancellationException("interrupted before all tasks were done");
            }
            for (int task = 0; task < count; task++) {
                if (failures.get(task) != null) {
                    throw failures.get(task);
                }
            }
            synchronized (reporting) {
                if (done < count) {
                    throw new CancellationException("stopped after " + done + " of " + count + " tasks");
                }
            }
        }
    }
}
