package org.flexopf.casefile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flexopf.network.Network;

/** The cases that are bundled with the library, each small, and from published figures that its source names. */
public final class Cases {

    private static final List<String> NAMES = List.of("two-bus", "pjm5", "ieee33", "ieee33-dg", "ieee69");

    private Cases() {}

    /** The names of all bundled cases. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * A bundled case with its description and source.
     *
     * @throws CaseFileException if there is none of this name; the message lists those that there are
     */
    public static JsonCase find(String name) {
        if (!NAMES.contains(name)) {
            throw new CaseFileException(
                    name,
                    0,
                    "'" + name + "'",
                    "there is no bundled case of this name",
                    "choose one of " + String.join(", ", NAMES));
        }
        String resource = "cases/" + name + ".json";
        try (InputStream stream = Cases.class.getResourceAsStream(resource)) {
            return JsonCase.parse(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled case " + name + " cannot be read", e);
        }
    }

    /**
     * The network of a bundled case.
     *
     * @throws CaseFileException if there is none of this name; the message lists those that there are
     */
    public static Network load(String name) {
        return find(name).network();
    }
}
