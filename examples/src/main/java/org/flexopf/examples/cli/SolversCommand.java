package org.flexopf.examples.cli;

import java.util.concurrent.Callable;
import org.flexopf.report.result.TextTable;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.Solvers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code opf solvers}: what is installed, and what each solver can do. */
@Command(
        name = "solvers",
        description = "List the installed solvers with what each can do.",
        mixinStandardHelpOptions = true)
final class SolversCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TextTable table = new TextTable(
                "<name",
                "<quadratic objective",
                "<second-order cones",
                "<integers",
                "<duals",
                "<certificates",
                "most variables");
        for (ConvexSolver solver : Solvers.installed()) {
            SolverCapabilities can = solver.capabilities();
            table.row(
                    solver.name(),
                    yes(can.quadraticObjective()),
                    yes(can.secondOrderCones()),
                    yes(can.integers()),
                    yes(can.duals()),
                    yes(can.certificates()),
                    can.maxVariables() == Integer.MAX_VALUE ? "any" : String.valueOf(can.maxVariables()));
        }
        table.print(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return ExitCode.SOLVED;
    }

    private static String yes(boolean can) {
        return can ? "yes" : "no";
    }
}
