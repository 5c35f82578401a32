package org.flexopf.casefile;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;

/** Reads a network from wherever it is: a bundled case or a file of either format. */
public final class CaseFiles {

    private CaseFiles() {}

    /**
     * The network of a bundled case, or of a file. A file that is called like a bundled case can be named by a path,
     * such as {@code ./ieee33}.
     *
     * @param nameOrPath the name of a bundled case, or a path
     * @throws CaseFileException if there is neither, or the file cannot be read or understood
     * @throws InvalidNetworkException if the file describes no valid network
     */
    public static Network read(String nameOrPath) {
        return read(nameOrPath, CaseOptions.defaults());
    }

    /** The same, read with other options. */
    public static Network read(String nameOrPath, CaseOptions options) {
        if (Cases.names().contains(nameOrPath)) {
            return Cases.load(nameOrPath);
        }
        Path path;
        try {
            path = Path.of(nameOrPath);
        } catch (InvalidPathException e) {
            throw neither(nameOrPath);
        }
        if (nameOrPath.isBlank() || Files.notExists(path)) {
            throw neither(nameOrPath);
        }
        return read(path, options);
    }

    /**
     * The network of a file, which its content shows to be of the one format or the other: JSON begins with a brace.
     *
     * @throws CaseFileException if the file cannot be read or understood
     * @throws InvalidNetworkException if the file describes no valid network
     */
    public static Network read(Path file) {
        return read(file, CaseOptions.defaults());
    }

    /** The same, read with other options. */
    public static Network read(Path file, CaseOptions options) {
        return network(TextFiles.name(file), TextFiles.read(file), options);
    }

    /**
     * The network of a file that was read already, from a stream or a network.
     *
     * @param name what to call the file in messages
     * @param content all its bytes
     * @throws CaseFileException if the content cannot be understood
     * @throws InvalidNetworkException if it describes no valid network
     */
    public static Network read(String name, byte[] content, CaseOptions options) {
        return network(name, TextFiles.text(name, content), options);
    }

    /** The network of a text. */
    static Network network(String name, String text, CaseOptions options) {
        return text.stripLeading().startsWith("{")
                ? JsonCase.parse(name, text, options).network()
                : MatpowerCase.parse(name, text, options).network();
    }

    private static CaseFileException neither(String nameOrPath) {
        return new CaseFileException(
                nameOrPath,
                0,
                "'" + nameOrPath + "'",
                "there is no file and no bundled case of this name",
                "give the path of a case file, or one of " + String.join(", ", Cases.names()));
    }
}
