package org.flexopf.casefile;

import java.nio.file.Path;
import java.util.List;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.network.Note;

/**
 * A network read from a file of the MATPOWER case format, version 2 (MATPOWER User's Manual, appendix B).
 *
 * <p>Branches and generators are numbered by their rows in the file, from 1; loads and shunts carry the number of their
 * bus. Rows that are out of service are kept, switched out. The conversion lines with which distribution cases turn
 * ohms and kilowatts into per unit and megawatts are carried out. What a file says beyond the network model is named in
 * a note; what cannot be understood is refused.
 *
 * @param network the network
 * @param notes how the file was interpreted; they are among the {@linkplain Network#notes() notes of the network} too
 */
public record MatpowerCase(Network network, List<Note> notes) {

    /**
     * Reads a file.
     *
     * @throws CaseFileException if the file cannot be read or understood
     * @throws InvalidNetworkException if it describes no valid network; with all faults, each with its line
     */
    public static MatpowerCase read(Path file) {
        return read(file, CaseOptions.defaults());
    }

    /** The same with other options. */
    public static MatpowerCase read(Path file, CaseOptions options) {
        return parse(TextFiles.name(file), TextFiles.read(file), options);
    }

    /**
     * Reads a text.
     *
     * @param file what to call the text in messages; the network has the same name, without {@code .m} at its end
     * @param text the content of a case file
     * @throws CaseFileException if the text cannot be understood
     * @throws InvalidNetworkException if it describes no valid network; with all faults, each with its line
     */
    public static MatpowerCase parse(String file, String text) {
        return parse(file, text, CaseOptions.defaults());
    }

    /** The same with other options. */
    public static MatpowerCase parse(String file, String text, CaseOptions options) {
        return new MatpowerReader(file, MatlabInterpreter.run(file, text), options).read();
    }
}
