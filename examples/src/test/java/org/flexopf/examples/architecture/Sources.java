package org.flexopf.examples.architecture;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources of the project, for rules that its classes do not tell. */
public record Sources(Path project) {

    /** Finds the project from the working directory upwards; the test is skipped where only its classes are. */
    public static Sources find() {
        Path project = Path.of("").toAbsolutePath();
        while (project != null && !Files.isDirectory(project.resolve(".mvn"))) {
            project = project.getParent();
        }
        assumeTrue(project != null, "the sources of the project are not here");
        return new Sources(project);
    }

    /** The folders with a pom.xml and sources, up to two levels below the project. */
    List<Path> modules() {
        try (Stream<Path> paths = Files.find(
                project,
                2,
                (path, attributes) -> attributes.isDirectory()
                        && Files.exists(path.resolve("pom.xml"))
                        && Files.isDirectory(path.resolve("src")))) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java files below a folder, none where the folder is not there. */
    static List<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
