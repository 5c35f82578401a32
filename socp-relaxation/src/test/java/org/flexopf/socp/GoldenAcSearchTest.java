package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBuses;
import static org.flexopf.testkit.golden.GoldenAssertions.assertGenerators;

import java.util.List;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.solver.SolveStatus;
import org.flexopf.testkit.golden.AcOptimum;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.flexopf.testkit.golden.Tolerances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The search for AC-feasible points on the radial golden networks. */
class GoldenAcSearchTest {

    static List<GoldenCase> radial() {
        return GoldenCases.all().stream()
                .filter(golden -> golden.network().topology().isRadial() && !golden.isInfeasible())
                .toList();
    }

    /** Where the relaxation is not exact, the best of many random starts is the only local optimum known. */
    @ParameterizedTest
    @MethodSource("radial")
    void theBestPointIsTheBestThatIsKnown(GoldenCase golden) {
        AcOptimum ac = golden.ac().orElseThrow();
        double cost = golden.bestAcCost().orElse(ac.objective());
        double bound = golden.socp().orElseThrow().optimum().objective();

        AcSearch.Outcome outcome = AcSearch.of(OpfProblem.of(golden.network())).search();

        AcSearch.Attempt best = outcome.best().orElseThrow();
        RecoveredPoint point = best.recovered().orElseThrow();
        assertThat(point.isFeasible()).isTrue();
        assertThat(best.value()).isCloseTo(cost, within(Tolerances.COST * Math.abs(cost)));
        assertThat(outcome.lowerBound().orElseThrow()).isCloseTo(bound, within(Tolerances.COST * Math.abs(bound)));
        assertThat(outcome.attempts())
                .filteredOn(AcSearch.Attempt::isFeasible)
                .as("nothing AC-feasible is cheaper")
                .allSatisfy(
                        attempt -> assertThat(attempt.value()).isGreaterThan(cost - Tolerances.COST * Math.abs(cost)));
        assertBuses("magnitude", golden.network(), point.point().vm(), ac.vm(), Tolerances.VOLTAGE);
        assertGenerators("active generation", golden.network(), point.point().pg(), ac.pg(), Tolerances.ACTIVE_POWER);
        assertGenerators(
                "reactive generation", golden.network(), point.point().qg(), ac.qg(), Tolerances.REACTIVE_POWER);
    }

    @Test
    void nothingIsFoundWhereNothingIsFeasible() {
        AcSearch.Outcome outcome = AcSearch.of(
                        OpfProblem.of(GoldenCases.named("r10_infeasible").network()))
                .search();
        assertThat(outcome.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        assertThat(outcome.best()).isEmpty();
    }
}
