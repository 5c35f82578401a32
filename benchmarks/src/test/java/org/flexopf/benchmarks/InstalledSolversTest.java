package org.flexopf.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Rent;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.flexopf.testkit.EnumeratedPrograms;
import org.flexopf.testkit.KnownProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice among solvers, where all of them are installed. */
class InstalledSolversTest {

    static {
        // Has to be said before the logger is made.
        System.setProperty("org.slf4j.simpleLogger.log.org.flexopf.solver.Solvers", "debug");
    }

    @Test
    void allAreInstalledTheDefaultFirstTheOthersByName() {
        assertThat(Solvers.installed())
                .extracting(ConvexSolver::name)
                .containsExactly("interior-point", "branch-and-bound", "hipparchus", "joptimizer", "ojalgo", "ortools");
    }

    @Test
    void theFirstThatCanTakesTheProgramAndTheLogSaysWhyTheOthersDoNot() {
        PrintStream err = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            assertThat(Solvers.suitableFor(program(new Cone.Nonnegative(3), false))
                            .name())
                    .isEqualTo("interior-point");
            assertThat(Solvers.suitableFor(program(new Cone.Nonnegative(3), true))
                            .name())
                    .isEqualTo("branch-and-bound");
        } finally {
            System.setErr(err);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains(
                        "solver interior-point chosen",
                        "solver branch-and-bound chosen",
                        "interior-point: it takes continuous variables only");
    }

    /** Native code is run only by whoever asks for it: whatever it takes, another solver that is installed takes. */
    @Test
    void orToolsIsChosenByNameOnly() {
        SolverCapabilities ofOrTools = Solvers.named("ortools").capabilities();
        for (boolean integer : new boolean[] {false, true}) {
            ConicProgram program = program(new Cone.Nonnegative(3), integer);
            assertThat(ofOrTools.whyNot(program)).isEmpty();
            assertThat(Solvers.suitableFor(program).name()).isNotEqualTo("ortools");
        }
    }

    @Test
    void conesWithIntegersAreForBranchAndBound() {
        assertThat(Solvers.suitableFor(program(new Cone.SecondOrder(3), true)).name())
                .isEqualTo("branch-and-bound");
    }

    /** A solver that is named and has no integers of its own takes them all the same, under the search. */
    @ParameterizedTest
    @ValueSource(strings = {"ojalgo", "hipparchus", "joptimizer"})
    void aSolverWithoutIntegersGoesUnderTheSearch(String name) {
        SolverChoice choice = SolverChoice.of(Solvers.named(name));
        SolverCapabilities of = Solvers.named(name).capabilities();
        SolverCapabilities withIntegers = new SolverCapabilities(
                of.quadraticObjective(), of.secondOrderCones(), true, true, true, of.maxVariables());
        int optima = 0;
        for (long seed = 4000; seed < 4100; seed++) {
            KnownProgram known = EnumeratedPrograms.of(withIntegers, seed);
            assertThat(choice.whyNot(known.program())).isEmpty();
            CheckedSolver solver = choice.solverFor(known.program());
            assertThat(solver.name()).isEqualTo("branch-and-bound over " + name);
            CheckedAnswer answer = solver.solve(known.program(), SolverOptions.defaults());
            if (!known.hasOptimum()) {
                assertThat(answer.status()).as(known.name()).isNotEqualTo(SolveStatus.OPTIMAL);
            } else {
                double accuracy = 1e-6 * (1.0 + Math.abs(known.objective()));
                assertThat(answer.status()).as(known.name()).isEqualTo(SolveStatus.OPTIMAL);
                assertThat(answer.objective()).as(known.name()).isCloseTo(known.objective(), within(accuracy));
                assertThat(answer.claimedBound().orElseThrow())
                        .as(known.name())
                        .isLessThanOrEqualTo(known.objective() + accuracy);
                optima++;
            }
        }
        assertThat(optima).isGreaterThan(50);
    }

    private static ConicProgram program(Cone cone, boolean integer) {
        return new ConicProgram(
                SparseMatrix.zero(1, 1),
                new double[] {1},
                0,
                SparseMatrix.zero(0, 1),
                new double[0],
                new SparseMatrix.Builder(3, 1).add(0, 0, -1).build(),
                new double[3],
                List.of(cone),
                new boolean[] {integer});
    }

    /** Prices are duals, so a solver that has none is named, and nothing is made up. */
    @Test
    void pricesAreRefusedWhereTheSolverHasNoDuals() {
        OpfSolution solution = Opf.of(new BranchFlowSocp())
                .withSolver(new WithoutDuals())
                .solve(Feeders.standard(12, 1).network(1.0))
                .orElseThrow();

        assertThatThrownBy(() -> NodalPrices.of(solution))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without-duals")
                .hasMessageContaining("no duals");
        assertThatThrownBy(() -> Rent.of(solution))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without-duals")
                .hasMessageContaining("no duals");
    }

    /** The default solver, with its multipliers thrown away. */
    private static final class WithoutDuals implements ConvexSolver {

        private final ConvexSolver solver = Solvers.named(Solvers.DEFAULT);

        @Override
        public String name() {
            return "without-duals";
        }

        @Override
        public SolverCapabilities capabilities() {
            return new SolverCapabilities(true, true, false, false, false, Integer.MAX_VALUE);
        }

        @Override
        public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            SolverResult result = solver.solve(program, options, start);
            return result.toBuilder()
                    .y(new double[0])
                    .z(new double[0])
                    .dualObjective(Double.NaN)
                    .build();
        }
    }
}
