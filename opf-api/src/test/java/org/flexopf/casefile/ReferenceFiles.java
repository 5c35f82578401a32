package org.flexopf.casefile;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of reference networks that the system property {@code flexopf.cases} names. */
final class ReferenceFiles {

    private ReferenceFiles() {}

    /**
     * A file or folder in it. The test that asks for one that is not there is skipped, or fails if the build requires
     * the folder.
     */
    static Path path(String relative) {
        Path path =
                Path.of(System.getProperty("flexopf.cases", "no-such-folder")).resolve(relative);
        if (!Files.exists(path)) {
            String message = "the system property flexopf.cases names no folder with the reference cases: " + path;
            if (Boolean.getBoolean("flexopf.cases.required")) {
                fail(message);
            }
            abort(message);
        }
        return path;
    }
}
