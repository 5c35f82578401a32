package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.flexopf.coordination.Study;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What a command reads that works on a study of its own kind, and where its result goes. */
final class StudyFile {

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A JSON file (the documentation of the command says what is in it), - for standard input, or "
                    + "a bundled one (see 'opf cases').")
    private String file;

    @Mixin
    private ResultFiles result;

    /** The files of the call, checked; a command that writes more adds it, and checks again. */
    CallFiles files() {
        return result.with("the file", file);
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

    /** Prints the result, unless standard output belongs to a file, and writes what was asked for. */
    void tell(
            CallFiles files,
            PrintWriter out,
            Consumer<PrintWriter> print,
            Supplier<String> asJson,
            Supplier<String> page) {
        result.tell(files, out, print, asJson, page);
    }
}
