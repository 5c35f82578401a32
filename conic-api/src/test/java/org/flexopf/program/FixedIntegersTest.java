package org.flexopf.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FixedIntegersTest {

    /**
     * {@code p^2/2 + 2 p u + 5 u^2/2 + p + 10 u + 3}, {@code p + 4 u = 9}, {@code p <= 1e7 u}, {@code u <= 2}, |(u, 1)|
     * <= 3.
     */
    private static ConicProgram program() {
        return new ConicProgram(
                new SparseMatrix.Builder(2, 2)
                        .add(0, 0, 1)
                        .add(0, 1, 2)
                        .add(1, 1, 5)
                        .build(),
                new double[] {1, 10},
                3,
                new SparseMatrix.Builder(1, 2).add(0, 0, 1).add(0, 1, 4).build(),
                new double[] {9},
                new SparseMatrix.Builder(5, 2)
                        .add(0, 0, 1)
                        .add(0, 1, -1e7)
                        .add(1, 1, 1)
                        .add(3, 1, -1)
                        .build(),
                new double[] {0, 2, 3, 0, 1},
                List.of(new Cone.Nonnegative(2), new Cone.SecondOrder(3)),
                new boolean[] {false, true});
    }

    @Test
    void valuesGoIntoObjectiveAndRows() {
        ConicProgram fixed = FixedIntegers.at(program(), new double[] {7.0, 1.0 - 1e-7});
        assertThat(fixed.hasIntegers()).isFalse();
        for (double p : new double[] {-2.0, 0.0, 5.0}) {
            assertThat(fixed.objective(new double[] {p, 1.0}))
                    .isCloseTo(program().objective(new double[] {p, 1.0}), within(1e-12));
        }
        assertThat(fixed.equalityRhs()).containsExactly(5.0, 1.0);
        assertThat(fixed.equalityMatrix().get(0, 1)).isZero();
        assertThat(fixed.equalityMatrix().get(1, 1)).isOne();
        assertThat(fixed.coneRhs(0)).isEqualTo(1e7);
        assertThat(fixed.coneMatrix().get(0, 0)).isOne();
        // Rows of integers alone hold, and are given room.
        assertThat(fixed.coneRhs(1)).isOne();
        assertThat(fixed.coneRhs()).containsExactly(1e7, 1, 1, 0, 0);
    }

    @Test
    void nothingLeaksThroughABigFactor() {
        ConicProgram fixed = FixedIntegers.at(program(), new double[] {0.1, 1e-8});
        assertThat(fixed.coneRhs(0)).isZero();
        assertThat(fixed.coneMatrix().get(0, 1)).isZero();
    }

    @Test
    void valuesThatBreakARowOfIntegersStayBroken() {
        ConicProgram above = FixedIntegers.at(program(), new double[] {0, 3});
        assertThat(above.coneRhs(1)).isEqualTo(-1.0);
        // |(3, 1)| > 3.
        assertThat(above.coneRhs(2)).isEqualTo(3.0);
        assertThat(above.coneRhs(3)).isEqualTo(3.0);
        assertThat(above.coneRhs(4)).isEqualTo(1.0);
    }

    @Test
    void patternsOfAnyValuesAreTheSame() {
        assertThat(FixedIntegers.at(program(), new double[2])
                        .samePattern(FixedIntegers.at(program(), new double[] {0, 2})))
                .isTrue();
    }

    @Test
    void aPointThatIsNoneIsRefused() {
        assertThatThrownBy(() -> FixedIntegers.at(program(), new double[] {0, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x[1] is NaN");
        assertThatThrownBy(() -> FixedIntegers.at(program(), new double[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
