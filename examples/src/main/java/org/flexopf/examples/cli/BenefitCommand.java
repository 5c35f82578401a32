package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.flexopf.coordination.SystemFile;
import org.flexopf.coordination.Systems;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.physics.CostBenefit;
import org.flexopf.coordination.physics.CostBenefitCase;
import org.flexopf.coordination.physics.CostBenefitCases;
import org.flexopf.coordination.physics.CostBenefitFile;
import org.flexopf.coordination.physics.ScenarioLedger;
import org.flexopf.coordination.scheme.CoordinationScheme;
import org.flexopf.coordination.scheme.FeederModel;
import org.flexopf.coordination.scheme.SchemeOptions;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.report.BenefitReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf benefit}: what schemes of coordination cost once their orders meet physics. */
@Command(
        name = "benefit",
        description = {
            "Compare schemes of coordination by what they cost in physics.",
            "Period by period a market clears, devices follow with a delay, feeders are what AC "
                    + "power flow, taps and protection make of it, and automatic reserve takes what is left "
                    + "over. One table for each scenario, with the same errors."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done; a market that decides nothing is told", "2:bad input or usage", "4:not solved"})
final class BenefitCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            description = "A JSON file with a system, rules and scenarios (docs/cost-benefit.md), - for standard "
                    + "input, or a bundled comparison (see 'opf cases').")
    private String name;

    @Option(
            names = "--scheme",
            paramLabel = "NAMES",
            split = ",",
            defaultValue = "common,prequalification-proportional,blocking,localAs,sharedBalancing,decentralised,"
                    + "centralisedIgnoringLimits",
            completionCandidates = CoordinateCommand.SchemeNames.class,
            description = "Which schemes, separated by commas: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<String> schemes;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "socp",
            completionCandidates = CoordinateCommand.ModelNames.class,
            description = "How operators model feeders: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); physics "
                    + "is AC power flow either way.")
    private String model;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Draw errors from another seed than the file's.")
    private Long seed;

    @Mixin
    private ResultFiles result;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = result.with("the comparison", name);
        FeederModel feeders = CoordinateCommand.model(model);
        List<CoordinationScheme> chosen = CoordinateCommand.schemes(schemes);
        CostBenefitCase given = seed == null ? read() : read().withSeed(seed);
        PrintWriter out = spec.commandLine().getOut();
        List<ScenarioLedger> ledgers;
        try {
            ledgers = CostBenefit.of(given, SchemeOptions.of(feeders)).compare(chosen);
        } catch (OpfNotSolvedException e) {
            spec.commandLine().getErr().println("opf: " + e.getMessage());
            return ExitCode.of(e.status());
        }
        BenefitOutcomes told = new BenefitOutcomes(given, feeders, ledgers);
        result.tell(
                files,
                out,
                told::print,
                told::json,
                () -> BenefitReport.of(given, feeders.label(), ledgers).html());
        return ExitCode.SOLVED;
    }

    private CostBenefitCase read() {
        return CostBenefitCases.names().contains(name)
                ? CostBenefitCases.load(name)
                : CostBenefitFile.parse(
                        name,
                        new InputFile(name, "the comparison", "JSON", "docs/cost-benefit.md").text(),
                        this::periods);
    }

    /** A bundled system, or a file beside the comparison: one system, or a day of them. */
    private List<TsoDsoSystem> periods(String named) {
        if (Systems.names().contains(named)) {
            return List.of(Systems.load(named));
        }
        return CallFiles.beside(name, named)
                .map(path -> SystemFile.readDay(path).periods())
                .orElseThrow(() -> new BadInputException("the comparison " + name + " is about the system '" + named
                        + "', and there is no such file beside it; give its path, or one of the bundled ones: "
                        + String.join(", ", Systems.names())));
    }
}
