package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.AcSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RadialReference;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.WithReferenceCases;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The AC problem on radial feeders, where the relaxation is exact and where it is not: what one local solve finds is
 * what all other ways out of the search find together, or better.
 */
class RadialAcTest {

    /** Relative; local solves stop at a gradient of 1e-8, and ways out at limits that are met to 1e-6. */
    private static final double SAME = 2e-6;

    static List<OpfProblem> golden() {
        return GoldenCases.all().stream()
                .filter(one -> one.network().topology().isRadial() && !one.isInfeasible())
                .map(GoldenCase::network)
                .map(OpfProblem::of)
                .toList();
    }

    static Stream<OpfProblem> reference() {
        return RadialReference.names().stream()
                .map(name -> OpfProblem.of(RadialReference.of(name).network()));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void goldenFeedersAreAsGoodOrBetter(OpfProblem problem) {
        assertAsGood(problem);
    }

    @WithReferenceCases
    @ParameterizedTest
    @MethodSource("reference")
    void referenceFeedersAreAsGoodOrBetter(OpfProblem problem) {
        assertAsGood(problem);
    }

    @Property(tries = 60, seed = "20261130")
    void randomInexactFeedersAreAsGoodOrBetter(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 4, max = 25) int buses) {
        FeasibleFeeder feeder = RandomFeeders.of(RandomFeeders.Character.HARD, buses, seed);
        OpfProblem problem = OpfProblem.of(feeder.network());
        boolean exact = ExactnessReport.of(
                        Opf.of(new BranchFlowSocp()).solve(problem).orElseThrow())
                .isExact();
        Share.atLeast(15.0, "inexact", !exact);
        if (!exact) {
            assertAsGood(problem);
        }
    }

    private static void assertAsGood(OpfProblem problem) {
        OpfSolution relaxed = Opf.of(new BranchFlowSocp()).solve(problem).orElseThrow();
        AcSolution warm = AcOpf.of(problem)
                .startingFrom(relaxed.operatedNetwork(), relaxed.point())
                .solve();
        AcSolution flat = AcOpf.of(problem).solve();
        double found = Stream.of(warm, flat)
                .filter(AcSolution::isOptimal)
                .mapToDouble(AcSolution::objective)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        AcSearch.Outcome outcome = AcSearch.of(problem).search();
        OptionalDouble others = outcome.attempts().stream()
                .filter(attempt -> attempt.isFeasible() && !attempt.method().equals("ac"))
                .mapToDouble(AcSearch.Attempt::value)
                .min();
        double scale = Math.max(1.0, Math.abs(found));
        assertThat(found).isLessThanOrEqualTo(others.orElse(Double.POSITIVE_INFINITY) + SAME * scale);
        // Nothing lies below the bound, and the search ends with the better of both.
        assertThat(found).isGreaterThan(relaxed.lowerBound().orElseThrow() - SAME * scale);
        assertThat(outcome.best().orElseThrow().value())
                .isCloseTo(Math.min(found, others.orElse(found)), within(SAME * scale));
    }
}
