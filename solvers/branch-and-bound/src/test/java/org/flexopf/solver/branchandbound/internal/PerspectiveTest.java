package org.flexopf.solver.branchandbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.FixedIntegers;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.branchandbound.BranchAndBoundSolver;
import org.flexopf.solver.interiorpoint.InteriorPointSolver;
import org.flexopf.testkit.UnitCommitment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerspectiveTest {

    private static final CheckedSolver SOLVER = CheckedSolver.of(new InteriorPointSolver());

    /** {@code 1/2 c x^2 + 3 y + 100 z} with {@code x + z >= demand}, {@code 0 <= x <= 2 y + beyond}, y binary. */
    private static ConicProgram unit(double c, double demand, double beyond) {
        return new ConicProgram(
                new SparseMatrix.Builder(3, 3).add(0, 0, c).build(),
                new double[] {0.0, 3.0, 100.0},
                0.0,
                SparseMatrix.zero(0, 3),
                new double[0],
                new SparseMatrix.Builder(6, 3)
                        .add(0, 0, 1.0)
                        .add(0, 1, -2.0)
                        .add(1, 0, -1.0)
                        .add(2, 1, 1.0)
                        .add(3, 1, -1.0)
                        .add(4, 2, -1.0)
                        .add(5, 0, -1.0)
                        .add(5, 2, -1.0)
                        .build(),
                new double[] {beyond, 0.0, 1.0, 0.0, 0.0, -demand},
                List.of(new Cone.Nonnegative(6)),
                new boolean[] {false, true, false});
    }

    private static double relaxed(ConicProgram program) {
        CheckedAnswer answer = SOLVER.solve(program.relaxed(), SolverOptions.defaults());
        assertThat(answer.status()).isEqualTo(SolveStatus.OPTIMAL);
        return answer.objective();
    }

    /** Half a unit costs {@code x^2 / y + 3 y}, which is least at {@code y = x / sqrt(3)} where limits allow that. */
    @ParameterizedTest
    @CsvSource({"2.0, 1.0, 2.5, 3.4641016151377544", "2.0, 0.4, 0.76, 1.3856406460551018", "8.0, 1.0, 5.5, 7.0"})
    void aPartOfAUnitHasItsPartOfTheSquare(double c, double demand, double before, double after) {
        ConicProgram program = unit(c, demand, 0.0);
        assertThat(relaxed(program)).isCloseTo(before, within(1e-6));
        assertThat(relaxed(Perspective.of(program))).isCloseTo(after, within(1e-6));
    }

    /** What is not forced to zero keeps its square; without squares there is nothing to change. */
    @Test
    void onlySwitchedSquaresChange() {
        ConicProgram open = unit(2.0, 1.0, 0.1);
        assertThat(Perspective.of(open)).isSameAs(open);
        ConicProgram linear = unit(0.0, 1.0, 0.0);
        assertThat(Perspective.of(linear)).isSameAs(linear);
    }

    /** At any integers both cost the same, and no relaxation exceeds the optimum. */
    @Test
    void integerPointsCostTheSame() {
        int tighter = 0;
        for (long seed = 1; seed <= 8; seed++) {
            ConicProgram program = UnitCommitment.of(3, 5, seed, true);
            ConicProgram tight = Perspective.of(program);
            CheckedAnswer found =
                    CheckedSolver.of(new BranchAndBoundSolver()).solve(program, SolverOptions.defaults());
            assertThat(found.status()).isEqualTo(SolveStatus.OPTIMAL);
            double near = 1e-6 * found.objective();

            double[] integers = new double[tight.variableCount()];
            System.arraycopy(found.x(), 0, integers, 0, program.variableCount());
            CheckedAnswer fixed = SOLVER.solve(FixedIntegers.at(tight, integers), SolverOptions.defaults());

            assertThat(tight.variableCount()).isGreaterThan(program.variableCount());
            assertThat(fixed.objective()).as("seed %d", seed).isCloseTo(found.objective(), within(near));
            assertThat(relaxed(tight))
                    .as("seed %d", seed)
                    .isBetween(relaxed(program) - near, found.objective() + near);
            tighter += relaxed(tight) > relaxed(program) + 10.0 * near ? 1 : 0;
        }
        assertThat(tighter).isGreaterThan(4);
    }
}
