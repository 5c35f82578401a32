package org.flexopf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.flexopf.program.ConicProgram;
import org.junit.jupiter.api.Test;

/** A program with integers, written in another way, has them still. */
class TransformedIntegersTest {

    @Test
    void integersFollowTheirVariables() {
        ConicProgram program = ProgramSketch.minimise(1.0, 2.0, 3.0, 4.0)
                .atLeast(ProgramSketch.row(1, 1, 1, 1), 2.5)
                .secondOrder(
                        ProgramSketch.row(9, 0, 0, 0, 0),
                        ProgramSketch.row(0, 1, 0, 0, 0),
                        ProgramSketch.row(0, 0, 1, 0, 0))
                .integer(1, 3)
                .program();
        for (long seed = 1; seed <= 5; seed++) {
            ConicProgram permuted =
                    TransformedProgram.permutedVariables(program, seed).program();
            for (int j = 0; j < 4; j++) {
                // The costs tell which variable it is.
                int original = (int) permuted.linear(j) - 1;
                assertThat(permuted.isInteger(j)).isEqualTo(program.isInteger(original));
            }
            assertThat(TransformedProgram.scaledRows(program, seed).program().integers())
                    .containsExactly(program.integers());
        }
        assertThat(TransformedProgram.splitCones(program).program().integers())
                .containsExactly(false, true, false, true, false);
    }
}
