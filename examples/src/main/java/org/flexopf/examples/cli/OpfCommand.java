package org.flexopf.examples.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.stream.Collectors;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.exchange.journal.JournalException;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.program.cbf.CbfFormatException;
import org.flexopf.solver.NoSuitableSolverException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The program {@code opf}: optimal power flow, power flow and bundled cases on the command line. */
@Command(
        name = "opf",
        description = "Convex optimal power flow, nodal prices and markets of flexibility.",
        mixinStandardHelpOptions = true,
        versionProvider = OpfCommand.Version.class,
        subcommands = {
            SolveCommand.class,
            PlanCommand.class,
            PriceCommand.class,
            MarketCommand.class,
            CoordinateCommand.class,
            SynthesizeCommand.class,
            BenefitCommand.class,
            AggregateCommand.class,
            PowerFlowCommand.class,
            CapabilityCommand.class,
            ScenariosCommand.class,
            InterfaceCommand.class,
            CurvesCommand.class,
            ConflictsCommand.class,
            ReserveCommand.class,
            DlfmCommand.class,
            CasesCommand.class,
            ModelsCommand.class,
            SolversCommand.class,
            ConicCommand.class,
            CommandLine.HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:solved",
            "2:bad input or usage",
            "3:infeasible or unbounded, and proved so",
            "4:not solved",
            "5:solved, but not exact as --require-exact asks",
            "6:standard output, or a row of a study, could not be written",
            "7:out of memory"
        },
        footer = {"", "Try: opf solve ieee33-dg"})
public final class OpfCommand {

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(writer(System.out, "stdout.encoding"), writer(System.err, "stderr.encoding"), args));
    }

    /** A writer in the encoding of the terminal, which older Java versions take for the default. */
    private static PrintWriter writer(PrintStream stream, String encoding) {
        return new PrintWriter(
                stream,
                false,
                Charset.forName(
                        System.getProperty(encoding, Charset.defaultCharset().name())));
    }

    /**
     * Runs the command line.
     *
     * @param out standard output
     * @param err standard error
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine command = commandLine()
                .setOut(new PrintWriter(new VisibleControls(out)))
                .setErr(new PrintWriter(new VisibleControls(err)));
        int code;
        try {
            code = command.execute(args);
        } catch (OutOfMemoryError e) {
            command.getErr()
                    .println("opf: out of memory (" + e.getMessage() + "); give the program more, for example with "
                            + "java -Xmx8g -jar opf.jar, or a smaller case");
            code = ExitCode.OUT_OF_MEMORY;
        }
        command.getOut().flush();
        // What is printed is the answer: whoever loses it must not be told that all went well.
        if (out.checkError()) {
            command.getErr()
                    .println("opf: standard output could not be written: the disk is full, or what reads it has ended");
            code = ExitCode.OUTPUT_LOST;
        }
        command.getErr().flush();
        err.flush();
        return code;
    }

    /** The command line, whose help has commands in groups. */
    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new OpfCommand());
        command.getHelpSectionMap()
                .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroup::listed);
        return command.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                // Its colours are commands to the terminal, of which none get through.
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(OpfCommand::explainUsage)
                .setExecutionExceptionHandler(OpfCommand::explain);
    }

    /** What is wrong with the arguments, in one line, and where to read how they are. */
    private static int explainUsage(CommandLine.ParameterException fault, String[] args) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        if (args.length == 0) {
            command.usage(err);
            return ExitCode.BAD_INPUT;
        }
        if (fault instanceof CommandLine.UnmatchedArgumentException unmatched && command.getParent() == null) {
            err.println("opf: there is no command '" + unmatched.getUnmatched().get(0) + "'; choose one of "
                    + String.join(", ", command.getSubcommands().keySet()));
            return ExitCode.BAD_INPUT;
        }
        String suggestions = fault instanceof CommandLine.UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?"
                : "";
        err.println("opf: " + inWords(fault.getMessage()) + suggestions + "; see '"
                + command.getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.BAD_INPUT;
    }

    /** One line, without the names that Java has for numbers. */
    private static String inWords(String message) {
        return message.lines()
                .collect(Collectors.joining(" "))
                .replaceAll("is not an? (int|long)\\b", "is no whole number in range")
                .replaceAll("is not a (double|float)\\b", "is no number");
    }

    /** Bad input is told in words; only what nobody foresaw comes with a stack trace, and that only when asked for. */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof BadInputException
                || failure instanceof InvalidNetworkException
                || failure instanceof CaseFileException
                || failure instanceof CbfFormatException
                || failure instanceof NoSuitableSolverException
                || failure instanceof JournalException
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
