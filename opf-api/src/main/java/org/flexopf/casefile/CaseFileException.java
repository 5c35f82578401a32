package org.flexopf.casefile;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A case file could not be read or understood: it is missing, no text, cut off, or says something that is not
 * interpreted. Faults of the network that a readable file describes are an
 * {@link org.flexopf.network.InvalidNetworkException} instead.
 */
public class CaseFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String file;
    private final int line;
    private final String found;
    private final String reason;
    private final String fix;

    /**
     * An exception about a line of a file.
     *
     * @param file name of the file or case
     * @param line line number from 1, or 0 if it is about the whole file
     * @param found what was found there
     * @param reason why that cannot be used
     * @param fix what to do about it
     */
    public CaseFileException(String file, int line, String found, String reason, String fix) {
        super(shown(file + (line > 0 ? ", line " + line : "") + ": " + found + ": " + reason + "; " + fix));
        this.file = file;
        this.line = line;
        this.found = found;
        this.reason = reason;
        this.fix = fix;
    }

    /**
     * A message on one line: tabs are blanks, and other control characters that a file holds are told by their numbers.
     */
    private static String shown(String message) {
        return message.chars()
                .mapToObj(c -> c == '\t' ? " " : Character.isISOControl(c) ? shown((char) c) : String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    /** A control character in words, such as {@code U+001B}. */
    static String shown(char control) {
        return String.format(Locale.ROOT, "U+%04X", (int) control);
    }

    /** Name of the file or case. */
    public String file() {
        return file;
    }

    /** Line number from 1, or 0 if the exception is about the whole file. */
    public int line() {
        return line;
    }

    /** What was found there. */
    public String found() {
        return found;
    }

    /** Why that cannot be used. */
    public String reason() {
        return reason;
    }

    /** What to do about it. */
    public String fix() {
        return fix;
    }
}
