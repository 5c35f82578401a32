package org.flexopf.casefile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads whole text files, and says plainly why one cannot be read. */
final class TextFiles {

    private TextFiles() {}

    /** What messages call a file. */
    static String name(Path path) {
        return String.valueOf(path.getFileName() == null ? path : path.getFileName());
    }

    /**
     * The text of a file without its byte order mark. Bytes that are no UTF-8 are taken for Latin-1: what a case file
     * means is written in ASCII, and only names and comments go beyond it.
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
        } catch (IOException | OutOfMemoryError e) {
            throw new CaseFileException(
                    file, 0, path.toString(), "the file cannot be read (" + e + ")", "check its permissions and size");
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new CaseFileException(
                        file,
                        0,
                        "a zero byte at position " + i,
                        "this is a binary file",
                        "give a text file; save a MAT-file as text with MATPOWER's savecase");
            }
        }
        String text = decode(bytes);
        if (text.isBlank()) {
            throw new CaseFileException(file, 0, bytes.length + " bytes", "the file is empty", "give a case file");
        }
        return text;
    }

    private static String decode(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
