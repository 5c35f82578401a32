package org.flexopf.scenario.spark;

import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.flexopf.scenario.Row;

/** Makes rows, as text, of the text of a piece. */
final class TextTask implements FlatMapFunction<String, String> {

    private static final long serialVersionUID = 1L;

    private final Broadcast<String> job;

    TextTask(Broadcast<String> job) {
        this.job = job;
    }

    @Override
    public Iterator<String> call(String piece) {
        Iterator<Row> rows = PieceText.rows(job.value(), piece);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public String next() {
                return PieceText.encode(rows.next());
            }
        };
    }
}
