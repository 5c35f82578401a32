package org.flexopf.pricing.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.market.Market;
import org.flexopf.market.OpfClearing;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.golden.AcOptimum;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.flexopf.testkit.golden.Tolerances;
import org.flexopf.testkit.golden.VcgPayments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the generators of the golden networks are paid, by each rule that golden figures say something about. */
class GoldenPaymentsTest {

    static List<GoldenCase> markets() {
        return GoldenCases.all().stream()
                .filter(golden -> golden.vcg().isPresent())
                .toList();
    }

    private static OpfClearing clear(GoldenCase golden) {
        return OpfClearing.of(Opf.of(new BranchFlowSocp()), Market.ofGenerators(golden.network()));
    }

    private static Payment payment(Settlement settlement, VcgPayments.Bidder bidder) {
        return settlement.payments().stream()
                .filter(payment -> payment.participant().generators().equals(List.of(bidder.generator())))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("markets")
    void vcgPaymentsAndPivotalBiddersAreTheGoldenOnes(GoldenCase golden) {
        VcgPayments expected = golden.vcg().orElseThrow();
        OpfClearing cleared = clear(golden);
        Settlement settlement = new Vcg().settle(cleared);

        assertThat(cleared.cost()).isCloseTo(expected.optimalCost(), within(Tolerances.PAYMENT));
        assertThat(settlement.payments()).hasSameSizeAs(expected.bidders());
        for (VcgPayments.Bidder bidder : expected.bidders()) {
            Payment payment = payment(settlement, bidder);
            Counterfactual without = cleared.without(payment.participant());
            String label = golden + ", generator " + bidder.generator();

            assertThat(payment.award().buses()).as(label).containsExactly(bidder.bus());
            assertThat(payment.award().quantity()).as(label).isCloseTo(bidder.p(), within(Tolerances.ACTIVE_POWER));
            assertThat(payment.award().cost()).as(label).isCloseTo(bidder.ownCost(), within(Tolerances.PAYMENT));
            assertThat(payment.pivotal()).as(label).isEqualTo(bidder.isPivotal());
            assertThat(without.pivotal()).as(label).isEqualTo(bidder.isPivotal());
            if (bidder.isPivotal()) {
                assertThat(payment.amount()).as(label).isEmpty();
                assertThat(without.cost()).as(label).isEmpty();
            } else {
                assertThat(without.cost().orElseThrow())
                        .as(label)
                        .isCloseTo(bidder.costWithout().orElseThrow(), within(Tolerances.PAYMENT));
                assertThat(payment.amount().orElseThrow())
                        .as(label)
                        .isCloseTo(bidder.payment().orElseThrow(), within(Tolerances.PAYMENT));
            }
        }
    }

    /** Pay-as-bid pays the own cost; pay-as-clear the golden prices for the golden powers. */
    @ParameterizedTest
    @MethodSource("markets")
    void bidsAndClearingPricesArePaidAsTheGoldenFiguresSay(GoldenCase golden) {
        AcOptimum ac = golden.ac().orElseThrow();
        Network network = golden.network();
        OpfClearing cleared = clear(golden);
        Settlement asBid = new PayAsBid().settle(cleared);
        Settlement asClear = new PayAsClear().settle(cleared);

        for (VcgPayments.Bidder bidder : golden.vcg().orElseThrow().bidders()) {
            int g = network.generatorIndex(bidder.generator());
            int bus = network.busIndex(bidder.bus());
            double worth = ac.activePrice()[bus] * ac.pg()[g] + ac.reactivePrice()[bus] * ac.qg()[g];
            assertThat(payment(asBid, bidder).amount().orElseThrow())
                    .isCloseTo(bidder.ownCost(), within(Tolerances.PAYMENT));
            assertThat(payment(asClear, bidder).amount().orElseThrow())
                    .isCloseTo(worth, within(Tolerances.ACTIVE_PRICE * (1.0 + Math.abs(ac.pg()[g]))));
        }
    }
}
