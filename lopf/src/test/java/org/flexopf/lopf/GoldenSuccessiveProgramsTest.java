package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBuses;

import java.util.List;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.testkit.golden.AcOptimum;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.flexopf.testkit.golden.Tolerances;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rounds of linear programs end at the AC optimum of the radial golden networks, whether a relaxation is exact or not.
 */
class GoldenSuccessiveProgramsTest {

    static List<GoldenCase> radial() {
        return GoldenCases.all().stream()
                .filter(golden -> golden.linDistFlow().isPresent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("radial")
    void linearisedBranchFlowsEndAtTheAcOptimum(GoldenCase golden) {
        AcOptimum ac = golden.ac().orElseThrow();
        SuccessiveLinearResult result =
                new SuccessiveLinearOpf().withTolerance(1e-10).solve(golden.network());
        assertThat(result.isFeasible()).as(result.sequence().reason()).isTrue();
        assertThat(result.cost()).isCloseTo(ac.objective(), within(Tolerances.COST * Math.abs(ac.objective())));
        assertBuses("magnitude", golden.network(), result.point().point().vm(), ac.vm(), Tolerances.VOLTAGE);
    }

    /** With a reference that holds its voltage, actions on the schedule of the file reach the AC optimum. */
    @ParameterizedTest
    @ValueSource(strings = {"r02_export", "r05_negative", "r16_rated", "r25_export", "r40_ohm"})
    void sensitivitiesEndAtTheAcOptimumAndItsActivePrices(String name) {
        GoldenCase golden = GoldenCases.named(name);
        AcOptimum ac = golden.ac().orElseThrow();
        SensitivityResult result = solve(golden);
        assertThat(result.status()).as(result.sequence().reason()).isEqualTo(SensitivityResult.Status.OPTIMAL);
        assertThat(result.state().cost()).isCloseTo(ac.objective(), within(Tolerances.COST * Math.abs(ac.objective())));
        assertThat(scheduledCost(golden) + result.cost())
                .isCloseTo(ac.objective(), within(Tolerances.COST * Math.abs(ac.objective())));
        assertBuses("magnitude", golden.network(), result.point().vm(), ac.vm(), Tolerances.VOLTAGE);
        assertBuses(
                "active price",
                golden.network(),
                totals(result.prices().orElseThrow().active()),
                ac.activePrice(),
                Tolerances.ACTIVE_PRICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"r02_export", "r05_negative", "r16_rated", "r25_export", "r40_ohm"})
    void sensitivitiesEndAtTheReactivePricesOfTheAcOptimum(String name) {
        GoldenCase golden = GoldenCases.named(name);
        assertBuses(
                "reactive price",
                golden.network(),
                totals(solve(golden).prices().orElseThrow().reactive()),
                golden.ac().orElseThrow().reactivePrice(),
                Tolerances.REACTIVE_PRICE);
    }

    private static SensitivityResult solve(GoldenCase golden) {
        return SensitivityOpf.redispatch().solve(golden.network());
    }

    private static Generator reference(Network network) {
        return network.generators().stream()
                .filter(generator -> network.bus(generator.bus()).isReference())
                .findFirst()
                .orElseThrow();
    }

    /** What the schedule of the file costs, with what the reference makes up for in the golden power flow. */
    private static double scheduledCost(GoldenCase golden) {
        Generator reference = reference(golden.network());
        return golden.network().generators().stream()
                .mapToDouble(generator -> generator
                        .cost()
                        .at(generator.equals(reference) ? golden.powerFlow().referenceP()[0] : generator.p()))
                .sum();
    }

    private static double[] totals(List<PriceComponents> prices) {
        return prices.stream().mapToDouble(PriceComponents::total).toArray();
    }
}
