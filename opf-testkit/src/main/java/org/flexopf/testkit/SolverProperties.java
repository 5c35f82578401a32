package org.flexopf.testkit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.assertj.core.api.Assertions;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.WarmStart;
import org.flexopf.testkit.ProgramShape.Difficulty;

/**
 * What holds for every random program that a solver takes; part of {@link SolverContract}, which is what a solver's
 * test extends. The properties run under jqwik, with fixed seeds.
 */
public abstract class SolverProperties {

    /**
     * How much looser an answer may be once it has been taken back through a transformation that scales rows by up to
     * 100.
     */
    private static final double TRANSFORMATION_LOSS = 1e3;

    /**
     * Of a hundred well-posed programs, how many must be answered to the full tolerance; the others must say honestly
     * that they are not.
     */
    static final double WELL_POSED_SHARE = 97.0;

    /** The same for ill-posed programs. */
    static final double ILL_POSED_SHARE = 90.0;

    /** For contract tests. */
    protected SolverProperties() {}

    /** The solver under test; called often, and must give the same kind of solver each time. */
    protected abstract ConvexSolver solver();

    /**
     * The tolerance for residuals and gap that the solver is asked for: 1e-8, the library's default. A solver that
     * cannot reach it says so by overriding this; more than 1e-6 fails the contract.
     */
    protected double tolerance() {
        return 1e-8;
    }

    /**
     * Of a hundred well-posed programs, how many the solver is held to answer in full: at least 97. A solver that does
     * better is held to what it does.
     */
    protected double wellPosedShare() {
        return WELL_POSED_SHARE;
    }

    /** The same for ill-posed programs: at least 90. */
    protected double illPosedShare() {
        return ILL_POSED_SHARE;
    }

    /** Well-posed programs with a known optimum. */
    @Provide
    final Arbitrary<KnownProgram> optima() {
        return ProgramArbitraries.optima(solver().capabilities(), Difficulty.STRICT, Difficulty.DEGENERATE);
    }

    /** Well-posed programs without a feasible point. */
    @Provide
    final Arbitrary<KnownProgram> primalInfeasible() {
        return ProgramArbitraries.primalInfeasible(solver().capabilities(), Difficulty.STRICT, Difficulty.DEGENERATE);
    }

    /** Well-posed programs without a lower bound. */
    @Provide
    final Arbitrary<KnownProgram> dualInfeasible() {
        return ProgramArbitraries.dualInfeasible(solver().capabilities(), Difficulty.STRICT, Difficulty.DEGENERATE);
    }

    /** Ill-posed programs of all three kinds. */
    @Provide
    final Arbitrary<KnownProgram> illPosed() {
        SolverCapabilities capabilities = solver().capabilities();
        return Arbitraries.oneOf(
                ProgramArbitraries.optima(capabilities, Difficulty.ILL_POSED),
                ProgramArbitraries.primalInfeasible(capabilities, Difficulty.ILL_POSED),
                ProgramArbitraries.dualInfeasible(capabilities, Difficulty.ILL_POSED));
    }

    @Property(tries = 2000, seed = "2718281828")
    final void aKnownOptimumIsFound(@ForAll("optima") KnownProgram known) {
        assertAnswersNearlyAlways(known, solver().solve(known.program(), options()), wellPosedShare());
    }

    @Property(tries = 600, seed = "2718281829")
    final void aProgramWithoutAFeasiblePointIsProvedInfeasible(@ForAll("primalInfeasible") KnownProgram known) {
        assertAnswersNearlyAlways(known, solver().solve(known.program(), options()), wellPosedShare());
    }

    @Property(tries = 600, seed = "2718281830")
    final void aProgramWithoutALowerBoundIsProvedUnbounded(@ForAll("dualInfeasible") KnownProgram known) {
        assertAnswersNearlyAlways(known, solver().solve(known.program(), options()), wellPosedShare());
    }

    /** Where multipliers or solutions are unbounded a solver may stop short more often. */
    @Property(tries = 600, seed = "2718281835")
    final void anIllPosedProgramIsAnsweredRightOrNotAtAll(@ForAll("illPosed") KnownProgram known) {
        assertAnswersNearlyAlways(known, solver().solve(known.program(), options()), illPosedShare());
    }

    @Property(tries = 300, seed = "2718281831")
    final void scalingRowsDoesNotChangeTheAnswer(@ForAll("optima") KnownProgram known, @ForAll long seed) {
        assertSameAnswer(known, TransformedProgram.scaledRows(known.program(), seed));
    }

    /**
     * Programs with integers, linear, quadratic and conic as far as the solver takes them, have the optimum that
     * enumeration finds, and no bound lies above it.
     */
    @Property(tries = 500, seed = "2718281836")
    final void aProgramWithIntegersHasTheOptimumOfEnumeration(@ForAll long seed) {
        if (solver().capabilities().integers()) {
            KnownProgram known = EnumeratedPrograms.of(solver().capabilities(), seed);
            SolverResult result = solver().solve(known.program(), options());
            assertAnswers(known, result);
            assertHonestBound(known, result);
            if (known.hasOptimum()) {
                Assertions.assertThat(result.gap())
                        .as("%s: the gap of what is called an optimum, if told", known.name())
                        .matches(gap -> !(gap > options().largestIntegerGap(known.objective()) * 1.001));
            }
        }
    }

