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
import org.junit.jupiter.params.provider.ValueSource;

/** "Infeasible" and "unbounded" are proved by a certificate that holds, and are the solver's word otherwise. */
class CertificateTest {

    private static final SolverOptions OPTIONS = SolverOptions.defaults();
    private static final double[] NONE = {};

    /** a + b = 4 and a, b <= 1: the equality less both bounds says 0 <= -2. */
    private static ConicProgram contradiction(double unit, boolean integer) {
        return new ConicProgram(
                SparseMatrix.zero(2, 2),
                new double[2],
                0.0,
                new SparseMatrix.Builder(1, 2).add(0, 0, unit).add(0, 1, unit).build(),
                new double[] {4.0 * unit},
                new SparseMatrix.Builder(2, 2).add(0, 0, 1.0).add(1, 1, 1.0).build(),
                new double[] {1.0, 1.0},
                List.of(new Cone.Nonnegative(2)),
                new boolean[] {integer, integer});
    }

    /** min 1/2 curvature a^2 - a - b with a >= 0, b <= 1. */
    private static ConicProgram falling(double curvature) {
        return ConicProgram.continuous(
                new SparseMatrix.Builder(2, 2).add(0, 0, curvature).build(),
                new double[] {-1.0, -1.0},
                0.0,
                SparseMatrix.zero(0, 2),
                NONE,
                new SparseMatrix.Builder(2, 2).add(0, 0, -1.0).add(1, 1, 1.0).build(),
                new double[] {0.0, 1.0},
                List.of(new Cone.Nonnegative(2)));
    }

    private static CheckedAnswer said(ConicProgram program, SolverResult result) {
        return CheckedSolver.of(ScriptedSolver.saying(asked -> result)).solve(program, OPTIONS);
    }

