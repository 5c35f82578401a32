package org.flexopf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.flexopf.solver.KktReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers written down in the tables satisfy the KKT conditions themselves, without any solver. */
class KnownProgramsTest {

    static Stream<KnownProgram> withPoint() {
        return KnownPrograms.all().stream().filter(known -> known.x() != null);
    }

    static Stream<KnownProgram> withPair() {
        return withPoint().filter(known -> known.z() != null);
    }

    @ParameterizedTest
    @MethodSource("withPoint")
    void theKnownPointIsFeasibleAndHasTheKnownValue(KnownProgram known) {
        assertThat(KktReport.of(known.program(), known.x(), new double[0], new double[0])
                        .primalResidual())
                .isLessThan(1e-14);
        assertThat(known.program().objective(known.x()))
                .isCloseTo(known.objective(), within(1e-12 * (1.0 + Math.abs(known.objective()))));
    }

    @ParameterizedTest
    @MethodSource("withPair")
    void theKnownPairIsOptimal(KnownProgram known) {
        assertThat(KktReport.of(known.program(), known.x(), known.y(), known.z())
                        .worst())
                .isLessThan(1e-14);
        KktFigures figures = KktFigures.of(known.program(), known.x(), known.y(), known.z());
        assertThat(KktFigures.largestProduct(known.program(), figures.slack(), known.z()))
                .isLessThan(1e-12 * (1.0 + Math.abs(known.objective())));
    }

    @Test
    void namesAreUnique() {
        List<String> names =
                KnownPrograms.all().stream().map(KnownProgram::name).toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(80);
    }
}
