package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.flexopf.coordination.Study;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a command reads that works on a study of its own kind, and where its result goes as JSON. */
final class StudyFile {

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A JSON file (the documentation of the command says what is in it), - for standard input, or "
                    + "a bundled one (see 'opf cases').")
    private String file;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the result as JSON to FILE, or to standard output for -.")
    private String json;

    /** The files of the call. */
    CallFiles files() {
        return new CallFiles().reads("the file", file).writes("--json", json);
    }

    /** What was given; null if nothing was. */
    String name() {
        return file;
    }

    /**
     * The text of the file, or of the bundled one of that name.
     *
     * @param what what a message calls it, such as {@code the markets}
     * @param document where it is described
     * @throws BadInputException if there is none
     */
    String text(String what, String document) {
        if (file == null) {
            throw new BadInputException(what + " are missing; give a file (" + document + "), or the name of a bundled "
                    + "one, which 'opf cases' lists");
        }
        return Study.named(file).map(Study::text).orElseGet(() -> read(what, document));
    }

    private String read(String what, String document) {
        if (!CallFiles.isDash(file) && !CallFiles.exists(file)) {
            throw new BadInputException("there is no file '" + file + "' with " + what + "; give a file (" + document
                    + "), or one of the bundled ones: "
                    + Arrays.stream(Study.values()).map(Study::label).collect(Collectors.joining(", ")));
        }
        return new InputFile(file, what, "JSON", document).text();
    }

    /** Writes the result, if that is asked for. */
    void write(PrintWriter standardOutput, Supplier<String> text) {
        if (json != null) {
            CallFiles.write(json, standardOutput, text.get());
        }
    }
}
