package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Offer;
import org.flexopf.opf.Opf;
import org.flexopf.pricing.payment.PayAsBid;
import org.flexopf.pricing.payment.PayAsClear;
import org.flexopf.pricing.payment.PaymentRule;
import org.flexopf.pricing.payment.Vcg;
import org.junit.jupiter.api.Test;

/** Auctions that are asked of draws, against a merit order that is cleared by hand. */
class AuctionQuestionTest {

    private static final double[] PRICES = {20.0, 26.0, 33.0, 45.0};
    private static final double[] MEGAWATTS = {5.0, 4.0, 6.0, 3.0};
    private static final double OWN_PRICE = 90.0;
    private static final Distribution BIDS = new Distribution.LogNormal(1.0, 0.3);
    private static final List<PaymentRule> RULES = List.of(new PayAsBid(), new PayAsClear(), new Vcg());
    private static final List<Offer> OFFERS = IntStream.range(0, PRICES.length)
            .mapToObj(k -> Offer.active("seller" + k, 2, 0.0, MEGAWATTS[k], CostCurve.linear(PRICES[k])))
            .toList();

    private static final Network PLACE = Network.builder("a market place", 10.0)
            .bus(Bus.reference(1, 1.0))
            .bus(Bus.of(2))
            .branch(Branch.line(1, 1, 2, 0.0, 0.01))
            .load(Load.of(1, 2, 8.0, 0.0))
            .load(Load.of(2, 1, 4.0, 0.0))
            .generator(Generator.of(1, 1, 0.0, 100.0, 0.0, 0.0, CostCurve.linear(OWN_PRICE)))
            .build();

    private static final AuctionQuestion AUCTION = AuctionQuestion.of(Opf.of(new DcOpf()), OFFERS, RULES);

    /** What serving a demand costs by the merit order, and what each is awarded; one may be missing. */
    private static double[] cleared(double[] prices, double demand, int missing) {
        Integer[] order = IntStream.range(0, prices.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> prices[k]))
                .toArray(Integer[]::new);
        double left = demand;
        double[] answer = new double[prices.length + 2];
        for (int k : order) {
            double taken = k == missing || prices[k] > OWN_PRICE ? 0.0 : Math.min(left, MEGAWATTS[k]);
            answer[k] = taken;
            answer[prices.length] += taken * prices[k];
            answer[prices.length + 1] = taken > 0.0 ? prices[k] : answer[prices.length + 1];
            left -= taken;
        }
        answer[prices.length] += left * OWN_PRICE;
        answer[prices.length + 1] = left > 0.0 ? OWN_PRICE : answer[prices.length + 1];
        return answer;
    }

    @Test
    void paymentsAreThoseOfTheMeritOrder() {
        Study study = Study.asking(AUCTION.withBids(BIDS), PLACE, MonteCarlo.loads())
                .withSeed(5)
                .withCount(25);
        List<String> columns = study.columns();
        for (Row row : study.rows(2)) {
            Drawing drawing = new Drawing(MonteCarlo.loads(), PLACE, row.draw(), 5);
            double demand =
                    drawing.network().loads().stream().mapToDouble(Load::p).sum();
            double[] prices = IntStream.range(0, PRICES.length)
                    .mapToDouble(k -> PRICES[k] * BIDS.quantile(drawing.chance(k)))
                    .toArray();
            double[] hand = cleared(prices, demand, -1);
            double[] paid = new double[3];
            for (int k = 0; k < PRICES.length; k++) {
                double without = cleared(prices, demand, k)[PRICES.length];
                double[] own = {
                    hand[k] * prices[k],
                    hand[k] * hand[PRICES.length + 1],
                    without - (hand[PRICES.length] - hand[k] * prices[k])
                };
                String seller = "seller" + k;
                assertThat(row.values()[columns.indexOf("awarded." + seller)]).isEqualTo(hand[k], within(1e-4));
                for (int rule = 0; rule < 3; rule++) {
                    String column = "paid." + seller + "." + RULES.get(rule).name();
                    assertThat(row.values()[columns.indexOf(column)])
                            .as("%s of draw %d", column, row.draw())
                            .isEqualTo(own[rule], within(2e-2));
                    paid[rule] += own[rule];
                }
            }
            assertThat(row.values()[columns.indexOf("cost")]).isEqualTo(hand[PRICES.length], within(1e-3));
            for (int rule = 0; rule < 3; rule++) {
                assertThat(row.values()[
                                columns.indexOf("outlay." + RULES.get(rule).name())])
                        .isEqualTo(paid[rule], within(5e-2));
            }
        }
    }

    @Test
    void bidsAreDrawnOnlyIfAskedFor() {
        Study as = Study.asking(AUCTION, PLACE, MonteCarlo.loads()).withCount(3);
        Study drawn =
                Study.asking(AUCTION.withBids(BIDS), PLACE, MonteCarlo.loads()).withCount(3);
        assertThat(as.identity()).isNotEqualTo(drawn.identity());
        assertThat(as.identity().get("bids")).isEqualTo("as they are");
        assertThat(as.keeping(List.of("cost")).rows(1).get(0).values()[0])
                .isNotEqualTo(drawn.keeping(List.of("cost")).rows(1).get(0).values()[0]);
        assertThat(as.figures().get(1)).isEqualTo(new Question.Column("outlay.pay-as-bid", "currency/h"));
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> as.keeping(List.of("outlay.lottery")))
                .withMessageContaining("outlay.vcg (currency/h)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuctionQuestion.of(Opf.of(new DcOpf()), OFFERS, List.of(new Vcg(), new Vcg())))
                .withMessageContaining("outlay.vcg");
    }

    /**
     * An auction that cannot be cleared has the status of its optimal power flow, and a wrong offer says what it is.
     */
    @Test
    void whatCannotBeClearedSaysWhy() {
        Network poor = PLACE.toBuilder()
                .mapGenerators(generator -> generator.withActiveLimits(0.0, 0.1))
                .build();
        List<Row> rows = Study.asking(AUCTION, poor, new Sweep("demand", Quantity.LOAD, List.of(), List.of(1.0, 9.0)))
                .rows(1);
        assertThat(rows).extracting(Row::status).containsExactly("OPTIMAL", "PRIMAL_INFEASIBLE");
        assertThat(rows.get(1).message()).contains("infeasible");
        Row lost = Study.asking(
                        AuctionQuestion.of(
                                Opf.of(new DcOpf()),
                                List.of(Offer.active("lost", 77, 0.0, 1.0, CostCurve.linear(1.0))),
                                RULES),
                        PLACE,
                        MonteCarlo.loads())
                .withCount(1)
                .rows(1)
                .get(0);
        assertThat(lost.status()).isEqualTo(Row.INVALID);
        assertThat(lost.message()).contains("draw 0").contains("77");
        assertThat(Arrays.stream(lost.values())).allMatch(value -> Double.isNaN(value));
    }
}
