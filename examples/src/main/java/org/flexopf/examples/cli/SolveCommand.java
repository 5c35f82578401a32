package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.flexopf.dcopf.SecurityResult;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.RoundedControls;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Trait;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.cbf.CbfWriter;
import org.flexopf.report.FeederPicture;
import org.flexopf.report.HtmlReport;
import org.flexopf.report.result.ConfirmedPrice;
import org.flexopf.report.result.OpfDocument;
import org.flexopf.socp.AcSearch;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.Solvers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code opf solve}: dispatch, voltages and nodal prices of a case. */
@Command(
        name = "solve",
        description = {
            "Solve an optimal power flow.",
            "Dispatch, voltages, flows, nodal prices, and what the answer is worth."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SolveCommand implements Callable<Integer> {

    @Mixin
    private CaseParameter parameter;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = Models.DEFAULT,
            completionCandidates = Models.Candidates.class,
            description = "An installed formulation (see 'opf models'); lopf-sensitivity, which changes the "
                    + "schedule of the case until an AC power flow meets all limits; or ac, the AC problem itself, to "
                    + "a local optimum with the relaxation's lower bound: ${COMPLETION-CANDIDATES} "
                    + "(default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--susceptance",
            paramLabel = "NAME",
            description = "Models dc and dc-ptdf: reciprocal-x, 1/x with taps and shifts, "
                    + "or series-admittance, x/(r^2+x^2) without them " + "(default: reciprocal-x).")
    private String susceptance;

    @Option(
            names = "--price-reference",
            paramLabel = "WHERE",
            converter = PriceReferenceChoice.Converter.class,
            description = "Models dc and dc-ptdf: where the energy part of prices is measured, which moves between "
                    + "energy, congestion and losses and leaves prices as they are: roots, load (all buses by "
                    + "demand), bus:NUMBER, or zone:NUMBER (its buses by demand) (default: roots).")
    private PriceReferenceChoice priceReference;

    @Mixin
    private SecurityOptions security;

    @Option(
            names = "--objective",
            paramLabel = "NAME",
            defaultValue = "cost",
            converter = ObjectiveChoice.Converter.class,
            description = {
                "What is minimised: cost, losses, voltage (deviation from 1 "
                        + "p.u.), congestion (power above 80 %% of ratings) "
                        + "or feasibility (default: ${DEFAULT-VALUE})."
            })
    private ObjectiveChoice objective;

    @Option(
            names = "--soft",
            paramLabel = "KINDS",
            arity = "0..1",
            converter = SoftKinds.Converter.class,
            preprocessor = SoftKinds.Preprocessor.class,
            description = "Let limits and demand give way at a penalty, and tell which ones do: all of them, or the "
                    + "kinds of a list such as voltage,rating; there are voltage, lower-voltage, upper-voltage, "
                    + "rating, current, interface, generation and demand.")
    private SoftKinds soft;

    @Option(
            names = "--recover",
            description = "Search for the best AC-feasible point, for when the "
                    + "relaxation is not exact (models socp and socp-augmented).")
    private boolean recover;

    @Option(
            names = "--conditions",
            description = "Tell which published conditions for exactness the network "
                    + "meets, and why not (models socp and socp-augmented).")
    private boolean conditions;

    @Option(
            names = "--kpis",
            description = "Tell the key figures of the run: tightness, exactness, gap, "
                    + "time, social welfare, curtailment and losses.")
    private boolean kpis;

    @Option(
            names = "--require-exact",
            description = "For scripts: end with exit code 5 unless the answer is exact, which means a global AC "
                    + "optimum: an AC power flow meets every limit at the dispatch, and a relaxation proves that "
                    + "nothing costs less (any model but lopf-sensitivity).")
    private boolean requireExact;

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            description = "Which installed solver to use; by default the first that suits.")
    private String solver;

    @Option(
            names = "--confirm-price",
            paramLabel = "BUS",
            description = "Solve again with a little more and a little less demand at a "
                    + "bus, and put the slopes of the cost beside its prices.")
    private Integer confirmedBus;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description =
                    "Write the convex program in the Conic Benchmark Format, for other solvers; - is standard output.")
    private String export;

    @Mixin
    private RenderOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        output.check(parameter.files());
        parameter.files().writes("--export", export);
        parameter.checkFiles();
        if (model.equals(Models.SENSITIVITIES)) {
            requireNoneOfAFormulation();
            return solveBySensitivities(read());
        }
        if (model.equals(Models.AC)) {
            requireWhatAcKnows();
            return solveAc(read());
        }
        FormulationType type = Models.named(model);
        FormulationOptions options = Models.options(type, susceptance);
        boolean secured = security.wanted(type);
        check(type, secured);
        Network network = read();
        if (priceReference != null) {
            priceReference.requireIn(network);
        }
        OpfProblem problem =
                OpfProblem.of(network).withObjective(objective.objective()).withSoftLimits(SoftKinds.penalised(soft));
        ConvexSolver chosen = chosenSolver();
        Opf plain = Opf.of(type.create(options));
        if (export != null) {
            export(plain.model(problem).program());
        }
        Opf opf = chosen == null ? plain : plain.withSolver(chosen);
        SecurityResult secure = secured ? security.solve(problem, options, opf.solverChoice()) : null;
        RoundedControls controls = secured ? null : FreedControls.solve(type, opf, problem);
        OpfResult result = secure != null
                ? secure.result()
                : controls != null ? controls.rounded() : type.solve(options, opf, problem);
        OpfProblem solved = result.map(OpfSolution::problem).orElse(problem);
        OpfDocument document = document(type, result, solved, controls, secure, opf.solverChoice());
        SolvePictures pictures = new SolvePictures(
                solved.network(), result, result.map(SolveCommand::prices).orElse(null), document);
        output.write(
                document,
                parameter,
                spec.commandLine().getOut(),
                result.solution().isPresent()
                        ? spec.commandLine().getOut()
                        : spec.commandLine().getErr(),
                pictures::picture,
                pictures::page);
        int code = ExitCode.of(result.status());
        return code == ExitCode.SOLVED && requireExact
                ? ExactnessCheck.exitCode(
                        ExactnessCheck.whyNot(
                                result.orElseThrow(), opf.solverChoice().options()),
                        spec.commandLine().getErr())
                : code;
    }

    private Network read() {
        Network network = parameter.read();
        parameter.tell(network.notes(), spec.commandLine().getErr());
        return network;
    }

    private ConvexSolver chosenSolver() {
        return solver == null ? null : Solvers.named(solver);
    }

    private void check(FormulationType type, boolean secured) {
        if (recover && !type.has(Trait.BRANCH_FLOW)) {
            throw new BadInputException(
                    "--recover searches from the models socp and socp-augmented; leave out --model " + model);
        }
        if (requireExact && secured) {
            throw new BadInputException(
                    "--require-exact does not go with --security: no relaxation bounds what survives outages");
        }
        if (secured && export != null) {
            throw new BadInputException("--export does not go with --security, which solves a sequence of programs");
        }
        if (conditions && !type.has(Trait.BRANCH_FLOW)) {
            throw new BadInputException(
                    "--conditions are those of the models socp and socp-augmented; leave out --model " + model);
        }
        if (priceReference != null && !(type.has(Trait.LINEAR) && type.has(Trait.ACTIVE_POWER_ONLY))) {
            throw new BadInputException("--price-reference splits the prices of the models dc and dc-ptdf; " + model
                    + " measures energy at the roots; leave out --price-reference, or choose --model dc");
        }
        if (confirmedBus != null && secured) {
            throw new BadInputException(
                    "--confirm-price does not go with --security, which solves a sequence of programs");
        }
    }

    private OpfDocument document(
            FormulationType type,
            OpfResult result,
            OpfProblem solved,
            RoundedControls controls,
            SecurityResult secure,
            SolverChoice choice) {
        SolveDocument document = new SolveDocument(solved.network(), type, result, objective);
        if (secure != null) {
            document.add(secure);
        }
        if (result.solution().isEmpty()) {
            return document.builder().build();
        }
        AcSearch.Outcome search =
                recover ? AcSearch.of(atItsSettings(solved)).withSolver(choice).search() : null;
        if (controls != null) {
            document.builder().controls(controls);
        }
        if (priceReference != null && result.orElseThrow().result().hasDuals()) {
            priceReference.apply(result.orElseThrow(), document.builder());
        }
        if (conditions) {
            document.addConditions(solved.network());
        }
        if (kpis) {
            document.addKpis(search);
        }
        if (confirmedBus != null) {
            document.builder().confirmedPrices(confirmation(result.orElseThrow(), type));
        }
        if (search != null) {
            document.add(search);
        }
        return document.builder().build();
    }

    /** The prices of a solution, or {@code null} if its solver returns no duals. */
    private static NodalPrices prices(OpfSolution solution) {
        return solution.result().hasDuals() ? NodalPrices.of(solution) : null;
    }

    /** The problem with all settings held: the report is about the settings that it tells. */
    private static OpfProblem atItsSettings(OpfProblem problem) {
        Network network = problem.network();
        return network.controls().isEmpty()
                ? problem
                : problem.withNetwork(network.toBuilder().removeControls().build());
    }

    private List<ConfirmedPrice> confirmation(OpfSolution solution, FormulationType type) {
        NodalPrices prices = prices(solution);
        if (prices == null) {
            throw new BadInputException(
                    "--confirm-price: the solver '" + solution.solver().name()
                            + "' returns no duals, so that there are no prices; choose another --solver");
        }
        return PriceCheck.of(solution, prices, confirmedBus, !type.has(Trait.ACTIVE_POWER_ONLY));
    }

    private void requireNoneOfAFormulation() {
        if (susceptance != null) {
            throw Models.noSusceptance(model);
        }
        if (soft != null
                || kpis
                || recover
                || conditions
                || requireExact
                || export != null
                || confirmedBus != null
                || priceReference != null
                || objective != ObjectiveChoice.COST
                || security.isGiven()) {
            throw new BadInputException(
                    "--soft, --kpis, --recover, --conditions, --require-exact, --export, --confirm-price, "
                            + "--price-reference, "
                            + "--security and --objective do not go with --model " + model
                            + ", which minimises cost in a sequence of programs");
        }
    }

    private void requireWhatAcKnows() {
        if (susceptance != null) {
            throw Models.noSusceptance(model);
        }
        if (kpis || recover || conditions || export != null || confirmedBus != null || priceReference != null) {
            throw new BadInputException(
                    "--kpis, --recover, --conditions, --export, --confirm-price and --price-reference do not go with "
                            + "--model " + model + ", which solves the AC problem itself and no convex program");
        }
        security.requirePreventive(model);
    }

    private int solveBySensitivities(Network network) {
        SensitivityDocument solved = SensitivityDocument.of(network, chosenSolver());
        OpfDocument document = solved.document();
        PrintWriter out = spec.commandLine().getOut();
        output.write(
                document,
                parameter,
                out,
                out,
                () -> FeederPicture.of(solved.network(), solved.point()),
                () -> HtmlReport.of(solved.network(), document).state(solved.point()));
        return solved.exitCode();
    }

    private int solveAc(Network network) {
        OpfProblem problem =
                OpfProblem.of(network).withObjective(objective.objective()).withSoftLimits(SoftKinds.penalised(soft));
        AcDocument solved = AcDocument.of(problem, objective.label(), chosenSolver(), security.securingAc());
        OpfDocument document = solved.document();
        PrintWriter out = spec.commandLine().getOut();
        output.write(
                document,
                parameter,
                out,
                solved.isSolved() ? out : spec.commandLine().getErr(),
                () -> FeederPicture.of(solved.network(), solved.point()),
                () -> HtmlReport.of(solved.network(), document).state(solved.point()));
        return solved.exitCode() == ExitCode.SOLVED && requireExact
                ? ExactnessCheck.exitCode(
                        solved.whyNotGlobal(), spec.commandLine().getErr())
                : solved.exitCode();
    }

    private void export(ConicProgram program) {
        StringBuilder text = new StringBuilder();
        CbfWriter.write(program, text);
        CallFiles.write(export, spec.commandLine().getOut(), text.toString());
    }
}
