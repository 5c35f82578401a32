package org.flexopf.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.network.Network;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of reference networks. The system property {@value #FOLDER} names it; it does not belong to the project,
 * so tests that need it are skipped with a message where it is missing, and fail if the system property
 * {@value #REQUIRED} is {@code true}.
 */
public final class ReferenceCases {

    /** The system property that names the folder. */
    public static final String FOLDER = "flexopf.cases";

    /** The system property that makes a missing folder an error. */
    public static final String REQUIRED = "flexopf.cases.required";

    private ReferenceCases() {}

    /** The folder, whether it exists or not; an empty or missing property gives a folder that does not exist. */
    public static Path folder() {
        String folder = System.getProperty(FOLDER, "");
        return Path.of(folder.isBlank() ? "no-reference-cases" : folder);
    }

    /** Whether the folder is there. */
    public static boolean areAvailable() {
        return Files.isDirectory(folder());
    }

    /** Whether the build insists on the folder. */
    public static boolean areRequired() {
        return Boolean.getBoolean(REQUIRED);
    }

    /**
     * A file or folder among the reference cases. The calling test is skipped if it is missing, and fails if the cases
     * are required.
     *
     * @param relative the path within the folder, with slashes
     */
    public static Path path(String relative) {
        Path path = folder().resolve(relative);
        if (!Files.exists(path)) {
            if (areRequired()) {
                Assertions.fail(missing(path) + ", and " + REQUIRED + " says that they must be");
            }
            Assumptions.abort(missing(path));
        }
        return path;
    }

    /**
     * The network of a MATPOWER file among the reference cases. As for {@link #path}, the calling test is skipped if it
     * is missing.
     */
    public static Network network(String relative) {
        return MatpowerCase.read(path(relative)).network();
    }

    static String missing(Path path) {
        return "the system property " + FOLDER + " names no folder with the reference cases: " + path;
    }
}
