package org.flexopf.coordination.synthetic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flexopf.casefile.CaseFileException;

/** The statistics that are bundled with the library, made up for it with figures as they are usual in Europe. */
public final class Regions {

    private static final List<String> NAMES = List.of("county", "nation", "valley");

    private Regions() {}

    /** The names of all bundled statistics. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Bundled statistics.
     *
     * @throws CaseFileException if there are none of this name; the message lists those that there are
     */
    public static RegionStatistics load(String name) {
        if (!NAMES.contains(name)) {
            throw new CaseFileException(
                    name,
                    0,
                    "'" + name + "'",
                    "there are no bundled statistics of this name",
                    "choose one of " + String.join(", ", NAMES));
        }
        try (InputStream stream = Regions.class.getResourceAsStream(name + ".json")) {
            return RegionFile.parse(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled statistics " + name + " cannot be read", e);
        }
    }
}
