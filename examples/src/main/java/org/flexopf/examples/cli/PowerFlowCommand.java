package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.flexopf.network.Network;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.report.FeederPicture;
import org.flexopf.report.HtmlReport;
import org.flexopf.report.result.PowerFlowDocument;
import org.flexopf.report.result.ResultDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code opf powerflow}: voltages and losses of a case at its scheduled generation. */
@Command(
        name = "powerflow",
        description = {"Solve an AC power flow at the scheduled generation.", "Voltages, flows and losses."},
        mixinStandardHelpOptions = true)
final class PowerFlowCommand implements Callable<Integer> {

    @Mixin
    private CaseParameter parameter;

    @Mixin
    private RenderOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        output.check(parameter.files());
        parameter.checkFiles();
        Network network = parameter.read();
        PowerFlowResult result = PowerFlow.solve(network);
        PrintWriter out = spec.commandLine().getOut();
        parameter.tell(network.notes(), spec.commandLine().getErr());
        parameter.tell(result.notes(), spec.commandLine().getErr());
        ResultDocument document = PowerFlowDocument.of(result);
        output.write(
                document,
                parameter,
                out,
                out,
                () -> result.converged() ? FeederPicture.of(network, result.point()) : FeederPicture.of(network),
                () -> page(result, document));
        if (!result.converged()) {
            spec.commandLine().getErr().println("opf: the power flow did not converge: " + result.reason());
        }
        return result.converged() ? ExitCode.SOLVED : ExitCode.NOT_SOLVED;
    }

    private static HtmlReport page(PowerFlowResult result, ResultDocument document) {
        HtmlReport page = HtmlReport.of(result.network(), document);
        return result.converged() ? page.state(result.point()) : page;
    }
}
