package org.flexopf.scenario.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.flexopf.casefile.Cases;
import org.flexopf.scenario.FailurePolicy;
import org.flexopf.scenario.StudyFolder;
import org.flexopf.scenario.StudyJob;
import org.flexopf.scenario.StudyProgress;
import org.flexopf.scenario.StudyStoppedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are those of one machine, byte by byte, and so is what becomes of draws without an optimum. */
class SparkStudyTest {

    /** One draw has no optimum, and one makes no case. */
    private static final String DRAWS = """
            [{"kind": "sweep", "parameter": "demand", "what": "load", "values": [1, 0.9, 100, 0.8]},
             {"kind": "sweep", "parameter": "level", "what": "price", "values": [1, 2, -1]},
             {"kind": "monte-carlo", "draws": 5,
              "vary": [{"what": "load", "factor": {"distribution": "normal", "mean": 1, "deviation": 0.1}}]}]
            """;

    @TempDir
    private Path folder;

    private static StudyJob job() {
        return StudyJob.of(Cases.load("ieee33-dg"), "socp")
                .withCount(60)
                .withSeed(7)
                .keeping(List.of("cost", "voltageMin", "price.18", "iterations"));
    }

    private static StudyJob mixed() {
        return job().withDraws("mixed draws", DRAWS);
    }

    private static SparkStudy on(StudyJob job) {
        return SparkStudy.of(LocalSpark.session(), job);
    }

    private byte[] onThreads(StudyJob job, String name, int threads) throws IOException {
        StudyFolder here = StudyFolder.at(folder.resolve(name));
        here.run(job.study(), threads, StudyProgress.NONE);
        return bytes(here);
    }

    private static byte[] bytes(StudyFolder here) throws IOException {
        return Files.readAllBytes(here.path().resolve(StudyFolder.TABLE));
    }

    @Test
    void rowsAreTheSameBytesAsOnOneMachine() throws IOException {
        for (StudyJob job : List.of(job(), mixed())) {
            String name = job.drawsName();
            byte[] rows = onThreads(job, name + 1, 1);
            assertThat(onThreads(job, name + 2, 2)).isEqualTo(rows);
            assertThat(onThreads(job, name + 8, 8)).isEqualTo(rows);
            for (int draws : new int[] {1, 7, 60}) {
                StudyFolder there = StudyFolder.at(folder.resolve(name + "spark" + draws));
                assertThat(on(job).withDrawsPerTask(draws).run(there, StudyProgress.NONE))
                        .isZero();
                assertThat(bytes(there)).isEqualTo(rows);
                assertThat(Files.readString(there.path().resolve("runs.json")))
                        .contains("\"solvedBy\" : \"Spark 4.")
                        .contains("at local[2]\"");
                assertThat(there.path().resolve(StudyFolder.COLUMNS))
                        .hasSameBinaryContentAs(folder.resolve(name + 1).resolve(StudyFolder.COLUMNS));
            }
            assertThat(lines(on(job).withDrawsPerTask(7).rows(), job))
                    .isEqualTo(Files.readAllLines(folder.resolve(name + 1).resolve(StudyFolder.TABLE)));
        }
        assertThat(Files.readString(folder.resolve("mixed draws1/runs.csv")))
                .contains("OPTIMAL", "PRIMAL_INFEASIBLE", "INVALID");
    }

