package org.flexopf.scenario.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.flexopf.casefile.Cases;
import org.flexopf.scenario.FailurePolicy;
import org.flexopf.scenario.StudyFolder;
import org.flexopf.scenario.StudyJob;
import org.flexopf.scenario.StudyProgress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A master and two workers, each a process of its own: rows are the same bytes as on one machine, also if a worker is
 * killed in the middle, and no task that was done is done again.
 */
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {

    private static final int DRAWS = 1_000;
    private static final int DRAWS_PER_TASK = 10;
    private static final int TASKS = DRAWS / DRAWS_PER_TASK;

    private static final StudyJob JOB = StudyJob.of(Cases.load("ieee33-dg"), "socp")
            .withCount(DRAWS)
            .withSeed(7)
            .keeping(List.of("cost", "voltageMin", "price.18"));

    @TempDir
    private static Path folder;

    private static Cluster cluster;
    private static StudyFolder here;
    private static SparkSession session;

    /** Counts what becomes of tasks. */
    private static final class Watch extends SparkListener {

        private final Map<String, AtomicInteger> done = new ConcurrentHashMap<>();
        private final AtomicInteger failed = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.taskInfo().successful()) {
                done.computeIfAbsent(end.taskInfo().executorId(), executor -> new AtomicInteger())
                        .incrementAndGet();
            } else {
                failed.incrementAndGet();
            }
        }

        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
            lost.incrementAndGet();
        }

        int tasks() {
            return done.values().stream().mapToInt(AtomicInteger::get).sum();
        }
    }

    @BeforeAll
    static void begin() throws IOException, InterruptedException {
        here = StudyFolder.at(folder.resolve("here"));
        here.run(JOB.study(), 2, StudyProgress.NONE);
        cluster = new Cluster(folder);
    }

    @AfterAll
    static void end() {
        if (session != null) {
            session.stop();
        }
        if (cluster != null) {
            cluster.stop();
        }
    }

    @Test
    @Order(1)
    void aSubmittedStudyHasTheSameBytes() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("job.json"), JOB.toJson());
        Cluster.Outcome done =
                cluster.submit("submitted", folder.resolve("job.json").toString(), "--out", path("submitted here"));
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out())
                .isEqualToNormalizingNewlines(
                        "ieee33-dg: 1,000 draws in " + path("submitted here") + "\n1,000 OPTIMAL\n");
        assertSame(StudyFolder.at(folder.resolve("submitted here")));
        StudyJob stopping = JOB.withFailures(FailurePolicy.STOP)
                .withDraws(
                        "draws",
                        "{\"kind\": \"sweep\", \"parameter\": \"k\", \"what\": \"load\", \"values\": [1, 100, 1]}")
                .withCount(3);
        Files.writeString(folder.resolve("stopping.json"), stopping.toJson());
        Cluster.Outcome stopped =
                cluster.submit("stopped", folder.resolve("stopping.json").toString(), "--table", path("no table"));
        assertThat(stopped.code()).as(stopped.err()).isEqualTo(4);
        assertThat(stopped.err()).contains("RunStudy: draw 1 has no optimum", "no table was written");
    }

    @Test
    @Order(2)
    void aWorkerThatIsKilledCostsItsUnfinishedTasksAlone() throws IOException, InterruptedException {
        Watch watch = watch();
        StudyFolder there = StudyFolder.at(folder.resolve("there"));
        study().run(there, (done, total, failures) -> {
            if (done == DRAWS / 5) {
                killOne();
            }
            return true;
        });
        assertSame(there);
        assertOnlyUnfinishedTasksWereLost(watch);
    }

    @Test
    @Order(3)
    void aTableIsTheSameIfAWorkerIsKilled() throws IOException, InterruptedException {
        cluster.startWorker();
        Watch watch = watch();
        Thread killer = new Thread(() -> {
            try {
                Cluster.await("a fifth of the tasks are done", () -> watch.tasks() >= TASKS / 5);
                killOne();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        killer.start();
        String table = folder.resolve("table").toUri().toString();
        study().rows().write().parquet(table);
        killer.join();
        assertOnlyUnfinishedTasksWereLost(watch);
        assertThat(SparkStudyTest.lines(session.read().parquet(table), JOB))
                .isEqualTo(Files.readAllLines(here.path().resolve(StudyFolder.TABLE)));
    }

    private static int killed;

    private static void killOne() {
        cluster.kill(killed++);
    }

    private static SparkStudy study() {
        return SparkStudy.of(session, JOB).withDrawsPerTask(DRAWS_PER_TASK);
    }

    /** A driver in this process, once it has an executor on each of two workers. */
    private static Watch watch() throws InterruptedException {
        if (session == null) {
            session = LocalSpark.quiet(SparkSession.builder().master(cluster.url()))
                    .appName("killed")
                    .config("spark.jars", Cluster.application())
                    .config("spark.executor.memory", "512m")
                    .getOrCreate();
        }
        Watch watch = new Watch();
        session.sparkContext().addSparkListener(watch);
        Cluster.await(
                "two executors beside the driver",
                () -> session.sparkContext().statusTracker().getExecutorInfos().length == 3);
        return watch;
    }

    private static void assertOnlyUnfinishedTasksWereLost(Watch watch) throws InterruptedException {
        Cluster.await("an executor was lost", () -> watch.lost.get() > 0);
        Cluster.await("every task was heard of", () -> watch.tasks() >= TASKS);
        session.sparkContext().removeSparkListener(watch);
        assertThat(watch.lost).hasValue(1);
        assertThat(watch.tasks()).as("tasks that were done").isEqualTo(TASKS);
        assertThat(watch.failed.get()).as("tasks of a core that was lost").isLessThanOrEqualTo(1);
        assertThat(watch.done).as("executors that have solved draws").hasSize(2);
    }

    private static void assertSame(StudyFolder there) {
        for (String file : List.of(StudyFolder.TABLE, StudyFolder.COLUMNS)) {
            assertThat(there.path().resolve(file))
                    .hasSameBinaryContentAs(here.path().resolve(file));
        }
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }
}
