package org.flexopf.scenario.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.flexopf.scenario.Question;
import org.flexopf.scenario.Study;
import org.flexopf.scenario.StudyFolder;
import org.flexopf.scenario.StudyJob;
import org.flexopf.scenario.StudyProgress;
import org.flexopf.scenario.StudyStoppedException;

/**
 * A study whose draws are solved by a Spark cluster. Rows are those of {@link Study#rows(int)} on one machine, bit for
 * bit, wherever a draw is solved and however often.
 *
 * <p>What is sent is text: the job once to every executor, and to every task the numbers of its first and last draw. An
 * executor makes the study of it once; each task has a prepared problem of its own. Executors need the same modules as
 * the driver, and rows are the same bits where Java and processor are of the same kind.
 *
 * <pre>
 *   SparkStudy study = SparkStudy.of(spark, StudyJob.of(network, "socp").withCount(100_000));
 *   Dataset&lt;Row&gt; rows = study.rows();
 *   rows.filter("status = 'OPTIMAL'").selectExpr("percentile(cost, 0.95)").show();
 * </pre>
 */
public final class SparkStudy {

    /** Draws per task, at most: what is lost with an executor, and what a driver holds in memory at a time. */
    private static final int LARGEST_PIECE = 1_000;

    /** Tasks per core, where there are draws enough: so that cores are done at about the same time. */
    private static final int TASKS_PER_CORE = 16;

    private final SparkSession spark;
    private final StudyJob job;
    private final Study study;
    private final OptionalInt draws;

    private SparkStudy(SparkSession spark, StudyJob job, Study study, OptionalInt draws) {
        this.spark = spark;
        this.job = job;
        this.study = study;
        this.draws = draws;
    }

    /**
     * A study on a cluster.
     *
     * @throws IllegalArgumentException if the job makes no study, as {@link StudyJob#study} says it
     */
    public static SparkStudy of(SparkSession spark, StudyJob job) {
        Objects.requireNonNull(spark, "spark");
        return new SparkStudy(spark, job, job.study(), OptionalInt.empty());
    }

    /**
     * With so many draws per task; otherwise as many as give every core sixteen tasks, 1,000 at most.
     *
     * @throws IllegalArgumentException if there is not one
     */
    public SparkStudy withDrawsPerTask(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("a task is to have " + number + " draws; give it at least 1");
        }
        return new SparkStudy(spark, job, study, OptionalInt.of(number));
    }

    /** The study, as it would run on this machine. */
    public Study study() {
        return study;
    }

    /**
     * The rows as a table with the columns of {@code runs.csv}: {@code draw}, {@code status}, then a column of numbers
     * for each value, null where there is none; its unit is the column's metadata {@code unit}. Draws are solved when
     * the table is used, each time it is: write it, or persist it. A draw without an optimum that stops the study fails
     * the table's job; which of several such draws is told first depends on the cluster.
     */
    public Dataset<Row> rows() {
        int size = drawsPerTask();
        List<String> pieces = new ArrayList<>();
        for (long first = 0; first < study.count(); first += size) {
            pieces.add(PieceText.of(first, Math.min(study.count(), first + size)));
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        return spark.createDataFrame(
                context.parallelize(pieces, pieces.size()).flatMap(new TableTask(new SentJob(context, job, study))),
                schema());
    }

    /** The columns of the table. */
    StructType schema() {
        Map<String, String> units =
                study.figures().stream().collect(Collectors.toMap(Question.Column::name, Question.Column::unit));
        List<StructField> fields = new ArrayList<>();
        fields.add(DataTypes.createStructField("draw", DataTypes.LongType, false));
        fields.add(DataTypes.createStructField("status", DataTypes.StringType, false));
        for (String column : study.columns()) {
            Metadata unit = new MetadataBuilder()
                    .putString("unit", units.getOrDefault(column, ""))
                    .build();
            fields.add(DataTypes.createStructField(column, DataTypes.DoubleType, true, unit));
        }
        return DataTypes.createStructType(fields);
    }

    /**
     * Runs the study and keeps its rows in a folder of the driver, as {@link StudyFolder#run(Study, int,
     * StudyProgress)} does: the same bytes, the same failures, taken up after the last whole row wherever it was left,
     * by a cluster or by one machine. Rows are written in the order of draws while others are solved; tasks that are
     * done are never done again, whatever becomes of their executors.
     *
     * @return how many rows had been kept before
     * @throws IOException if the folder cannot be read or written
     * @throws IllegalArgumentException if the folder holds another study, or rows that are damaged
     * @throws StudyStoppedException if it ends before its last draw; it can be taken up again
     */
    public long run(StudyFolder folder, StudyProgress progress) throws IOException {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        try (SparkWorkers workers = new SparkWorkers(
                context, new SentJob(context, job, study), study.network().name(), drawsPerTask())) {
            return folder.run(study, workers, progress);
        }
    }

    private int drawsPerTask() {
        long tasks = (long) TASKS_PER_CORE * spark.sparkContext().defaultParallelism();
        long even = (study.count() + tasks - 1) / tasks;
        return draws.orElse((int) Math.min(LARGEST_PIECE, even));
    }

    @Override
    public String toString() {
        return study + " on Spark " + spark.version() + " at "
                + spark.sparkContext().master();
    }
}
