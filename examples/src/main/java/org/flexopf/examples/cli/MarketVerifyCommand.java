package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.flexopf.exchange.journal.JournalVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf market verify}: works a journal out again. */
@Command(
        name = "verify",
        description = {
            "Verify a journal by working every outcome out again.",
            "Its chain of checksums, and every outcome on the network that the journal holds."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:confirmed",
            "2:no journal, or a damaged one",
            "4:an outcome differs from what was recorded",
        })
final class MarketVerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "JOURNAL", description = "The first file of the journal.")
    private String journal;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the result as JSON to FILE, or to standard output for -.")
    private String json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = new CallFiles().reads("the journal", journal).writes("--json", json);
        files.check();
        JournalVerification result = JournalVerification.of(file());
        PrintWriter out = spec.commandLine().getOut();
        if (!files.takeStandardOutput()) {
            out.printf(
                    Locale.ROOT,
                    "%s: %d records, %d commands, %d trades; check %s on %s%n",
                    journal,
                    result.records(),
                    result.commands(),
                    result.trades(),
                    result.setup().check(),
                    result.setup().network().name());
            if (result.unanswered() > 0L && result.isConfirmed()) {
                out.printf(Locale.ROOT, "  %d commands at the end have no outcome yet%n", result.unanswered());
            }
            if (result.tornBytes() > 0L) {
                out.printf(Locale.ROOT, "  a torn record of %d bytes stands at the end%n", result.tornBytes());
            }
            out.println(result.isConfirmed() ? "  confirmed: every outcome is the recorded one" : "  NOT confirmed");
            out.flush();
        }
        result.difference().ifPresent(text -> spec.commandLine().getErr().println("opf: " + text));
        if (json != null) {
            CallFiles.write(json, out, JsonOutput.text(writer -> {
                writer.writeStartObject();
                writer.writeBooleanField("confirmed", result.isConfirmed());
                writer.writeNumberField("records", result.records());
                writer.writeNumberField("commands", result.commands());
                writer.writeNumberField("trades", result.trades());
                writer.writeNumberField("unanswered", result.unanswered());
                writer.writeNumberField("tornBytes", result.tornBytes());
                writer.writeStringField("difference", result.difference().orElse(""));
                writer.writeEndObject();
            }));
        }
        return result.isConfirmed() ? ExitCode.SOLVED : ExitCode.NOT_SOLVED;
    }

    private Path file() {
        try {
            Path file = Path.of(journal);
            if (Files.isDirectory(file)) {
                throw new BadInputException(journal + " is a folder; give the first file of a journal");
            }
            return file;
        } catch (InvalidPathException e) {
            throw new BadInputException("'" + journal + "' is no path: " + e.getReason());
        }
    }
}
