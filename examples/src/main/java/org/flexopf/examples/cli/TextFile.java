package org.flexopf.examples.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file that a command writes. */
final class TextFile {

    private TextFile() {}

    /**
     * Writes a text.
     *
     * @param alternative what else could be given, for the message where it cannot be written: empty, or words that
     *     begin with a comma
     */
    static void write(String target, String text, String alternative) {
        try {
            Files.writeString(Path.of(target), text, StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new BadInputException("cannot write " + target + ": " + e.getMessage()
                    + "; give a file in a folder that exists" + alternative);
        }
    }
}
