package org.flexopf.solver.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.WarmStart;
import org.junit.jupiter.api.Test;

/** What becomes of the words of libraries that are right, rough, wrong, or fall over. */
class LibrarySolverTest {

    private static final SolverOptions OPTIONS = SolverOptions.defaults();

    /**
     * min 3x + y, x + y >= 2, x >= 0, 0 <= y <= 1: the optimum is (1, 1), the multipliers of the rows 3, 0, 0 and 2.
     */
    private static final ConicProgram LINEAR = linear(new double[] {3, 1});

    private static ConicProgram linear(double[] cost) {
        return ConicProgram.continuous(
                SparseMatrix.zero(2, 2),
                cost,
                0,
                SparseMatrix.zero(0, 2),
                new double[0],
                new SparseMatrix.Builder(4, 2)
                        .add(0, 0, -1)
                        .add(0, 1, -1)
                        .add(1, 0, -1)
                        .add(2, 1, -1)
                        .add(3, 1, 1)
                        .build(),
                new double[] {-2, 0, 0, 1},
                List.of(new Cone.Nonnegative(4)));
    }

    private static SolverResult solve(
            ConicProgram program, SolverOptions options, Function<ConicProgram, Attempt> library) {
        LibrarySolver solver = new LibrarySolver("test", new SolverCapabilities(true, true, false, true, true, 1000)) {
            @Override
            protected Attempt attempt(ConicProgram asked, SolverOptions limits, WarmStart start, SolveLimits clock) {
                return library.apply(asked);
            }
        };
        return solver.solve(program, options);
    }