    /** A search that is cut short has a point that is feasible or none, and bounds the optimum from below. */
    @Property(tries = 100, seed = "2718281837")
    final void aSearchThatIsCutShortBoundsTheOptimum(@ForAll long seed) {
        if (solver().capabilities().integers()) {
            KnownProgram known = EnumeratedPrograms.of(solver().capabilities(), seed);
            for (int nodes : new int[] {0, 1, 3, 10}) {
                SolverResult result = solver().solve(known.program(), options().withMaxNodes(nodes));
                if (result.status() == SolveStatus.ITERATION_LIMIT) {
                    assertHonestBound(known, result);
                } else {
                    assertAnswers(known, result);
                }
            }
        }
    }

    private void assertHonestBound(KnownProgram known, SolverResult result) {
        double optimum = known.hasOptimum() ? known.objective() : Double.POSITIVE_INFINITY;
        double rounding = known.hasOptimum() ? 1e-7 * (1.0 + Math.abs(optimum)) : 0.0;
        Assertions.assertThat(result.bound())
                .as("%s: the bound below the optimum %s, if there is one", known.name(), optimum)
                .matches(bound -> !(bound > optimum + rounding));
        if (!Double.isNaN(result.primalObjective())) {
            Assertions.assertThat(result.primalObjective())
                    .as("%s: the objective of a point", known.name())
                    .isGreaterThanOrEqualTo(optimum - rounding);
        }
    }

    @Property(tries = 300, seed = "2718281832")
    final void permutingVariablesDoesNotChangeTheAnswer(@ForAll("optima") KnownProgram known, @ForAll long seed) {
        assertSameAnswer(known, TransformedProgram.permutedVariables(known.program(), seed));
    }

    @Property(tries = 300, seed = "2718281833")
    final void splittingConesDoesNotChangeTheAnswer(@ForAll("optima") KnownProgram known) {
        TransformedProgram split = TransformedProgram.splitCones(known.program());
        Assume.that(split.program().variableCount() <= solver().capabilities().maxVariables());
        assertSameAnswer(known, split);
    }

    /**
     * A start from the answer itself, and one from the answer to another program of the same size, lead to a right
     * answer.
     */
    @Property(tries = 300, seed = "2718281834")
    final void warmStartsDoNotChangeTheAnswer(@ForAll("optima") KnownProgram known, @ForAll long seed) {
        WarmStart random = Hints.random(known.program(), seed, 1.0);
        assertAnswersNearlyAlways(known, solver().solve(known.program(), options(), random), wellPosedShare());
        WarmStart perfect = new WarmStart(known.x(), known.y(), known.z());
        assertAnswersNearlyAlways(known, solver().solve(known.program(), options(), perfect), wellPosedShare());
    }

    /** The options that every solve of the contract uses. */
    final SolverOptions options() {
        return SolverOptions.defaults().withTolerance(tolerance());
    }

    /**
     * The answer is right in every part that the solver declares; certificates are looked at only if it promises any,
     * and it may say so by a claim if it promises none.
     */
    final void assertAnswers(KnownProgram known, SolverResult result) {
        KktAssert answer = KktAssertions.assertThat(known.program(), options(), result);
        if (known.hasOptimum() || solver().capabilities().certificates()) {
            answer.answers(known);
        } else {
            answer.as("%s", known.name()).hasStatus(known.statusesAndClaims().toArray(SolveStatus[]::new));
        }
        if (known.hasOptimum() && !known.program().hasIntegers()) {
            if (solver().capabilities().duals()) {
                answer.hasMultipliers();
            } else {
                Assertions.assertThat(result.y().length + result.z().length)
                        .as("%s: multipliers of a solver that declares none", known.name())
                        .isZero();
            }
        }
    }

    private void assertSameAnswer(KnownProgram known, TransformedProgram transformed) {
        SolverResult result = solver().solve(transformed.program(), options());
        if (isAnswered(result, known.name() + ", transformed", transformed.program(), wellPosedShare())) {
            KktAssertions.assertThat(transformed.program(), options(), result)
                    .as("%s, transformed", known.name())
                    .isOptimal();
            KktAssertions.assertThat(
                            known.program(),
                            options().withTolerance(tolerance() * TRANSFORMATION_LOSS),
                            transformed.back().apply(result))
                    .answers(known);
        }
    }

    /** What is answered must be right; a solver may stop short and say so, if it does so seldom. */
    private void assertAnswersNearlyAlways(KnownProgram known, SolverResult result, double share) {
        if (isAnswered(result, known.name(), known.program(), share)) {
            assertAnswers(known, result);
        }
    }

    private boolean isAnswered(SolverResult result, String name, ConicProgram program, double leastShare) {
        boolean answered = result.status().isOptimal()
                || result.status().isInfeasible()
                || result.status().isClaim();
        if (!answered) {
            KktAssertions.assertThat(program, options(), result)
                    .as("%s", name)
                    .hasWholeShape()
                    .hasStatus(SolveStatus.ALMOST_OPTIMAL, SolveStatus.NUMERICAL_FAILURE, SolveStatus.ITERATION_LIMIT);
        }
        Statistics.label("answered")
                .collect(answered)
                .coverage(coverage -> coverage.check(true).percentage(share -> share >= leastShare));
        return answered;
    }
}
