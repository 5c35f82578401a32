package org.flexopf.scenario.spark;

import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.flexopf.scenario.Study;
import org.flexopf.scenario.StudyStoppedException;

/** Makes rows of a table of the text of a piece. */
final class TableTask implements FlatMapFunction<String, Row> {

    private static final long serialVersionUID = 1L;

    private static final int FIXED = 2;

    private final SentJob job;

    TableTask(SentJob job) {
        this.job = job;
    }

    @Override
    public Iterator<Row> call(String piece) {
        Study study = job.study();
        Iterator<org.flexopf.scenario.Row> rows = PieceText.rows(study, piece);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                org.flexopf.scenario.Row row = rows.next();
                study.whyStop(row).ifPresent(why -> {
                    throw new StudyStoppedException(row.draw(), why, null);
                });
                return cells(row);
            }
        };
    }

    private static Row cells(org.flexopf.scenario.Row row) {
        double[] values = row.values();
        Object[] cells = new Object[FIXED + values.length];
        cells[0] = row.draw();
        cells[1] = row.status();
        for (int k = 0; k < values.length; k++) {
            cells[FIXED + k] = Double.isNaN(values[k]) ? null : values[k];
        }
        return RowFactory.create(cells);
    }
}
