package org.flexopf.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.solver.ScriptedSolver.answer;

import java.util.List;
import java.util.stream.Stream;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Solvers that lie, each in its own way, and what becomes of their answers. */
class CheckedSolverTest {

    private static final SolverOptions OPTIONS = SolverOptions.defaults();
    private static final double[] NONE = {};

    /**
     * min 3a + b + 10 with a + b = 4 and a, b >= 0: by hand a = 0, b = 4, value 14, y = -1, z = (2, 0), since {@code q
     * + A'y + G'z = (3 - 1 - 2, 1 - 1 - 0)}.
     */
    static final ConicProgram TRANSPORT = transport(new boolean[2]);

    private static final double[] X = {0.0, 4.0};
    private static final double[] Y = {-1.0};
    private static final double[] Z = {2.0, 0.0};

    private static ConicProgram transport(boolean[] integer) {
        return new ConicProgram(
                SparseMatrix.zero(2, 2),
                new double[] {3.0, 1.0},
                10.0,
                new SparseMatrix.Builder(1, 2).add(0, 0, 1.0).add(0, 1, 1.0).build(),
                new double[] {4.0},
                new SparseMatrix.Builder(2, 2).add(0, 0, -1.0).add(1, 1, -1.0).build(),
                new double[] {0.0, 0.0},
                List.of(new Cone.Nonnegative(2)),
                integer);
    }

    private static CheckedAnswer said(ConicProgram program, SolverResult result) {
        return CheckedSolver.of(ScriptedSolver.saying(asked -> result)).solve(program, OPTIONS);
    }

    private static CheckedAnswer withoutDuals(ConicProgram program, SolverResult result) {
        SolverCapabilities poor = new SolverCapabilities(true, true, true, false, false, Integer.MAX_VALUE);
        return CheckedSolver.of(new ScriptedSolver(poor, asked -> result)).solve(program, OPTIONS);
    }

