package org.flexopf.solver.interiorpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.junit.jupiter.api.Test;

class InteriorPointSolverTest {

    private static final SolverOptions OPTIONS = SolverOptions.defaults();
    private static final double[][] NO_ROWS = {};

    private final InteriorPointSolver solver = new InteriorPointSolver();

    @Test
    void isFoundAsTheDefaultSolver() {
        assertThat(Solvers.named(Solvers.DEFAULT)).isInstanceOf(InteriorPointSolver.class);
    }

    /**
     * max 3x + 5y, x <= 4, 2y <= 12, 3x + 2y <= 18 (Hillier and Lieberman's Wyndor Glass): 36 at (2, 6), duals 0, 3/2,
     * 1.
     */
    @Test
    void solvesALinearProgramWithItsDuals() {
        ConicProgram program = Programs.of(
                null,
                new double[] {-3, -5},
                NO_ROWS,
                new double[0],
                new double[][] {{1, 0}, {0, 2}, {3, 2}, {-1, 0}, {0, -1}},
                new double[] {4, 12, 18, 0, 0},
                new Cone.Nonnegative(5));
        SolverResult result = optimal(program);
        assertThat(result.primalObjective()).isCloseTo(-36.0, within(1e-6));
        assertThat(result.x()).containsExactly(new double[] {2, 6}, within(1e-6));
        assertThat(result.z()).containsExactly(new double[] {0, 1.5, 1, 0, 0}, within(1e-6));
    }

    /**
     * min x^2 + y^2 + xy + x, x + y = 1: the gradient (2x + y + 1, 2y + x) is (2x + y + 1)(1, 1), so x = 0, y = 1, and
     * the multiplier is -2.
     */
    @Test
    void solvesAQuadraticProgramWithItsDuals() {
        ConicProgram program = Programs.of(
                new double[][] {{2, 1}, {1, 2}},
                new double[] {1, 0},
                new double[][] {{1, 1}},
                new double[] {1},
                NO_ROWS,
                new double[0]);
        SolverResult result = optimal(program);
        assertThat(result.x()).containsExactly(new double[] {0, 1}, within(1e-7));
        assertThat(result.y()).containsExactly(new double[] {-2}, within(1e-7));
        assertThat(result.primalObjective()).isCloseTo(1.0, within(1e-7));
    }

    /** min x + y over the unit disc: -sqrt 2, with the dual (sqrt 2, 1, 1). */
    @Test
    void solvesASecondOrderConeProgramWithItsDuals() {
        ConicProgram program = Programs.of(
                null,
                new double[] {1, 1},
                NO_ROWS,
                new double[0],
                new double[][] {{0, 0}, {-1, 0}, {0, -1}},
                new double[] {1, 0, 0},
                new Cone.SecondOrder(3));
        SolverResult result = optimal(program);
        assertThat(result.primalObjective()).isCloseTo(-Math.sqrt(2.0), within(1e-7));
        assertThat(result.z()).containsExactly(new double[] {Math.sqrt(2.0), 1, 1}, within(1e-6));
    }

    /** One row over twenty variables is longer than what is condensed. */
    @Test
    void solvesAProgramWithALongRow() {
        int n = 20;
        double[] q = new double[n];
        double[][] g = new double[n + 1][n];
        double[] h = new double[n + 1];
        for (int j = 0; j < n; j++) {
            q[j] = j - 9.5;
            g[j][j] = -1.0;
            g[n][j] = 1.0;
        }
        h[n] = 3.0;
        SolverResult result = optimal(Programs.of(null, q, NO_ROWS, new double[0], g, h, new Cone.Nonnegative(n + 1)));
        assertThat(result.primalObjective()).isCloseTo(-28.5, within(1e-6));
        assertThat(result.z()[n]).isCloseTo(9.5, within(1e-6));
    }

