package org.flexopf.examples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that a call of a command reads and writes. A dash is standard input for the ones and standard output for
 * the others. Nothing is written over what is read, and no two things to one place.
 */
final class CallFiles {

    private static final String DASH = "-";

    /** A file by the option, or the parameter, that names it. */
    private record Named(String option, String file) {

        boolean isSameAs(Named other) {
            if (file.equals(other.file)) {
                return true;
            }
            if (file.equals(DASH) || other.file.equals(DASH)) {
                return false;
            }
            try {
                Path path = Path.of(file);
                Path otherPath = Path.of(other.file);
                if (Files.exists(path) && Files.exists(otherPath)) {
                    return Files.isSameFile(path, otherPath);
                }
                return path.toAbsolutePath()
                        .normalize()
                        .equals(otherPath.toAbsolutePath().normalize());
            } catch (InvalidPathException | IOException e) {
                // What is no path is told where it is opened.
                return false;
            }
        }
    }

    private final List<Named> read = new ArrayList<>();
    private final List<Named> written = new ArrayList<>();

    /** Adds a file that is read; {@code null} if there is none. */
    CallFiles reads(String option, String file) {
        if (file != null) {
            read.add(new Named(option, file));
        }
        return this;
    }

    /** Adds a file that is written; {@code null} if there is none. */
    CallFiles writes(String option, String file) {
        if (file != null) {
            written.add(new Named(option, file));
        }
        return this;
    }

    /** @throws BadInputException if two things come from standard input, or something would be overwritten */
    void check() {
        for (int k = 0; k < read.size(); k++) {
            for (int j = 0; j < k; j++) {
                if (read.get(k).file().equals(DASH) && read.get(j).file().equals(DASH)) {
                    throw new BadInputException(read.get(j).option() + " and "
                            + read.get(k).option() + " both come from standard input; give one of them as a file");
                }
            }
        }
        for (int k = 0; k < written.size(); k++) {
            Named target = written.get(k);
            for (Named source : read) {
                if (!source.file().equals(DASH) && target.isSameAs(source)) {
                    throw new BadInputException(target.option() + " " + target.file() + " would overwrite what "
                            + source.option() + " is read from; give another file");
                }
            }
            for (Named other : written.subList(0, k)) {
                if (target.isSameAs(other)) {
                    throw new BadInputException(other.option() + " and " + target.option() + " both go to "
                            + (target.file().equals(DASH) ? "standard output" : target.file())
                            + "; give another file for one of them");
                }
            }
        }
    }

    /** Whether standard output belongs to one of the files, so that nothing else may be printed there. */
    boolean takeStandardOutput() {
        return written.stream().anyMatch(target -> target.file().equals(DASH));
    }

    /** Whether there is a file of a name. */
    static boolean exists(String file) {
        try {
            return Files.exists(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * A file that another one names: beside that one, else from where the command runs.
     *
     * @param file the other one; a dash has nothing beside it
     * @return empty if there is none, or the name is no path
     */
    static Optional<Path> beside(String file, String named) {
        try {
            List<Path> places = new ArrayList<>();
            if (!isDash(file)) {
                places.add(Path.of(file).toAbsolutePath().resolveSibling(named));
            }
            places.add(Path.of(named));
            return places.stream().filter(Files::exists).findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static boolean isDash(String file) {
        return file.equals(DASH);
    }

    /** Why a file or a folder cannot be used, in words: several exceptions name it and say no more. */
    static String why(Exception failure) {
        if (failure instanceof NoSuchFileException missing) {
            Path folder = Path.of(missing.getFile()).getParent();
            return folder != null && !Files.exists(folder)
                    ? "there is no folder " + folder
                    : "there is no " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be used by whoever runs this";
        }
        if (failure instanceof FileAlreadyExistsException there) {
            return there.getFile() + " is there already, and no folder";
        }
        if (failure instanceof FileSystemException other && other.getReason() == null) {
            return "the system refuses to use " + other.getFile();
        }
        return failure.getMessage();
    }

    /** All bytes of standard input. */
    static byte[] standardInput() {
        try (InputStream stream = System.in) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new BadInputException("cannot read standard input: " + e.getMessage() + "; give a file");
        }
    }

    /** Writes a text to a file, or to standard output. */
    static void write(String target, PrintWriter standardOutput, String text) {
        if (isDash(target)) {
            standardOutput.print(text);
            standardOutput.flush();
            return;
        }
        try {
            Files.writeString(Path.of(target), text, StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new BadInputException("cannot write " + target + ": " + why(e)
                    + "; give a file in a folder that exists, or - for standard output");
        }
    }
}
