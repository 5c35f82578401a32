package org.flexopf.examples.cli;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Formulations;
import org.flexopf.opf.registry.Trait;
import org.flexopf.report.result.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code opf models}: which formulations are installed, and what each can do. */
@Command(
        name = "models",
        description = "List the installed formulations with what each can do.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TextTable table = new TextTable("<name", "<description", "<traits");
        for (FormulationType type : Formulations.installed()) {
            table.row(
                    type.name(),
                    type.description(),
                    type.traits().stream().sorted().map(Trait::toString).collect(Collectors.joining(", ")));
        }
        table.row(
                Models.SENSITIVITIES,
                "changes the schedule of the case until an AC power flow meets all limits",
                "a sequence of programs, for opf solve only");
        table.row(
                Models.AC,
                "the AC optimal power flow itself, to a local optimum, with the relaxation's lower bound",
                "not convex, for opf solve only");
        table.print(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return ExitCode.SOLVED;
    }
}
