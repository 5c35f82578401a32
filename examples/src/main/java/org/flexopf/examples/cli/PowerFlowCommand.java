package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.flexopf.network.Network;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code opf powerflow}: voltages and losses of a case at its scheduled generation. */
@Command(name = "powerflow", description = "Solve an AC power flow at the scheduled generation: voltages and losses.",
        mixinStandardHelpOptions = true)
final class PowerFlowCommand implements Callable<Integer> {

    @Mixin
    private CaseParameter parameter;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ExitCode.NOT_SOLVED;
    }
}
