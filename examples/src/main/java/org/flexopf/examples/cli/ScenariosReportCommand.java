package org.flexopf.examples.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.flexopf.scenario.StudyFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf scenarios report}: what the figures of a study do. */
@Command(
        name = "report",
        description = {"Tell what the figures of a study do.", "Means, quantiles and tails, with their errors."},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ScenariosReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "Where 'opf scenarios --out' has put the rows.")
    private String folder;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the statistics as JSON to FILE, or to standard output for -.")
    private String json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Write a page with tables and charts (how means settle, histograms, duration curves) to FILE, or "
                            + "to standard output for -.")
    private String html;

    @Option(
            names = "--against",
            paramLabel = "FOLDER",
            description = "Compare with another study on the same draws: what it has, less what this one has, with the "
                    + "error of the difference.")
    private String against;

    @Option(
            names = "--above",
            paramLabel = "FIGURE=LIMIT",
            description = "Tell in how many of the draws a figure is above a limit, by more than a millionth of it, "
                    + "such as voltageMax=1.05, and how far luck may have that off. May be given more than once.")
    private List<String> above = List.of();

    @Option(
            names = "--below",
            paramLabel = "FIGURE=LIMIT",
            description = "The same of draws in which a figure is below a limit, such as voltageMin=0.95.")
    private List<String> below = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = new CallFiles().writes("--json", json).writes("--html", html);
        files.check();
        ScenariosReport report = report();
        if (!files.takeStandardOutput()) {
            report.print(spec.commandLine().getOut());
        }
        if (json != null) {
            CallFiles.write(json, spec.commandLine().getOut(), JsonOutput.text(report::write));
        }
        if (html != null) {
            CallFiles.write(html, spec.commandLine().getOut(), report.html());
        }
        return ExitCode.SOLVED;
    }

    private ScenariosReport report() {
        ScenariosReport report = read(folder, here -> ScenariosReport.of(here, above, below));
        return against == null
                ? report
                : read(against, there -> report.against(StudyFolder.at(Path.of(folder)), there));
    }

    /** Reads a study. */
    private interface Reading {

        ScenariosReport of(StudyFolder study) throws IOException;
    }

    private static ScenariosReport read(String name, Reading reading) {
        try {
            return reading.of(StudyFolder.at(Path.of(name)));
        } catch (IOException | InvalidPathException e) {
            throw new BadInputException("cannot read the study in " + name + ": " + CallFiles.why(e)
                    + "; name the folder that 'opf scenarios --out' has written, after its last draw");
        }
    }
}
