package org.flexopf.pricing.nodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.RadialReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices and their components on feeders that an independent AC optimal power flow has solved, prices included. */
class ReferencePricesTest {

    private static OpfSolution solve(RadialReference feeder) {
        return Opf.of(new BranchFlowSocp()).solve(feeder.network()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "radial2_load",
                "radial4_dg",
                "radial16_multi",
                "radial22_quad",
                "radial33_dg",
                "radial33_mustrun",
                "radial69_dg",
                "radial85_dg"
            })
    void onExactFeedersBothComputationsGiveTheAcPrices(String name) {
        RadialReference feeder = RadialReference.of(name);
        OpfSolution solution = solve(feeder);
        NodalPrices prices = NodalPrices.of(solution);

        assertThat(prices.agreement().agrees()).as("%s", prices.agreement()).isTrue();
        assertThat(prices.caveats()).isEmpty();
        for (int i = 0; i < solution.network().buses().size(); i++) {
            Bus bus = solution.network().buses().get(i);
            for (Power power : Power.values()) {
                double reference = feeder.numbers("ac", power == Power.ACTIVE ? "lam_p" : "lam_q")[i];
                double rounding = PriceAgreement.tolerance(
                        Math.max(Math.abs(prices.active(bus)), Math.abs(prices.reactive(bus))));
                PriceComponents own = prices.components(power, bus);
                PriceComponents sensitivities =
                        prices.componentsBySensitivities(power, bus).orElseThrow();
                assertThat(prices.price(power, bus))
                        .as("%s at %s", power, bus.label())
                        .isCloseTo(reference, within(1e-3));
                assertThat(own.total())
                        .as("%s at %s", power, bus.label())
                        .isCloseTo(
                                prices.price(power, bus), within(PriceAgreement.tolerance(prices.price(power, bus))));
                for (PriceComponent component : PriceComponent.values()) {
                    assertThat(own.get(component))
                            .as("%s %s at %s", power, component, bus.label())
                            .isCloseTo(sensitivities.get(component), within(rounding));
                }
            }
        }
    }

    /**
     * The multipliers of the independent AC optimum, put through the sensitivities by hand, say which limits bind; the
     * contributions must name those and no others.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {"radial4_dg", "radial22_quad", "radial33_dg", "radial33_mustrun", "radial69_dg", "radial85_dg"})
    void contributionsNameTheLimitsThatBindInTheReference(String name) {
        RadialReference feeder = RadialReference.of(name);
        OpfSolution solution = solve(feeder);
        Network network = solution.network();
        NodalPrices prices = NodalPrices.of(solution);
        for (Bus bus : network.buses()) {
            double congestion = 0.0;
            double voltage = 0.0;
            for (LimitContribution contribution : prices.contributions(bus)) {
                int element = contribution.limit().element();
                switch (contribution.component()) {
                    case VOLTAGE -> {
                        assertThat(feeder.numbers("ac", "mu_vmax")[element] + feeder.numbers("ac", "mu_vmin")[element])
                                .as(contribution.label())
                                .isGreaterThan(1e-3);
                        voltage += contribution.amount();
                    }
                    case CONGESTION -> {
                        assertThat(feeder.numbers("ac", "mu_sf")[element] + feeder.numbers("ac", "mu_st")[element])
                                .as(contribution.label())
                                .isGreaterThan(1e-3);
                        congestion += contribution.amount();
                    }
                    case ENERGY, LOSSES, OTHER ->
                        assertThat(contribution.label()).isEqualTo("neither a voltage nor a branch");
                }
            }
            assertThat(voltage).isCloseTo(prices.components(bus).voltage(), within(1e-3));
            assertThat(congestion).isCloseTo(prices.components(bus).congestion(), within(1e-3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"radial2_neg"})
    void onAnInexactFeederThePricesAreThoseOfTheRelaxationAndSaySo(String name) {
        RadialReference feeder = RadialReference.of(name);
        OpfSolution solution = solve(feeder);
        NodalPrices prices = NodalPrices.of(solution);

        assertThat(prices.agreement().available()).isTrue();
        assertThat(prices.agreement().agrees()).isFalse();
        assertThat(prices.caveats())
                .anyMatch(caveat -> caveat.contains("relaxation"))
                .anyMatch(caveat -> caveat.contains("socp"));
        for (int i = 0; i < solution.network().buses().size(); i++) {
            Bus bus = solution.network().buses().get(i);
            assertThat(prices.active(bus)).isCloseTo(feeder.numbers("socp", "lam_p")[i], within(1e-3));
            assertThat(prices.components(bus).total()).isCloseTo(prices.active(bus), within(1e-4));
        }
    }
}
