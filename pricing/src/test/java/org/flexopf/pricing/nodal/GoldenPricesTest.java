package org.flexopf.pricing.nodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBuses;

import java.util.List;
import java.util.function.Function;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.golden.AcOptimum;
import org.flexopf.testkit.golden.BranchFlowOptimum;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.flexopf.testkit.golden.PriceParts;
import org.flexopf.testkit.golden.Tolerances;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodal prices of the golden networks, and what they are made of. */
class GoldenPricesTest {

    static List<GoldenCase> exact() {
        return GoldenCases.all().stream()
                .filter(golden -> golden.priceParts().isPresent())
                .toList();
    }

    static List<GoldenCase> inexact() {
        return GoldenCases.all().stream()
                .filter(golden -> !golden.isInfeasible() && golden.priceParts().isEmpty())
                .toList();
    }

    private static NodalPrices prices(GoldenCase golden) {
        return NodalPrices.of(
                Opf.of(new BranchFlowSocp()).solve(golden.network()).orElseThrow());
    }

    /** Where the relaxation is exact, prices and parts are those of the AC optimum, by duality and by sensitivities. */
    @ParameterizedTest
    @MethodSource("exact")
    void pricesAndTheirPartsAreThoseOfTheAcOptimum(GoldenCase golden) {
        AcOptimum ac = golden.ac().orElseThrow();
        PriceParts parts = golden.priceParts().orElseThrow();
        Network network = golden.network();
        NodalPrices prices = prices(golden);

        assertThat(prices.agreement().agrees()).as("%s", prices.agreement()).isTrue();
        assertThat(prices.caveats()).isEmpty();
        assertBuses("active price", network, prices.active(), ac.activePrice(), Tolerances.ACTIVE_PRICE);
        assertBuses("reactive price", network, prices.reactive(), ac.reactivePrice(), Tolerances.REACTIVE_PRICE);
        for (Power power : Power.values()) {
            PriceParts.Parts expected = power == Power.ACTIVE ? parts.active() : parts.reactive();
            double tolerance = power == Power.ACTIVE ? Tolerances.ACTIVE_PRICE : Tolerances.REACTIVE_PRICE;
            assertParts(network, bus -> prices.components(power, bus), expected, tolerance);
            assertParts(
                    network, bus -> prices.componentsBySensitivities(power, bus).orElseThrow(), expected, tolerance);
        }
    }

    private static void assertParts(
            Network network, Function<Bus, PriceComponents> actual, PriceParts.Parts expected, double tolerance) {
        for (PriceComponent component : PriceComponent.values()) {
            double[] golden = switch (component) {
                case ENERGY -> expected.energy();
                case LOSSES -> expected.losses();
                case CONGESTION -> expected.congestion();
                case VOLTAGE -> expected.voltage();
                case OTHER -> new double[network.buses().size()];
            };
            double[] own = network.buses().stream()
                    .mapToDouble(bus -> actual.apply(bus).get(component))
                    .toArray();
            assertBuses(component.name(), network, own, golden, tolerance);
        }
    }

    /** Elsewhere they are those of the relaxation, which differ from the AC prices, and they say so. */
    @ParameterizedTest
    @MethodSource("inexact")
    void pricesOfAnInexactRelaxationAreItsOwnAndSaySo(GoldenCase golden) {
        BranchFlowOptimum expected = golden.socp().orElseThrow().optimum();
        assertThat(expected.unique().activePrice() && expected.unique().reactivePrice())
                .isTrue();
        Network network = golden.network();
        NodalPrices prices = prices(golden);

        assertBuses("active price", network, prices.active(), expected.activePrice(), Tolerances.BRANCH_FLOW_PRICE);
        assertBuses("reactive price", network, prices.reactive(), expected.reactivePrice(), Tolerances.REACTIVE_PRICE);
        assertThat(prices.caveats()).anyMatch(caveat -> caveat.contains("relaxation"));
        double[] total = network.buses().stream()
                .mapToDouble(bus -> prices.components(bus).total())
                .toArray();
        assertBuses("sum of the parts", network, total, prices.active(), 1e-4);
    }
}
