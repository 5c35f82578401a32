package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.solver.Solvers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code opf solve}: dispatch, voltages and nodal prices of a case. */
@Command(name = "solve", description = "Solve an optimal power flow: dispatch, voltages, flows and nodal prices.",
        mixinStandardHelpOptions = true)
final class SolveCommand implements Callable<Integer> {

    @Mixin
    private CaseParameter parameter;

    @Option(names = "--model", paramLabel = "NAME", defaultValue = Formulations.DEFAULT,
            description = "How the power flow is modelled: socp (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(names = "--solver", paramLabel = "NAME", description = "Which installed solver to use; by default the first that suits.")
    private String solver;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Network network = parameter.read();
        if (parameter.verbose()) {
            network.notes().forEach(note -> spec.commandLine().getErr().println("note: " + note));
        }
        Opf opf = Opf.of(Formulations.named(model));
        if (solver != null) {
            opf = opf.withSolver(Solvers.named(solver));
        }
        OpfResult result = opf.solve(network);
        SolveReport report = SolveReport.of(network, opf.formulation().name(), result);
        PrintWriter out = spec.commandLine().getOut();
        if (parameter.tableWanted()) {
            report.print(result.solution().isPresent() ? out : spec.commandLine().getErr());
        }
        if (parameter.json() != null) {
            parameter.json().write(out, report::writeTo);
        }
        return ExitCode.of(result.status());
    }
}
