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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code opf conflicts}: conflicts between TSO and DSOs over flexibility. */
@Command(
        name = "conflicts",
        description = {
            "Find where a TSO and DSOs are in each other's way.",
            "Says so in words, resolves each time unit by three policies, and tells who pays."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, with or without conflicts", "2:bad input or usage", "4:not solved"})
final class ConflictsCommand implements Callable<Integer> {

    @Mixin
    private StudyFile study;

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

    @Mixin
    private SolverOption solver;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = study.files();
        SolverChoice choice = solver.choice();
        List<FlexibilityDay> days =
                FlexibilityDayFile.parse(study.name(), study.text("the days of flexibility", "docs/conflicts.md"));
        PrintWriter out = spec.commandLine().getOut();
        ConflictsOutcome outcome;
        try {
            outcome = new ConflictsOutcome(
                    days, days.stream().map(day -> resolve(day, choice)).toList());
        } catch (OpfNotSolvedException e) {
            spec.commandLine().getErr().println("opf: " + e.getMessage());
            return ExitCode.of(e.status());
        }
        study.tell(files, out, outcome::print, outcome::json, () -> ConflictsReport.html(outcome));
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