    @Test
    void multipliersOfABarePointAreRecovered() {
        SolverResult result = solve(LINEAR, OPTIONS, program -> Attempt.solved(new double[] {1, 1}, 3));

        assertThat(result.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(result.z()).containsExactly(new double[] {3, 0, 0, 2}, within(1e-12));
        assertThat(result.dualObjective()).isCloseTo(4, within(1e-12));
        assertThat(result.iterations()).isEqualTo(3);
    }

    /** The library's multipliers are not optimal (a sign is wrong), so they are replaced. */
    @Test
    void wrongMultipliersAreReplaced() {
        SolverResult result = solve(
                LINEAR,
                OPTIONS,
                program -> Attempt.solved(
                        new double[] {1, 1}, new Multipliers(new double[0], new double[] {3, 0, 0, -2}), 1));

        assertThat(result.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(result.z()).containsExactly(new double[] {3, 0, 0, 2}, within(1e-12));
    }

    @Test
    void aRoughPointIsPolished() {
        SolverResult result = solve(LINEAR, OPTIONS, program -> Attempt.solved(new double[] {1 + 3e-7, 1 - 2e-7}, 1));

        assertThat(result.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(result.x()).containsExactly(new double[] {1, 1}, within(1e-12));
    }

    /**
     * min x on the unit disc, from a rough point near its rim: the optimum is (-1, 0), the cone's multiplier (1, 1, 0).
     */
    @Test
    void aRoughPointOnAConeIsPolished() {
        ConicProgram disc = ConicProgram.continuous(
                SparseMatrix.zero(2, 2),
                new double[] {1, 0},
                0,
                SparseMatrix.zero(0, 2),
                new double[0],
                new SparseMatrix.Builder(3, 2).add(1, 0, -1).add(2, 1, -1).build(),
                new double[] {1, 0, 0},
                List.of(new Cone.SecondOrder(3)));

        SolverResult result = solve(disc, OPTIONS, program -> Attempt.solved(new double[] {-1 + 2e-7, 1e-6}, 1));

        assertThat(result.status()).as(result.message()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(result.x()).containsExactly(new double[] {-1, 0}, within(1e-9));
        assertThat(result.z()).containsExactly(new double[] {1, 1, 0}, within(1e-8));
    }

    /**
     * (5, 0.5) lies inside all rows, where a linear program with a cost has no optimum; polishing may not go and look
     * for it.
     */
    @Test
    void aPointThatIsNotOptimalIsNeverCalledSo() {
        SolverResult result = solve(LINEAR, OPTIONS, program -> Attempt.solved(new double[] {5, 0.5}, 1));

        assertThat(result.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
        assertThat(result.message()).contains("test calls this point optimal, but the check says");
    }

    @Test
    void anAlternativeIsTriedWhereTheFirstAttemptDoesNotHold() {
        SolverResult result = solve(
                LINEAR,
                OPTIONS,
                program ->
                        Attempt.solved(new double[] {5, 0.5}, 1).orElse(() -> Attempt.solved(new double[] {1, 1}, 2)));

        assertThat(result.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(result.iterations()).isEqualTo(3);
    }

    /**
     * x <= 1 and x >= 2: the phase one misses both by 1/2 at x = 3/2, and its multipliers (1/2, 1/2), divided by that,
     * prove it.
     */
    @Test
    void infeasibilityNeedsACertificate() {
        ConicProgram program = ConicProgram.continuous(
                SparseMatrix.zero(1, 1),
                new double[] {1},
                0,
                SparseMatrix.zero(0, 1),
                new double[0],
                new SparseMatrix.Builder(2, 1).add(0, 0, 1).add(1, 0, -1).build(),
                new double[] {1, -2},
                List.of(new Cone.Nonnegative(2)));

        SolverResult proved = solve(
                program,
                OPTIONS,
                asked -> asked == program
                        ? Attempt.unsolved(Attempt.Claim.INFEASIBLE, null, 1, "infeasible")
                        : Attempt.solved(new double[] {1.5, 0.5}, 1));
        assertThat(proved.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        assertThat(proved.z()).containsExactly(new double[] {1, 1}, within(1e-12));

        SolverResult claimed = solve(
                LINEAR,
                OPTIONS,
                asked -> asked == LINEAR
                        ? Attempt.unsolved(Attempt.Claim.INFEASIBLE, null, 1, "infeasible")
                        : Attempt.solved(new double[] {1, 1, 0}, 1));
        assertThat(claimed.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
        assertThat(claimed.message()).contains("no certificate stood up to the check");
    }

    /** Ways of a library to prove infeasibility are used without a phase one, if they hold. */
    @Test
    void aProofOfTheLibrarysOwnIsChecked() {
        Function<Multipliers, SolverResult> claimed = proof -> solve(
                between(1, 2),
                OPTIONS,
                asked -> asked.equalityCount() + asked.coneRowCount() == 2
                        ? Attempt.infeasible(proof, 1, "infeasible")
                        : Attempt.unsolved(Attempt.Claim.FAILED, null, 1, "no idea"));

        SolverResult right = claimed.apply(new Multipliers(new double[0], new double[] {3, 3}));
        assertThat(right.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        assertThat(right.z()).containsExactly(new double[] {1, 1}, within(1e-12));
        assertThat(claimed.apply(new Multipliers(new double[0], new double[] {3, 4}))
                        .status())
                .isEqualTo(SolveStatus.NUMERICAL_FAILURE);
        assertThat(claimed.apply(new Multipliers(new double[0], new double[] {-3, -3}))
                        .status())
                .isEqualTo(SolveStatus.NUMERICAL_FAILURE);
    }

    /**
     * x <= 1 and x >= 1 + 1e-9 exclude each other, but x = 1 counts as feasible to within 1e-8, so nothing is proved.
     */
    @Test
    void aContradictionSmallerThanTheToleranceProvesNothing() {
        SolverResult result = solve(
                between(1, 1 + 1e-9),
                OPTIONS,
                asked -> asked.coneRowCount() == 2
                        ? Attempt.infeasible(new Multipliers(new double[0], new double[] {1, 1}), 1, "infeasible")
                        : Attempt.unsolved(Attempt.Claim.FAILED, null, 1, "no idea"));

        assertThat(result.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
    }

    /** x at most the first number and at least the second. */
    private static ConicProgram between(double most, double least) {
        return ConicProgram.continuous(
                SparseMatrix.zero(1, 1),
                new double[] {1},
                0,
                SparseMatrix.zero(0, 1),
                new double[0],
                new SparseMatrix.Builder(2, 1).add(0, 0, 1).add(1, 0, -1).build(),
                new double[] {most, -least},
                List.of(new Cone.Nonnegative(2)));
    }

    /**
     * min -x, x >= 0 falls along x = 1: its multiplier would have to be -1; the proof that it cannot be is the pair
     * (-1, 1).
     */
    @Test
    void dualConditionsThatNothingSatisfiesHoldADirection() {
        ConicProgram falling = ConicProgram.continuous(
                SparseMatrix.zero(1, 1),
                new double[] {-1},
                0,
                SparseMatrix.zero(0, 1),
                new double[0],
                new SparseMatrix.Builder(1, 1).add(0, 0, -1).build(),
                new double[] {0},
                List.of(new Cone.Nonnegative(1)));
        Multipliers proof = new Multipliers(new double[] {-1}, new double[] {1});

        SolverResult conditions =
                solve(DualConditions.of(falling), OPTIONS, asked -> Attempt.infeasible(proof, 1, "infeasible"));
        assertThat(conditions.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);

        SolverResult result =
                solve(falling, OPTIONS, asked -> Attempt.unbounded(DualConditions.direction(proof), 1, "unbounded"));
        assertThat(result.status()).isEqualTo(SolveStatus.DUAL_INFEASIBLE);
        assertThat(result.x()).containsExactly(new double[] {1}, within(1e-12));
    }

    /** min t + x / 2 with |x| <= t ends at the tip of the cone, with the multiplier (1, 1/2) inside. */
    @Test
    void aRoughPointNearTheTipOfAConeIsPolished() {
        ConicProgram wedge = ConicProgram.continuous(
                SparseMatrix.zero(2, 2),
                new double[] {0.5, 1},
                0,
                SparseMatrix.zero(0, 2),
                new double[0],
                new SparseMatrix.Builder(2, 2).add(0, 1, -1).add(1, 0, -1).build(),
                new double[] {0, 0},
                List.of(new Cone.SecondOrder(2)));

        SolverResult result = solve(
                wedge,
                OPTIONS,
                program -> Attempt.solved(
                        new double[] {1e-6, 2e-6}, new Multipliers(new double[0], new double[] {1 + 1e-6, 0.5}), 1));

        assertThat(result.status()).as(result.message()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(result.x()).containsExactly(new double[] {0, 0}, within(1e-9));
        assertThat(result.z()).containsExactly(new double[] {1, 0.5}, within(1e-9));
    }

    @Test
    void unboundednessNeedsADirection() {
        ConicProgram falling = linear(new double[] {-1, 1});

        SolverResult proved = solve(
                falling,
                OPTIONS,
                asked -> asked == falling
                        ? Attempt.unsolved(Attempt.Claim.UNBOUNDED, null, 1, "unbounded")
                        : Attempt.solved(new double[] {1, 0}, 1));
        assertThat(proved.status()).isEqualTo(SolveStatus.DUAL_INFEASIBLE);
        assertThat(proved.x()).containsExactly(new double[] {1, 0}, within(1e-12));

        SolverResult claimed = solve(
                LINEAR,
                OPTIONS,
                asked -> asked == LINEAR
                        ? Attempt.unsolved(Attempt.Claim.UNBOUNDED, null, 1, "unbounded")
                        : Attempt.solved(new double[] {-1, 0}, 1));
        assertThat(claimed.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
    }

    /**
     * 1/2 1e-12 x^2 - x has its minimum at 1e12; the direction x = 1 has hardly any curvature, and is refused all the
     * same.
     */
    @Test
    void aDirectionOfTinyCurvatureIsNoProof() {
        ConicProgram program = ConicProgram.continuous(
                new SparseMatrix.Builder(1, 1).add(0, 0, 1e-12).build(),
                new double[] {-1},
                0,
                SparseMatrix.zero(0, 1),
                new double[0],
                SparseMatrix.zero(0, 1),
                new double[0],
                List.of());

        SolverResult result = solve(
                program,
                OPTIONS,
                asked -> asked == program
                        ? Attempt.unsolved(Attempt.Claim.UNBOUNDED, null, 1, "unbounded")
                        : Attempt.solved(new double[] {1}, 1));

        assertThat(result.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
    }

    @Test
    void whatALibraryThrowsIsAnswered() {
        SolverResult result = solve(LINEAR, OPTIONS, program -> {
            throw new ArithmeticException("division by zero");
        });

        assertThat(result.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
        assertThat(result.message()).contains("test failed").contains("division by zero");
        assertThat(result.x()).hasSize(2);
    }

    @Test
    void aPointOfNaNIsAFailure() {
        SolverResult result = solve(LINEAR, OPTIONS, program -> Attempt.solved(new double[] {Double.NaN, 1}, 1));

        assertThat(result.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
        assertThat(result.message()).contains("x[0] is NaN");
        assertThat(result.x()).doesNotContain(Double.NaN);
    }

    @Test
    void limitsAreAskedBeforeTheLibrary() {
        Function<ConicProgram, Attempt> never = program -> {
            throw new AssertionError("the library was asked");
        };
        assertThat(solve(LINEAR, OPTIONS.withTimeLimit(Duration.ZERO), never).status())
                .isEqualTo(SolveStatus.TIME_LIMIT);
        assertThat(solve(LINEAR, OPTIONS.withMaxIterations(0), never).status()).isEqualTo(SolveStatus.ITERATION_LIMIT);
        Thread.currentThread().interrupt();
        assertThat(solve(LINEAR, OPTIONS, never).status()).isEqualTo(SolveStatus.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }

    /**
     * 0 = rhs without variables: a contradiction, unless a point may violate it by so little and be called feasible.
     */
    @Test
    void aRowWithoutVariablesContradictsItselfBeyondTheTolerance() {
        for (double rhs : new double[] {1.0, -1e-5, 1e-12, Double.MIN_VALUE}) {
            ConicProgram program = ConicProgram.continuous(
                    SparseMatrix.zero(1, 1),
                    new double[] {0},
                    0,
                    SparseMatrix.zero(1, 1),
                    new double[] {rhs},
                    SparseMatrix.zero(0, 1),
                    new double[0],
                    List.of());
            SolverResult answer = solve(program, OPTIONS, asked -> Attempt.solved(new double[1], 1));
            boolean contradiction = Math.abs(rhs) > 1e-8;
            assertThat(answer.status())
                    .as("0 = %s", rhs)
                    .isEqualTo(contradiction ? SolveStatus.PRIMAL_INFEASIBLE : SolveStatus.OPTIMAL);
        }
    }

    @Test
    void aProgramOutsideTheCapabilitiesIsRefused() {
        ConicProgram integer = new ConicProgram(
                SparseMatrix.zero(1, 1),
                new double[] {1},
                0,
                SparseMatrix.zero(0, 1),
                new double[0],
                SparseMatrix.zero(0, 1),
                new double[0],
                List.of(),
                new boolean[] {true});

        assertThatThrownBy(() -> solve(integer, OPTIONS, program -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the solver 'test' cannot take this program: it takes continuous variables only");
    }
}
