package org.flexopf.testkit;

import java.util.List;
import java.util.stream.Stream;

/** The programs of the solver contract whose answers are known by hand or from textbooks. */
public final class KnownPrograms {

    private KnownPrograms() {}

    /** All of them. */
    public static List<KnownProgram> all() {
        return Stream.of(
                        LinearPrograms.all(),
                        QuadraticPrograms.all(),
                        ConePrograms.all(),
                        ScaledPrograms.all(),
                        InfeasiblePrograms.all(),
                        IntegerPrograms.all())
                .flatMap(List::stream)
                .toList();
    }
}