    /** The scripted answers claim an objective of -1e6, a bound of 1e6 and a slack of -77. */
    @Test
    void objectivesBoundAndSlackAreComputedWhateverTheSolverSays() {
        CheckedAnswer answer = said(TRANSPORT, answer(SolveStatus.OPTIMAL, X, Y, Z));
        assertThat(answer.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(answer.objective()).isEqualTo(14.0);
        assertThat(answer.lowerBound()).hasValue(14.0);
        assertThat(answer.claimedBound()).isEmpty();
        assertThat(answer.s()).containsExactly(0.0, 4.0);
        assertThat(answer.hasDuals()).isTrue();
        assertThat(answer.kkt().worst()).isZero();
        assertThat(answer.message()).isEqualTo("said so");
        assertThat(answer.iterations()).isEqualTo(3);
        assertThat(answer.setupSeconds()).isEqualTo(0.25);
    }

    /**
     * The least of a millionth of x above a million is 1. At x = 1.001 million the dual objective is 1.001 too, by a
     * multiplier that misses the cost by a billionth: a residual that x is large enough to make a thousandth of.
     */
    @Test
    void aSmallResidualDoesNotHideAGap() {
        ConicProgram program = new ConicProgram(
                SparseMatrix.zero(1, 1),
                new double[] {1e-6},
                0.0,
                SparseMatrix.zero(0, 1),
                new double[0],
                new SparseMatrix.Builder(1, 1).add(0, 0, -1.0).build(),
                new double[] {-1e6},
                List.of(new Cone.Nonnegative(1)),
                new boolean[1]);
        KktReport report = KktReport.of(program, new double[] {1.001e6}, new double[0], new double[] {1.001e-6});
        assertThat(report.primalObjective() - report.dualObjective()).isEqualTo(0.0, within(1e-12));
        assertThat(report.dualResidual()).isLessThan(2e-9);
        assertThat(report.gap()).isEqualTo(0.001001 / 2.001, within(1e-9));
    }

    @Test
    void aPointThatIsFeasibleAndNotOptimalFailsByItsMultipliers() {
        // Value 16 at (1, 3): feasible, but no multipliers fit.
        CheckedAnswer answer = said(TRANSPORT, answer(SolveStatus.OPTIMAL, new double[] {1.0, 3.0}, Y, Z));
        assertThat(answer.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
        assertThat(answer.message()).contains("scripted said optimal", "gap");
        // The multipliers themselves hold, and what they prove stays proved.
        assertThat(answer.lowerBound()).hasValue(14.0);
    }

    static Stream<Arguments> garbageMultipliers() {
        return Stream.of(
                Arguments.of(new double[] {1.0}, Z),
                Arguments.of(Y, new double[] {-2.0, 0.0}),
                Arguments.of(new double[] {-1000.0}, new double[] {2000.0, 0.0}),
                Arguments.of(new double[] {0.0}, new double[] {0.0, 0.0}));
    }

    @ParameterizedTest
    @MethodSource("garbageMultipliers")
    void garbageMultipliersProveNothing(double[] y, double[] z) {
        CheckedAnswer answer = said(TRANSPORT, answer(SolveStatus.OPTIMAL, X, y, z));
        assertThat(answer.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
        assertThat(answer.lowerBound()).isEmpty();
        assertThat(answer.message()).contains("our own check found");
    }

    @Test
    void aPointThatIsNearlyOptimalIsCalledSo() {
        double[] near = {1e-6, 4.0 - 1e-6};
        CheckedAnswer answer = said(TRANSPORT, answer(SolveStatus.OPTIMAL, near, Y, Z));
        assertThat(answer.status()).isEqualTo(SolveStatus.ALMOST_OPTIMAL);
        assertThat(answer.objective()).isCloseTo(14.0 + 2e-6, within(1e-12));
        assertThat(said(TRANSPORT, answer(SolveStatus.ALMOST_OPTIMAL, near, Y, Z))
                        .status())
                .isEqualTo(SolveStatus.ALMOST_OPTIMAL);
        double[] far = {-3.0, 4.0};
        assertThat(said(TRANSPORT, answer(SolveStatus.ALMOST_OPTIMAL, far, Y, Z))
                        .status())
                .isEqualTo(SolveStatus.NUMERICAL_FAILURE);
    }

    static Stream<Arguments> answersOfAWrongShape() {
        double nan = Double.NaN;
        double infinity = Double.POSITIVE_INFINITY;
        return Stream.of(
                Arguments.of(new double[] {0.0}, Y, Z, "x of length 1 where the program needs 2"),
                Arguments.of(NONE, NONE, NONE, "x of length 0"),
                Arguments.of(new double[3], Y, Z, "x of length 3"),
                Arguments.of(new double[] {0.0, nan}, Y, Z, "x with NaN at 1"),
                Arguments.of(new double[] {infinity, 4.0}, Y, Z, "x with Infinity at 0"),
                Arguments.of(X, NONE, Z, "y of length 0 where the program needs 1"),
                Arguments.of(X, new double[2], Z, "y of length 2"),
                Arguments.of(X, Y, NONE, "z of length 0 where the program needs 2"),
                Arguments.of(X, Y, new double[] {2.0}, "z of length 1"),
                Arguments.of(X, new double[] {nan}, Z, "y with NaN at 0"),
                Arguments.of(X, Y, new double[] {2.0, -infinity}, "z with -Infinity at 1"),
                Arguments.of(X, NONE, NONE, "no multipliers, which it is declared to give"));
    }

    @ParameterizedTest
    @MethodSource("answersOfAWrongShape")
    void anOptimumOfAWrongShapeIsAFailureThatNamesTheSolver(double[] x, double[] y, double[] z, String fault) {
        for (SolveStatus claim : List.of(SolveStatus.OPTIMAL, SolveStatus.ALMOST_OPTIMAL)) {
            CheckedAnswer answer = said(TRANSPORT, answer(claim, x, y, z));
            assertThat(answer.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
            assertThat(answer.message()).contains("scripted said", fault);
            assertThat(answer.x()).hasSize(2).containsOnly(Double.NaN);
            assertThat(answer.objective()).isNaN();
            assertThat(answer.lowerBound()).isEmpty();
        }
    }

    @Test
    void noAnswerAndExceptionsAreFailuresThatNameTheSolver() {
        CheckedAnswer none = said(TRANSPORT, null);
        assertThat(none.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
        assertThat(none.message()).isEqualTo("the solver scripted gave no answer at all");
        CheckedAnswer missing = CheckedSolver.of(
                        ScriptedSolver.saying(program -> answer(SolveStatus.OPTIMAL, null, Y, Z)))
                .solve(TRANSPORT, OPTIONS);
        assertThat(missing.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
        assertThat(missing.message()).contains("the solver scripted failed with java.lang.NullPointerException: x");
        CheckedAnswer thrown = CheckedSolver.of(ScriptedSolver.saying(program -> {
                    throw new IllegalArgumentException("negative pivot");
                }))
                .solve(TRANSPORT, OPTIONS);
        assertThat(thrown.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
        assertThat(thrown.message()).contains("scripted", "negative pivot");
    }

    /** What claims nothing keeps its status; its point is kept as far as it is one. */
    @Test
    void aSolverThatStoppedShortMayHaveNoPoint() {
        for (SolveStatus status : List.of(
                SolveStatus.ITERATION_LIMIT,
                SolveStatus.TIME_LIMIT,
                SolveStatus.INTERRUPTED,
                SolveStatus.NUMERICAL_FAILURE)) {
            CheckedAnswer empty = said(TRANSPORT, answer(status, NONE, NONE, NONE));
            assertThat(empty.status()).isEqualTo(status);
            assertThat(empty.x()).containsOnly(Double.NaN);
            assertThat(empty.message()).contains("said so", "scripted gave x of length 0");
            CheckedAnswer point = said(TRANSPORT, answer(status, new double[] {1.0, 3.0}, NONE, NONE));
            assertThat(point.status()).isEqualTo(status);
            assertThat(point.objective()).isEqualTo(16.0);
            assertThat(point.lowerBound()).isEmpty();
        }
    }

    @Test
    void withoutMultipliersAnOptimumIsTheSolversWordAndHasNoBound() {
        CheckedAnswer answer =
                withoutDuals(TRANSPORT, answer(SolveStatus.OPTIMAL, new double[] {4.0, 0.0}, NONE, NONE));
        assertThat(answer.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(answer.objective()).isEqualTo(22.0);
        assertThat(answer.lowerBound()).isEmpty();
        assertThat(answer.hasDuals()).isFalse();
        assertThat(answer.message()).contains("that it is optimal is the word of scripted");
        // What it need not give has to be right all the same, if it gives it.
        assertThat(withoutDuals(TRANSPORT, answer(SolveStatus.OPTIMAL, X, new double[] {1.0}, Z))
                        .status())
                .isEqualTo(SolveStatus.NUMERICAL_FAILURE);
    }

    /** Multipliers are asked for only where solver and program can have them. */
    @Test
    void aProgramWithIntegersHasNoMultipliersAndNoProvedBound() {
        ConicProgram integer = transport(new boolean[] {false, true});
        CheckedAnswer answer = said(integer, answer(SolveStatus.OPTIMAL, X, NONE, NONE));
        assertThat(answer.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(answer.kkt().integrality()).isZero();
        assertThat(answer.lowerBound()).isEmpty();
        assertThat(answer.message()).contains("a program with integers has no multipliers");
        // The claimed bound of 1e6 lies above the point's own value.
        assertThat(answer.claimedBound()).isEmpty();
        SolverResult bounded =
                SolverResult.builder(SolveStatus.OPTIMAL, X, NONE).bound(13.5).build();
        assertThat(said(integer, bounded).claimedBound()).hasValue(13.5);
        assertThat(said(integer, bounded).lowerBound()).isEmpty();
        // Those of the relaxation are not those of the program.
        CheckedAnswer withDuals = said(integer, answer(SolveStatus.OPTIMAL, X, Y, Z));
        assertThat(withDuals.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(withDuals.hasDuals()).isFalse();
        assertThat(withDuals.y()).isEmpty();
    }

    @Test
    void oneAndAHalfIsNoInteger() {
        ConicProgram integer = transport(new boolean[] {true, false});
        CheckedAnswer half = said(integer, answer(SolveStatus.OPTIMAL, new double[] {1.5, 2.5}, NONE, NONE));
        assertThat(half.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
        assertThat(half.kkt().integrality()).isEqualTo(0.5);
        assertThat(half.message()).contains("distance from integers 5.0e-01");
        CheckedAnswer near = said(integer, answer(SolveStatus.OPTIMAL, new double[] {1.00001, 2.99999}, NONE, NONE));
        assertThat(near.status()).isEqualTo(SolveStatus.ALMOST_OPTIMAL);
        CheckedAnswer rounding =
                said(integer, answer(SolveStatus.OPTIMAL, new double[] {1e-9, 4.0 - 1e-9}, NONE, NONE));
        assertThat(rounding.status()).isEqualTo(SolveStatus.OPTIMAL);
        ConicProgram other = transport(new boolean[] {false, true});
        assertThat(said(other, answer(SolveStatus.OPTIMAL, new double[] {1.5, 2.5}, NONE, NONE))
                        .status())
                .isEqualTo(SolveStatus.NUMERICAL_FAILURE);
    }

    @Test
    void aProgramThatTheSolverCannotTakeAndAStartOfAnotherSizeAreRefused() {
        SolverCapabilities continuous = new SolverCapabilities(true, true, false, true, true, 100);
        CheckedSolver solver =
                CheckedSolver.of(new ScriptedSolver(continuous, asked -> answer(SolveStatus.OPTIMAL, X, Y, Z)));
        assertThatThrownBy(() -> solver.solve(transport(new boolean[] {true, false}), OPTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'scripted'")
                .hasMessageContaining("continuous variables only");
        assertThatThrownBy(() -> solver.solve(TRANSPORT, OPTIONS, WarmStart.primal(new double[3])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the start's x has length 3");
        assertThatThrownBy(() -> solver.solve(TRANSPORT, OPTIONS, new WarmStart(X, Y, new double[7])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the start's z has length 7");
    }

    @Test
    void anInterruptedSolverThatThrowsIsInterrupted() {
        Thread.currentThread().interrupt();
        CheckedAnswer answer = CheckedSolver.of(ScriptedSolver.saying(program -> {
                    throw new IllegalStateException("stopped");
                }))
                .solve(TRANSPORT, OPTIONS);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer.status()).isEqualTo(SolveStatus.INTERRUPTED);
    }
}
