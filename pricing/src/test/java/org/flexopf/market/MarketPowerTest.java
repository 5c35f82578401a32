package org.flexopf.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.opf.Opf;
import org.flexopf.pricing.payment.MarketFigures;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.pricing.payment.PayAsBid;
import org.flexopf.pricing.payment.PayAsClear;
import org.flexopf.pricing.payment.PaymentRule;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.pricing.payment.ShapleyValue;
import org.flexopf.pricing.payment.Vcg;
import org.junit.jupiter.api.Test;

/** A strategic provider under each rule, and figures of concentration, on a market that can be worked out by hand. */
class MarketPowerTest {

    private static final Opf DC = Opf.of(new DcOpf());
    private static final Market MARKET = TestMarkets.importLimited();

    private static MarketPower.Outcome best(PaymentRule rule, String id) {
        return MarketPower.of(DC, MARKET, rule).withLargestMarkup(40.0).search(MARKET.participant(id));
    }

    @Test
    void vcgLeavesNothingToGain() {
        for (Participant participant : MARKET.participants()) {
            MarketPower.Outcome outcome = MarketPower.of(DC, MARKET, new Vcg())
                    .withLargestMarkup(40.0)
                    .search(participant);
            assertThat(outcome.gain()).as(participant.id()).isBetween(0.0, 1e-4);
            assertThat(outcome.reports()).isGreaterThan(40);
        }
    }

    @Test
    void payAsBidPaysWhoBidsJustBelowTheNext() {
        MarketPower.Outcome outcome = best(new PayAsBid(), "cheap");
        // Truth earns nothing; 1.5 MW up to just below the rival's 40 earn up to 15.
        assertThat(outcome.truthfulProfit()).isCloseTo(0.0, within(1e-6));
        assertThat(outcome.gain()).isBetween(14.0, 15.0);
        assertThat(outcome.report().markup()).isBetween(9.3, 10.0);
        assertThat(outcome.outlayIncrease()).isCloseTo(outcome.gain(), within(1e-4));
        assertThat(outcome.welfareLost()).isCloseTo(0.0, within(1e-4));
    }

    @Test
    void payAsClearPaysTheMarginalSellerForRaisingThePrice() {
        MarketPower.Outcome outcome = best(new PayAsClear(), "middle");
        // The price behind the line rises from 40 to just below 70: 30 more per MWh on half a MW, and on the 1.5 MW of
        // the cheap one.
        assertThat(outcome.truthfulProfit()).isCloseTo(0.0, within(1e-4));
        assertThat(outcome.gain()).isBetween(14.0, 15.0 + 1e-4);
        assertThat(outcome.outlayIncrease()).isBetween(4.0 * 0.97 * outcome.gain(), 4.0 * 1.03 * outcome.gain());
    }

    @Test
    void withholdingCostsWelfare() {
        Market two = new Market(
                MARKET.problem(),
                List.of(new Participant("all but the dear one", List.of(2, 3)), new Participant("dear", List.of(4))));
        MarketPower.Outcome outcome = MarketPower.of(DC, two, new PayAsClear())
                .withLargestMarkup(100.0)
                .search(two.participants().get(0));
        assertThat(outcome.gain()).isGreaterThan(10.0);
        assertThat(outcome.welfareLost()).isGreaterThanOrEqualTo(-1e-4);
    }

