package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Where a command writes its result beside the text that it prints. */
final class ResultFiles {

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the result as JSON to FILE, or to standard output for -.")
    private String json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a report as one HTML file.")
    private String html;

    /**
     * The files of the call, checked.
     *
     * @param what what messages call the input, such as {@code the system}
     * @param name its file
     * @throws BadInputException if something would be overwritten
     */
    CallFiles with(String what, String name) {
        CallFiles files =
                new CallFiles().reads(what, name).writes("--json", json).writes("--html", html);
        files.check();
        return files;
    }

    /** Prints the result, unless standard output belongs to a file, and writes what was asked for. */
    void tell(
            CallFiles files,
            PrintWriter out,
            Consumer<PrintWriter> print,
            Supplier<String> asJson,
            Supplier<String> page) {
        if (!files.takeStandardOutput()) {
            print.accept(out);
            out.flush();
        }
        if (json != null) {
            CallFiles.write(json, out, asJson.get());
        }
        if (html != null) {
            CallFiles.write(html, out, page.get());
        }
    }
}
