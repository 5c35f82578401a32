package org.flexopf.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.ReferenceCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices and their components on feeders that an independent AC optimal power flow has solved, prices included. */
class ReferencePricesTest {

    private static OpfSolution solve(String feeder) {
        return Opf.of(new BranchFlowSocp()).solve(MatpowerCase.read(ReferenceCases.path("radial/" + feeder + ".m")).network()).orElseThrow();
    }

    private static JsonNode expected(String feeder) throws IOException {
        return new ObjectMapper().readTree(ReferenceCases.path("radial/expected.json").toFile()).get(feeder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"radial2_load", "radial4_dg", "radial16_multi", "radial22_quad", "radial33_dg", "radial33_mustrun", "radial69_dg", "radial85_dg"})
    void onExactFeedersBothComputationsGiveTheAcPrices(String feeder) throws IOException {
        OpfSolution solution = solve(feeder);
        NodalPrices prices = NodalPrices.of(solution);
        JsonNode ac = expected(feeder).get("ac");

        assertThat(prices.agreement().agrees()).as("%s", prices.agreement()).isTrue();
        assertThat(prices.caveats()).isEmpty();
        for (int i = 0; i < solution.network().buses().size(); i++) {
            Bus bus = solution.network().buses().get(i);
            for (Power power : Power.values()) {
                double reference = ac.get(power == Power.ACTIVE ? "lam_p" : "lam_q").get(i).asDouble();
                double rounding = PriceAgreement.tolerance(Math.max(Math.abs(prices.active(bus)), Math.abs(prices.reactive(bus))));
                PriceComponents own = prices.components(power, bus);
                PriceComponents sensitivities = prices.componentsBySensitivities(power, bus).orElseThrow();
                assertThat(prices.price(power, bus)).as("%s at %s", power, bus.label()).isCloseTo(reference, within(1e-3));
                assertThat(own.total()).as("%s at %s", power, bus.label()).isCloseTo(prices.price(power, bus), within(PriceAgreement.tolerance(prices.price(power, bus))));
                for (PriceComponent component : PriceComponent.values()) {
                    assertThat(own.get(component)).as("%s %s at %s", power, component, bus.label())
                            .isCloseTo(sensitivities.get(component), within(rounding));
                }
            }
        }
    }

    /** The multipliers of the independent AC optimum, put through the sensitivities by hand, say which limits bind; the contributions must name those and no others. */
    @ParameterizedTest
    @ValueSource(strings = {"radial4_dg", "radial22_quad", "radial33_dg", "radial33_mustrun", "radial69_dg", "radial85_dg"})
    void contributionsNameTheLimitsThatBindInTheReference(String feeder) throws IOException {
        OpfSolution solution = solve(feeder);
        Network network = solution.network();
        NodalPrices prices = NodalPrices.of(solution);
        JsonNode ac = expected(feeder).get("ac");
        for (Bus bus : network.buses()) {
            double congestion = 0.0;
            double voltage = 0.0;
            for (LimitContribution contribution : prices.contributions(bus)) {
                int element = contribution.limit().element();
                switch (contribution.component()) {
                    case VOLTAGE -> {
                        assertThat(ac.get("mu_vmax").get(element).asDouble() + ac.get("mu_vmin").get(element).asDouble()).as(contribution.label()).isGreaterThan(1e-3);
                        voltage += contribution.amount();
                    }
                    case CONGESTION -> {
                        assertThat(ac.get("mu_sf").get(element).asDouble() + ac.get("mu_st").get(element).asDouble()).as(contribution.label()).isGreaterThan(1e-3);
                        congestion += contribution.amount();
                    }
                    default -> assertThat(contribution.label()).isEqualTo("neither a voltage nor a branch");
                }
            }
            assertThat(voltage).isCloseTo(prices.components(bus).voltage(), within(1e-3));
            assertThat(congestion).isCloseTo(prices.components(bus).congestion(), within(1e-3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"radial2_neg"})
    void onAnInexactFeederThePricesAreThoseOfTheRelaxationAndSaySo(String feeder) throws IOException {
        OpfSolution solution = solve(feeder);
        NodalPrices prices = NodalPrices.of(solution);

        assertThat(prices.agreement().available()).isTrue();
        assertThat(prices.agreement().agrees()).isFalse();
        assertThat(prices.caveats()).anyMatch(caveat -> caveat.contains("relaxation")).anyMatch(caveat -> caveat.contains("socp"));
        for (int i = 0; i < solution.network().buses().size(); i++) {
            Bus bus = solution.network().buses().get(i);
            assertThat(prices.active(bus)).isCloseTo(expected(feeder).get("socp").get("lam_p").get(i).asDouble(), within(1e-3));
            assertThat(prices.components(bus).total()).isCloseTo(prices.active(bus), within(1e-4));
        }
    }
}
