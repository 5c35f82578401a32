package org.flexopf.coordination.physics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.coordination.Systems;

/** The comparisons that are bundled with the library, of bundled systems. */
public final class CostBenefitCases {

    private static final List<String> NAMES = List.of("two-feeders-hour");

    private CostBenefitCases() {}

    /** The names of all bundled comparisons. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * A bundled comparison.
     *
     * @throws CaseFileException if there is none of this name; the message lists those that there are
     */
    public static CostBenefitCase load(String name) {
        if (!NAMES.contains(name)) {
            throw new CaseFileException(
                    name,
                    0,
                    "'" + name + "'",
                    "there is no bundled comparison of this name",
                    "choose one of " + String.join(", ", NAMES));
        }
        try (InputStream stream = Systems.class.getResourceAsStream("cases/" + name + ".json")) {
            return CostBenefitFile.parse(
                    name,
                    new String(stream.readAllBytes(), StandardCharsets.UTF_8),
                    system -> List.of(Systems.load(system)));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled comparison " + name + " cannot be read", e);
        }
    }
}