    @Test
    void provesThatAProgramIsInfeasible() {
        ConicProgram program = Programs.of(
                null,
                new double[] {1},
                NO_ROWS,
                new double[0],
                new double[][] {{1}, {-1}},
                new double[] {1, -2},
                new Cone.Nonnegative(2));
        SolverResult result = solver.solve(program, OPTIONS);
        assertThat(result.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        // z1 - z2 = 0 and z1 - 2 z2 = -1.
        assertThat(result.z()).containsExactly(new double[] {1, 1}, within(1e-6));
    }

    @Test
    void provesThatAProgramIsUnbounded() {
        ConicProgram program = Programs.of(
                null,
                new double[] {-2, 1},
                NO_ROWS,
                new double[0],
                new double[][] {{-1, 0}, {0, -1}},
                new double[] {0, 0},
                new Cone.Nonnegative(2));
        SolverResult result = solver.solve(program, OPTIONS);
        assertThat(result.status()).isEqualTo(SolveStatus.DUAL_INFEASIBLE);
        assertThat(-2 * result.x()[0] + result.x()[1]).isCloseTo(-1.0, within(1e-9));
        assertThat(result.x()[0]).isPositive();
        assertThat(result.x()[1]).isGreaterThan(-1e-8);
    }

    @Test
    void solvesAProgramWithoutConstraints() {
        SolverResult result = optimal(
                Programs.of(new double[][] {{4}}, new double[] {-8}, NO_ROWS, new double[0], NO_ROWS, new double[0]));
        assertThat(result.x()).containsExactly(new double[] {2}, within(1e-7));
    }

    @Test
    void aZeroObjectiveAsksForAnyFeasiblePoint() {
        SolverResult result = optimal(Programs.of(
                null,
                new double[] {0, 0},
                new double[][] {{1, 1}},
                new double[] {1},
                new double[][] {{-1, 0}, {0, -1}},
                new double[] {0, 0},
                new Cone.Nonnegative(2)));
        assertThat(result.x()[0] + result.x()[1]).isCloseTo(1.0, within(1e-7));
    }

    @Test
    void aPoorHintDoesNotChangeTheAnswer() {
        ConicProgram program = disc();
        SolverResult expected = optimal(program);
        for (double[] hint :
                new double[][] {{1e9, -1e9}, {Double.NaN, 0}, {Double.POSITIVE_INFINITY, 0}, {0, 0}, {-0.7, -0.7}}) {
            SolverResult result = solver.solve(program, OPTIONS, WarmStart.primal(hint));
            assertThat(result.status()).isEqualTo(SolveStatus.OPTIMAL);
            assertThat(result.primalObjective()).isCloseTo(expected.primalObjective(), within(5e-8));
            // The disc is flat across the optimum: a gap of 1e-8 leaves the point free by its square root.
            assertThat(result.x()).containsExactly(expected.x(), within(2e-4));
        }
    }

    @Test
    void aHintOfTheWrongLengthIsRefused() {
        assertThatThrownBy(() -> solver.solve(disc(), OPTIONS, WarmStart.primal(new double[3])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length 3")
                .hasMessageContaining("needs 2");
    }

    @Test
    void integersAreRefused() {
        ConicProgram integer = new ConicProgram(
                SparseMatrix.zero(1, 1),
                new double[] {1},
                0.0,
                SparseMatrix.zero(0, 1),
                new double[0],
                SparseMatrix.zero(0, 1),
                new double[0],
                java.util.List.of(),
                new boolean[] {true});
        assertThatThrownBy(() -> solver.solve(integer, OPTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("integer");
    }

    @Test
    void limitsAreKept() {
        SolverResult few = solver.solve(disc(), OPTIONS.withMaxIterations(2));
        assertThat(few.status()).isEqualTo(SolveStatus.ITERATION_LIMIT);
        assertThat(few.iterations()).isEqualTo(2);
        assertThat(few.x()).doesNotContain(Double.NaN);
        assertThat(solver.solve(disc(), OPTIONS.withTimeLimit(Duration.ZERO)).status())
                .isEqualTo(SolveStatus.TIME_LIMIT);
    }

    @Test
    void anInterruptedThreadGetsTheBestPointAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        SolverResult result = solver.solve(disc(), OPTIONS);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.status()).isEqualTo(SolveStatus.INTERRUPTED);
    }

    private static ConicProgram disc() {
        return Programs.of(
                null,
                new double[] {1, 1},
                NO_ROWS,
                new double[0],
                new double[][] {{0, 0}, {-1, 0}, {0, -1}},
                new double[] {1, 0, 0},
                new Cone.SecondOrder(3));
    }

    private SolverResult optimal(ConicProgram program) {
        SolverResult result = solver.solve(program, OPTIONS);
        assertThat(result.status()).as(result.message()).isEqualTo(SolveStatus.OPTIMAL);
        KktReport report = KktReport.of(program, result.x(), result.y(), result.z());
        assertThat(report.within(OPTIONS, true)).as(report.toString()).isTrue();
        assertThat(result.dualObjective())
                .isCloseTo(result.primalObjective(), within(1e-7 * (1 + Math.abs(result.primalObjective()))));
        return result;
    }
}
