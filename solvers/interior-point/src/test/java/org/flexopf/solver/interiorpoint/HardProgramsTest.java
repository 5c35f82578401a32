package org.flexopf.solver.interiorpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.testkit.KktAssertions;
import org.flexopf.testkit.KnownProgram;
import org.flexopf.testkit.ProgramShape;
import org.flexopf.testkit.ProgramShape.Difficulty;
import org.flexopf.testkit.RandomPrograms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs on which the solver has failed once, each with what it was about; and how soon it gives up on programs that
 * have no answer.
 */
class HardProgramsTest {

    private static final SolverOptions OPTIONS = SolverOptions.defaults();

    private final InteriorPointSolver solver = new InteriorPointSolver();

    static Stream<KnownProgram> programs() {
        return Stream.of(
                // Flat optimal faces.
                RandomPrograms.optimal(shape(32, 1, 0, 2, 0, Difficulty.STRICT, 0.0), 256),
                RandomPrograms.optimal(shape(17, 2, 0, 6, 0, Difficulty.DEGENERATE, 0.0), 233),
                RandomPrograms.optimal(shape(41, 0, 0, 3, 0, Difficulty.STRICT, 0.0), -212),
                // The gap closes, but the dual residual stays at 1e-6 unless directions are refined in the program's
                // own equations.
                RandomPrograms.optimal(shape(33, 12, 35, 2, 12, Difficulty.ILL_POSED, 0.0), 698385),
                // Dependent equalities that contradict each other: the constant direction of the embedding is all
                // regularisation.
                RandomPrograms.primalInfeasible(shape(11, 5, 1, 0, 11, Difficulty.STRICT, 0.0), -144),
                RandomPrograms.primalInfeasible(shape(6, 3, 9, 2, 0, Difficulty.ILL_POSED, 0.0), 612024),
                RandomPrograms.primalInfeasible(shape(8, 4, 10, 1, 0, Difficulty.STRICT, 1.0), 532918),
                // Rays of quadratic objectives: accurate to a square root in the embedding, and of units far apart.
                RandomPrograms.dualInfeasible(shape(9, 0, 7, 1, 3, Difficulty.DEGENERATE, 0.0), -377),
                RandomPrograms.dualInfeasible(shape(7, 0, 7, 2, 6, Difficulty.ILL_POSED, 0.0), 726548),
                RandomPrograms.dualInfeasible(shape(15, 0, 2, 6, 14, Difficulty.DEGENERATE, 1.0), 616491),
                RandomPrograms.dualInfeasible(shape(6, 1, 4, 2, 3, Difficulty.ILL_POSED, 3.0), 767312),
                RandomPrograms.dualInfeasible(shape(40, 26, 75, 10, 12, Difficulty.DEGENERATE, 3.0), 378425));
    }

    private static ProgramShape shape(
            int variables,
            int equalities,
            int inequalities,
            int cones,
            int rank,
            Difficulty difficulty,
            double decades) {
        return new ProgramShape(variables, equalities, inequalities, cones, rank, difficulty, decades);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void isAnswered(KnownProgram known) {
        KktAssertions.assertThat(known.program(), OPTIONS, solver.solve(known.program(), OPTIONS))
                .answers(known);
    }

    /**
     * Whatever lanes and forms of the system it takes, a session leaves nothing behind for the next solve. A tolerance
     * that nothing meets makes it take them all.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1e-8, 1e-15})
    void aSessionGivesTheSameBitsAgain(double tolerance) {
        SolverOptions options = OPTIONS.withTolerance(tolerance);
        for (long seed = 1; seed <= 20; seed++) {
            for (Difficulty difficulty : List.of(Difficulty.ILL_POSED, Difficulty.DEGENERATE)) {
                ProgramShape shape = shape(12, 4, 9, 3, 5, difficulty, 3.0);
                for (KnownProgram known : List.of(
                        RandomPrograms.optimal(shape, seed),
                        RandomPrograms.primalInfeasible(shape, seed),
                        RandomPrograms.dualInfeasible(shape, seed))) {
                    SolverSession session = solver.session();
                    SolverResult first = session.solve(known.program(), options, null);
                    SolverResult again = session.solve(known.program(), options, null);
                    assertThat(again.iterations()).as(known.toString()).isEqualTo(first.iterations());
                    assertThat(again.x()).isEqualTo(first.x());
                    assertThat(again.z()).isEqualTo(first.z());
                }
            }
        }
    }

    /**
     * Chains under far more load than they can carry: the lanes that cannot prove it must notice that they get nowhere.
     */
    @ParameterizedTest
    @ValueSource(ints = {40, 400, 3000})
    void infeasibilityIsProvedSoon(int buses) {
        ConicProgram good = Chains.of(buses, 1.0, 2);
        double[] demand = good.equalityRhs();
        for (int i = 0; i < demand.length; i++) {
            demand[i] *= i % 3 == 2 ? 1.0 : 40.0;
        }
        ConicProgram program = good.withRightHandSides(demand, good.coneRhs());
        SolverResult result = solver.solve(program, OPTIONS);
        KktAssertions.assertThat(program, OPTIONS, result)
                .hasStatus(SolveStatus.PRIMAL_INFEASIBLE)
                .isCertificateOfPrimalInfeasibility();
        assertThat(result.iterations()).isLessThan(40);
    }
}
