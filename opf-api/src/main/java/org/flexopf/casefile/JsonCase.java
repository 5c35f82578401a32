package org.flexopf.casefile;

import java.nio.file.Path;
import java.util.Objects;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;

/**
 * A network in the library's own JSON format ({@code docs/case-format.md}). Writing and reading again gives an equal
 * network, to the last bit of every number.
 *
 * @param network the network
 * @param description what it is, in one line, possibly empty
 * @param source where its figures come from, possibly empty
 */
public record JsonCase(Network network, String description, String source) {

    /** No component may be null. */
    public JsonCase {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(source, "source");
    }

    /** A case without description and source. */
    public static JsonCase of(Network network) {
        return new JsonCase(network, "", "");
    }

    /**
     * Reads a file.
     *
     * @throws CaseFileException if the file cannot be read, or is no JSON, or of another format or version
     * @throws InvalidNetworkException if fields are missing, unknown or of the wrong type, or the network is not valid;
     *     with all faults, each with its place
     */
    public static JsonCase read(Path file) {
        return parse(String.valueOf(file.getFileName()), TextFiles.read(file));
    }

    /**
     * Reads a text.
     *
     * @param file what to call the text in messages
     * @param text the content of a case file
     * @throws CaseFileException if the text is no JSON, or of another format or version
     * @throws InvalidNetworkException if fields are missing, unknown or of the wrong type, or the network is not valid;
     *     with all faults, each with its place
     */
    public static JsonCase parse(String file, String text) {
        return parse(file, text, CaseOptions.defaults());
    }

    /** The same with other options. */
    public static JsonCase parse(String file, String text, CaseOptions options) {
        return new JsonReader(file, options).read(JsonTree.parse(file, text));
    }

    /** The text of the case, one element per line. */
    public String toJson() {
        return JsonWriter.write(this);
    }

    /**
     * Writes a file, in place of one that is already there.
     *
     * @throws CaseFileException if it cannot be written
     */
    public void write(Path file) {
        TextFiles.write(file, toJson());
    }
}
