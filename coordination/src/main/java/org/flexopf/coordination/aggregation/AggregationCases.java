package org.flexopf.coordination.aggregation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.coordination.Systems;

/** The pools that are bundled with the library. */
public final class AggregationCases {

    private static final List<String> NAMES = List.of("neighbourhood");

    private AggregationCases() {}

    /** The names of all bundled pools. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * A bundled pool.
     *
     * @throws CaseFileException if there is none of this name; the message lists those that there are
     */
    public static AggregationCase load(String name) {
        if (!NAMES.contains(name)) {
            throw new CaseFileException(
                    name,
                    0,
                    "'" + name + "'",
                    "there is no bundled pool of this name",
                    "choose one of " + String.join(", ", NAMES));
        }
        return AggregationFile.parse(name, text(name), devices -> HorizonCase.parse(devices, text(devices)));
    }

    private static String text(String name) {
        try (InputStream stream = Systems.class.getResourceAsStream("cases/" + name + ".json")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled pool " + name + " cannot be read", e);
        }
    }
}