    @Test
    void figuresByHand() {
        OpfClearing cleared = OpfClearing.of(DC, MARKET);
        MarketFigures figures = MarketFigures.of(cleared, new PayAsClear().settle(cleared));
        assertThat(figures.welfare()).isCloseTo(-105.0, within(1e-4));
        assertThat(figures.procurementCost().orElseThrow()).isCloseTo(120.0, within(1e-4));
        // Shares of 75 % and 25 %.
        assertThat(figures.herfindahl()).isCloseTo(6250.0, within(1e-2));
        assertThat(figures.lerner().get(MARKET.participant("cheap"))).isCloseTo(0.25, within(1e-5));
        assertThat(figures.lerner().get(MARKET.participant("middle"))).isCloseTo(0.0, within(1e-4));
        assertThat(figures.lerner()).doesNotContainKey(MARKET.participant("dear"));
        // 60 and 20 of 80.
        Settlement settlement = new PayAsClear().settle(cleared);
        assertThat(settlement.share(MARKET.participant("cheap")).orElseThrow()).isCloseTo(0.75, within(1e-5));
        assertThat(settlement.share(MARKET.participant("dear")).orElseThrow()).isCloseTo(0.0, within(1e-5));
        // As bid the cheap one gets 45 and the middle one 20, both their cost: nobody has power over a price that is
        // one's own offer.
        MarketFigures asBid = MarketFigures.of(cleared, new PayAsBid().settle(cleared));
        assertThat(asBid.lerner().values())
                .allSatisfy(lerner -> assertThat(lerner).isCloseTo(0.0, within(1e-5)));
        assertThat(asBid.procurementCost().orElseThrow()).isCloseTo(105.0, within(1e-4));
        // Under VCG 60 and 35: margins of 15 and of 15.
        MarketFigures vcg = MarketFigures.of(cleared, new Vcg().settle(cleared));
        assertThat(vcg.lerner().get(MARKET.participant("cheap"))).isCloseTo(0.25, within(1e-5));
        assertThat(vcg.lerner().get(MARKET.participant("middle"))).isCloseTo(15.0 / 35.0, within(1e-5));
    }

    @Test
    void shapleyValuesByHand() {
        Market pair = TestMarkets.sellerAndBuyer();
        ShapleyValue shapley = ShapleyValue.of(OpfClearing.of(DC, pair), 1, 0);
        // Each contributes all when it joins second and nothing when it joins first.
        assertThat(shapley.exact()).isTrue();
        assertThat(shapley.savings()).isCloseTo(50.0, within(0.1));
        assertThat(shapley.share(pair.participant("seller"))).isCloseTo(0.5, within(1e-3));
        OpfClearing pivotal = OpfClearing.of(DC, MARKET);
        assertThatThrownBy(() -> ShapleyValue.of(pivotal, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("curtailment price");
        // v = 1000 x what is not curtailed of 2 MW, less its cost: cheap 1455, middle 1920, dear 1860, pairs 1935, 1920
        // and 1920 and so on; by hand over the six orders.
        ShapleyValue capped = ShapleyValue.of(pivotal.withCurtailmentPrice(1000.0), 1, 0);
        double c = 1455.0;
        double m = 1920.0;
        double d = 1860.0;
        double cm = 1500.0 + 500.0 - 45.0 - 20.0;
        double cd = 1500.0 + 500.0 - 45.0 - 35.0;
        double md = 1920.0;
        double all = cm;
        assertThat(capped.values().get(MARKET.participant("cheap")))
                .isCloseTo((2.0 * c + (cm - m) + (cd - d) + 2.0 * (all - md)) / 6.0, within(1e-3));
        assertThat(capped.values().get(MARKET.participant("dear")))
                .isCloseTo((2.0 * d + (cd - c) + (md - m) + 2.0 * (all - cm)) / 6.0, within(1e-3));
    }

    @Test
    void aSampleOfOrdersIsRepeatableAndClose() {
        Market market = TestMarkets.random(20, 18, 3);
        assertThat(market.participants().size()).isGreaterThan(ShapleyValue.LARGEST_EXACT);
        OpfClearing cleared = OpfClearing.of(Opf.of(new LinDistFlow()), market);
        ShapleyValue once = ShapleyValue.of(cleared, 20, 42);
        assertThat(once.exact()).isFalse();
        assertThat(ShapleyValue.of(cleared, 20, 42).values()).isEqualTo(once.values());
        assertThat(ShapleyValue.of(cleared, 20, 43).values()).isNotEqualTo(once.values());
        double without = cleared.without(List.of(new HashSet<>(market.participants())))
                .get(0)
                .cost()
                .orElseThrow();
        assertThat(once.savings()).isCloseTo(without - cleared.cost(), within(1e-4));
    }
}
