package org.flexopf.solver.joptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.Solvers;
import org.flexopf.testkit.KktAssertions;
import org.junit.jupiter.api.Test;

/** What is particular to this solver: programs without an inside, and the silence of its library. */
class JOptimizerSolverTest {

    private static final SolverOptions OPTIONS = SolverOptions.defaults();

    private final JOptimizerSolver solver = new JOptimizerSolver();

    /**
     * x fixed to 2 by two inequalities has no inside; y >= 5 - x costs 3 a unit, so that one more unit of x costs 1 -
     * 3.
     */
    @Test
    void aVariableFixedByTwoInequalitiesHasItsMultiplier() {
        ConicProgram program = ConicProgram.continuous(
                SparseMatrix.zero(2, 2),
                new double[] {1, 3},
                0,
                SparseMatrix.zero(0, 2),
                new double[0],
                new SparseMatrix.Builder(3, 2)
                        .add(0, 0, 1)
                        .add(1, 0, -0.5)
                        .add(2, 0, -1)
                        .add(2, 1, -1)
                        .build(),
                new double[] {2, -1, -5},
                List.of(new Cone.Nonnegative(3)));

        SolverResult result = solver.solve(program, OPTIONS);

        KktAssertions.assertThat(program, OPTIONS, result).isOptimal();
        assertThat(result.x()).containsExactly(new double[] {2, 3}, within(1e-7));
        assertThat(result.z()).containsExactly(new double[] {2, 0, 3}, within(1e-6));
    }

    /** Three rows of which no two are opposite pin x + y to 0 from both sides: x + y <= 0, x >= 0, y >= 0. */
    @Test
    void aFeasibleSetOfOnePointIsFound() {
        ConicProgram program = ConicProgram.continuous(
                SparseMatrix.zero(2, 2),
                new double[] {-1, -2},
                0,
                SparseMatrix.zero(0, 2),
                new double[0],
                new SparseMatrix.Builder(3, 2)
                        .add(0, 0, 1)
                        .add(0, 1, 1)
                        .add(1, 0, -1)
                        .add(2, 1, -1)
                        .build(),
                new double[] {0, 0, 0},
                List.of(new Cone.Nonnegative(3)));

        SolverResult result = solver.solve(program, OPTIONS);

        KktAssertions.assertThat(program, OPTIONS, result).isOptimal();
        assertThat(result.x()).containsExactly(new double[] {0, 0}, within(1e-7));
    }

    @Test
    void itIsInstalledUnderItsName() {
        assertThat(Solvers.named("joptimizer")).isInstanceOf(JOptimizerSolver.class);
    }

    /** JOptimizer writes to its log where it gives up; nothing of it may arrive on the console. */
    @Test
    void nothingIsPrinted() {
        ConicProgram disc = ConicProgram.continuous(
                SparseMatrix.zero(2, 2),
                new double[] {1, 1},
                0,
                SparseMatrix.zero(0, 2),
                new double[0],
                new SparseMatrix.Builder(3, 2).add(1, 0, -1).add(2, 1, -1).build(),
                new double[] {1, 0, 0},
                List.of(new Cone.SecondOrder(3)));
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            solver.solve(disc, OPTIONS);
            solver.solve(disc, OPTIONS.withMaxIterations(3));
        } finally {
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
