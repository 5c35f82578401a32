package org.flexopf.scenario;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One run of a study: draws are solved ahead of the row that is written, but not further than a window, so that memory
 * does not grow with the number of draws and a slow disk slows the solvers.
 */
final class StudyRun {

    /** Draws that may wait to be written, by thread: enough that one long solve keeps no other thread waiting. */
    private static final int WINDOW = 64;

    private final Study study;
    private final int threads;
    private final long first;
    private final RowSink sink;
    private final StudyProgress progress;
    private final ConcurrentLinkedQueue<DrawSolver> idle = new ConcurrentLinkedQueue<>();
    private long failures;

    StudyRun(Study study, int threads, long first, RowSink sink, StudyProgress progress) {
        this.study = study;
        this.threads = threads;
        this.first = first;
        this.sink = sink;
        this.progress = progress;
    }

    void run() {
        ExecutorService executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "study");
            thread.setDaemon(true);
            return thread;
        });
        try {
            run(executor);
        } finally {
            executor.shutdownNow();
        }
    }

    private void run(ExecutorService executor) {
        Deque<Future<Row>> ahead = new ArrayDeque<>();
        long next = first;
        for (long draw = first; draw < study.count(); draw++) {
            for (; next < study.count() && next - draw < (long) WINDOW * threads; next++) {
                long number = next;
                ahead.add(executor.submit(() -> row(number)));
            }
            keep(draw, ahead.remove());
        }
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

    private void keep(long draw, Future<Row> solved) {
        Row row;
        try {
            row = solved.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StudyStoppedException(
                    draw, "interrupted after " + draw + " of " + study.count() + " draws", interrupted);
        } catch (ExecutionException failed) {
            throw new StudyStoppedException(draw, "draw " + draw + " failed: " + failed.getCause(), failed.getCause());
        }
        Optional<String> stop = study.whyStop(row);
        if (stop.isPresent()) {
            throw new StudyStoppedException(draw, stop.get(), null);
        }
        try {
            sink.take(row);
        } catch (IOException e) {
            throw new StudyStoppedException(
                    draw,
                    "row " + draw + " could not be kept: " + e.getMessage()
                            + "; make room, and take the study up again",
                    e);
        }
        failures += row.isOptimal() ? 0 : 1;
        if (!progress.kept(draw + 1, study.count(), failures) && draw + 1 < study.count()) {
            throw new StudyStoppedException(
                    draw + 1, "ended after " + (draw + 1) + " of " + study.count() + " draws", null);
        }
    }
}
