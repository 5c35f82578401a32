package org.flexopf.examples.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.network.Network;
import org.flexopf.scenario.DrawFile;
import org.flexopf.scenario.FailurePolicy;
import org.flexopf.scenario.Figures;
import org.flexopf.scenario.Study;
import org.flexopf.scenario.StudyFolder;
import org.flexopf.scenario.StudyJob;
import org.flexopf.scenario.StudyStoppedException;
import org.flexopf.text.PlainText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf scenarios}: one case with many draws. */
@Command(
        name = "scenarios",
        description = {
            "Solve a case with many draws and keep figures of each.",
            "Draws of loads, weather, prices or outages, or a time series; the same rows whatever "
                    + "the number of threads."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = ScenariosReportCommand.class)
final class ScenariosCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "CASE",
            arity = "0..1",
            description = "A bundled case (see 'opf cases') or a file, MATPOWER (.m) or FlexOPF JSON.")
    private String name;

    @Option(
            names = "--draw",
            paramLabel = "FILE|NAME",
            defaultValue = DrawFile.LOADS,
            description =
                    "Where draws come from: a JSON file (docs/scenarios.md), a time series in a CSV file, a draw a "
                            + "row, " + DrawFile.LOADS
                            + ": every load times its own normal factor of mean 1 and deviation 0.1, cut at three "
                            + "deviations, or " + DrawFile.OUTAGES
                            + ": the case as it is, then without each of its branches "
                            + "(default: ${DEFAULT-VALUE}).")
    private String draw;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How many draws (default: all that the file has, or 1000).")
    private Long count;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "What chance begins with; the same seed gives the same rows (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = Models.DEFAULT,
            completionCandidates = Models.FormulationCandidates.class,
            description = "An installed formulation: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--objective",
            paramLabel = "NAME",
            defaultValue = "cost",
            converter = ObjectiveChoice.Converter.class,
            description = "What is minimised: cost, losses, voltage, congestion or feasibility, as in 'opf solve' "
                    + "(default: ${DEFAULT-VALUE}).")
    private ObjectiveChoice objective;

    @Option(
            names = "--keep",
            paramLabel = "COLUMNS",
            split = ",",
            defaultValue = "cost",
            description = "Figures to keep, with commas between them (default: ${DEFAULT-VALUE}). There are "
                    + Figures.NAMES + ".")
    private List<String> keep;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description =
                    "How many draws are solved at a time (default: as many as there are processors). Rows are the "
                            + "same whatever the number.")
    private Integer threads;

    @Option(
            names = "--on-failure",
            paramLabel = "WHAT",
            defaultValue = "record",
            description = "What a draw without an optimum does: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private FailurePolicy onFailure;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "The longest time for a draw; one that takes more has no optimum.")
    private Double timeLimit;

    @Mixin
    private SolverOption solver;

    @Option(
            names = "--retry",
            paramLabel = "NAMES",
            split = ",",
            description = "Solvers that are asked, one after the other, for what the first one has not solved.")
    private List<String> retry = List.of();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where rows go: " + StudyFolder.TABLE + ", one row a draw, the same as " + StudyFolder.COLUMNS
                    + ", and what study it is.")
    private String out;

    @Option(
            names = "--job",
            paramLabel = "FILE",
            description = "Write the study to a file, the case and the draws inside, and solve nothing: what a cluster "
                    + "is handed (docs/scenarios-spark.md).")
    private String job;

    @Option(names = "--resume", description = "Go on with a study that was begun in the folder.")
    private boolean resume;

    @Mixin
    private GridOptions grid;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (name == null || (out == null && job == null)) {
            throw new BadInputException("a study needs a case and --out FOLDER; see 'opf scenarios --help'");
        }
        StudyJob described = described(grid.limited(CaseFiles.read(name, grid.options())));
        Study study = described.study();
        if (job != null) {
            return write(described);
        }
        StudyFolder folder = folder();
        if (folder.isBegun() && !resume) {
            throw new BadInputException(
                    "the folder " + out + " holds a study; add --resume to go on with it, or name " + "another folder");
        }
        PrintWriter err = spec.commandLine().getErr();
        int parallel = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        StudyMeter meter = new StudyMeter(err);
        try {
            long before = folder.run(study, parallel, meter);
            meter.end();
            summary(study, folder, before, meter);
            return ExitCode.SOLVED;
        } catch (StudyStoppedException stopped) {
            meter.end();
            err.println("opf: " + stopped.getMessage() + "; " + StudyMeter.count(stopped.done(), "row is", "rows are")
                    + " kept in " + out + ", add --resume to go on");
            return stopped.isRowLost() ? ExitCode.OUTPUT_LOST : ExitCode.NOT_SOLVED;
        } catch (IOException lost) {
            meter.end();
            // What the library itself refuses says what to do; what a file system says does not.
            String fix = lost instanceof FileSystemException
                    ? "; put right what is wrong there, or name another folder"
                    : "";
            err.println("opf: the folder " + out + " cannot be used: " + CallFiles.why(lost) + fix);
            return ExitCode.OUTPUT_LOST;
        }
    }

    private StudyFolder folder() {
        if (out.isBlank()) {
            throw new BadInputException("--out names no folder; name one that is there or is to be made");
        }
        try {
            return StudyFolder.at(Path.of(out));
        } catch (InvalidPathException e) {
            throw new BadInputException("--out " + out + " is no folder: " + CallFiles.why(e));
        }
    }

    private StudyJob described(Network network) {
        if (threads != null && (threads < 1 || threads > Study.MOST_THREADS)) {
            throw new BadInputException(
                    "--threads " + threads + " is no number of threads; allow 1 to " + Study.MOST_THREADS);
        }
        if (timeLimit != null && !(timeLimit > 0.0 && timeLimit <= 1e9)) {
            throw new BadInputException("--time-limit " + timeLimit + " is no time; give seconds above 0");
        }
        StudyJob job = drawn(StudyJob.of(network, Models.formulation(model).name()))
                .withObjective(objective.toString())
                .withSeed(seed)
                .keeping(stripped(keep))
                .withFailures(onFailure)
                .retryingWith(stripped(retry));
        StudyJob counted = count == null ? job : job.withCount(count);
        StudyJob solved = solver.name().map(counted::withSolver).orElse(counted);
        return timeLimit == null ? solved : solved.withTimeLimit(Duration.ofNanos(Math.round(timeLimit * 1e9)));
    }

    /** Lists are written with spaces behind their commas, too. */
    private static List<String> stripped(List<String> names) {
        return names.stream().map(String::strip).toList();
    }

    private StudyJob drawn(StudyJob job) {
        if (DrawFile.NAMES.contains(draw)) {
            return job.withDraws(draw, draw);
        }
        try {
            if (draw.toLowerCase(Locale.ROOT).endsWith(".csv")) {
                // Whether it can be read is told by its name alone; what is wrong in it, by whoever reads it.
                Files.newInputStream(Path.of(draw)).close();
                return job.withTimeSeries(Path.of(draw));
            }
            if (CallFiles.isDash(draw)) {
                return job.withDraws(draw, PlainText.decode(CallFiles.standardInput()), Path.of(""));
            }
            Path file = Path.of(draw);
            return job.withDraws(draw, PlainText.decode(Files.readAllBytes(file)), file.resolveSibling(""));
        } catch (IOException | InvalidPathException e) {
            throw new BadInputException("cannot read the draws in " + draw + ": " + CallFiles.why(e)
                    + "; give a JSON file in UTF-8 (docs/scenarios.md), a time series that ends in .csv, or one of "
                    + String.join(", ", DrawFile.NAMES));
        }
    }

    private int write(StudyJob described) throws IOException {
        try {
            Files.writeString(Path.of(job), described.toJson());
            return ExitCode.SOLVED;
        } catch (InvalidPathException e) {
            throw new BadInputException("--job " + job + " is no file: " + CallFiles.why(e));
        } catch (IOException lost) {
            spec.commandLine()
                    .getErr()
                    .println("opf: the study cannot be written to " + job + ": " + CallFiles.why(lost));
            return ExitCode.OUTPUT_LOST;
        }
    }

    private void summary(Study study, StudyFolder folder, long before, StudyMeter meter) throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                Locale.ROOT,
                "%s: %s in %s%s%n",
                study.network().name(),
                StudyMeter.count(study.count(), "draw", "draws"),
                out,
                before == 0
                        ? ""
                        : before == study.count()
                                ? ", all of them there before"
                                : String.format(Locale.ROOT, ", %,d of them there before", before));
        meter.failures().ifPresent(print::println);
        ScenariosReport.of(folder).print(print);
    }
}
