package org.flexopf.program.cbf;

import java.io.BufferedReader;
import java.io.IOException;

/** The lines of a CBF file that hold something: comments, from a hash sign on, and blank lines are passed over. */
final class CbfLines {

    /** More variables or rows than this are taken for a mistake: the vectors alone would not fit the memory. */
    static final int LARGEST_COUNT = 10_000_000;

    private final String file;
    private final BufferedReader reader;
    private int number;
    private long characters;
    private String line;

    CbfLines(String file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** The next line without surrounding space, or {@code null} at the end of the file. */
    String next() {
        try {
            do {
                line = reader.readLine();
                number++;
                if (line != null) {
                    characters += line.length() + 1L;
                    int comment = line.indexOf('#');
                    line = (comment < 0 ? line : line.substring(0, comment)).strip();
                }
            } while (line != null && line.isEmpty());
            return line;
        } catch (IOException e) {
            throw new CbfFormatException(
                    file,
                    number + 1,
                    "no readable line",
                    "reading failed (" + e.getMessage() + ")",
                    "check that the file is whole text");
        }
    }

    /** The fields of the next line of a block, which must be there and have so many. */
    String[] fields(String block, int count, String meaning) {
        if (next() == null) {
            throw new CbfFormatException(
                    file,
                    number,
                    "the end of the file",
                    "the block " + block + " still lacks " + meaning,
                    "the file may have been cut off");
        }
        String[] fields = line.split("\\s+");
        if (fields.length != count) {
            throw fault(
                    "expected " + meaning + " in the block " + block,
                    "write " + count + (count == 1 ? " field" : " fields")
                            + " on this line; the block may announce more lines than it has");
        }
        return fields;
    }

    /** How many characters have been read. */
    long characters() {
        return characters;
    }

    /** The number of the line read last. */
    int number() {
        return number;
    }

    /** A whole number from 0 to a largest one. */
    int integer(String field, String meaning, int largest) {
        long value;
        try {
            value = Long.parseLong(field);
        } catch (NumberFormatException e) {
            throw fault("'" + field + "' is not a whole number, as " + meaning + " must be", "correct it");
        }
        if (value < 0 || value > largest) {
            throw fault(meaning + " is " + value + ", outside 0 .. " + largest, "correct it");
        }
        return (int) value;
    }

    /** A finite decimal number; NaN, infinity, hexadecimal numbers and Java's suffixes are none. */
    double number(String field, String meaning) {
        boolean plain = true;
        for (int i = 0; i < field.length(); i++) {
            plain &= "0123456789+-.eE".indexOf(field.charAt(i)) >= 0;
        }
        double value = Double.NaN;
        if (plain) {
            try {
                value = Double.parseDouble(field);
            } catch (NumberFormatException e) {
                plain = false;
            }
        }
        if (!plain || !Double.isFinite(value)) {
            throw fault("'" + field + "' is not a finite decimal number, as " + meaning + " must be", "correct it");
        }
        return value;
    }

    /** An exception about the line read last. */
    CbfFormatException fault(String reason, String fix) {
        return new CbfFormatException(
                file, number, line.length() > 60 ? line.substring(0, 60) + ".." : line, reason, fix);
    }

    /** An exception about another line. */
    CbfFormatException faultAt(int otherLine, String found, String reason, String fix) {
        return new CbfFormatException(file, otherLine, found, reason, fix);
    }
}
