package org.flexopf.scenario;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads of this process, each with a prepared problem of its own; a piece is one draw. */
final class ThreadWorkers implements StudyWorkers {

    /** Draws that may wait to be written, by thread: enough that one long solve keeps no other thread waiting. */
    private static final int WINDOW = 64;

    private final Study study;
    private final int threads;
    private final ExecutorService executor;
    private final ConcurrentLinkedQueue<DrawSolver> idle = new ConcurrentLinkedQueue<>();

    /** @throws IllegalArgumentException if there is to be no thread, or there are to be too many */
    ThreadWorkers(Study study, int threads) {
        if (threads < 1 || threads > Study.MOST_THREADS) {
            throw new IllegalArgumentException(
                    "draws cannot be solved by " + threads + " threads; allow 1 to " + Study.MOST_THREADS);
        }
        this.study = study;
        this.threads = threads;
        executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "study");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public int draws() {
        return 1;
    }

    @Override
    public int pieces() {
        return Math.multiplyExact(WINDOW, threads);
    }

    @Override
    public Piece solve(long first, long end) {
        Future<Row> row = executor.submit(() -> row(first));
        return () -> List.of(row.get());
    }

    private Row row(long number) {
        DrawSolver waiting = idle.poll();
        DrawSolver solver = waiting == null ? study.solver() : waiting;
        try {
            return solver.row(number);
        } finally {
            idle.add(solver);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    @Override
    public String toString() {
        return threads == 1 ? "1 thread" : threads + " threads";
    }
}
