package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.examples.BundledHorizon;
import org.flexopf.network.Bid;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.HorizonResult;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.RollingHorizon;
import org.flexopf.opf.RollingResult;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Formulations;
import org.flexopf.opf.registry.Trait;
import org.flexopf.report.PlanChart;
import org.flexopf.report.PlanReport;
import org.flexopf.report.result.CsvRenderer;
import org.flexopf.report.result.ExactnessResult;
import org.flexopf.report.result.JsonRenderer;
import org.flexopf.report.result.PlanDocument;
import org.flexopf.report.result.SettlementResult;
import org.flexopf.report.result.TextRenderer;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.Solvers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf plan}: dispatch, prices and stored energy over the periods of a horizon. */
@Command(
        name = "plan",
        description = {
            "Solve an optimal power flow over many periods.",
            "Dispatch, prices and stored energy over time, with devices, bids and yes/no decisions."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PlanCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "CASE",
            description = "A file in the horizon format (docs/horizon-format.md), or " + BundledHorizon.NAME
                    + ", which is bundled.")
    private String name;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            completionCandidates = Models.FormulationCandidates.class,
            description = "An installed formulation (see 'opf models'): ${COMPLETION-CANDIDATES} "
                    + "(default: the first that the case names, else " + Models.DEFAULT + ").")
    private String model;

    @Option(
            names = "--soft",
            paramLabel = "KINDS",
            arity = "0..1",
            converter = SoftKinds.Converter.class,
            preprocessor = SoftKinds.Preprocessor.class,
            description = "Let limits and demand give way at a penalty, and tell which ones do: all of them, or the "
                    + "kinds of a list such as voltage,rating, as of 'opf solve'; demand at the value of lost load if "
                    + "the case has one.")
    private SoftKinds soft;

    @Option(
            names = "--activation",
            description = "Minimise what activating bids costs, so that bids to sell and to buy are not matched unless "
                    + "they are needed; by default welfare is maximised.")
    private boolean activation;

    @Option(
            names = "--hull",
            paramLabel = "NAME",
            description = "How convex-hull prices are found where there are yes/no decisions: exact (many further "
                    + "solves, the default), relaxation (approximated), none.")
    private String hull;

    @Option(
            names = "--rolling",
            paramLabel = "W,S",
            description = "Decide the plan in windows of W periods, of which the first S are firm; each window begins "
                    + "with what the firm periods before it leave.")
    private String rolling;

    @Option(
            names = "--relax",
            description = "Let yes/no decisions be made in part: a bound for the cost of whole ones.")
    private boolean relax;

    @Option(
            names = "--gap",
            paramLabel = "NUMBER",
            description = "At which relative gap of cost and bound yes/no decisions count as solved (default: 1e-6).")
    private Double gap;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "End a search for yes/no decisions, or any other solve, after so long, with exit code 4; the "
                    + "best plan so far is shown with its gap.")
    private Double timeLimit;

    @Option(
            names = "--max-nodes",
            paramLabel = "NUMBER",
            description = "End a search for yes/no decisions after so many nodes, as --time-limit does.")
    private Long maxNodes;

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            description = "Which installed solver to use; by default the first that suits.")
    private String solver;

    @Option(
            names = "--tolerance",
            paramLabel = "NUMBER",
            description = "What the solver aims at, relative; by default what solvers aim at.")
    private Double tolerance;

    @Option(
            names = "--require-exact",
            description = "For scripts: end with exit code 5 unless the answer is exact, which means a global AC "
                    + "optimum: an AC power flow meets every limit at the dispatch, and a relaxation proves that "
                    + "nothing costs less.")
    private boolean requireExact;

    @Mixin
    private GridOptions grid;

    @Option(
            names = "--write-case",
            paramLabel = "FILE",
            description = "Write the case as it is asked here, activation and interfaces included, as FILE in the "
                    + "horizon format, with its network beside it: for day.json as day-network.json.")
    private String writtenCase;

    @Option(
            names = "--tables",
            description = "Let --write-case put profiles into a table beside its FILE, for day.json into day.csv.")
    private boolean tables;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the plan as JSON to FILE, or to standard output for -.")
    private String json;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the plan as CSV: one file of sections.")
    private String csv;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Draw dispatch, prices and stored energy over time as SVG.")
    private String svg;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a report with tables and the chart as one HTML file.")
    private String html;

    @Option(
            names = "--verbose",
            description = "Tell on standard error what is done, and what is unusual about the network.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = new CallFiles()
                .reads("the case", name)
                .writes("--write-case", writtenCase)
                .writes("--json", json)
                .writes("--csv", csv)
                .writes("--svg", svg)
                .writes("--html", html);
        files.check();
        if (verbose) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
        }
        if (tables && writtenCase == null) {
            throw new BadInputException("--tables says how --write-case writes; give --write-case FILE too");
        }
        HorizonCase given = asked(read());
        FormulationType type = Models.named(model == null ? firstModel(given) : model);
        Opf opf = opf(type);
        if (verbose) {
            given.network().notes().stream()
                    .filter(note -> !note.changesAnswer())
                    .map(Note::toString)
                    .forEach(note -> spec.commandLine().getErr().println("note: " + note));
        }
        Horizon horizon = Horizon.ofHours(given.hours());
        SettlementResult.HullSearch search = search();
        if (writtenCase != null) {
            writeCase(given);
        }
        HorizonProblem problem =
                OpfProblem.of(given.network()).withSoftLimits(softLimits(given)).over(horizon, given.profiles());
        if (rolling != null) {
            RollingResult result = rolling(opf).solve(problem);
            write(PlanDocument.of(result, type.name(), !type.has(Trait.ACTIVE_POWER_ONLY)), files);
            return ExitCode.of(result.status());
        }
        HorizonResult result = opf.solve(problem);
        PlanDocument document = document(type, result, search);
        // A search that a limit ended says nothing of conflicts.
        boolean isInfeasible = result.status() == SolveStatus.PRIMAL_INFEASIBLE
                || result.status() == SolveStatus.CLAIMED_PRIMAL_INFEASIBLE;
        Optional<Conflict> conflict = isInfeasible ? result.result().conflict() : Optional.empty();
        write(conflict.map(document::withConflict).orElse(document), files);
        int code = ExitCode.of(result.status());
        return code == ExitCode.SOLVED && requireExact
                ? ExactnessCheck.exitCode(
                        ExactnessCheck.whyNot(
                                result.orElseThrow(),
                                problem,
                                opf.solverChoice().options()),
                        spec.commandLine().getErr())
                : code;
    }

    private RollingHorizon rolling(Opf opf) {
        if (requireExact) {
            throw new BadInputException("--require-exact does not go with --rolling: nothing proves a bound of a plan "
                    + "that is decided window by window");
        }
        if (hull != null) {
            throw new BadInputException("--hull does not go with --rolling: prices of windows are those of their "
                    + "programs; leave one of them out");
        }
        Matcher given = Pattern.compile("([0-9]{1,9}),([0-9]{1,9})").matcher(rolling);
        if (!given.matches()) {
            throw new BadInputException("--rolling " + rolling
                    + " is no pair of numbers; give the periods of a window and how many of them are firm, such as "
                    + "24,1");
        }
        int window = Integer.parseInt(given.group(1));
        int step = Integer.parseInt(given.group(2));
        if (step < 1 || window < step) {
            throw new BadInputException("--rolling " + rolling + " has windows of " + window + " periods with " + step
                    + " of them firm; give at least 1 firm period, and at least as many periods as are firm");
        }
        return RollingHorizon.of(opf, window, step);
    }

    private SolverOptions options() {
        SolverOptions options = SolverOptions.defaults();
        if (tolerance != null) {
            options = options.withTolerance(tolerance);
        }
        if (gap != null) {
            if (!(gap > 0.0 && gap < 1.0)) {
                throw new BadInputException("--gap " + gap + " is no relative gap; give a number between 0 and 1");
            }
            options = options.withIntegerGap(gap);
        }
        if (timeLimit != null) {
            if (!(timeLimit > 0.0 && timeLimit <= 1e9)) {
                throw new BadInputException("--time-limit " + timeLimit + " is no time; give seconds above 0");
            }
            options = options.withTimeLimit(Duration.ofNanos(Math.round(timeLimit * 1e9)));
        }
        if (maxNodes != null) {
            if (maxNodes < 1) {
                throw new BadInputException("--max-nodes " + maxNodes + " solves nothing; give at least 1");
            }
            options = options.withMaxNodes(maxNodes);
        }
        return options;
    }

    private SettlementResult.HullSearch search() {
        return switch (hull == null ? "exact" : hull) {
            case "exact" -> SettlementResult.HullSearch.EXACT;
            case "relaxation" -> SettlementResult.HullSearch.RELAXATION;
            case "none" -> SettlementResult.HullSearch.NONE;
            default ->
                throw new BadInputException(
                        "convex-hull prices are not found by '" + hull + "'; give exact, relaxation or none");
        };
    }

    /** The case as it is asked: with the interfaces of the call, and at the cost of activation if that is wanted. */
    private HorizonCase asked(HorizonCase given) {
        Network limited = grid.limited(given.network());
        Network network = activation ? atActivationCost(limited) : limited;
        return new HorizonCase(
                network,
                given.hours(),
                given.profiles().stream().map(profile -> profile.over(network)).toList(),
                given.models(),
                given.valueOfLostLoad());
    }

    private void writeCase(HorizonCase given) {
        if (CallFiles.isDash(writtenCase)) {
            throw new BadInputException("--write-case - has no folder for the network beside it; give a file");
        }
        try {
            given.write(Path.of(writtenCase), tables ? HorizonCase.Profiles.IN_TABLE : HorizonCase.Profiles.IN_PLACE);
        } catch (InvalidPathException e) {
            throw new BadInputException(
                    "--write-case '" + writtenCase + "' is no path: " + e.getReason() + "; give the path of a file");
        }
    }

    private static Network atActivationCost(Network network) {
        return network.elements(Bid.KIND).isEmpty()
                ? network
                : network.toBuilder()
                        .mapDevices(Bid.KIND, bid -> ((Bid) bid).atActivationCost())
                        .build();
    }

    private HorizonCase read() {
        if (name.equals(BundledHorizon.NAME)) {
            return BundledHorizon.read(grid.options());
        }
        try {
            Path file = Path.of(name);
            if (Files.exists(file)) {
                return HorizonCase.read(file, grid.options());
            }
        } catch (InvalidPathException e) {
            throw new BadInputException(
                    "'" + name + "' is no path: " + e.getReason() + "; give the path of a file in the horizon format");
        }
        throw new BadInputException("there is no file '" + name
                + "'; give the path of a file in the horizon format, or " + BundledHorizon.NAME);
    }

    private static String firstModel(HorizonCase given) {
        return given.models().stream()
                .filter(named -> Formulations.installed().stream()
                        .anyMatch(type -> type.name().equals(named)))
                .findFirst()
                .orElse(Models.DEFAULT);
    }

    private Opf opf(FormulationType type) {
        Opf opf = Opf.of(type.create(FormulationOptions.defaults()))
                .withOptions(options())
                .withRelaxedIntegers(relax);
        return solver == null ? opf : opf.withSolver(Solvers.named(solver));
    }

    private SoftLimits softLimits(HorizonCase given) {
        SoftLimits limits = SoftKinds.penalised(soft);
        return given.valueOfLostLoad().isPresent()
                ? limits.with(SoftLimit.DEMAND, given.valueOfLostLoad().getAsDouble())
                : limits;
    }

    private static PlanDocument document(
            FormulationType type, HorizonResult result, SettlementResult.HullSearch search) {
        PlanDocument document = PlanDocument.of(result, type.name(), !type.has(Trait.ACTIVE_POWER_ONLY), search);
        // Without a bound, as of a tightened relaxation, no period is proved to be a part of an AC optimum.
        return type.has(Trait.BRANCH_FLOW) && Double.isFinite(document.lowerBound())
                ? document.withExactness(result.orElseThrow().periods().stream()
                        .map(PlanCommand::exactness)
                        .toList())
                : document;
    }

    /** The bound is one of the whole plan: a period only has to be a point of the AC network. */
    private static ExactnessResult exactness(OpfSolution period) {
        ExactnessReport report = ExactnessReport.of(period);
        boolean exact = report.isConfirmed();
        return new ExactnessResult(
                exact,
                report.phantomLossMw(),
                report.maxResidual(),
                report.slackBranches().stream().map(Branch::id).toList(),
                exact ? "an AC power flow confirms the period" : report.verdict());
    }

    private void write(PlanDocument document, CallFiles files) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!files.takeStandardOutput()) {
            PrintWriter text = document.isSolved() ? out : err;
            text.print(TextRenderer.render(document));
            text.flush();
        }
        if (json != null) {
            CallFiles.write(json, out, JsonRenderer.render(document) + "\n");
        }
        if (csv != null) {
            CallFiles.write(csv, out, CsvRenderer.render(document));
        }
        if (svg != null && document.isSolved()) {
            CallFiles.write(svg, out, PlanChart.of(document).svg());
        } else if (svg != null) {
            err.println("opf: there is no plan to draw, so that " + svg + " is not written");
        }
        if (html != null) {
            CallFiles.write(html, out, PlanReport.of(document).html());
        }
    }
}
