package org.flexopf.scenario.spark;

import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.flexopf.scenario.Row;

/** Makes rows, as text, of the text of a piece. */
final class TextTask implements FlatMapFunction<String, String> {

    private static final long serialVersionUID = 1L;

    private final SentJob job;

    TextTask(SentJob job) {
        this.job = job;
    }

    @Override
    public Iterator<String> call(String piece) {
        Iterator<Row> rows = PieceText.rows(job.study(), piece);
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