    /** Whatever the units of the rows and the length of the multipliers. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1.0, 1e6})
    void aCertificateThatHoldsIsAProof(double unit) {
        ConicProgram program = contradiction(unit, false);
        for (double length : new double[] {1e-3, 1.0, 1e3}) {
            CheckedAnswer answer = said(
                    program, answer(SolveStatus.PRIMAL_INFEASIBLE, NONE, new double[] {-length / unit}, new double[] {
                        length, length
                    }));
            assertThat(answer.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
            assertThat(4.0 * unit * answer.y()[0] + answer.z()[0] + answer.z()[1])
                    .isCloseTo(-1.0, within(1e-12));
            assertThat(answer.hasDuals()).isFalse();
            assertThat(answer.objective()).isNaN();
            assertThat(answer.lowerBound()).isEmpty();
        }
    }

    /** What excludes every point excludes the integer ones. */
    @Test
    void aCertificateOfTheRelaxationProvesAnIntegerProgramInfeasible() {
        ConicProgram program = contradiction(1.0, true);
        SolverResult proved = answer(SolveStatus.PRIMAL_INFEASIBLE, NONE, new double[] {-1.0}, new double[] {1.0, 1.0});
        assertThat(said(program, proved).status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        SolverResult searched = answer(SolveStatus.PRIMAL_INFEASIBLE, NONE, NONE, NONE);
        assertThat(said(program, searched).status()).isEqualTo(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE);
    }

    static Stream<Arguments> falseProofs() {
        return Stream.of(
                Arguments.of(NONE, NONE, "no certificate"),
                Arguments.of(new double[] {-1.0}, NONE, "z of length 0"),
                Arguments.of(new double[] {-1.0, 0.0}, new double[] {1.0, 1.0}, "y of length 2"),
                Arguments.of(new double[] {-1.0}, new double[] {1.0, Double.NaN}, "z with NaN at 1"),
                Arguments.of(new double[] {1.0}, new double[] {1.0, 1.0}, "does not hold"),
                Arguments.of(new double[] {1.0}, new double[] {-1.0, -1.0}, "does not hold"),
                Arguments.of(new double[] {-1.0}, new double[] {1.0, 0.9}, "does not hold"),
                Arguments.of(new double[] {-1.0}, new double[] {1.0 + 1e-6, 1.0}, "does not hold"),
                Arguments.of(new double[] {0.0}, new double[] {0.0, 0.0}, "does not hold"));
    }

    @ParameterizedTest
    @MethodSource("falseProofs")
    void anythingElseIsAClaim(double[] y, double[] z, String fault) {
        CheckedAnswer answer = said(contradiction(1.0, false), answer(SolveStatus.PRIMAL_INFEASIBLE, NONE, y, z));
        assertThat(answer.status()).isEqualTo(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE);
        assertThat(answer.status().isInfeasible()).isFalse();
        assertThat(answer.message())
                .contains("claimed by the solver scripted without a proof that holds", fault, "said so");
        assertThat(answer.y()).isEmpty();
    }

    /** The same multipliers for a program whose bounds leave room: a + b = 4, a, b <= 2 is met by (2, 2) alone. */
    @Test
    void aFeasibleProgramHasNoCertificate() {
        ConicProgram feasible =
                contradiction(1.0, false).withRightHandSides(new double[] {4.0}, new double[] {2.0, 2.0});
        SolverResult lie = answer(SolveStatus.PRIMAL_INFEASIBLE, NONE, new double[] {-1.0}, new double[] {1.0, 1.0});
        assertThat(said(feasible, lie).status()).isEqualTo(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE);
        // Nor is a contradiction of 1e-9 one, which a point may violate and be called feasible.
        ConicProgram hair = feasible.withRightHandSides(new double[] {4.0 + 1e-9}, new double[] {2.0, 2.0});
        assertThat(said(hair, lie).status()).isEqualTo(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE);
        ConicProgram clear = feasible.withRightHandSides(new double[] {4.0 + 1e-5}, new double[] {2.0, 2.0});
        assertThat(said(clear, lie).status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
    }

    @Test
    void aDirectionThatHoldsProvesThatTheObjectiveFallsWithoutEnd() {
        CheckedAnswer answer =
                said(falling(0.0), answer(SolveStatus.DUAL_INFEASIBLE, new double[] {50.0, 0.0}, NONE, NONE));
        assertThat(answer.status()).isEqualTo(SolveStatus.DUAL_INFEASIBLE);
        assertThat(answer.x()).containsExactly(1.0, 0.0);
        assertThat(answer.s()).containsExactly(1.0, 0.0);
    }

    static Stream<double[]> falseDirections() {
        return Stream.of(
                NONE,
                new double[] {1.0},
                new double[] {Double.NaN, 0.0},
                new double[] {-1.0, 0.0},
                new double[] {0.0, 1.0},
                new double[] {1.0, 0.01},
                new double[] {0.0, 0.0});
    }

    @ParameterizedTest
    @MethodSource("falseDirections")
    void anyOtherDirectionIsAClaim(double[] x) {
        CheckedAnswer answer = said(falling(0.0), answer(SolveStatus.DUAL_INFEASIBLE, x, NONE, NONE));
        assertThat(answer.status()).isEqualTo(SolveStatus.CLAIMED_DUAL_INFEASIBLE);
        assertThat(answer.message()).contains("the objective falls without end, as claimed by the solver scripted");
        assertThat(answer.x()).containsOnly(Double.NaN);
    }

    /** However small the curvature, the fall ends: at a = 1/curvature. */
    @ParameterizedTest
    @ValueSource(doubles = {1.0, 1e-6, 1e-9, 1e-12})
    void curvatureStopsTheFall(double curvature) {
        CheckedAnswer answer =
                said(falling(curvature), answer(SolveStatus.DUAL_INFEASIBLE, new double[] {1.0, 0.0}, NONE, NONE));
        assertThat(answer.status()).isEqualTo(SolveStatus.CLAIMED_DUAL_INFEASIBLE);
    }

    @Test
    void aSolverThatClaimsAndDoesNotProveStaysAClaim() {
        for (SolveStatus claim : List.of(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE, SolveStatus.CLAIMED_DUAL_INFEASIBLE)) {
            CheckedAnswer answer = said(contradiction(1.0, false), answer(claim, NONE, NONE, NONE));
            assertThat(answer.status()).isEqualTo(claim);
            assertThat(answer.message()).contains("claimed by the solver scripted");
        }
    }

    @Test
    void aCertificateOfAnotherSizeIsRefused() {
        assertThatThrownBy(() ->
                        Certificate.ofPrimalInfeasibility(contradiction(1.0, false), new double[1], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("z has length 3, the program needs 2");
    }
}
