package org.flexopf.exchange.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.auction.Auction;
import org.flexopf.exchange.auction.AuctionObjective;
import org.flexopf.exchange.auction.AuctionOffer;
import org.flexopf.exchange.auction.AuctionParameters;
import org.flexopf.exchange.auction.AuctionRule;
import org.flexopf.exchange.auction.ClearedAuction;
import org.flexopf.opf.Opf;
import org.flexopf.socp.BranchFlowSocp;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final Opf DC = Opf.of(new DcOpf());
    private static final AuctionParameters PRICES = new AuctionParameters(300.0, 100.0, 0.0, 50.0, 0.01);

    private static SimulationSummary summary(SimulationReport report, int providers, AuctionRule rule) {
        return report.summaries().stream()
                .filter(one -> one.level().providers() == providers && one.rule() == rule)
                .findFirst()
                .orElseThrow();
    }

    /** The claim: where few offer, only VCG pays for the truth; where many do, prices come near it. */
    @Test
    void onlyVcgPaysForTheTruthWhereFewOffer() {
        SimulationReport report = Simulation.of(DC)
                .withLevels(List.of(new SimulationLevel(15, 2, 0.0), new SimulationLevel(15, 10, 0.0)))
                .withRuns(12)
                .withSeed(5)
                .run();
        for (int providers : new int[] {2, 10}) {
            SimulationSummary vcg = summary(report, providers, AuctionRule.VCG);
            assertThat(vcg.runs()).isEqualTo(12);
            assertThat(vcg.shareOfLies()).isZero();
            assertThat(vcg.gain()).isZero();
            assertThat(vcg.truthfulProfit()).isPositive();
            SimulationSummary bid = summary(report, providers, AuctionRule.PAY_AS_BID);
            assertThat(bid.truthfulProfit()).isCloseTo(0.0, within(1e-4));
            assertThat(bid.shareOfLies()).isGreaterThan(0.9);
        }
        SimulationSummary few = summary(report, 2, AuctionRule.PAY_AS_CLEAR);
        SimulationSummary many = summary(report, 10, AuctionRule.PAY_AS_CLEAR);
        assertThat(few.shareOfLies()).isGreaterThan(0.5);
        assertThat(many.gain()).isLessThan(0.3 * few.gain());
        // A lie costs others: the operator pays more, and society loses what the cheaper offer would have saved.
        assertThat(few.outlayIncrease()).isPositive();
        assertThat(few.costIncrease()).isPositive();
    }

    /** A figure of one run, worked out from auctions alone. */
    @Test
    void aRunIsWhatItsAuctionsSay() {
        SimulationLevel level = new SimulationLevel(12, 3, 0.5);
        SimulationRun run = Simulation.of(DC)
                .withLevels(List.of(level))
                .withRules(List.of(AuctionRule.PAY_AS_CLEAR))
                .withStrategy(Strategy.MARK_UP)
                .withRuns(4)
                .withSeed(40)
                .run()
                .runs()
                .get(2);
        SimulationRun.Figures figures = run.figures().orElseThrow();
        assertThat(run.seed()).isEqualTo(42);
        FeederDraw draw = FeederDraw.of(level, 42);
        List<AuctionOffer> lying = draw.offers().stream()
                .map(offer -> offer.owner().equals(figures.provider())
                        ? offer.withPrice(offer.price()
                                + (offer.direction() == Direction.DOWN ? 1.0 : -1.0)
                                        * figures.report().markup())
                        : offer)
                .toList();
        double[] profit = new double[2];
        for (int k = 0; k < 2; k++) {
            ClearedAuction cleared = new Auction(
                            draw.network(), AuctionObjective.ACTIVATION, PRICES, k == 0 ? draw.offers() : lying)
                    .clear(DC);
            double trueCost = 0.0;
            for (AuctionOffer offer : draw.offers()) {
                if (offer.owner().equals(figures.provider())) {
                    trueCost +=
                            Math.abs(offer.price()) * cleared.offer(offer.id()).quantity();
                }
            }
            profit[k] = AuctionRule.PAY_AS_CLEAR
                            .settle(cleared)
                            .payment(cleared.participant(figures.provider()))
                            .amount()
                            .orElseThrow()
                    - trueCost;
        }
        assertThat(figures.truthfulProfit()).isCloseTo(profit[0], within(1e-6));
        assertThat(figures.profit()).isCloseTo(profit[1], within(1e-6));
        assertThat(figures.report().capacity()).isEqualTo(1.0);
        assertThat(figures.acceptedMw()).isPositive();
    }

    /** Levels differ in what they say and in nothing else, and every auction has something to mend. */
    @Test
    void levelsShareTheirFeeders() {
        for (long seed = 1; seed <= 20; seed++) {
            FeederDraw few = FeederDraw.of(new SimulationLevel(20, 2, 0.0), seed);
            FeederDraw many = FeederDraw.of(new SimulationLevel(20, 5, 0.0), seed);
            FeederDraw back = FeederDraw.of(new SimulationLevel(20, 2, 2.0), seed);
            assertThat(many.network().branches()).isEqualTo(few.network().branches());
            assertThat(back.network().loads()).isEqualTo(few.network().loads());
            assertThat(many.offers().subList(0, 8))
                    .extracting(AuctionOffer::price)
                    .isEqualTo(few.offers().stream().map(AuctionOffer::price).toList());
            assertThat(few.offers().stream().mapToDouble(AuctionOffer::quantity).sum())
                    .isCloseTo(
                            many.offers().stream()
                                    .mapToDouble(AuctionOffer::quantity)
                                    .sum(),
                            within(1e-9));
            ClearedAuction cleared = new Auction(few.network(), AuctionObjective.ACTIVATION, PRICES, few.offers())
                    .clear(Opf.of(new BranchFlowSocp()));
            assertThat(cleared.period().before().violations()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(cleared.isConfirmed()).isTrue();
            double root = new Auction(back.network(), AuctionObjective.ACTIVATION, PRICES, List.of())
                    .before()
                    .get(0)
                    .rootMw();
            assertThat(root).isNegative();
        }
    }

    @Test
    void theSameRowsWhateverTheThreads() {
        Simulation simulation = Simulation.of(DC)
                .withLevels(List.of(new SimulationLevel(8, 2, 0.0), new SimulationLevel(8, 3, 2.0)))
                .withStrategy(Strategy.WITHHOLDING)
                .withRuns(3);
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<?> one = rows(simulation.withExecutor(executor, 1));
            assertThat(one).hasSize(18);
            assertThat(rows(simulation.withExecutor(executor, 2))).isEqualTo(one);
            assertThat(rows(simulation.withExecutor(executor, 8))).isEqualTo(one);
            assertThat(rows(simulation.withSeed(99))).isNotEqualTo(one);
        } finally {
            executor.shutdownNow();
        }
    }

    private static List<?> rows(Simulation simulation) {
        return simulation.run().runs().stream()
                .map(run -> List.copyOf(run.columns().values()))
                .toList();
    }

    @Test
    void aSimulationIsCancelled() {
        Simulation simulation = Simulation.of(DC)
                .withLevels(List.of(new SimulationLevel(8, 2, 0.0)))
                .withRuns(5)
                .withExecutor(Runnable::run, 1)
                .withProgress((done, total) -> done < 2);
        assertThatThrownBy(simulation::run)
                .isInstanceOf(CancellationException.class)
                .hasMessage("stopped after 2 of 5 tasks");
    }

    @Test
    void badLevelsAreToldAtOnce() {
        assertThatThrownBy(() -> new SimulationLevel(3, 0, -1.0))
                .hasMessageContaining("a feeder of 3 buses")
                .hasMessageContaining("0 providers")
                .hasMessageContaining("a share of generation of -1.0");
        assertThatThrownBy(() -> Strategy.of("honesty"))
                .hasMessage("there is no strategy 'honesty'; choose one of [mark-up, withholding, both]");
        assertThatThrownBy(() -> Simulation.of(DC).withRuns(0)).hasMessage("0 runs: give 1 or more");
    }
}
