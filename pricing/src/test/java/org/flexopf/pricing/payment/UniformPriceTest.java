package org.flexopf.pricing.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.market.Market;
import org.flexopf.market.OpfClearing;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.Offer;
import org.flexopf.opf.Opf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two-sided markets at one bus, whose prices are where the steps of supply and demand cross. */
class UniformPriceTest {

    private static final Network PLACE = Network.builder("place", 100.0)
            .bus(Bus.reference(1, 1.0))
            .bus(Bus.of(2))
            .branch(Branch.line(1, 1, 2, 0.0, 1e-4))
            .generator(Generator.of(1, 1, 0.0, 1000.0, -100.0, 100.0, CostCurve.linear(1000.0)))
            .build();

    private static Offer sells(String who, double mw, double price) {
        return Offer.active(who, 2, 0.0, mw, CostCurve.linear(price));
    }

    private static Offer buys(String who, double mw, double price) {
        return Offer.active(who, 2, -mw, 0.0, CostCurve.linear(price));
    }

    static Stream<Arguments> markets() {
        return Stream.of(
                // 25 MW for two who want 50: they bid each other up to what they value it at.
                Arguments.of("rationed", 30.0, List.of(sells("s", 25, 20), buys("a", 25, 30), buys("b", 25, 30))),
                // Any price from 20 to 30 clears it; the lower end is taken.
                Arguments.of("a range", 20.0, List.of(sells("s", 50, 20), buys("a", 50, 30))),
                // The bid at 25 is refused, so that the price is 25 at least; the one at 30 sets no upper end below.
                Arguments.of("a bid refused", 25.0, List.of(sells("s", 25, 20), buys("a", 25, 30), buys("b", 25, 25))),
                // A seller who is not sold out sets the price.
                Arguments.of("supply left", 20.0, List.of(sells("s", 60, 20), buys("a", 25, 30), buys("b", 25, 15))),
                // The dearer of two who sell.
                Arguments.of("two sellers", 22.0, List.of(sells("s", 25, 20), sells("t", 50, 22), buys("a", 50, 30))),
                // Nobody sells to a bid below every offer, which is worth what it is worth.
                Arguments.of("no trade", 15.0, List.of(sells("s", 25, 20), buys("a", 25, 15))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("markets")
    void theStepsCrossAtTheLowerEndOfTheRange(String name, double price, List<Offer> offers) {
        OpfClearing cleared = OpfClearing.of(Opf.of(new DcOpf()), Market.of(PLACE, offers));
        assertThat(new UniformPrice().price(cleared)).isCloseTo(price, within(1e-9));
        // Nobody loses by it, and what buyers pay is what sellers get.
        Settlement settlement = new UniformPrice().settle(cleared);
        double sum = 0.0;
        List<Double> profits = new ArrayList<>();
        for (Payment payment : settlement.payments()) {
            profits.add(payment.profit().orElseThrow());
            sum += payment.amount().orElseThrow();
        }
        assertThat(profits).allMatch(profit -> profit >= -1e-4);
        assertThat(sum).isCloseTo(0.0, within(1e-4));
    }

    /** A bid of two steps, served up to the kink: the step that is left is what more would be worth. */
    @Test
    void theStepOfABidThatIsLeftCounts() {
        CostCurve steps = new CostCurve.PiecewiseLinear(List.of(
                new CostCurve.Point(-50.0, -1350.0),
                new CostCurve.Point(-25.0, -750.0),
                new CostCurve.Point(0.0, 0.0)));
        OpfClearing cleared = OpfClearing.of(
                Opf.of(new DcOpf()),
                Market.of(PLACE, List.of(sells("s", 25, 20), Offer.active("a", 2, -50.0, 0.0, steps))));
        assertThat(new UniformPrice().price(cleared)).isCloseTo(24.0, within(1e-9));
    }

    /** What a solver leaves of an offer that is not wanted is no award. */
    @Test
    void theRoundingOfASolverIsNoAward() {
        Market market = Market.of(PLACE, List.of(sells("s", 50, 20), sells("dear", 50, 25), buys("a", 25, 30)));
        OpfClearing cleared = OpfClearing.of(Opf.of(new DcOpf()), market);
        assertThat(cleared.award(market.participant("dear")).quantity()).isZero();
        assertThat(cleared.award(market.participant("a")).quantity()).isCloseTo(-25.0, within(1e-6));
    }
}
