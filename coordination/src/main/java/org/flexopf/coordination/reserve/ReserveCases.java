package org.flexopf.coordination.reserve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.coordination.Systems;

/** The reserve markets that are bundled with the library. */
public final class ReserveCases {

    private static final List<String> NAMES = List.of("three-fleets");

    private ReserveCases() {}

    /** The names of all bundled markets. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * A bundled market, with a bidding problem beside it.
     *
     * @throws CaseFileException if there is none of this name; the message lists those that there are
     */
    public static ReserveFile load(String name) {
        if (!NAMES.contains(name)) {
            throw new CaseFileException(
                    name,
                    0,
                    "'" + name + "'",
                    "there is no bundled reserve market of this name",
                    "choose one of " + String.join(", ", NAMES));
        }
        try (InputStream stream = Systems.class.getResourceAsStream("cases/" + name + ".json")) {
            return ReserveFile.parse(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled reserve market " + name + " cannot be read", e);
        }
    }
}
