package org.flexopf.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** A table of measured figures that is printed as it grows, and takes the place of the one before it in a document. */
final class MeasuredTable {

    private static final String MARK = "<!-- table -->";

    private final StringBuilder text = new StringBuilder();

    /** Adds a line. */
    void add(String line) {
        System.out.println(line);
        text.append(line).append('\n');
    }

    /** Adds what the figures were measured on. */
    void addProvenance(String commit) {
        add("");
        add(String.format(
                Locale.ROOT,
                "Commit %s, JDK %s, %d processors, %s.",
                commit,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                LocalDate.now(ZoneOffset.UTC)));
    }

    /** Replaces everything below the mark in a document. */
    void writeTo(Path document) throws IOException {
        String before = Files.readString(document, StandardCharsets.UTF_8);
        int mark = before.indexOf(MARK);
        if (mark < 0) {
            throw new IllegalArgumentException(document + " has no line '" + MARK + "' that the table could follow");
        }
        Files.writeString(document, before.substring(0, mark) + MARK + "\n\n" + text, StandardCharsets.UTF_8);
    }
}
