package org.flexopf.pricing.nodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.socp.BranchFlowSocp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices where the optimum supports more than one, worked out by hand. */
class DegeneratePricesTest {

    private static NodalPrices prices(OpfFormulation formulation, Network network) {
        return NodalPrices.of(Opf.of(formulation).solve(network).orElseThrow());
    }

    private static Generator generator(int id, int bus, double most, double price) {
        return Generator.of(id, bus, 0.0, most, -5.0, 5.0, CostCurve.linear(price));
    }

    /** A cheap generator that serves exactly the whole load, beside a dear one. */
    private static Network usedUp(double load) {
        return Network.builder("used up", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.01, 0.02))
                .load(Load.of(1, 2, load, 0.0))
                .generator(generator(1, 1, 1.0, 30.0))
                .generator(generator(2, 1, 5.0, 50.0))
                .build();
    }

    @Test
    void aGeneratorThatIsJustUsedUpLeavesThePriceOpenBetweenItsOwnAndTheNext() {
        NodalPrices prices = prices(new DcOpf(), usedUp(1.0));
        for (Bus bus : usedUp(1.0).buses()) {
            PriceInterval interval = prices.interval(bus);
            assertThat(interval.lower()).isCloseTo(30.0, within(1e-4));
            assertThat(interval.upper()).isCloseTo(50.0, within(1e-4));
            assertThat(interval.isUnique()).isFalse();
            assertThat(interval.middle()).isCloseTo(40.0, within(1e-4));
            assertThat(interval.contains(prices.active(bus))).isTrue();
        }
        PriceConfirmation confirmation =
                prices.confirm(Power.ACTIVE, usedUp(1.0).bus(2), 0.01);
        assertThat(confirmation.slopeForLess()).isCloseTo(30.0, within(1e-3));
        assertThat(confirmation.slopeForMore()).isCloseTo(50.0, within(1e-3));
    }

    @Test
    void besideTheKinkThePriceIsUnique() {
        assertThat(prices(new DcOpf(), usedUp(0.9)).interval(usedUp(0.9).bus(2)).isUnique())
                .isTrue();
        assertThat(prices(new DcOpf(), usedUp(0.9)).interval(usedUp(0.9).bus(2)).upper())
                .isCloseTo(30.0, within(1e-4));
        assertThat(prices(new DcOpf(), usedUp(1.1)).interval(usedUp(1.1).bus(2)).lower())
                .isCloseTo(50.0, within(1e-4));
    }

    /**
     * 50 comes in over a full line, 90 stands behind another one: a bus between them that neither draws nor supplies
     * has every price from 50 to 90.
     */
    private static Network betweenTwoLimits() {
        return Network.builder("between", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.01, 0.02).withRating(1.0))
                .branch(Branch.line(2, 2, 3, 0.01, 0.02).withRating(1.0))
                .load(Load.of(1, 3, 2.0, 0.0))
                .generator(generator(1, 1, 10.0, 50.0))
                .generator(generator(2, 3, 10.0, 90.0))
                .build();
    }

    @Test
    void aBusBetweenTwoLimitsHasEveryPriceBetweenThoseOfItsNeighbours() {
        NodalPrices prices = prices(new DcOpf(), betweenTwoLimits());
        PriceInterval interval = prices.interval(betweenTwoLimits().bus(2));

        assertThat(interval.lower()).isCloseTo(50.0, within(1e-4));
        assertThat(interval.upper()).isCloseTo(90.0, within(1e-4));
        assertThat(prices.interval(betweenTwoLimits().bus(1)).isUnique()).isTrue();
        assertThat(prices.interval(betweenTwoLimits().bus(3)).isUnique()).isTrue();
        assertThat(prices.components(betweenTwoLimits().bus(3)).congestion()).isCloseTo(40.0, within(1e-3));
    }

    /**
     * A tie without load that ends at an open switch carries nothing: an impedance, but no price of its own. Its far
     * bus has the price of the near one, and one only, since a little demand there would be served over the tie.
     */
    @Test
    void anUnloadedTieHasThePriceOfTheBusThatItHangsOn() {
        Network network = betweenTwoLimits().toBuilder()
                .bus(Bus.of(4))
                .branch(Branch.line(3, 3, 4, 0.01, 0.02).withRating(1.0))
                .build();
        for (OpfFormulation formulation : List.of(new DcOpf(), new BranchFlowSocp())) {
            NodalPrices prices = prices(formulation, network);
            PriceInterval interval = prices.interval(network.bus(4));
            assertThat(interval.isUnique())
                    .as("%s: %s", formulation.name(), interval)
                    .isTrue();
            assertThat(prices.active(network.bus(4))).isCloseTo(prices.active(network.bus(3)), within(1e-3));
            assertThat(interval.contains(prices.active(network.bus(4)))).isTrue();
        }
    }

    /** Behind a tie that may carry nothing at all there is a dear generator that nobody needs. */
    @Test
    void behindATieThatIsShutThePriceHasNoLowerEnd() {
        Network network = betweenTwoLimits().toBuilder()
                .bus(Bus.of(4))
                .branch(Branch.line(3, 3, 4, 0.01, 0.02).withRating(1.0))
                .generator(generator(3, 4, 1.0, 120.0))
                .build();
        Network closed = network.toBuilder()
                .mapBranches(branch ->
                        branch.id() == 3 ? Branch.line(3, 3, 4, 0.01, 0.02).withAngleLimits(0.0, 0.0) : branch)
                .build();
        assertThat(prices(new DcOpf(), network).interval(network.bus(4)).upper())
                .isCloseTo(90.0, within(1e-3));
        NodalPrices prices = prices(new DcOpf(), closed);
        PriceInterval interval = prices.interval(closed.bus(4));
        // Demand there may rise, at 120, but not fall: nobody there draws anything, and nothing may leave.
        assertThat(interval.upper()).isCloseTo(120.0, within(1e-3));
        assertThat(interval.lower()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(interval.contains(prices.active(closed.bus(4)))).isTrue();
        assertThat(prices(new DcOpf(), closed).active(closed.bus(4))).isEqualTo(prices.active(closed.bus(4)));
    }

    @Test
    void reactivePowerHasIntervalsToo() {
        // Both lines are full of active power at both ends of the bus, and reactive power is free to come from either
        // side: its price is unique.
        NodalPrices prices = prices(new BranchFlowSocp(), betweenTwoLimits());
        PriceInterval interval =
                prices.interval(Power.REACTIVE, betweenTwoLimits().bus(2));
        assertThat(interval.contains(prices.reactive(betweenTwoLimits().bus(2))))
                .isTrue();
        PriceConfirmation confirmation =
                prices.confirm(Power.REACTIVE, betweenTwoLimits().bus(2), 1e-3);
        assertThat(interval.lower()).isGreaterThanOrEqualTo(confirmation.slopeForLess() - 1e-2);
        assertThat(interval.upper()).isLessThanOrEqualTo(confirmation.slopeForMore() + 1e-2);
    }

    /**
     * With losses the power that arrives is what the line may carry less what it loses, so that only the first line is
     * at its limit and the price is unique again.
     */
    @Test
    void lossesTakeTheChoiceAway() {
        assertThat(prices(new BranchFlowSocp(), betweenTwoLimits())
                        .interval(betweenTwoLimits().bus(2))
                        .isUnique())
                .isTrue();
    }

    @Test
    void theChoiceIsTheSameEveryTime() {
        double[] once = prices(new DcOpf(), betweenTwoLimits()).active();
        assertThat(prices(new DcOpf(), betweenTwoLimits()).active()).isEqualTo(once);
    }

    /** A load with a generator that can give no more: the demand may fall but not rise. */
    @Test
    void whereDemandCannotRiseThereIsNoUpperEnd() {
        Network network = Network.builder("exhausted", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.01, 0.02))
                .load(Load.of(1, 2, 1.0, 0.0))
                .generator(Generator.of(1, 1, 1.0, 1.0, 0.0, 0.0, CostCurve.linear(30.0)))
                .generator(Generator.of(2, 2, 0.0, 5.0, 0.0, 0.0, CostCurve.linear(70.0)))
                .build();
        PriceInterval interval = prices(new DcOpf(), network).interval(network.bus(2));

        assertThat(interval.upper()).isCloseTo(70.0, within(1e-4));
        assertThat(interval.lower()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(interval.middle()).isEqualTo(interval.upper());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY})
    void aStepHasToBeAboveZero(double step) {
        NodalPrices prices = prices(new DcOpf(), usedUp(0.9));
        assertThatThrownBy(() -> prices.confirm(Power.ACTIVE, usedUp(0.9).bus(2), step))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step");
    }

    @Test
    void anIntervalHasItsEndsInOrder() {
        assertThatThrownBy(() -> new PriceInterval(2.0, 1.0, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PriceInterval(Double.NaN, 1.0, "")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new PriceInterval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "").middle())
                .isZero();
        assertThat(new PriceInterval(5.0, Double.POSITIVE_INFINITY, "").middle())
                .isEqualTo(5.0);
    }
}
