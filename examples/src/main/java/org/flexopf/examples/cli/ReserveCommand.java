package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.flexopf.coordination.reserve.ReserveDay;
import org.flexopf.coordination.reserve.ReserveFile;
import org.flexopf.coordination.reserve.ReserveMarket;
import org.flexopf.coordination.reserve.ReserveOutcome;
import org.flexopf.coordination.reserve.ReserveScheme;
import org.flexopf.coordination.reserve.ReserveStudy;
import org.flexopf.fleet.EvAggregator;
import org.flexopf.fleet.EvAggregator.Retail;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.SolverChoice;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code opf reserve}: aggregators of vehicles in the reserve market. */
@Command(
        name = "reserve",
        description = {
            "Run a reserve market behind a feeder under three schemes.",
            "The DSO checks what the TSO selects or what it may select from. Fleets of vehicles that "
                    + "bid there are planned too."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad input or usage", "4:not solved"})
final class ReserveCommand implements Callable<Integer> {

    @Mixin
    private StudyFile file;

    @ArgGroup(exclusive = false)
    private ReserveStudyOptions asked;

    @Mixin
    private SolverOption solver;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = file.files();
        if ((file.name() == null) == (asked == null)) {
            throw new BadInputException("give either a file or --study SEED");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (asked == null) {
                ReserveOutcomes told = outcomes(solver.choice());
                file.tell(files, out, told::print, told::json, () -> ReserveReport.html(file.name(), told));
            } else {
                ReserveStudy study = asked.study();
                ReserveStudyOutcome told = new ReserveStudyOutcome(study, study.run());
                file.tell(files, out, told::print, told::json, () -> ReserveReport.html(told));
            }
            return ExitCode.SOLVED;
        } catch (OpfNotSolvedException e) {
            spec.commandLine().getErr().println("opf: " + e.getMessage());
            return ExitCode.of(e.status());
        }
    }

    private ReserveOutcomes outcomes(SolverChoice choice) {
        ReserveFile read = ReserveFile.parse(file.name(), file.text("the reserve markets", "docs/reserve.md"));
        Map<String, List<ReserveOutcome>> markets = new LinkedHashMap<>();
        for (ReserveDay market : read.markets()) {
            markets.put(
                    market.name(),
                    Arrays.stream(ReserveScheme.values())
                            .map(scheme ->
                                    ReserveMarket.of(market).withSolver(choice).clear(scheme))
                            .toList());
        }
        Map<String, EvAggregator.Plan> plans = new LinkedHashMap<>();
        read.bidding()
                .forEach((name, problem) -> plans.put(
                        name,
                        problem.whyNoRecursion().isEmpty()
                                ? problem.plan(Retail.NET)
                                : problem.plan(Retail.NET, choice)));
        return new ReserveOutcomes(markets, plans);
    }
}
