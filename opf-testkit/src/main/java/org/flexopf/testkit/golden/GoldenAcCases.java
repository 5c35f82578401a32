package org.flexopf.testkit.golden;

import java.util.List;
import java.util.stream.Stream;

/**
 * The golden networks with an optimum of their AC optimal power flow: those of {@link GoldenCases}, and meshed ones
 * that have no other answer. Between them, the latter have what published networks lack: costs of reactive power of
 * every kind, sloped lines of generators, several generators at a bus, limits of current, two islands.
 */
public final class GoldenAcCases {

    private static final List<String> FURTHER =
            List.of("a07_slopes", "a10_negative", "a12_currents", "a12_ratings", "a15_dense", "a17_islands");

    private GoldenAcCases() {}

    /** The names of all cases: {@code a} for those that are in no other list. */
    public static List<String> names() {
        return all().stream().map(GoldenAcCase::name).toList();
    }

    /** All cases, read anew. */
    public static List<GoldenAcCase> all() {
        Stream<GoldenAcCase> common = GoldenCases.all().stream()
                .flatMap(golden -> golden.ac().stream()
                        .map(ac -> new GoldenAcCase(golden.name(), golden.about(), golden.network(), ac)));
        return Stream.concat(common, GoldenReader.readAc(FURTHER).stream()).toList();
    }
}
