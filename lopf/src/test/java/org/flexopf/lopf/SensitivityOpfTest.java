package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.lopf.SensitivityOpf.Outcome;
import org.flexopf.lopf.SensitivityResult.Status;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.InvalidCostException;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Offer;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.testkit.RadialReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Actions that bring a network within its limits: the least that do, confirmed by power flows of their own; and what is
 * said where none do.
 */
class SensitivityOpfTest {

    /** A reference at 1 p.u., a line of r + jx = 0.02 + j0.04 on 10 MVA, and a load that drags the voltage down. */
    private static Network weak(double mw, double mvar, double rating) {
        return Network.builder("weak", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.95, 1.05))
                .branch(Branch.line(1, 1, 2, 0.02, 0.04).withRating(rating))
                .generator(Generator.of(1, 1, 0.0, 50.0, -50.0, 50.0, CostCurve.linear(40.0)))
                .load(Load.of(1, 2, mw, mvar))
                .build();
    }

    private static Offer load(double mw) {
        return Offer.active("demand response", 2, 0.0, mw, CostCurve.linear(80.0));
    }

    private static Offer compensator(double mvar) {
        return Offer.reactive("compensator", 2, -mvar, mvar, CostCurve.kinked(5.0, 5.0));
    }

    @Test
    void nothingIsDoneWhereNothingIsBroken() {
        SensitivityResult result =
                SensitivityOpf.of(List.of(load(5.0), compensator(5.0))).solve(weak(5.0, 1.0, 20.0));
        assertThat(result.isFeasible()).isTrue();
        assertThat(result.before()).isEmpty();
        assertThat(result.cost()).isCloseTo(0.0, within(1e-6));
        assertThat(SensitivityOpf.of(List.of()).outcome(weak(5.0, 1.0, 20.0))).isEqualTo(Outcome.FEASIBLE);
    }

    /** The least reduction that keeps the rating is found by bisection on power flows, without any derivative. */
    @Test
    void anOverloadIsRemovedByTheLeastReduction() {
        Network network = weak(12.0, 2.0, 10.0);
        SensitivityResult result = SensitivityOpf.of(List.of(load(6.0))).solve(network);
        double low = 0.0;
        double high = 6.0;
        for (int k = 0; k < 60; k++) {
            double middle = 0.5 * (low + high);
            boolean overloaded =
                    PowerFlow.solve(weak(12.0 - middle, 2.0, 10.0)).point().apparentPower(0) > 10.0;
            low = overloaded ? middle : low;
            high = overloaded ? high : middle;
        }
        assertThat(result.isFeasible())
                .as(result.sequence().reason() + result.notFixed())
                .isTrue();
        assertThat(result.before()).extracting(broken -> broken.limit().kind()).contains(NetworkLimit.RATING_FROM);
        assertThat(result.actions().get(0).active()).isCloseTo(high, within(1e-4));
        assertThat(result.cost()).isCloseTo(80.0 * high, within(1e-2));
        assertThat(result.modelError().maxVoltageError()).isLessThan(1e-4);
    }

    /**
     * The cheapest output of a generator against 40 per MWh at the reference, losses included, is found by ternary
     * search on power flows.
     */
    @Test
    void costsThatRiseWithPowerAreFollowed() {
        for (CostCurve cost : List.of(
                CostCurve.quadratic(0.5, 30.0, 7.0),
                CostCurve.piecewiseLinear(List.of(
                        new CostCurve.Point(0.0, 0.0),
                        new CostCurve.Point(10.2, 306.0),
                        new CostCurve.Point(50.0, 306.0 + 39.8 * 60.0))))) {
            Network network = weak(12.0, 2.0, 100.0).toBuilder()
                    .generator(Generator.of(2, 2, 0.0, 44.0, 0.0, 0.0, cost).withSchedule(4.0, 0.0))
                    .build();
            SensitivityResult result = SensitivityOpf.redispatch().solve(network);
            double p = result.actions().get(0).p();
            assertThat(result.status()).isEqualTo(Status.OPTIMAL);
            assertThat(p).isEqualTo(4.0 + result.actions().get(0).active());
            double low = 0.0;
            double high = 20.0;
            while (high - low > 1e-6) {
                double lower = low + (high - low) / 3.0;
                double upper = high - (high - low) / 3.0;
                boolean rising = cost.at(lower) + 40.0 * supplyAtReference(lower)
                        < cost.at(upper) + 40.0 * supplyAtReference(upper);
                low = rising ? low : lower;
                high = rising ? upper : high;
            }
            assertThat(low).isGreaterThan(10.1);
            assertThat(p).isCloseTo(low, within(2e-2));
            assertThat(cost.at(p) + 40.0 * supplyAtReference(p))
                    .isCloseTo(cost.at(low) + 40.0 * supplyAtReference(low), within(1e-4));
            assertThat(result.actions().get(0).cost()).isCloseTo(cost.at(p) - cost.at(4.0), within(1e-9));
        }
    }

    private static double supplyAtReference(double mw) {
        return PowerFlow.solve(weak(12.0 - mw, 2.0, 100.0)).pInjection(0);
    }

    /** Reactive support is cheaper than reduction where it works, and tells the second state from the third. */
    @Test
    void threeOutcomes() {
        Network low = weak(14.0, 7.0, 100.0);
        assertThat(SensitivityOpf.of(List.of(load(6.0), compensator(8.0))).outcome(low))
                .isEqualTo(Outcome.FEASIBLE_WITH_REACTIVE_SUPPORT);
        assertThat(SensitivityOpf.of(List.of(load(6.0), compensator(0.2))).outcome(low))
                .isEqualTo(Outcome.NOT_FEASIBLE);
        SensitivityResult support =
                SensitivityOpf.of(List.of(load(6.0), compensator(8.0))).solve(low);
        assertThat(support.isFeasible()).isTrue();
        assertThat(support.actions().get(0).active()).isCloseTo(0.0, within(1e-5));
        assertThat(support.point().vm(1)).isCloseTo(0.95, within(1e-6));
        SensitivityResult both =
                SensitivityOpf.of(List.of(load(6.0), compensator(0.2))).solve(low);
        assertThat(both.isFeasible()).isTrue();
        assertThat(both.actions().get(1).reactive())
                .as("the cheap support is used up first")
                .isCloseTo(0.2, within(1e-5));
        assertThat(both.actions().get(0).active()).isPositive();
    }

    @Test
    void whatCannotBeFixedIsReported() {
        SensitivityResult result = SensitivityOpf.of(List.of(load(0.5))).solve(weak(14.0, 5.0, 10.0));
        assertThat(result.sequence().settled()).isTrue();
        assertThat(result.isFeasible()).isFalse();
        assertThat(result.actions().get(0).active())
                .as("what helps is done all the same")
                .isCloseTo(0.5, within(1e-5));
        assertThat(result.status()).isEqualTo(Status.NOT_FIXED);
        assertThat(result.prices()).isEmpty();
        assertThat(result.notFixed())
                .extracting(broken -> broken.limit().label())
                .contains("bus 2", "branch 1 (1-2)");
        assertThat(result.notFixed().get(0).toString())
                .contains("bus 2: voltage")
                .contains("below its least 0.95");
    }

    @Test
    void aScheduleWithoutPowerFlowIsNotFeasible() {
        SensitivityOpf opf = SensitivityOpf.of(List.of(load(6.0)));
        assertThat(opf.outcome(weak(200.0, 100.0, 10.0))).isEqualTo(Outcome.NOT_FEASIBLE);
        SensitivityResult result = opf.solve(weak(200.0, 100.0, 10.0));
        assertThat(result.sequence().settled()).isFalse();
        assertThat(result.sequence().reason()).contains("no power flow");
    }

    /** A converter that injects 4 MW within 5 MVA can supply 3 Mvar; a power factor of 0.95 at 5 MVA leaves 1.56. */
    @Test
    void capabilityCurvesLimitReactiveSupport() {
        Network network = weak(18.0, 11.0, 100.0);
        for (CapabilityCurve curve : List.of(CapabilityCurve.semicircle(5.0), CapabilityCurve.rectangle(5.0))) {
            Generator converter = Generator.of(2, 2, 4.0, 4.0, -10.0, 10.0, CostCurve.free())
                    .withReactiveCost(CostCurve.kinked(0.1, 0.1))
                    .withCapability(curve)
                    .withSchedule(4.0, 0.0);
            double supplied = SensitivityOpf.redispatch()
                    .solve(network.toBuilder()
                            .generator(converter)
                            .mapLoads(load -> load.withDemand(load.p() + 4.0, load.q()))
                            .build())
                    .actions()
                    .get(0)
                    .reactive();
            double most = Math.min(3.0, curve.qMax());
            assertThat(supplied).isBetween(0.99 * most, most + 1e-6);
        }
    }

    /**
     * With linear costs and a price at the reference this is an AC optimal power flow, and ends where the other
     * successive linear programs end.
     */
    @ParameterizedTest
    @ValueSource(strings = {"radial4_dg", "radial33_dg", "radial69_dg", "radial85_dg"})
    void withAPriceAtTheReferenceItIsAnOptimalPowerFlow(String name) {
        Network file = RadialReference.of(name).network();
        Network network = file.toBuilder()
                .mapBuses(bus -> bus.isReference() ? bus.withVoltageLimits(1.0, 1.0) : bus)
                .mapGenerators(generator -> generator
                        .withCost(CostCurve.linear(generator.cost().marginalAt(0.0)))
                        .withSchedule(0.0, 0.0)
                        .withVoltageSetPoint(1.0))
                .build();
        double referencePrice = network.generators().stream()
                .filter(generator -> network.bus(generator.bus()).isReference())
                .findFirst()
                .orElseThrow()
                .cost()
                .marginalAt(0.0);
        SensitivityResult result =
                SensitivityOpf.redispatch().withReferencePrice(referencePrice).solve(network);
        double start = referencePrice
                * PowerFlow.solve(network).pInjection(network.topology().fromRootsOutwards()[0]);
        SuccessiveLinearResult optimum = new SuccessiveLinearOpf().solve(network);
        assertThat(result.isFeasible())
                .as(result.sequence().reason() + result.notFixed())
                .isTrue();
        assertThat(optimum.isFeasible()).isTrue();
        assertThat(start + result.cost()).isCloseTo(optimum.cost(), within(1e-4 * optimum.cost()));
    }

    @Test
    void badOffersAreRefused() {
        Network network = weak(1.0, 0.0, 10.0);
        assertThatThrownBy(() -> SensitivityOpf.of(List.of(load(-1.0))).solve(network))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("generator 2 at bus 2")
                .hasMessageContaining("-1.0");
        assertThatThrownBy(() -> SensitivityOpf.of(List.of(load(Double.NaN))).solve(network))
                .isInstanceOf(InvalidNetworkException.class);
        assertThatThrownBy(() -> CostCurve.kinked(5.0, -6.0))
                .isInstanceOf(InvalidCostException.class)
                .hasMessageContaining("earns money");
        Offer elsewhere = Offer.active("x", 9, 0.0, 1.0, CostCurve.linear(5.0));
        assertThatThrownBy(() -> SensitivityOpf.of(List.of(elsewhere)).solve(network))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("bus 9");
    }
}
