package org.flexopf.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is derived from a program with integers has them too, or says that it has not. */
class DerivedProgramsTest {

    private static final SparseMatrix ONES = new SparseMatrix.Builder(1, 3)
            .add(0, 0, 1.0)
            .add(0, 1, 1.0)
            .add(0, 2, 1.0)
            .build();
    private static final SparseMatrix OTHERS = ONES.withValues(new double[] {7.0, 8.0, 9.0});
    private static final boolean[] FLAGS = {false, true, false};

    private static ConicProgram program(boolean[] integer) {
        return new ConicProgram(
                SparseMatrix.zero(3, 3),
                new double[] {1.0, 2.0, 3.0},
                4.0,
                ONES,
                new double[] {5.0},
                ONES,
                new double[] {6.0},
                List.of(new Cone.Nonnegative(1)),
                integer);
    }

    @Test
    void integersStayUnlessTheNameSaysOtherwise() {
        ConicProgram program = program(FLAGS);
        SparseMatrix square = new SparseMatrix.Builder(3, 3).add(2, 2, 1.0).build();
        for (ConicProgram derived : List.of(
                program.withLinear(new double[3], 0.0),
                program.withRightHandSides(new double[1], new double[1]),
                program.withEqualityMatrix(OTHERS),
                program.withConeMatrix(OTHERS),
                program.withObjective(square, new double[3], 0.0))) {
            assertThat(derived.integers()).containsExactly(FLAGS);
        }
        assertThat(program.withObjective(square, new double[3], 0.0).hasQuadraticObjective())
                .isTrue();
        ConicProgram equalities = program.withEqualityMatrix(OTHERS);
        assertThat(equalities.equalityMatrix()).isEqualTo(OTHERS);
        assertThat(equalities.coneMatrix()).isEqualTo(ONES);
        ConicProgram rows = program.withConeMatrix(OTHERS);
        assertThat(rows.coneMatrix()).isEqualTo(OTHERS);
        assertThat(rows.equalityMatrix()).isEqualTo(ONES);
        assertThat(program.relaxed().hasIntegers()).isFalse();
        assertThat(program.relaxed().linear()).containsExactly(program.linear());
        assertThat(program.relaxed().samePattern(program)).isFalse();
    }

    /** Each change looks at the numbers that it brings. */
    @Test
    void whatIsBroughtHasToBeFinite() {
        ConicProgram program = program(FLAGS);
        SparseMatrix bad = ONES.withValues(new double[] {1.0, Double.NaN, 1.0});
        double infinite = Double.POSITIVE_INFINITY;
        for (Runnable change : List.<Runnable>of(
                () -> program.withLinear(new double[] {0.0, infinite, 0.0}, 0.0),
                () -> program.withLinear(new double[3], infinite),
                () -> program.withObjective(program.quadratic(), new double[] {infinite, 0.0, 0.0}, 0.0),
                () -> program.withObjective(program.quadratic(), new double[3], infinite),
                () -> program.withRightHandSides(new double[] {infinite}, new double[1]),
                () -> program.withRightHandSides(new double[1], new double[] {infinite}),
                () -> program.withEqualityMatrix(bad),
                () -> program.withConeMatrix(bad))) {
            assertThatThrownBy(change::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("finite");
        }
    }

    @Test
    void flagsAreCopiedAndCannotBeLeftOut() {
        ConicProgram program = program(FLAGS);
        program.integers()[0] = true;
        assertThat(program.isInteger(0)).isFalse();
        assertThatThrownBy(() -> program(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("the integer flags; see ConicProgram.continuous");
    }
}
