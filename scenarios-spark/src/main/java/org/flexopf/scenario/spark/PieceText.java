package org.flexopf.scenario.spark;

import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.flexopf.scenario.Row;
import org.flexopf.scenario.Study;

/** What a task is told, as text, and how an executor makes rows of it. */
final class PieceText {

    private PieceText() {}

    /** Draws from a number to before another. */
    static String of(long first, long end) {
        return first + " " + end;
    }

    /** Solves the draws of a piece, each as it is asked for; ends where the task is ended. */
    static Iterator<Row> rows(Study study, String piece) {
        int space = piece.indexOf(' ');
        long first = Long.parseLong(piece.substring(0, space));
        long end = Long.parseLong(piece.substring(space + 1));
        TaskContext task = TaskContext.get();
        Iterator<Row> rows = study.rows(first, end);
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
