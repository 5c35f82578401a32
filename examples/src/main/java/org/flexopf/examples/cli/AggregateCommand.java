package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.coordination.aggregation.AggregationCase;
import org.flexopf.coordination.aggregation.AggregationCases;
import org.flexopf.coordination.aggregation.AggregationFile;
import org.flexopf.coordination.aggregation.AggregationOutcome;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.report.AggregationReport;
import org.flexopf.solver.SolverChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf aggregate}: a pool of flexible devices as its aggregator sees it. */
@Command(
        name = "aggregate",
        description = {
            "Plan a pool of flexible devices and say what it can sell.",
            "At forecast prices: what the pool can promise in every period, what it can never "
                    + "exceed, what it bids for that (price-quantity steps, and whole plans that exclude each "
                    + "other), at which price in which market, and what every device does for what is called."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; a shortfall of what is called is told",
            "2:bad input or usage",
            "3:the devices have no plan, and proved so",
            "4:not solved"
        })
final class AggregateCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            description =
                    "A JSON file with devices, prices and markets (docs/aggregation.md), - for standard input, or "
                            + "a bundled pool (see 'opf cases').")
    private String name;

    @Mixin
    private SolverOption solver;

    @Mixin
    private ResultFiles result;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = result.with("the pool", name);
        SolverChoice choice = solver.choice();
        AggregationCase given = read();
        PrintWriter out = spec.commandLine().getOut();
        AggregationOutcome outcome;
        try {
            outcome = given.study(choice);
        } catch (OpfNotSolvedException e) {
            spec.commandLine().getErr().println("opf: " + e.getMessage());
            return ExitCode.of(e.status());
        }
        AggregationOutcomes told = new AggregationOutcomes(given, outcome);
        result.tell(
                files,
                out,
                told::print,
                told::json,
                () -> AggregationReport.of(given, outcome).html());
        return ExitCode.SOLVED;
    }

    private AggregationCase read() {
        return AggregationCases.names().contains(name)
                ? AggregationCases.load(name)
                : AggregationFile.parse(
                        name, new InputFile(name, "the pool", "JSON", "docs/aggregation.md").text(), this::devices);
    }

    /** A file beside that of the pool. */
    private HorizonCase devices(String named) {
        return CallFiles.beside(name, named)
                .map(HorizonCase::read)
                .orElseThrow(() -> new BadInputException("the pool " + name + " has its devices in '" + named
                        + "', and there is no such file beside it; give a file in the horizon format"));
    }
}
