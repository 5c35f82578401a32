package org.flexopf.program.cbf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.flexopf.text.PlainText;

/**
 * Reads the Conic Benchmark Format, versions 1 to 4 (Friberg 2016, CBLIB 2014: a benchmark library for conic
 * mixed-integer and continuous optimization, Mathematical Programming Computation 8; technical reference in the MOSEK
 * manuals).
 *
 * <p>Cones F, L+, L-, L=, Q and QR are understood, on variables and on constraints, and integer variables. What else
 * the format has, semidefinite, exponential and power cones and sequences of changed objectives, is refused with its
 * line number. Text behind a hash sign is a comment.
 */
public final class CbfReader {

    /** The cones of the format that have a counterpart here. */
    enum Domain {
        FREE("F"),
        NONNEGATIVE("L+"),
        NONPOSITIVE("L-"),
        ZERO("L="),
        QUADRATIC("Q"),
        ROTATED("QR");

        private final String name;

        Domain(String name) {
            this.name = name;
        }

        static Domain named(String name) {
            return Arrays.stream(values())
                    .filter(domain -> domain.name.equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A stretch of variables or constraints in one cone. */
    record Block(Domain domain, int dimension) {}

    private enum Keyword {
        VER,
        OBJSENSE,
        VAR,
        INT,
        CON,
        OBJACOORD,
        OBJBCOORD,
        ACOORD,
        BCOORD
    }

    private static final Set<String> OTHER_CONES =
            Set.of("PSDVAR", "PSDCON", "OBJFCOORD", "FCOORD", "HCOORD", "DCOORD", "POWCONES", "POW*CONES");
    private static final int LATEST_VERSION = 4;
    /** So many variables and constraints a file may announce, however little it says of them. */
    private static final int COUNT_OF_ANY_FILE = 10_000;

    private final CbfLines lines;
    private final Set<Keyword> seen = EnumSet.noneOf(Keyword.class);
    private int version;
    private boolean maximised;
    private List<Block> variables = List.of();
    private List<Block> constraints = List.of();
    private int variableCount;
    private int constraintCount;
    private final CbfTriplets objective = new CbfTriplets();
    private final CbfTriplets matrix = new CbfTriplets();
    private final CbfTriplets constants = new CbfTriplets();
    private double objectiveConstant;
    private boolean[] integer = {};

    private CbfReader(String file, BufferedReader reader) {
        this.lines = new CbfLines(file, reader);
    }

    /**
     * Reads a file; one whose name ends in {@code .gz} is unpacked.
     *
     * @throws CbfFormatException if the file is missing, unreadable or malformed, or needs what this library does not
     *     have
     */
    public static CbfProgram read(Path path) {
        String file = String.valueOf(path.getFileName() == null ? path : path.getFileName());
        boolean packed = file.toLowerCase(Locale.ROOT).endsWith(".gz");
        try (InputStream stored = Files.newInputStream(path);
                InputStream input = packed ? new GZIPInputStream(stored) : stored) {
            return read(PlainText.reader(input), file);
        } catch (NoSuchFileException e) {
            throw new CbfFormatException(file, 0, path.toString(), "there is no such file", "correct the path");
        } catch (IOException e) {
            throw unreadable(
                    file, path.toString(), e, "check that it is a CBF file" + (packed ? " packed with gzip" : ""));
        }
    }

    /**
     * Reads a stream, decoded as {@link PlainText} does. The stream is not closed.
     *
     * @param file the name that error messages give
     * @throws CbfFormatException if the stream is unreadable or malformed, or needs what this library does not have
     */
    public static CbfProgram read(InputStream stream, String file) {
        try {
            return read(PlainText.reader(stream), file);
        } catch (IOException e) {
            throw unreadable(file, file, e, "check that it is a CBF file");
        }
    }

    private static CbfFormatException unreadable(String file, String found, IOException e, String fix) {
        return new CbfFormatException(file, 0, found, "the file cannot be read (" + e.getMessage() + ")", fix);
    }

    /**
     * Reads text. The reader is not closed.
     *
     * @param file the name that error messages give
     * @throws CbfFormatException if the text is malformed or needs what this library does not have
     */
    public static CbfProgram read(Reader text, String file) {
        return new CbfReader(file, new BufferedReader(text)).read();
    }

    private CbfProgram read() {
        for (String line = lines.next(); line != null; line = lines.next()) {
            readBlock(keyword(line));
        }
        for (Keyword required : List.of(Keyword.VER, Keyword.OBJSENSE, Keyword.VAR)) {
            if (!seen.contains(required)) {
                throw lines.faultAt(
                        lines.number(),
                        "the end of the file",
                        "there is no block " + required,
                        "a CBF file needs VER, OBJSENSE and VAR");
            }
        }
        requireText(Keyword.VAR, variableCount);
        requireText(Keyword.CON, constraintCount);
        return new CbfProgram(
                new CbfAssembly(variables, variableCount, constraints, constraintCount)
                        .program(objective, objectiveConstant, matrix, constants, maximised, integer),
                maximised,
                version);
    }

    /**
     * What occurs in the program has an index in the file, so that the count is at most that of the characters. A short
     * text that announces millions would fill the memory with rows of nothing.
     */
    private void requireText(Keyword keyword, int count) {
        if (count > COUNT_OF_ANY_FILE && count > lines.characters()) {
            throw lines.faultAt(
                    lines.number(),
                    keyword + " of " + count + (keyword == Keyword.VAR ? " variables" : " constraints"),
                    "a file of " + lines.characters() + " characters cannot hold as many",
                    "correct the count, or restore the rest of the file");
        }
    }

    private Keyword keyword(String line) {
        if (line.equals("CHANGE")) {
            throw lines.fault(
                    "sequences of changed programs are not supported",
                    "split the file at each CHANGE into one file per program");
        }
        if (OTHER_CONES.contains(line)) {
            throw lines.fault(
                    "semidefinite, exponential and power cones are not supported",
                    "only the cones F, L+, L-, L=, Q and QR can be read");
        }
        Keyword keyword = Arrays.stream(Keyword.values())
                .filter(known -> known.name().equals(line))
                .findFirst()
                .orElseThrow(() -> lines.fault(
                        "this is no keyword of the format",
                        "the block before it may hold more lines than it announces"));
        if (!seen.add(keyword)) {
            throw lines.fault("the block " + keyword + " occurs twice", "keep one of them");
        }
        if (keyword != Keyword.VER && !seen.contains(Keyword.VER)) {
            throw lines.fault("the file does not begin with VER", "give the version of the format first");
        }
        return keyword;
    }

    private void readBlock(Keyword keyword) {
        switch (keyword) {
            case VER -> readVersion();
            case OBJSENSE -> readSense();
            case VAR -> {
                variables = readCones(Keyword.VAR);
                variableCount = dimension(variables);
                integer = new boolean[variableCount];
            }
            case CON -> {
                constraints = readCones(Keyword.CON);
                constraintCount = dimension(constraints);
            }
            case INT -> readIntegers();
            case OBJACOORD -> readEntries(Keyword.OBJACOORD, objective);
            case OBJBCOORD ->
                objectiveConstant =
                        lines.number(lines.fields("OBJBCOORD", 1, "the constant of the objective")[0], "the constant");
            case ACOORD -> readEntries(Keyword.ACOORD, matrix);
            case BCOORD -> readEntries(Keyword.BCOORD, constants);
        }
    }

    private void readVersion() {
        version = lines.integer(lines.fields("VER", 1, "the version")[0], "the version", Integer.MAX_VALUE);
        if (version < 1 || version > LATEST_VERSION) {
            throw lines.fault(
                    "version " + version + " of the format is not supported",
                    "give a file of version 1 to " + LATEST_VERSION);
        }
    }

    private void readSense() {
        String sense = lines.fields("OBJSENSE", 1, "MIN or MAX")[0];
        if (!sense.equals("MIN") && !sense.equals("MAX")) {
            throw lines.fault("the sense of the objective is neither MIN nor MAX", "write one of them");
        }
        maximised = sense.equals("MAX");
    }

    private List<Block> readCones(Keyword keyword) {
        String what = keyword == Keyword.VAR ? "variables" : "constraints";
        String[] head = lines.fields(keyword.name(), 2, "the number of " + what + " and of their cones");
        int total = lines.integer(head[0], "the number of " + what, CbfLines.LARGEST_COUNT);
        int count = lines.integer(head[1], "the number of cones", CbfLines.LARGEST_COUNT);
        List<Block> blocks = new ArrayList<>();
        long covered = 0;
        for (int k = 0; k < count; k++) {
            String[] fields = lines.fields(keyword.name(), 2, "a cone and its dimension");
            Domain domain = Domain.named(fields[0]);
            if (domain == null) {
                throw lines.fault(
                        "the cone '" + fields[0] + "' is not supported",
                        "only the cones F, L+, L-, L=, Q and QR can be read");
            }
            int dimension = lines.integer(fields[1], "the dimension of the cone", CbfLines.LARGEST_COUNT);
            int least = domain == Domain.ROTATED ? 2 : domain == Domain.QUADRATIC ? 1 : 0;
            if (dimension < least) {
                throw lines.fault("a cone " + fields[0] + " has a dimension of at least " + least, "correct it");
            }
            covered += dimension;
            blocks.add(new Block(domain, dimension));
        }
        if (covered != total) {
            throw lines.faultAt(
                    lines.number(),
                    keyword + " of " + total + " " + what,
                    "its cones cover " + covered,
                    "the two must be the same");
        }
        return blocks;
    }

    private void readIntegers() {
        requireBefore(Keyword.INT, Keyword.VAR);
        int count = lines.integer(
                lines.fields("INT", 1, "the number of integer variables")[0],
                "the number of integer variables",
                variableCount);
        for (int k = 0; k < count; k++) {
            int variable = index(lines.fields("INT", 1, "the index of a variable")[0], "variable", variableCount);
            if (integer[variable]) {
                throw lines.fault("variable " + variable + " is listed twice", "list it once");
            }
            integer[variable] = true;
        }
    }

    /**
     * Entries of the objective (variable, value), of the matrix (constraint, variable, value) or of its constants
     * (constraint, value).
     */
    private void readEntries(Keyword keyword, CbfTriplets entries) {
        boolean ofMatrix = keyword == Keyword.ACOORD;
        boolean ofVariables = keyword == Keyword.OBJACOORD;
        requireBefore(keyword, Keyword.VAR);
        if (!ofVariables) {
            requireBefore(keyword, Keyword.CON);
        }
        int count = lines.integer(
                lines.fields(keyword.name(), 1, "the number of entries")[0],
                "the number of entries",
                Integer.MAX_VALUE);
        for (int k = 0; k < count; k++) {
            String[] fields = lines.fields(keyword.name(), ofMatrix ? 3 : 2, "entry " + (k + 1) + " of " + count);
            int first = ofVariables
                    ? index(fields[0], "variable", variableCount)
                    : index(fields[0], "constraint", constraintCount);
            int second = ofMatrix ? index(fields[1], "variable", variableCount) : 0;
            entries.add(first, second, lines.number(fields[fields.length - 1], "a coefficient"), lines.number());
        }
        int again = entries.lineOfFirstRepetition();
        if (again > 0) {
            throw lines.faultAt(
                    again, "an entry of " + keyword, "this place has a value already", "give each place once");
        }
    }

    private void requireBefore(Keyword block, Keyword needed) {
        if (!seen.contains(needed)) {
            throw lines.fault("the block " + block + " comes before " + needed, "put the block " + needed + " first");
        }
    }

    private int index(String field, String what, int count) {
        if (count == 0) {
            throw lines.fault("there is no " + what + " to refer to", "correct the index");
        }
        return lines.integer(field, "the index of a " + what, count - 1);
    }

    private static int dimension(List<Block> blocks) {
        return blocks.stream().mapToInt(Block::dimension).sum();
    }
}
