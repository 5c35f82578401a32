package org.flexopf.casefile;

import java.nio.file.Path;
import java.util.Map;

/** The files that another file names, by their places relative to it. */
@FunctionalInterface
interface NeighbourFiles {

    /**
     * The text of a file.
     *
     * @throws CaseFileException if it cannot be read
     * @throws java.nio.file.InvalidPathException if the name is no path
     */
    String read(String name);

    /** The files of a folder. */
    static NeighbourFiles in(Path folder) {
        return name -> TextFiles.read(folder.resolve(name).normalize());
    }

    /** Texts by name. */
    static NeighbourFiles of(Map<String, String> texts) {
        return texts::get;
    }
}
