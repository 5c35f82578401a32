package org.flexopf.casefile;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.flexopf.text.PlainText;

/** Reads whole text files, and says plainly why one cannot be read. */
final class TextFiles {

    private TextFiles() {}

    /** What messages call a file. */
    static String name(Path path) {
        return String.valueOf(path.getFileName() == null ? path : path.getFileName());
    }

    /**
     * The text of a file, decoded as {@link PlainText} does.
     *
     * @throws CaseFileException if there is no such file, or it is a directory, binary, empty or unreadable
     */
    static String read(Path path) {
        String file = name(path);
        byte[] bytes;
        try {
            if (Files.isDirectory(path)) {
                throw new CaseFileException(file, 0, path.toString(), "this is a directory", "name a case file in it");
            }
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new CaseFileException(file, 0, path.toString(), "there is no such file", "correct the path");
        } catch (IOException e) {
            throw new CaseFileException(
                    file, 0, path.toString(), "the file cannot be read (" + e + ")", "check its permissions and size");
        }
        return text(file, bytes);
    }

    /** Writes a file, in place of one that is already there. @throws CaseFileException if it cannot be written */
    static void write(Path path, String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new CaseFileException(
                    name(path),
                    0,
                    path.toString(),
                    "the file cannot be written (" + e + ")",
                    "give a place that exists and can be written to");
        }
    }

    /** The text of a file whose bytes are known. @throws CaseFileException if it is binary or empty */
    static String text(String file, byte[] bytes) {
        String text = decode(file, bytes);
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            throw new CaseFileException(
                    file,
                    0,
                    "a zero at position " + zero,
                    "this is a binary file",
                    "give a text file; save a MAT-file as text with MATPOWER's savecase");
        }
        if (text.isBlank()) {
            throw new CaseFileException(file, 0, bytes.length + " bytes", "the file is empty", "give a case file");
        }
        return text;
    }

    private static String decode(String file, byte[] bytes) {
        try {
            return PlainText.decode(bytes);
        } catch (CharacterCodingException e) {
            throw new CaseFileException(
                    file,
                    0,
                    bytes.length + " bytes",
                    "its byte order mark promises an encoding that it is not in (" + e.getMessage() + ")",
                    "save it as UTF-8");
        }
    }
}
