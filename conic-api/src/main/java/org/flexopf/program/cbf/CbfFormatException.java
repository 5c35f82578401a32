package org.flexopf.program.cbf;

/** A CBF file could not be read: it is missing, malformed, cut off, or needs a cone that this library does not have. */
public class CbfFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String file;
    private final int line;

    /**
     * An exception about a line of a file.
     *
     * @param file name of the file
     * @param line line number from 1, or 0 if it is about the whole file
     * @param found what was found there
     * @param reason why that cannot be used
     * @param fix what to do about it
     */
    public CbfFormatException(String file, int line, String found, String reason, String fix) {
        super(file + (line > 0 ? ", line " + line : "") + ": " + found + ": " + reason + "; " + fix);
        this.file = file;
        this.line = line;
    }

    /** Name of the file. */
    public String file() {
        return file;
    }

    /** Line number from 1, or 0 if the exception is about the whole file. */
    public int line() {
        return line;
    }
}
