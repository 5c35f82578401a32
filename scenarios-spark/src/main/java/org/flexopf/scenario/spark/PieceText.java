package org.flexopf.scenario.spark;

import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.flexopf.scenario.Row;
import org.flexopf.scenario.Study;
import org.flexopf.scenario.StudyJob;

/** What a task is told, as text, and how an executor makes rows of it. */
final class PieceText {

    /** The study that an executor has made last, so that its tasks do not each read the case again. */
    private static volatile Made made = new Made("", null);

    private record Made(String text, Study study) {}

    private PieceText() {}

    /** Draws from a number to before another. */
    static String of(long first, long end) {
        return first + " " + end;
    }

    /** Solves the draws of a piece, each as it is asked for; ends where the task is ended. */
    static Iterator<Row> rows(String job, String piece) {
        int space = piece.indexOf(' ');
        long first = Long.parseLong(piece.substring(0, space));
        long end = Long.parseLong(piece.substring(space + 1));
        TaskContext task = TaskContext.get();
        Iterator<Row> rows = study(job).rows(first, end);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                if (task.isInterrupted()) {
                    throw new TaskKilledException("the study has ended");
                }
                return rows.next();
            }
        };
    }

    /** The study of a job, made once in a process while no other job comes between. */
    static Study study(String job) {
        Made last = made;
        if (!last.text().equals(job)) {
            synchronized (PieceText.class) {
                last = made;
                if (!last.text().equals(job)) {
                    last = new Made(
                            job, StudyJob.parse("the job of the driver", job).study());
                    made = last;
                }
            }
        }
        return last.study();
    }

    /** A row with its message, as text: what a task sends back. */
    static String encode(Row row) {
        return row.csv() + '\t' + row.message();
    }

    /** The row of such a text, to the last bit. */
    static Row decode(String text) throws ExecutionException {
        int tab = text.indexOf('\t');
        if (tab < 0) {
            throw new ExecutionException(new IllegalStateException("a task has sent '" + text + "', which is no row"));
        }
        return Row.ofCsv(text.substring(0, tab), text.substring(tab + 1));
    }
}
