package org.flexopf.solver.joptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.program.Cone;
import org.flexopf.program.ConvexProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.flexopf.testkit.KktAssertions;
import org.flexopf.testkit.KnownProgram;
import org.flexopf.testkit.ProgramShape;
import org.flexopf.testkit.RandomPrograms;
import org.junit.jupiter.api.Test;

/**
 * What JOptimizer promises is less than the solver contract asks, so it is tested here: it solves most small programs, and what it
 * says of any is true.
 */
class JOptimizerSolverTest {

    private static final SolverOptions OPTIONS = SolverOptions.defaults();

    private final JOptimizerSolver solver = new JOptimizerSolver();

    /** min x + y on the unit disc is -sqrt(2), at (-1, -1) / sqrt(2), with the cone's multiplier (sqrt(2), 1, 1). */
    @Test
    void itFindsTheMultipliersOfASecondOrderCone() {
        SolverResult result = solver.solve(unitDisc(), OPTIONS);

        KktAssertions.assertThat(unitDisc(), OPTIONS, result).isOptimal();
        assertThat(result.primalObjective()).isCloseTo(-Math.sqrt(2), within(1e-8));
        assertThat(result.x()).containsExactly(new double[] {-Math.sqrt(0.5), -Math.sqrt(0.5)}, within(1e-6));
        assertThat(result.z()).containsExactly(new double[] {Math.sqrt(2), 1, 1}, within(1e-6));
    }

    private static ConvexProgram unitDisc() {
        return new ConvexProgram(SparseMatrix.zero(2, 2), new double[] {1, 1}, 0, SparseMatrix.zero(0, 2), new double[0],
                new SparseMatrix.Builder(3, 2).add(1, 0, -1).add(2, 1, -1).build(), new double[] {1, 0, 0},
                List.of(new Cone.SecondOrder(3)), null);
    }

    /** Of random programs with a known optimum at least seven in ten are solved, and every one that it calls optimal is. */
    @Test
    void mostRandomProgramsAreSolvedAndNoneWrongly() {
        int solved = 0;
        for (int seed = 0; seed < 100; seed++) {
            KnownProgram known = RandomPrograms.optimal(new ProgramShape(5 + seed % 20, seed % 4, 10 + seed % 30, seed % 4, seed % 5, ProgramShape.Difficulty.STRICT, 0.0), seed);
            SolverResult result = solver.solve(known.program(), OPTIONS);
            assertThat(result.status().isInfeasible()).as("program %d: %s", seed, result.message()).isFalse();
            if (result.status() == SolveStatus.OPTIMAL) {
                KktAssertions.assertThat(known.program(), OPTIONS, result).isOptimal().hasMultipliers().answers(known);
                solved++;
            }
        }
        assertThat(solved).isGreaterThanOrEqualTo(70);
    }

    /** A verdict of infeasibility comes with a certificate that holds; no verdict at all is allowed. */
    @Test
    void certificatesHold() {
        int proved = 0;
        for (int seed = 0; seed < 40; seed++) {
            ProgramShape shape = new ProgramShape(5 + seed % 10, seed % 3, 10 + seed % 10, 0, 0, ProgramShape.Difficulty.STRICT, 0.0);
            for (KnownProgram known : List.of(RandomPrograms.primalInfeasible(shape, seed), RandomPrograms.dualInfeasible(shape, seed))) {
                SolverResult result = solver.solve(known.program(), OPTIONS);
                assertThat(result.status()).as("program %d", seed).isNotEqualTo(SolveStatus.OPTIMAL);
                if (result.status().isInfeasible()) {
                    KktAssertions.assertThat(known.program(), OPTIONS, result).answers(known);
                    proved++;
                }
            }
        }
        assertThat(proved).isPositive();
    }

    /** x fixed to 2 by two inequalities has no inside; the optimum is found all the same. */
    @Test
    void aFixedVariableIsNoObstacle() {
        ConvexProgram program = new ConvexProgram(SparseMatrix.zero(2, 2), new double[] {1, 3}, 0, SparseMatrix.zero(0, 2), new double[0],
                new SparseMatrix.Builder(3, 2).add(0, 0, 1).add(1, 0, -1).add(2, 0, -1).add(2, 1, -1).build(), new double[] {2, -2, -5},
                List.of(new Cone.Nonnegative(3)), null);

        SolverResult result = solver.solve(program, OPTIONS);

        KktAssertions.assertThat(program, OPTIONS, result).isOptimal();
        assertThat(result.x()).containsExactly(new double[] {2, 3}, within(1e-7));
        assertThat(result.z()[2]).isCloseTo(3.0, within(1e-7));
    }

    @Test
    void limitsAndInterruptionEndARun() {
        ConvexProgram program = RandomPrograms.optimal(new ProgramShape(20, 4, 40, 3, 5, ProgramShape.Difficulty.STRICT, 0.0), 7).program();

        assertThat(solver.solve(program, OPTIONS.withMaxIterations(2)).status()).isEqualTo(SolveStatus.ITERATION_LIMIT);
        assertThat(solver.solve(program, OPTIONS.withMaxIterations(2)).iterations()).isLessThanOrEqualTo(2);
        assertThat(solver.solve(program, OPTIONS.withTimeLimit(Duration.ZERO)).status()).isEqualTo(SolveStatus.TIME_LIMIT);
        Thread.currentThread().interrupt();
        SolverResult interrupted = solver.solve(program, OPTIONS);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.status()).isEqualTo(SolveStatus.INTERRUPTED);
    }

    @Test
    void manyThreadsGetTheSameBits() {
        ConvexProgram program = RandomPrograms.optimal(new ProgramShape(20, 4, 40, 3, 5, ProgramShape.Difficulty.STRICT, 0.0), 7).program();
        double[] alone = solver.solve(program, OPTIONS).x();

        assertThat(IntStream.range(0, 16).parallel().mapToObj(k -> solver.solve(program, OPTIONS).x()))
                .allSatisfy(x -> assertThat(x).containsExactly(alone));
    }

    @Test
    void whatItCannotTakeIsRefused() {
        ConvexProgram large = new ConvexProgram(SparseMatrix.zero(601, 601), new double[601], 0, SparseMatrix.zero(0, 601), new double[0],
                SparseMatrix.zero(0, 601), new double[0], List.of(), null);

        assertThatThrownBy(() -> solver.solve(large, OPTIONS)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("joptimizer").hasMessageContaining("601");
        assertThatThrownBy(() -> solver.solve(unitDisc(), OPTIONS, WarmStart.primal(new double[3]))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsInstalledUnderItsName() {
        assertThat(Solvers.named("joptimizer")).isInstanceOf(JOptimizerSolver.class);
    }

    /** JOptimizer logs its course at INFO to ERROR; with the logger at INFO nothing of it may arrive. */
    @Test
    void nothingIsPrinted() {
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            solver.solve(unitDisc(), OPTIONS);
            solver.solve(unitDisc(), OPTIONS.withMaxIterations(3));
        } finally {
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
