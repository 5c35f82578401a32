package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.flexopf.coordination.DayOutcome;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.SystemFile;
import org.flexopf.coordination.Systems;
import org.flexopf.coordination.TsoDsoDay;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.scheme.CoordinationScheme;
import org.flexopf.coordination.scheme.DeviationCharge;
import org.flexopf.coordination.scheme.FeederModel;
import org.flexopf.coordination.scheme.PaymentRule;
import org.flexopf.coordination.scheme.SchemeOptions;
import org.flexopf.coordination.scheme.Schemes;
import org.flexopf.report.CoordinationDayReport;
import org.flexopf.report.CoordinationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf coordinate}: a system of transmission and feeders under schemes of coordination. */
@Command(
        name = "coordinate",
        description = {
            "Run schemes by which a TSO and DSOs share flexibility.",
            "Activations, interface flows and prices, costs by buyer, and what AC power flows say of "
                    + "them; one table of schemes, then each with its steps."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; of several schemes, at least one has decided something",
            "2:bad input or usage",
            "3:what the scheme asks for cannot be met",
            "4:not solved, not converged, or an operator did not answer",
            "5:met only by a relaxation that is not exact, which is no answer",
        })
final class CoordinateCommand implements Callable<Integer> {

    private static final String ALL = "all";

    /** The names of the schemes, for help texts. */
    static final class SchemeNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            List<String> names = new ArrayList<>(List.of(ALL));
            Schemes.all().forEach(scheme -> names.add(scheme.name()));
            return names.iterator();
        }
    }

    /** The names of the models, for help texts. */
    static final class ModelNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(FeederModel.values()).map(FeederModel::label).iterator();
        }
    }

    @Parameters(
            paramLabel = "SYSTEM",
            description = "A JSON file with a system, or with a day of systems (docs/coordination-format.md), - for "
                    + "standard input, or a bundled system (see 'opf cases').")
    private String name;

    @Option(
            names = "--scheme",
            paramLabel = "NAMES",
            split = ",",
            defaultValue = ALL,
            completionCandidates = SchemeNames.class,
            description = "Which schemes, separated by commas: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<String> schemes;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "socp",
            completionCandidates = ModelNames.class,
            description = "How feeders are modelled: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); the "
                    + "linear model has the losses of the schedule. AC power flows verify either.")
    private String model;

    @Option(
            names = "--pay",
            paramLabel = "RULE",
            defaultValue = "PAY_AS_BID",
            description = "What sellers are paid: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private PaymentRule rule;

    @Option(
            names = "--deviation",
            paramLabel = "CHARGE",
            defaultValue = "NONE",
            description = "What the operator of a feeder is charged where its own need moves the interface flow: "
                    + "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private DeviationCharge deviation;

    @Option(
            names = "--split",
            description = "In the common market, let the operator of each feeder pay what its need costs alone.")
    private boolean split;

    @Option(
            names = "--samples",
            paramLabel = "NUMBER",
            defaultValue = "41",
            description = "Points of an aggregated curve (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--voltage-margin",
            paramLabel = "PU",
            defaultValue = "0",
            description =
                    "How far inside of voltage limits operators plan, p.u. (default: ${DEFAULT-VALUE}); the linear "
                            + "model overrates voltages by some 3e-4.")
    private double voltageMargin;

    @Option(
            names = "--no-counter-activation",
            description = "Do not call up and down of one merit order in the same clearing, even where that pays.")
    private boolean noCounterActivation;

    @Option(
            names = "--value-of-balance",
            paramLabel = "PRICE",
            description = "What the balance is worth to the operator of the transmission network in the integrated "
                    + "market, currency per MWh: what costs more is left unmet (default: met at any price).")
    private double valueOfBalance = Double.POSITIVE_INFINITY;

    @Option(
            names = "--value-of-loading",
            paramLabel = "PRICE",
            description = "The same of ratings of lines to operators of feeders, currency per MVAh.")
    private double valueOfLoading = Double.POSITIVE_INFINITY;

    @Option(
            names = "--value-of-voltage",
            paramLabel = "PRICE",
            description = "The same of limits of voltages, currency per p.u. and hour.")
    private double valueOfVoltage = Double.POSITIVE_INFINITY;

    @Option(
            names = "--penalty",
            paramLabel = "NUMBER",
            defaultValue = "0.8",
            description = "What ADMM charges a difference at an interface, currency per MWh and MW (default: "
                    + "${DEFAULT-VALUE}).")
    private double penalty;

    @Option(
            names = "--balance-penalty",
            description = "Let that penalty follow, at each interface, whether flows or prices are farther from "
                    + "agreement.")
    private boolean balancePenalty;

    @Option(
            names = "--rounds",
            paramLabel = "NUMBER",
            defaultValue = "500",
            description = "Rounds that operators go through at most to agree (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Mixin
    private ResultFiles result;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = result.with("the system", name);
        List<CoordinationScheme> chosen = schemes(schemes);
        SchemeOptions options = options();
        TsoDsoDay day = read();
        PrintWriter out = spec.commandLine().getOut();
        return day.periods().size() == 1
                ? hour(day.periods().get(0), chosen, options, files, out)
                : day(day, chosen, options, files, out);
    }

    private int hour(
            TsoDsoSystem system,
            List<CoordinationScheme> chosen,
            SchemeOptions options,
            CallFiles files,
            PrintWriter out) {
        List<Outcome> outcomes =
                chosen.stream().map(scheme -> scheme.run(system, options)).toList();
        CoordinationOutcomes told = new CoordinationOutcomes(system, options.model(), chosen, outcomes);
        result.tell(
                files,
                out,
                told::print,
                told::json,
                () -> CoordinationReport.of(system, options.model().label(), outcomes)
                        .html());
        return exitCode(outcomes);
    }

    private int day(
            TsoDsoDay day, List<CoordinationScheme> chosen, SchemeOptions options, CallFiles files, PrintWriter out) {
        List<DayOutcome> outcomes =
                chosen.stream().map(scheme -> scheme.run(day, options)).toList();
        CoordinationDays told = new CoordinationDays(day, options.model(), outcomes);
        result.tell(
                files,
                out,
                told::print,
                told::json,
                () -> CoordinationDayReport.of(day, options.model().label(), outcomes)
                        .html());
        return exitCode(
                outcomes.stream().flatMap(outcome -> outcome.periods().stream()).toList());
    }

    /** The schemes of some names, or all. */
    static List<CoordinationScheme> schemes(List<String> names) {
        return names.contains(ALL)
                ? Schemes.all()
                : names.stream().map(Schemes::named).toList();
    }

    private SchemeOptions options() {
        SchemeOptions defaults = SchemeOptions.of(model(model));
        return defaults.withMoney(new SchemeOptions.Money(rule, deviation, split))
                .withSamples(samples)
                .withVoltageMargin(voltageMargin)
                .withCounterActivation(!noCounterActivation)
                .withNeeds(new SchemeOptions.Needs(valueOfBalance, valueOfLoading, valueOfVoltage))
                .withRounds(new SchemeOptions.Rounds(
                        penalty, defaults.rounds().primal(), defaults.rounds().dual(), rounds, balancePenalty));
    }

    /** The model of a name. */
    static FeederModel model(String name) {
        return Arrays.stream(FeederModel.values())
                .filter(named -> named.label().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new BadInputException("feeders are not modelled by '" + name + "'; choose one of "
                        + String.join(", ", new ModelNames())));
    }

    private TsoDsoDay read() {
        if (Systems.names().contains(name)) {
            return TsoDsoDay.of(Systems.load(name));
        }
        if (CallFiles.isDash(name)) {
            return SystemFile.parseDay(
                    "standard input", new InputFile(name, "the system", "JSON", "docs/coordination-format.md").text());
        }
        try {
            Path path = Path.of(name);
            if (Files.exists(path)) {
                return SystemFile.readDay(path);
            }
        } catch (InvalidPathException e) {
            throw new BadInputException("'" + name + "' is no path: " + e.getReason() + "; give the path of a system");
        }
        throw new BadInputException("there is no file '" + name + "'; give the path of a system in JSON, or one of the "
                + "bundled ones: " + String.join(", ", Systems.names()));
    }

    private static int exitCode(List<Outcome> outcomes) {
        if (outcomes.stream().anyMatch(outcome -> outcome.dispatch().isPresent())) {
            return ExitCode.SOLVED;
        }
        return switch (outcomes.get(0).status()) {
            case OPTIMAL -> ExitCode.SOLVED;
            case INFEASIBLE -> ExitCode.INFEASIBLE;
            case INEXACT -> ExitCode.NOT_EXACT;
            case NOT_CONVERGED, NO_ANSWER, FAILED -> ExitCode.NOT_SOLVED;
        };
    }
}
