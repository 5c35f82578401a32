package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.flexopf.opf.OpfProblem;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RadialReference;
import org.flexopf.testkit.RandomFeeders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for the best AC-feasible point: two-sided, and close to the best that is known. */
class AcSearchTest {

    @Provide
    Arbitrary<FeasibleFeeder> hardFeeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.HARD, 40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"radial2_neg", "radial33_dg", "radial33_mustrun", "radial4_dg"})
    void theBestPointIsTheAcOptimumOfAnotherProgram(String name) {
        RadialReference feeder = RadialReference.of(name);
        double ac = feeder.objective("ac");

        AcSearch.Outcome outcome = AcSearch.of(OpfProblem.of(feeder.network()));

        assertThat(outcome.best().orElseThrow().recovered().orElseThrow().cost()).isCloseTo(ac, within(1e-5 * Math.abs(ac)));
        assertThat(outcome.lowerBound().orElseThrow()).isLessThanOrEqualTo(ac + 1e-6 * Math.abs(ac));
    }

    /** A point of the AC problem exists by construction; what is found is feasible, above the bound, and not dearer than that point. */
    @Property(tries = 60, seed = "20261201")
    void theSearchIsTwoSidedOnHardFeeders(@ForAll("hardFeeders") FeasibleFeeder feeder) {
        AcSearch.Outcome outcome = AcSearch.of(OpfProblem.of(feeder.network()));

        Statistics.label("found by").collect(outcome.best().map(AcSearch.Attempt::method).orElse("none"));
        outcome.best().ifPresent(best -> {
            RecoveredPoint point = best.recovered().orElseThrow();
            Statistics.label("not dearer than the known point").collect(point.cost() <= feeder.cost() + 1e-3 * Math.abs(feeder.cost()));
            Statistics.label("gap").collect(gapClass(outcome.gap().orElseThrow()));
            assertThat(point.isFeasible()).isTrue();
            assertThat(point.cost()).isGreaterThanOrEqualTo(outcome.lowerBound().orElseThrow() - 1e-6 * (1.0 + Math.abs(point.cost())));
        });
    }

    private static String gapClass(double gap) {
        return gap <= 1e-6 ? "closed" : gap <= 5e-3 ? "up to 0.5 %" : gap <= 5e-2 ? "up to 5 %" : "above 5 %";
    }
}
