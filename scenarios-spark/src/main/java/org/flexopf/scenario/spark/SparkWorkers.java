package org.flexopf.scenario.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.flexopf.scenario.Row;
import org.flexopf.scenario.StudyWorkers;

/**
 * The executors of a cluster. Every piece is a Spark job of one task: its rows come to the driver as soon as they are
 * solved and stay there, so that an executor that is lost takes unfinished pieces with it and nothing else, and no more
 * pieces are under way than the driver has room for.
 */
final class SparkWorkers implements StudyWorkers {

    /** Pieces under way for each core: so that none waits for the driver. */
    private static final int PIECES_PER_CORE = 4;

    /** At least so many, for clusters that grow with what is asked of them. */
    private static final int FEWEST_PIECES = 64;

    private final JavaSparkContext context;
    private final SentJob job;
    private final String name;
    private final int draws;
    private final String group = "study " + UUID.randomUUID();
    private final Queue<JavaFutureAction<List<String>>> underWay = new ArrayDeque<>();

    SparkWorkers(JavaSparkContext context, SentJob job, String name, int draws) {
        this.context = context;
        this.job = job;
        this.name = name;
        this.draws = draws;
    }

    @Override
    public int draws() {
        return draws;
    }

    @Override
    public int pieces() {
        return Math.max(FEWEST_PIECES, PIECES_PER_CORE * context.defaultParallelism());
    }

    @Override
    public Piece solve(long first, long end) {
        // Tasks that are ended look whether they are; an interruption would close files that others read too.
        context.setJobGroup(group, "draws " + first + " to " + (end - 1) + " of " + name, false);
        JavaFutureAction<List<String>> action;
        try {
            action = context.parallelize(List.of(PieceText.of(first, end)), 1)
                    .flatMap(new TextTask(job))
                    .collectAsync();
        } finally {
            context.clearJobGroup();
        }
        underWay.add(action);
        return () -> {
            List<String> lines = action.get();
            underWay.remove(action);
            List<Row> rows = new ArrayList<>(lines.size());
            for (String line : lines) {
                rows.add(PieceText.decode(line));
            }
            return rows;
        };
    }

    @Override
    public void close() {
        // Spark waits for its own messages here, and would take an interruption for one of them.
        boolean interrupted = Thread.interrupted();
        try {
            underWay.forEach(action -> action.cancel(true));
            job.end();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String toString() {
        return "Spark " + context.version() + " at " + context.master();
    }
}
