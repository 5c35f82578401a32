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
                program.withMatrices(ONES.withValues(new double[] {7.0, 8.0, 9.0}), ONES),
                program.withObjective(square, new double[3], 0.0))) {
            assertThat(derived.integers()).containsExactly(FLAGS);
        }
        assertThat(program.withObjective(square, new double[3], 0.0).hasQuadraticObjective())
                .isTrue();
        assertThat(program.withMatrices(ONES.withValues(new double[] {7.0, 8.0, 9.0}), ONES)
                        .equalityMatrix()
                        .get(0, 2))
                .isEqualTo(9.0);
        assertThat(program.relaxed().hasIntegers()).isFalse();
        assertThat(program.relaxed().linear()).containsExactly(program.linear());
        assertThat(program.relaxed().samePattern(program)).isFalse();
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
