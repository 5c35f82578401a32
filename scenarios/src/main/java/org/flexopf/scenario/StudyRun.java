package org.flexopf.scenario;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * One run of a study: draws are solved ahead of the row that is written, but not further than a window, so that memory
 * does not grow with the number of draws and a slow disk slows the solvers.
 */
final class StudyRun {

    private final Study study;
    private final StudyWorkers workers;
    private final long first;
    private final RowSink sink;
    private final StudyProgress progress;
    private long failures;

    /** Draws that are being solved, or wait to be kept. */
    private record Ahead(long first, long end, StudyWorkers.Piece piece) {

        String label() {
            return end == first + 1 ? "draw " + first : "one of the draws " + first + " to " + (end - 1);
        }
    }

    StudyRun(Study study, StudyWorkers workers, long first, RowSink sink, StudyProgress progress) {
        this.study = study;
        this.workers = workers;
        this.first = first;
        this.sink = sink;
        this.progress = progress;
    }

    void run() {
        Deque<Ahead> ahead = new ArrayDeque<>();
        long next = first;
        while (next < study.count() || !ahead.isEmpty()) {
            while (next < study.count() && ahead.size() < workers.pieces()) {
                long end = Math.min(study.count(), next + workers.draws());
                ahead.add(new Ahead(next, end, workers.solve(next, end)));
                next = end;
            }
            for (Row row : rows(ahead.remove())) {
                keep(row);
            }
        }
    }

    private List<Row> rows(Ahead solved) {
        try {
            return solved.piece().rows();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw interrupted(solved.first(), interrupted);
        } catch (ExecutionException failed) {
            throw new StudyStoppedException(
                    solved.first(), solved.label() + " failed: " + failed.getCause(), failed.getCause());
        }
    }

    private void keep(Row row) {
        long draw = row.draw();
        Optional<String> stop = study.whyStop(row);
        if (stop.isPresent()) {
            throw new StudyStoppedException(draw, stop.get(), null);
        }
        try {
            sink.take(row);
        } catch (ClosedByInterruptException interrupted) {
            throw interrupted(draw, interrupted);
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

    private StudyStoppedException interrupted(long done, Exception cause) {
        return new StudyStoppedException(done, "interrupted after " + done + " of " + study.count() + " draws", cause);
    }
}
