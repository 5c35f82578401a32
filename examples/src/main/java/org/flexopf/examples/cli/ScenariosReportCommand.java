package org.flexopf.examples.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
        description = "Tell what the figures of a study do: means, quantiles and tails with their errors.",
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = new CallFiles().writes("--json", json);
        files.check();
        ScenariosReport report = report();
        if (!files.takeStandardOutput()) {
            report.print(spec.commandLine().getOut());
        }
        if (json != null) {
            CallFiles.write(json, spec.commandLine().getOut(), JsonOutput.text(report::write));
        }
        return ExitCode.SOLVED;
    }

    private ScenariosReport report() {
        try {
            return ScenariosReport.of(StudyFolder.at(Path.of(folder)));
        } catch (IOException | InvalidPathException e) {
            throw new BadInputException("cannot read the study in " + folder + ": " + e.getMessage()
                    + "; name the folder that 'opf scenarios --out' has written, after its last draw");
        }
    }
}