    /** A table as the lines of runs.csv. */
    static List<String> lines(Dataset<Row> table, StudyJob job) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", table.columns()));
        for (Row row : table.orderBy("draw").collectAsList()) {
            double[] values = new double[row.size() - 2];
            for (int k = 0; k < values.length; k++) {
                values[k] = row.isNullAt(k + 2) ? Double.NaN : row.getDouble(k + 2);
            }
            lines.add(new org.flexopf.scenario.Row(row.getLong(0), row.getString(1), "", values).csv());
        }
        assertThat(lines).hasSize((int) job.study().count() + 1);
        return lines;
    }

    @Test
    void aTableSaysInWhichUnitItsNumbersAre() {
        List<String> units = new ArrayList<>();
        for (StructField field : on(mixed()).rows().schema().fields()) {
            units.add(field.name() + " " + field.dataType().simpleString()
                    + (field.metadata().contains("unit")
                            ? " " + field.metadata().getString("unit")
                            : ""));
        }
        assertThat(units)
                .containsExactly(
                        "draw bigint",
                        "status string",
                        "demand double ",
                        "level double ",
                        "cost double currency/h",
                        "voltageMin double p.u.",
                        "price.18 double currency/MWh",
                        "iterations double ");
    }

    @Test
    void aStudyThatWasLeftIsTakenUpOnEitherSide() throws IOException {
        byte[] rows = onThreads(job(), "whole", 2);
        StudyFolder begunHere = StudyFolder.at(folder.resolve("begun here"));
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> begunHere.run(job().study(), 2, (done, total, failures) -> done < 17));
        assertThat(on(job()).withDrawsPerTask(4).run(begunHere, StudyProgress.NONE))
                .isEqualTo(17);
        assertThat(bytes(begunHere)).isEqualTo(rows);
        StudyFolder begunThere = StudyFolder.at(folder.resolve("begun there"));
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> on(job()).withDrawsPerTask(4).run(begunThere, (done, total, failures) -> done < 18))
                .withMessage("ended after 18 of 60 draws")
                .satisfies(stopped -> assertThat(stopped.done()).isEqualTo(18));
        begunThere.run(job().study(), 1, StudyProgress.NONE);
        assertThat(bytes(begunThere)).isEqualTo(rows);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> on(job().withSeed(8)).run(begunThere, StudyProgress.NONE))
                .withMessageContaining("is of another study");
    }

    @Test
    void aDrawWithoutAnOptimumEndsAStudyAsOnOneMachine() throws IOException, InterruptedException {
        StudyJob stopping = mixed().withFailures(FailurePolicy.STOP);
        List<StudyStoppedException> stops = new ArrayList<>();
        for (boolean spark : new boolean[] {false, true}) {
            StudyFolder here = StudyFolder.at(folder.resolve("spark " + spark));
            assertThatExceptionOfType(StudyStoppedException.class)
                    .isThrownBy(() -> {
                        if (spark) {
                            on(stopping).withDrawsPerTask(4).run(here, StudyProgress.NONE);
                        } else {
                            here.run(stopping.study(), 2, StudyProgress.NONE);
                        }
                    })
                    .satisfies(stops::add);
        }
        assertThat(stops.get(0).done()).isPositive();
        assertThat(stops.get(1).done()).isEqualTo(stops.get(0).done());
        assertThat(stops.get(1)).hasMessage(stops.get(0).getMessage());
        assertThat(stops.get(0)).hasMessageContaining("has no optimum: draw ");
        assertThat(folder.resolve("spark true/runs.log"))
                .hasSameBinaryContentAs(folder.resolve("spark false/runs.log"));
        assertThatThrownBy(() -> on(stopping).rows().collectAsList()).hasStackTraceContaining("has no optimum");
        requireNoJobs();
    }

    /** Spark tells the end of a job to whoever waits for it before its list of jobs knows. */
    private static void requireNoJobs() throws InterruptedException {
        long begin = System.nanoTime();
        int[] left;
        do {
            Thread.sleep(20);
            left = LocalSpark.session().sparkContext().statusTracker().getActiveJobIds();
        } while (left.length > 0 && System.nanoTime() - begin < 30_000_000_000L);
        assertThat(left).as("jobs that nobody waits for").isEmpty();
    }

    @Test
    void whoeverIsInterruptedStops() throws IOException {
        for (int last : new int[] {8, 10}) {
            StudyFolder left = StudyFolder.at(folder.resolve("left at " + last));
            assertThatExceptionOfType(StudyStoppedException.class)
                    .isThrownBy(() -> on(job()).withDrawsPerTask(4).run(left, (done, total, failures) -> {
                        if (done == last) {
                            Thread.currentThread().interrupt();
                        }
                        return true;
                    }))
                    .withMessage("interrupted after " + last + " of 60 draws");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(left.run(job().study(), 2, StudyProgress.NONE)).isEqualTo(last);
            assertThat(bytes(left)).isEqualTo(onThreads(job(), "whole " + last, 2));
        }
    }

    /** An executor without a module of the driver, and one that makes another study of the job. */
    @Test
    void whatFailsOnAnExecutorIsToldWithItsDraws() throws IOException {
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
        StudyFolder here = StudyFolder.at(folder.resolve("failing"));
        for (StudyJob other : List.of(job().withModel("crystal-ball"), job().withSeed(8))) {
            SentJob sent = new SentJob(context, other, job().study());
            try (SparkWorkers workers = new SparkWorkers(context, sent, "feeder", 7)) {
                assertThatExceptionOfType(StudyStoppedException.class)
                        .isThrownBy(() -> here.run(job().study(), workers, StudyProgress.NONE))
                        .withMessageContaining("one of the draws 0 to 6 failed")
                        .withMessageContaining(
                                other.seed() == 7
                                        ? "no formulation named 'crystal-ball' is installed"
                                        : "an executor makes another study of the job than the driver");
            }
        }
        assertThat(on(job()).run(here, StudyProgress.NONE)).isZero();
    }

    /** A time series is a file, which executors read where the driver does; whoever is stopped can go on with it. */
    @Test
    void aTimeSeriesIsReadWhereItIs() throws IOException {
        StringBuilder csv = new StringBuilder("time,load.factor,load.5\n");
        for (int row = 0; row < 40; row++) {
            csv.append("t")
                    .append(row)
                    .append(',')
                    .append(0.8 + 0.005 * row)
                    .append(",0.0")
                    .append(row)
                    .append('\n');
        }
        Path series = folder.resolve("year.csv");
        Files.writeString(series, csv);
        StudyJob job = job().withCount(40).withTimeSeries(series);
        byte[] rows = onThreads(job, "series", 2);
        StudyFolder there = StudyFolder.at(folder.resolve("series there"));
        SparkStudy study = on(job).withDrawsPerTask(3);
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> study.run(there, (done, total, failures) -> done < 11));
        assertThat(study.run(there, StudyProgress.NONE)).isEqualTo(11);
        assertThat(bytes(there)).isEqualTo(rows);
        String mixed = "[{\"kind\": \"time-series\", \"file\": \"year.csv\"}]";
        StudyJob named = job().withCount(40).withDraws("mixed", mixed, folder);
        assertThat(lines(on(named).rows(), named))
                .isEqualTo(Files.readAllLines(there.path().resolve(StudyFolder.TABLE)));
    }

    /** What is sent is the job's text and numbers of draws: neither a solver nor a network. */
    @Test
    void tasksCarryText() throws IOException {
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
        SentJob job = new SentJob(context, job(), job().study());
        for (Object task : List.of(new TextTask(job), new TableTask(job))) {
            Set<String> sent = new TreeSet<>();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes) {
                @Override
                protected void annotateClass(Class<?> type) {
                    sent.add(type.getName());
                }
            }) {
                out.writeObject(task);
            }
            assertThat(sent)
                    .contains(task.getClass().getName())
                    .allMatch(name -> name.equals(task.getClass().getName())
                            || name.equals(SentJob.class.getName())
                            || name.startsWith("org.apache.spark.broadcast.")
                            || name.startsWith("org.apache.spark.storage.")
                            || name.startsWith("scala.")
                            || name.equals("java.lang.Object")
                            || name.equals("[I"));
            assertThat(bytes.size()).isLessThan(4_000);
        }
    }

    @Test
    void atLeastOneDrawIsATask() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> on(job()).withDrawsPerTask(0))
                .withMessageContaining("0 draws");
        assertThat(on(job())).hasToString(job().study() + " on Spark 4.2.0 at local[2]");
    }
}
