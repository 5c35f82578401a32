package org.flexopf.examples.cli;

import org.flexopf.casefile.CaseFileException;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.program.cbf.CbfFormatException;
import org.flexopf.solver.NoSuitableSolverException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The program {@code opf}: optimal power flow, power flow and bundled cases on the command line. */
@Command(
        name = "opf",
        description = "Convex optimal power flow with nodal prices.",
        mixinStandardHelpOptions = true,
        versionProvider = OpfCommand.Version.class,
        subcommands = {
            SolveCommand.class,
            PlanCommand.class,
            PriceCommand.class,
            PowerFlowCommand.class,
            CasesCommand.class,
            ModelsCommand.class,
            SolversCommand.class,
            ConicCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:solved", "2:bad input or usage", "3:infeasible or unbounded, and proved so", "4:not solved"},
        footer = {"", "Try: opf solve ieee33-dg"})
public final class OpfCommand {

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for main and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new OpfCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(OpfCommand::explain);
    }

    /** Bad input is told in words; only what nobody foresaw comes with a stack trace, and that only when asked for. */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof BadInputException
                || failure instanceof InvalidNetworkException
                || failure instanceof CaseFileException
                || failure instanceof CbfFormatException
                || failure instanceof NoSuitableSolverException
                || failure instanceof IllegalArgumentException) {
            command.getErr().println("opf: " + failure.getMessage());
            return ExitCode.BAD_INPUT;
        }
        command.getErr()
                .println("opf: unexpected " + failure.getClass().getSimpleName() + ": " + failure.getMessage()
                        + "; this is a fault of the program, please report it with the output of --verbose");
        if (parsed.hasSubcommand() && parsed.subcommand().hasMatchedOption("--verbose")) {
            failure.printStackTrace(command.getErr());
        }
        return ExitCode.NOT_SOLVED;
    }

    /** The version from the manifest of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = OpfCommand.class.getPackage().getImplementationVersion();
            return new String[] {"FlexOPF " + (version == null ? "development build" : version)};
        }
    }
}
