package org.flexopf.solver.branchandbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SearchProgress;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.interiorpoint.InteriorPointSolver;
import org.flexopf.testkit.EnumeratedPrograms;
import org.flexopf.testkit.KnownProgram;
import org.flexopf.testkit.ProgramSketch;
import org.flexopf.testkit.UnitCommitment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BranchAndBoundSolverTest {

    private static final ConicProgram COMMITMENT = UnitCommitment.of(4, 8, 3, false);

    private static SolverResult solve(ConicProgram program, SolverOptions options) {
        return new BranchAndBoundSolver().solve(program, options);
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        for (boolean quadratic : new boolean[] {false, true}) {
            ConicProgram program = UnitCommitment.of(4, 10, 8, quadratic);
            SolverResult one = new BranchAndBoundSolver().withThreads(1).solve(program, SolverOptions.defaults());
            assertThat(one.status()).isEqualTo(SolveStatus.OPTIMAL);
            assertThat(one.nodes()).as("a program that needs a search").isGreaterThan(15);
            for (int threads : new int[] {2, 3}) {
                SolverResult more =
                        new BranchAndBoundSolver().withThreads(threads).solve(program, SolverOptions.defaults());
                assertThat(more.x()).isEqualTo(one.x());
                assertThat(more.bound()).isEqualTo(one.bound());
                assertThat(more.nodes()).isEqualTo(one.nodes());
                assertThat(more.iterations()).isEqualTo(one.iterations());
                assertThat(more.message()).isEqualTo(one.message());
            }
        }
    }

    /** The optimum of a long search lies between bound and objective of every shorter one. */
    @Test
    void aLimitOfNodesLeavesPointAndBoundOnTheirSides() {
        SolverResult whole = solve(COMMITMENT, SolverOptions.defaults());
        assertThat(whole.status()).isEqualTo(SolveStatus.OPTIMAL);
        double optimum = whole.primalObjective();
        double before = Double.NEGATIVE_INFINITY;
        for (int nodes : new int[] {2, 5, 10, 20, 40}) {
            SolverResult part = solve(COMMITMENT, SolverOptions.defaults().withMaxNodes(nodes));
            assertThat(part.bound()).isBetween(before, optimum + 1e-6);
            before = part.bound();
            if (!Double.isNaN(part.primalObjective())) {
                assertThat(part.primalObjective()).isGreaterThanOrEqualTo(part.bound());
                assertThat(part.primalObjective()).isGreaterThanOrEqualTo(optimum * (1.0 - 1e-6));
            }
        }
    }

    @Test
    void aCheckedAnswerKeepsTheBoundOfASearchWithoutAPoint() {
        CheckedAnswer answer = CheckedSolver.of(new BranchAndBoundSolver())
                .solve(COMMITMENT, SolverOptions.defaults().withMaxNodes(2));
        assertThat(answer.status()).isEqualTo(SolveStatus.ITERATION_LIMIT);
        assertThat(answer.message()).contains("the limit of 2 nodes was reached without a point");
        assertThat(answer.objective()).isNaN();
        assertThat(answer.claimedBound().orElseThrow())
                .isLessThan(solve(COMMITMENT, SolverOptions.defaults()).primalObjective())
                .isPositive();
    }

    @Test
    void aWiderGapStopsEarlierAndIsKept() {
        ConicProgram program = UnitCommitment.of(5, 12, 7, true);
        SolverResult exact = solve(program, SolverOptions.defaults());
        SolverResult rough = solve(program, SolverOptions.defaults().withIntegerGap(0.02));
        assertThat(exact.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(rough.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(rough.nodes()).isLessThan(exact.nodes());
        assertThat(rough.gap()).isBetween(0.0, 0.02 * rough.primalObjective());
        assertThat(rough.bound()).isLessThanOrEqualTo(exact.primalObjective());
        assertThat(exact.gap()).isBetween(0.0, 1e-6 * exact.primalObjective());
    }

    @Test
    void progressIsToldAndTheBoundOnlyRises() {
        List<SearchProgress> told = new ArrayList<>();
        SolverResult result = solve(COMMITMENT, SolverOptions.defaults().withProgress(told::add));
        assertThat(told).isNotEmpty();
        for (int k = 1; k < told.size(); k++) {
            assertThat(told.get(k).bound())
                    .isGreaterThanOrEqualTo(told.get(k - 1).bound());
            assertThat(told.get(k).nodes())
                    .isGreaterThanOrEqualTo(told.get(k - 1).nodes());
        }
        SearchProgress last = told.get(told.size() - 1);
        assertThat(last.objective()).isEqualTo(result.primalObjective());
        assertThat(last.gap()).isEqualTo(result.gap());
        assertThat(last.nodes()).isEqualTo(result.nodes());
    }

    @Test
    void timeAndInterruptionEndASearch() {
        ConicProgram large = UnitCommitment.of(9, 24, 1, false);
        SolverResult short1 = solve(large, SolverOptions.defaults().withTimeLimit(Duration.ofMillis(100)));
        assertThat(short1.status()).isEqualTo(SolveStatus.TIME_LIMIT);
        assertThat(short1.solveSeconds()).isLessThan(6.0);
        assertThat(solve(large, SolverOptions.defaults().withTimeLimit(Duration.ZERO))
                        .status())
                .isEqualTo(SolveStatus.TIME_LIMIT);
        SolverResult interrupted = solve(
                large,
                SolverOptions.defaults()
                        .withProgress(progress -> Thread.currentThread().interrupt()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.status()).isEqualTo(SolveStatus.INTERRUPTED);
        assertThat(interrupted.bound()).isPositive();
    }

    @Test
    void aStartIsTriedForItsIntegers() {
        SolverResult whole = solve(COMMITMENT, SolverOptions.defaults());
        SolverResult hinted = new BranchAndBoundSolver()
                .solve(COMMITMENT, SolverOptions.defaults().withMaxNodes(3), WarmStart.primal(whole.x()));
        assertThat(hinted.primalObjective()).isCloseTo(whole.primalObjective(), within(1e-5));
    }

    /** What a continuous solver says wrong, or does not say, widens the gap and never closes it wrongly. */
    @Test
    void aContinuousSolverThatErrsCostsAccuracyAndNotTruth() {
        double optimum = solve(COMMITMENT, SolverOptions.defaults()).primalObjective();
        for (Fault fault : Fault.values()) {
            SolverResult result = new BranchAndBoundSolver()
                    .withContinuousSolver(new Erring(fault))
                    .withThreads(1)
                    .solve(COMMITMENT, SolverOptions.defaults().withMaxNodes(400));
            assertThat(result.status()).as("%s", fault).isNotEqualTo(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE);
            assertThat(result.bound()).as("%s", fault).isLessThanOrEqualTo(optimum * (1.0 + 1e-7));
            if (!Double.isNaN(result.primalObjective())) {
                assertThat(result.primalObjective()).as("%s", fault).isGreaterThanOrEqualTo(optimum * (1.0 - 1e-6));
            }
            if (result.status() == SolveStatus.OPTIMAL) {
                assertThat(result.primalObjective()).as("%s", fault).isCloseTo(optimum, within(2e-6 * optimum));
            }
        }
    }

    @Test
    void aSolverWithoutMultipliersIsRefused() {
        ConvexSolver without = new Erring(Fault.NONE) {
            @Override
            public SolverCapabilities capabilities() {
                return new SolverCapabilities(true, true, false, false, true, 100);
            }
        };
        assertThatThrownBy(() -> new BranchAndBoundSolver().withContinuousSolver(without))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'erring' lacks multipliers");
        assertThatThrownBy(() -> new BranchAndBoundSolver().withThreads(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** No bounds at all: the rows of zeros that stand for open bounds give way. */
    @Test
    void openBoundsAreBranchedOn() {
        ConicProgram program = ProgramSketch.minimise(1, 1.0001)
                .equal(ProgramSketch.row(7, -11), 1)
                .atLeast(ProgramSketch.row(1, 1), 20.5)
                .integer(0, 1)
                .program();
        // 7 x - 11 y = 1: x = 8 + 11 k, y = 5 + 7 k; the sum 13 + 18 k is first above 20.5 at k = 1.
        SolverResult result = solve(program, SolverOptions.defaults());
        assertThat(result.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(result.x()).containsExactly(19.0, 12.0);
    }

    private enum Fault {
        NONE,
        FAILS_AT_TIMES,
        GIVES_NOTHING,
        CLAIMS_INFEASIBLE,
        MULTIPLIERS_OFF,
        WORST_MULTIPLIERS
    }

    /** The interior-point solver, with every third answer spoilt. */
    private static class Erring implements ConvexSolver {

        private final InteriorPointSolver right = new InteriorPointSolver();
        private final Fault fault;
        private int count;

        Erring(Fault fault) {
            this.fault = fault;
        }

        @Override
        public String name() {
            return "erring";
        }

        @Override
        public SolverCapabilities capabilities() {
            return right.capabilities();
        }

        @Override
        public SolverSession session() {
            return this::solve;
        }

        @Override
        public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            SolverResult result = right.solve(program, options, start);
            if (++count % 3 != 0 || !result.status().isOptimal()) {
                return result;
            }
            SolverResult.Builder spoilt = result.toBuilder();
            return switch (fault) {
                case NONE -> result;
                case FAILS_AT_TIMES ->
                    spoilt.status(SolveStatus.NUMERICAL_FAILURE).build();
                case GIVES_NOTHING ->
                    SolverResult.builder(SolveStatus.NUMERICAL_FAILURE, new double[0], new double[0])
                            .build();
                case CLAIMS_INFEASIBLE ->
                    spoilt.status(SolveStatus.PRIMAL_INFEASIBLE).build();
                case MULTIPLIERS_OFF -> spoilt.z(scaled(result.z(), 1.0 + 1e-6)).build();
                case WORST_MULTIPLIERS ->
                    spoilt.status(SolveStatus.ALMOST_OPTIMAL)
                            .y(scaled(result.y(), -3.0))
                            .z(scaled(result.z(), -2.0))
                            .build();
            };
        }

        private static double[] scaled(double[] vector, double factor) {
            double[] scaled = vector.clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] *= factor;
            }
            return scaled;
        }
    }

    /** Nodes by linear programs around the program, and nodes by the continuous solver, against enumeration. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bothKindsOfNodesFindTheOptimumOfEnumeration(boolean outerApproximation) {
        ConvexSolver solver = new BranchAndBoundSolver().withOuterApproximation(outerApproximation);
        int optima = 0;
        int conic = 0;
        for (long seed = 1000; seed < 1300; seed++) {
            KnownProgram known = EnumeratedPrograms.of(solver.capabilities(), seed);
            SolverResult result = solver.solve(known.program(), SolverOptions.defaults());
            if (!known.hasOptimum()) {
                assertThat(result.status())
                        .as(known.name())
                        .isIn(SolveStatus.PRIMAL_INFEASIBLE, SolveStatus.CLAIMED_PRIMAL_INFEASIBLE);
            } else {
                assertThat(result.status()).as(known.name()).isEqualTo(SolveStatus.OPTIMAL);
                double accuracy = 1e-6 * (1.0 + Math.abs(known.objective()));
                assertThat(result.primalObjective()).as(known.name()).isCloseTo(known.objective(), within(accuracy));
                assertThat(result.bound()).as(known.name()).isLessThanOrEqualTo(known.objective() + accuracy);
                optima++;
                conic += known.program().hasSecondOrderCones() ? 1 : 0;
            }
        }
        assertThat(optima).isGreaterThan(150);
        assertThat(conic).isGreaterThan(50);
    }
}
