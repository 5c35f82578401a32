package org.flexopf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.testkit.ProgramShape.Difficulty;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/** Random programs have the answer that they are built around, and the same seed makes the same program. */
class RandomProgramsTest {

    private static final SolverCapabilities EVERYTHING =
            new SolverCapabilities(true, true, true, true, true, Integer.MAX_VALUE);

    @Provide
    Arbitrary<KnownProgram> optima() {
        return ProgramArbitraries.optima(EVERYTHING, Difficulty.values());
    }

    @Property(tries = 1000, seed = "31415926")
    void theKnownPairSatisfiesTheKktConditions(@ForAll("optima") KnownProgram known) {
        assertThat(KktReport.of(known.program(), known.x(), known.y(), known.z())
                        .worst())
                .isLessThan(1e-12);
    }

    @Property(tries = 200, seed = "31415927")
    void negatedMultipliersDoNot(@ForAll("optima") KnownProgram known) {
        boolean hasMultipliers = Arrays.stream(known.z()).anyMatch(value -> Math.abs(value) > 1e-3);
        Share.atLeast(50.0, "has multipliers", hasMultipliers);
        if (!hasMultipliers) {
            return;
        }
        double[] negated = known.z().clone();
        Arrays.setAll(negated, i -> -negated[i]);
        assertThat(KktReport.of(known.program(), known.x(), known.y(), negated).worst())
                .isGreaterThan(1e-6);
    }

    @Test
    void theSameSeedMakesTheSameProgramAndAnotherSeedAnother() {
        ProgramShape shape = ProgramShape.of(20, 5, 20, 4).withQuadraticRank(6);
        ConicProgram once = RandomPrograms.optimal(shape, 42).program();
        ConicProgram again = RandomPrograms.optimal(shape, 42).program();
        ConicProgram other = RandomPrograms.optimal(shape, 43).program();
        assertThat(once.coneMatrix()).isEqualTo(again.coneMatrix()).isNotEqualTo(other.coneMatrix());
        assertThat(once.linear()).isEqualTo(again.linear()).isNotEqualTo(other.linear());
        assertThat(once.coneRhs()).isEqualTo(again.coneRhs());
        assertThat(once.cones()).isEqualTo(again.cones());
    }

    @Test
    void shapesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> ProgramShape.of(0, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 variables");
        assertThatThrownBy(() -> ProgramShape.of(3, -1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1 equalities");
        assertThatThrownBy(() -> RandomPrograms.primalInfeasible(ProgramShape.of(3, 0, 0, 0), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without rows");
    }

    @Test
    void splittingConesKeepsTheKnownPoint() {
        KnownProgram disc = ConePrograms.linearOverDisc();
        ConicProgram split = TransformedProgram.splitCones(disc.program()).program();
        assertThat(split.variableCount()).isEqualTo(3);
        assertThat(split.cones()).hasSize(2);
        double[] x = {disc.x()[0], disc.x()[1], Math.abs(disc.x()[1])};
        assertThat(KktReport.of(split, x, new double[0], new double[0]).primalResidual())
                .isLessThan(1e-15);
        double[] tooSmall = {disc.x()[0], disc.x()[1], 0.5};
        assertThat(KktReport.of(split, tooSmall, new double[0], new double[0]).primalResidual())
                .isGreaterThan(0.05);
    }
}
