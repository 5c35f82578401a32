package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.flexopf.coordination.conflict.ConflictStudy;
import org.flexopf.coordination.conflict.FlexibilityDay;
import org.flexopf.coordination.conflict.FlexibilityDayFile;
import org.flexopf.coordination.conflict.ImbalancePayer;
import org.flexopf.coordination.conflict.ResolvedUnit;
import org.flexopf.coordination.conflict.SetUp;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.Solvers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf conflicts}: conflicts between TSO and DSOs over flexibility. */
@Command(
        name = "conflicts",
        description = "Find where a TSO and DSOs come into each other's way over flexibility, say so in words, resolve "
                + "each time unit by three policies, and tell who pays.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, with or without conflicts", "2:bad input or usage", "4:not solved"})
final class ConflictsCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            description = "A JSON file with one day or an array of them (docs/conflicts.md); - is standard input.")
    private String file;

    @Option(
            names = "--set-up",
            paramLabel = "NAME",
            defaultValue = "SHARED",
            description = "Who uses flexibility: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Today the TSO "
                    + "alone does.")
    private SetUp setUp;

    @Option(
            names = "--imbalance-paid-by",
            paramLabel = "NAME",
            defaultValue = "DSO",
            description = "Who pays for the imbalance that a DSO's step makes: ${COMPLETION-CANDIDATES} (default: "
                    + "${DEFAULT-VALUE}).")
    private ImbalancePayer payer;

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            description = "Which installed solver to use; by default the first that suits.")
    private String solver;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the result as JSON to FILE, or to standard output for -.")
    private String json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = new CallFiles().reads("the days", file).writes("--json", json);
        files.check();
        SolverChoice choice = solver == null ? SolverChoice.installed() : SolverChoice.of(Solvers.named(solver));
        List<FlexibilityDay> days = FlexibilityDayFile.parse(
                file, new InputFile(file, "the days of flexibility", "JSON", "docs/conflicts.md").text());
        PrintWriter out = spec.commandLine().getOut();
        ConflictsOutcome outcome;
        try {
            outcome = new ConflictsOutcome(
                    days, days.stream().map(day -> resolve(day, choice)).toList());
        } catch (OpfNotSolvedException e) {
            spec.commandLine().getErr().println("opf: " + e.getMessage());
            return ExitCode.of(e.status());
        }
        if (!files.takeStandardOutput()) {
            outcome.print(out);
            out.flush();
        }
        if (json != null) {
            CallFiles.write(json, out, outcome.json());
        }
        return ExitCode.SOLVED;
    }

    private List<ResolvedUnit> resolve(FlexibilityDay day, SolverChoice choice) {
        return ConflictStudy.of(day)
                .withSetUp(setUp)
                .withImbalancePaidBy(payer)
                .withSolver(choice)
                .resolve();
    }
}
