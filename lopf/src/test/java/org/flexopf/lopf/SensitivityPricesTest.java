package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Offer;
import org.flexopf.opf.family.PriceComponents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Prices of the sensitivity-based model: solving again with another demand is the judge. */
class SensitivityPricesTest {

    private static final double REFERENCE_PRICE = 50.0;
    private static final List<Offer> OFFERS = List.of(
            Offer.active("far", 3, 0.0, 3.0, CostCurve.linear(90.0)),
            Offer.active("near", 2, 0.0, 3.0, CostCurve.linear(120.0)));

    private static Network feeder(Branch first, double lowest) {
        return Network.builder("feeder", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .bus(Bus.of(3).withVoltageLimits(lowest, 1.1))
                .branch(first)
                .branch(Branch.line(2, 2, 3, 0.06, 0.04))
                .load(Load.of(1, 2, 1.5, 0.5))
                .load(Load.of(2, 3, 2.0, 0.6))
                .build();
    }

    private static Branch line() {
        return Branch.line(1, 1, 2, 0.05, 0.05).withCharging(0.02);
    }

    static List<Arguments> feeders() {
        return List.of(
                Arguments.of("nothing", feeder(line(), 0.9)),
                Arguments.of("voltage", feeder(line(), 0.97)),
                Arguments.of("congestion", feeder(line().withRating(3.0), 0.9)),
                Arguments.of("congestion", feeder(line().withCurrentLimit(3.0), 0.9)),
                Arguments.of(
                        "congestion", feeder(Branch.line(1, 2, 1, 0.05, 0.05).withRating(3.0), 0.9)));
    }

    private static SensitivityResult solve(Network network) {
        return SensitivityOpf.of(OFFERS).withReferencePrice(REFERENCE_PRICE).solve(network);
    }

    /** What actions and all that the reference supplies cost. */
    private static double cost(Network network) {
        SensitivityResult result = solve(network);
        assertThat(result.isFeasible()).as(result.sequence().reason()).isTrue();
        double supply = network.topology().from(0) == 0
                ? result.point().pFrom(0)
                : result.point().pTo(0);
        return REFERENCE_PRICE * supply
                + result.actions().stream().mapToDouble(FlexibleAction::cost).sum();
    }

    @ParameterizedTest
    @MethodSource("feeders")
    void aPriceIsTheSlopeOfTheCost(String binding, Network network) {
        SensitivityResult result = solve(network);
        StepPrices prices = result.prices().orElseThrow();
        assertThat(prices.active()).hasSize(3);
        double step = 0.01;
        for (int i = 1; i < 3; i++) {
            for (boolean active : new boolean[] {true, false}) {
                PriceComponents price = (active ? prices.active() : prices.reactive()).get(i);
                Load more = Load.of(9, i + 1, active ? step : 0.0, active ? 0.0 : step);
                Load less = Load.of(9, i + 1, active ? -step : 0.0, active ? 0.0 : -step);
                double slope = (cost(network.toBuilder().load(more).build())
                                - cost(network.toBuilder().load(less).build()))
                        / (2.0 * step);
                assertThat(price.total())
                        .as(
                                "%s at %s: %s",
                                active ? "active" : "reactive",
                                network.buses().get(i).label(),
                                price)
                        .isCloseTo(slope, within(2e-2));
                assertThat(price.energy()).isCloseTo(active ? REFERENCE_PRICE : 0.0, within(1e-6));
                if (active) {
                    assertThat(price.losses()).isPositive();
                    assertThat(price.congestion() > 1.0).isEqualTo(binding.equals("congestion"));
                    assertThat(price.voltage() > 1.0).isEqualTo(binding.equals("voltage"));
                }
            }
        }
        PriceComponents root = prices.active().get(0);
        assertThat(root.energy()).isCloseTo(REFERENCE_PRICE, within(1e-6));
        assertThat(root.total()).isEqualTo(root.energy());
    }

    @Test
    void whereTheResourceIsMarginalItSetsThePrice() {
        assertThat(solve(feeder(line(), 0.97))
                        .prices()
                        .orElseThrow()
                        .active()
                        .get(2)
                        .total())
                .isCloseTo(90.0, within(1e-3));
    }

    @Test
    void whatCannotBeFixedHasNoPrices() {
        SensitivityResult result = SensitivityOpf.of(List.of()).solve(feeder(line().withRating(1.0), 0.9));
        assertThat(result.isFeasible()).isFalse();
        assertThat(result.prices()).isEmpty();
    }

    @Test
    void anIsolatedBusHasNoPrice() {
        Network network = feeder(line(), 0.97).toBuilder()
                .bus(Bus.of(9).withType(BusType.ISOLATED))
                .build();
        assertThat(solve(network).prices().orElseThrow().active().get(3).total())
                .isNaN();
    }
}
