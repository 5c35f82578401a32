package org.flexopf.scenario.spark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.flexopf.scenario.StudyFolder;
import org.flexopf.scenario.StudyJob;
import org.flexopf.scenario.StudyProgress;
import org.flexopf.scenario.StudyStoppedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * What {@code spark-submit} runs: a study that {@code opf scenarios --job FILE} has written (docs/scenarios-spark.md).
 */
@Command(
        name = "RunStudy",
        description = "Solve the draws of a study on a Spark cluster.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class RunStudy implements Callable<Integer> {

    private static final int SOLVED = 0;
    private static final int BAD_INPUT = 2;
    private static final int NOT_SOLVED = 4;
    private static final int OUTPUT_LOST = 6;

    @Parameters(paramLabel = "JOB", description = "A study, as 'opf scenarios CASE --job FILE' writes it.")
    private String job;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where the driver keeps rows, as 'opf scenarios' does: the same files, the same bytes.")
    private String out;

    @Option(names = "--resume", description = "Go on with a study that was begun in the folder.")
    private boolean resume;

    @Option(
            names = "--table",
            paramLabel = "URI",
            description = "Where executors write rows as a Parquet table, each its part, instead of to --out: storage "
                    + "that all of them reach, such as hdfs://... A table that is there is an error.")
    private String table;

    @Option(
            names = "--draws-per-task",
            paramLabel = "N",
            description = "How many draws a task has (default: 16 tasks for every core, 1000 draws at most).")
    private Integer drawsPerTask;

    @Spec
    private CommandSpec spec;

    /** Not for programs: they have {@link SparkStudy}. */
    RunStudy() {}

    /** Runs a study; ends the process with another exit code than 0 if it was not solved. */
    public static void main(String[] arguments) {
        int code = run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments);
        if (code != SOLVED) {
            System.exit(code);
        }
    }

    /** Runs a study in the session that there is, or a new one. */
    static int run(PrintWriter print, PrintWriter err, String... arguments) {
        return new CommandLine(new RunStudy())
                .setOut(print)
                .setErr(err)
                .setExecutionExceptionHandler((failure, line, result) -> {
                    if (failure instanceof IllegalArgumentException) {
                        err.println("RunStudy: " + failure.getMessage());
                        return BAD_INPUT;
                    }
                    throw failure;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        if ((out == null) == (table == null)) {
            throw new IllegalArgumentException(
                    "rows go to --out FOLDER or to --table URI; name one of them, and not both");
        }
        if (resume && table != null) {
            throw new IllegalArgumentException("--resume goes with --out; a table is written as a whole");
        }
        if (drawsPerTask != null && drawsPerTask < 1) {
            throw new IllegalArgumentException("--draws-per-task " + drawsPerTask + " is no work; give at least 1");
        }
        StudyJob described = StudyJob.parse(job, read());
        if (out != null && StudyFolder.at(Path.of(out)).isBegun() && !resume) {
            throw new IllegalArgumentException(
                    "the folder " + out + " holds a study; add --resume to go on with it, or name another folder");
        }
        // Faults of the study are told before a cluster is asked for anything.
        described.study();
        try (SparkSession spark = SparkSession.builder()
                .appName("FlexOPF study of " + described.network().name())
                .getOrCreate()) {
            if (!spark.conf().contains("spark.log.level")) {
                spark.sparkContext().setLogLevel("WARN");
            }
            SparkStudy study = SparkStudy.of(spark, described);
            study = drawsPerTask == null ? study : study.withDrawsPerTask(drawsPerTask);
            return table == null ? keep(study) : write(study);
        }
    }

    private String read() {
        try {
            return Files.readString(Path.of(job));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "cannot read the job " + job + ": " + e
                            + "; give a file that 'opf scenarios CASE --job FILE' has written and the driver can read",
                    e);
        }
    }

    private int keep(SparkStudy study) throws IOException {
        StudyFolder folder = StudyFolder.at(Path.of(out));
        PrintWriter err = spec.commandLine().getErr();
        try {
            long before = study.run(folder, StudyProgress.NONE);
            told(study, out, before == 0 ? "" : String.format(Locale.ROOT, ", %,d of them there before", before));
            statuses(folder.table().statuses());
            return SOLVED;
        } catch (StudyStoppedException stopped) {
            err.println("RunStudy: " + stopped.getMessage() + "; " + stopped.done() + " rows are kept in " + out
                    + ", add --resume to go on");
            return stopped.isRowLost() ? OUTPUT_LOST : NOT_SOLVED;
        } catch (IOException lost) {
            err.println("RunStudy: the folder " + out + " cannot be used: " + lost.getMessage());
            return OUTPUT_LOST;
        }
    }

    private int write(SparkStudy study) throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        try {
            study.rows().write().parquet(table);
        } catch (Exception failed) {
            // Spark throws checked exceptions that its methods do not declare.
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof StudyStoppedException) {
                    err.println("RunStudy: " + cause.getMessage() + "; no table was written");
                    return NOT_SOLVED;
                }
            }
            throw failed;
        }
        told(study, table, "");
        return SOLVED;
    }

    private void told(SparkStudy study, String where, String more) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %,d draws in %s%s%n",
                        study.study().network().name(),
                        study.study().count(),
                        where,
                        more);
    }

    private void statuses(Map<String, Long> statuses) {
        new TreeMap<>(statuses)
                .forEach((status, count) -> spec.commandLine().getOut().printf(Locale.ROOT, "%,d %s%n", count, status));
    }
}
