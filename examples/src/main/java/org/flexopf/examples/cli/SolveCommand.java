package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.LazyPtdfOpf;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.dcopf.SecurityResult;
import org.flexopf.dcopf.SusceptanceConvention;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfProblem;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.SoftLimits;
import org.flexopf.pricing.NodalPrices;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.cbf.CbfWriter;
import org.flexopf.socp.AcSearch;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.Solvers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code opf solve}: dispatch, voltages and nodal prices of a case. */
@Command(
        name = "solve",
        description = "Solve an optimal power flow: dispatch, voltages, flows and nodal prices.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SolveCommand implements Callable<Integer> {

    @Mixin
    private CaseParameter parameter;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = ModelChoice.DEFAULT,
            description = "socp, socp-augmented, dc, dc-ptdf, lindistflow or lopf-sensitivity, "
                    + "which changes the schedule of the case until an AC power "
                    + "flow meets all limits (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--susceptance",
            paramLabel = "NAME",
            description = "Models dc and dc-ptdf: reciprocal-x, 1/x with taps and shifts, "
                    + "or series-admittance, x/(r^2+x^2) without them " + "(default: reciprocal-x).")
    private String susceptance;

    @Mixin
    private SecurityOptions security;

    @Option(
            names = "--objective",
            paramLabel = "NAME",
            defaultValue = "cost",
            description = {
                "What is minimised: cost, losses, voltage (deviation from 1 "
                        + "p.u.), congestion (power above 80 %% of ratings) "
                        + "or feasibility (default: ${DEFAULT-VALUE})."
            })
    private ObjectiveChoice objective;

    @Option(names = "--soft", description = "Let limits and demand give way at a penalty, and tell which ones do.")
    private boolean soft;

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
            description = "Write the convex program in the Conic Benchmark Format, for other solvers.")
    private String export;

    @Mixin
    private PictureOptions pictures;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ModelChoice choice = ModelChoice.named(model);
        if (recover && !choice.isBranchFlow()) {
            throw new BadInputException(
                    "--recover searches from the models socp and socp-augmented; leave out --model " + model);
        }
        if (susceptance != null && !choice.isDc()) {
            throw new BadInputException(
                    "--susceptance goes with --model dc and dc-ptdf; " + model + " uses impedances as they are");
        }
        boolean secured = security.wanted(choice);
        if (secured && export != null) {
            throw new BadInputException("--export does not go with --security, which solves a sequence of programs");
        }
        if (conditions && !choice.isBranchFlow()) {
            throw new BadInputException(
                    "--conditions are those of the models socp and socp-augmented; leave out --model " + model);
        }
        if (confirmedBus != null && secured) {
            throw new BadInputException(
                    "--confirm-price does not go with --security, which solves a sequence of programs");
        }
        pictures.check();
        Network network = parameter.read();
        if (parameter.verbose()) {
            network.notes().forEach(note -> spec.commandLine().getErr().println("note: " + note));
        }
        ConvexSolver chosen = solver == null ? null : Solvers.named(solver);
        if (choice == ModelChoice.LOPF_SENSITIVITY) {
            return solveBySensitivities(network, chosen);
        }
        OpfProblem problem = OpfProblem.of(network)
                .withObjective(objective.objective())
                .withSoftLimits(soft ? SoftLimits.usual() : SoftLimits.none());
        Opf opf = Opf.of(choice.formulation(
                susceptance == null ? SusceptanceConvention.RECIPROCAL_X : SusceptanceConvention.of(susceptance)));
        if (export != null) {
            export(opf.model(problem).program());
        }
        Opf settings = chosen == null ? opf : opf.withSolver(chosen);
        SecurityResult secure = secured && opf.formulation() instanceof DcOpf dc
                ? security.solve(problem, dc, settings.solverChoice())
                : null;
        boolean frees = !secured
                && !network.controls().isEmpty()
                && !opf.model(problem).freedControls().isEmpty();
        ControlsSection controls = frees ? ControlsSection.solve(settings, problem) : null;
        OpfResult result = secure != null
                ? secure.result()
                : controls != null ? controls.controls().rounded() : solve(problem, settings);
        OpfProblem solved = result.map(OpfSolution::problem).orElse(problem);
        AcSearch.Outcome search = recover && result.solution().isPresent()
                ? AcSearch.of(atItsSettings(solved), chosen, SolverOptions.defaults())
                : null;
        List<ReportSection> sections = new ArrayList<>();
        if (controls != null) {
            sections.add(controls);
        }
        if (conditions) {
            sections.add(new ConditionsSection(choice.conditions(solved.network())));
        }
        if (kpis && result.solution().isPresent()) {
            sections.add(KpiSection.of(result.orElseThrow(), choice, search));
        }
        if (confirmedBus != null && result.solution().isPresent()) {
            sections.add(confirmation(result.orElseThrow(), choice));
        }
        SolveReport report = SolveReport.of(
                solved,
                choice,
                objective,
                result,
                search,
                secure == null ? null : new SecurityReport(network, secure),
                sections);

        PrintWriter out = spec.commandLine().getOut();
        if (parameter.tableWanted()) {
            report.print(
                    result.solution().isPresent() ? out : spec.commandLine().getErr());
        }
        if (parameter.json() != null) {
            parameter.json().write(out, report::writeTo);
        }
        if (pictures.wanted()) {
            pictures.write(report.picture(), report.html());
        }
        return ExitCode.of(result.status());
    }

    /** The problem with all settings held: the report is about the settings that it tells. */
    private static OpfProblem atItsSettings(OpfProblem problem) {
        Network network = problem.network();
        return network.controls().isEmpty()
                ? problem
                : problem.withNetwork(network.toBuilder().removeControls().build());
    }

    private ConfirmationSection confirmation(OpfSolution solution, ModelChoice choice) {
        NodalPrices prices = PriceFields.of(solution);
        if (prices == null) {
            throw new BadInputException(
                    "--confirm-price: the solver '" + solution.solver().name()
                            + "' returns no duals, so that there are no prices; choose another --solver");
        }
        return ConfirmationSection.of(prices, solution.network(), confirmedBus, choice.hasVoltages());
    }

    /**
     * With shift factors every watched branch is a dense row, so branches are watched only once they are overloaded.
     */
    private static OpfResult solve(OpfProblem problem, Opf settings) {
        return settings.formulation() instanceof PtdfDcOpf ptdf
                ? LazyPtdfOpf.of(ptdf).withSolver(settings.solverChoice()).solve(problem)
                : settings.solve(problem);
    }

    private int solveBySensitivities(Network network, ConvexSolver chosen) {
        if (soft || kpis || export != null || confirmedBus != null || objective != ObjectiveChoice.COST) {
            throw new BadInputException(
                    "--soft, --kpis, --export, --confirm-price and --objective do not go with --model " + model
                            + ", which minimises cost in a sequence of programs");
        }
        SensitivityReport report = SensitivityReport.of(network, chosen);
        PrintWriter out = spec.commandLine().getOut();
        if (parameter.tableWanted()) {
            report.print(out);
        }
        if (parameter.json() != null) {
            parameter.json().write(out, report::writeTo);
        }
        if (pictures.wanted()) {
            pictures.write(report.picture(), report.html());
        }
        return report.exitCode();
    }

    private void export(ConicProgram program) {
        try {
            CbfWriter.write(program, Path.of(export));
        } catch (UncheckedIOException | InvalidPathException e) {
            throw new BadInputException(
                    "cannot write " + export + ": " + e.getMessage() + "; give a file in a folder that exists");
        }
    }
}
