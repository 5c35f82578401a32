package org.flexopf.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.junit.jupiter.api.Test;

/** What is taken out of a program. */
class OwnProgramTest {

    /** What is taken out of a program with integers has those of its own variables. */
    @Test
    void integersLeaveWithTheirVariables() {
        SparseMatrix bounds = new SparseMatrix.Builder(3, 3)
                .add(0, 0, 1.0)
                .add(1, 1, 1.0)
                .add(2, 2, 1.0)
                .build();
        ConicProgram whole = new ConicProgram(
                SparseMatrix.zero(3, 3),
                new double[] {1.0, 2.0, 3.0},
                0.0,
                SparseMatrix.zero(0, 3),
                new double[0],
                bounds,
                new double[] {4.0, 5.0, 6.0},
                List.of(new Cone.Nonnegative(3)),
                new boolean[] {true, false, true});
        OwnProgram own = OwnProgram.of(whole, new int[] {1, 2}, new int[0], new int[] {1, 2}, row -> false)
                .orElseThrow();
        assertThat(own.program().integers()).containsExactly(false, true);
        assertThat(own.program().coneRhs()).containsExactly(5.0, 6.0);
    }
}
