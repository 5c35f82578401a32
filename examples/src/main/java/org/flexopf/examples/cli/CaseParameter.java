package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.List;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.casefile.CaseOptions;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command on a case takes: the case, where JSON goes, and how much is told on the way. */
final class CaseParameter {

    @Parameters(
            paramLabel = "CASE",
            description =
                    "A bundled case (see 'opf cases') or a file, MATPOWER (.m) or FlexOPF JSON; - is standard input.")
    private String name;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the result as JSON to FILE, or to standard output for -.")
    private String json;

    @Option(
            names = "--verbose",
            description = "Tell on standard error what is done, and what is unusual about the case.")
    private boolean verbose;

    @Option(
            names = "--free-reactive-loads",
            description =
                    "Of a MATPOWER file: let dispatchable loads draw any reactive power within their limits, as the"
                            + " published bounds of pglib do, instead of keeping their power factor.")
    private boolean freeReactiveLoads;

    @Mixin
    private GridOptions grid;

    /** The files of the call so far; a command adds its own before it checks them. */
    private final CallFiles files = new CallFiles();

    /** The case and where JSON goes, to which a command adds the files of its own options. */
    CallFiles files() {
        return files;
    }

    /**
     * Finds faults in the files of the call before anything is read.
     *
     * @throws BadInputException if something would be overwritten
     */
    void checkFiles() {
        files.reads("the case", name).writes("--json", json).check();
    }

    /** Reads the case; the level of logging is set first, since loggers look at it only once. */
    Network read() {
        if (verbose) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
        }
        CaseOptions options = freeReactiveLoads ? grid.options().withFreeReactiveLoads() : grid.options();
        Network network = CallFiles.isDash(name)
                ? CaseFiles.read("standard input", CallFiles.standardInput(), options)
                : CaseFiles.read(name, options);
        return grid.limited(network);
    }

    /** Tells what leaves the answer as it is, if it is asked for; what changes the answer is part of every result. */
    void tell(List<Note> notes, PrintWriter err) {
        if (verbose) {
            notes.stream().filter(note -> !note.changesAnswer()).forEach(note -> err.println("note: " + note));
        }
    }

    /** Where JSON goes, or {@code null} if nowhere. */
    String json() {
        return json;
    }

    /** Whether the table for people is printed: unless standard output belongs to a file. */
    boolean tableWanted() {
        return !files.takeStandardOutput();
    }
}
