package org.flexopf.coordination;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flexopf.casefile.CaseFileException;

/** The systems that are bundled with the library, small and made up for it. */
public final class Systems {

    private static final List<String> NAMES = List.of("two-feeders", "hand2", "tri5", "burn");

    private Systems() {}

    /** The names of all bundled systems. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * A bundled system.
     *
     * @throws CaseFileException if there is none of this name; the message lists those that there are
     */
    public static TsoDsoSystem load(String name) {
        if (!NAMES.contains(name)) {
            throw new CaseFileException(
                    name,
                    0,
                    "'" + name + "'",
                    "there is no bundled system of this name",
                    "choose one of " + String.join(", ", NAMES));
        }
        try (InputStream stream = Systems.class.getResourceAsStream("cases/" + name + ".json")) {
            return SystemFile.parse(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled system " + name + " cannot be read", e);
        }
    }
}
