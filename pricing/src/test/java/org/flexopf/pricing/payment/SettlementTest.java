package org.flexopf.pricing.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.market.Market;
import org.flexopf.market.Misreport;
import org.flexopf.market.OpfClearing;
import org.flexopf.market.TestMarkets;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.DiskShape;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Offer;
import org.flexopf.opf.Opf;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.nodal.Rent;
import org.flexopf.socp.BranchFlowSocp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments that can be worked out by hand, the split of the rent, threads and bad input. */
class SettlementTest {

    private static final double TOLERANCE = 1e-5;
    private static final Opf DC = Opf.of(new DcOpf());

    private static double paid(Settlement settlement, Market market, String id) {
        return settlement.payment(market.participant(id)).amount().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dc", "dc-ptdf"})
    void everyRuleByHand(String formulation) {
        Market market = TestMarkets.importLimited();
        OpfClearing cleared = OpfClearing.of(formulation.equals("dc") ? DC : Opf.of(new PtdfDcOpf()), market);
        // 2 MW over the line at 20, 1.5 MW at 30, 0.5 MW at 40; the price behind the line is 40.
        assertThat(cleared.cost()).isCloseTo(105.0, within(TOLERANCE));

        Settlement asBid = new PayAsBid().settle(cleared);
        assertThat(paid(asBid, market, "cheap")).isCloseTo(45.0, within(TOLERANCE));
        assertThat(paid(asBid, market, "middle")).isCloseTo(20.0, within(TOLERANCE));
        // Demand pays 160, the supply before the line gets 40.
        assertThat(asBid.surplus().orElseThrow()).isCloseTo(160.0 - 40.0 - 65.0, within(TOLERANCE));

        Settlement asClear = new PayAsClear().settle(cleared);
        assertThat(paid(asClear, market, "cheap")).isCloseTo(60.0, within(TOLERANCE));
        assertThat(paid(asClear, market, "middle")).isCloseTo(20.0, within(TOLERANCE));
        assertThat(asClear.outlay().orElseThrow()).isCloseTo(80.0, within(TOLERANCE));
        assertThat(asClear.surplus().orElseThrow()).isCloseTo(40.0, within(TOLERANCE));

        assertThat(paid(new UniformPrice().settle(cleared), market, "cheap")).isCloseTo(60.0, within(TOLERANCE));

        Settlement vcg = new Vcg().settle(cleared);
        // Without the cheap one: 40 + 2 MW at 40 = 120, the others cost 60 with it. Without the middle one: 40 + 45 +
        // 0.5 MW at 70 = 120, the others cost 85.
        assertThat(paid(vcg, market, "cheap")).isCloseTo(60.0, within(TOLERANCE));
        assertThat(paid(vcg, market, "middle")).isCloseTo(35.0, within(TOLERANCE));
        assertThat(paid(vcg, market, "dear")).isCloseTo(0.0, within(TOLERANCE));
        assertThat(vcg.payments()).noneMatch(Payment::pivotal);
    }

    @Test
    void theLineEarnsWhatPricesDifferBy() {
        Rent rent = new PayAsClear()
                .settle(OpfClearing.of(DC, TestMarkets.importLimited()))
                .rent()
                .orElseThrow();
        assertThat(rent.total()).isCloseTo(40.0, within(TOLERANCE));
        assertThat(rent.perBranch()[0]).isCloseTo(40.0, within(TOLERANCE));
        assertThat(rent.shunts()).isCloseTo(0.0, within(TOLERANCE));
        assertThat(rent.limits()).singleElement().satisfies(limit -> {
            assertThat(limit.limit().family()).isIn(OpfConstraints.RATING_FROM, OpfConstraints.RATING_TO);
            assertThat(limit.rent()).isCloseTo(40.0, within(TOLERANCE));
        });
        assertThat(rent.losses()).isCloseTo(0.0, within(TOLERANCE));
    }

    /** A feeder whose far end is at its lower voltage limit, with a dear generator there. */
    private static Market lowVoltage() {
        Network network = Network.builder("low voltage", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .bus(Bus.of(3).withVoltageLimits(0.97, 1.1))
                .branch(Branch.line(1, 1, 2, 0.05, 0.05))
                .branch(Branch.line(2, 2, 3, 0.05, 0.05))
                .generator(Generator.of(1, 1, -100.0, 100.0, -100.0, 100.0, CostCurve.linear(50.0)))
                .load(Load.of(1, 2, 2.0, 0.5))
                .load(Load.of(2, 3, 3.0, 1.0))
                .build();
        return Market.of(network, List.of(Offer.active("far", 3, 0.0, 3.0, CostCurve.linear(90.0))));
    }

    @Test
    void withoutLossesTheVoltageLimitEarnsAll() {
        Rent rent =
                OpfClearing.of(Opf.of(new LinDistFlow()), lowVoltage()).rent().orElseThrow();
        assertThat(rent.total()).isGreaterThan(10.0);
        assertThat(rent.limits()).singleElement().satisfies(limit -> {
            assertThat(limit.limit().family()).isEqualTo(OpfConstraints.VOLTAGE_MIN);
            assertThat(limit.limit().element()).isEqualTo(2);
            assertThat(limit.rent()).isCloseTo(rent.total(), within(TOLERANCE));
        });
        assertThat(rent.losses()).isCloseTo(0.0, within(TOLERANCE));
    }

    private static Network lineTo(Branch line, double ratio) {
        return Network.builder("one line", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.8, 1.2))
                .bus(Bus.of(3).withVoltageLimits(0.8, 1.2))
                .branch(line)
                .branch(Branch.line(2, 2, 3, 0.01, 0.02).withTap(ratio, 0.0))
                .generator(Generator.of(1, 1, -100.0, 100.0, -100.0, 100.0, CostCurve.linear(50.0)))
                .load(Load.of(1, 3, 5.0, 1.0))
                .build();
    }

    private static Market behind(Network network) {
        return Market.of(network, List.of(Offer.active("far", 3, 0.0, 6.0, CostCurve.linear(90.0))));
    }

    static List<Arguments> oneLimit() {
        Branch line = Branch.line(1, 1, 2, 0.01, 0.05);
        Branch reversed = Branch.line(1, 2, 1, 0.01, 0.05);
        Network low = lineTo(line, 0.98).toBuilder()
                .mapBuses(bus -> bus.id() == 3 ? bus.withVoltageLimits(1.005, 1.2) : bus)
                .build();
        return List.of(
                Arguments.of(OpfConstraints.RATING_FROM, new LinDistFlow(), lineTo(line.withRating(4.0), 1.0)),
                Arguments.of(
                        OpfConstraints.RATING_FROM,
                        new LinDistFlow().withLineLimits(DiskShape.inside(32)),
                        lineTo(line.withRating(4.0), 1.0)),
                Arguments.of(
                        OpfConstraints.CURRENT_LIMIT_TO, new LinDistFlow(), lineTo(line.withCurrentLimit(4.0), 1.0)),
                Arguments.of(OpfConstraints.VOLTAGE_MIN, new LinDistFlow(), low),
                Arguments.of(OpfConstraints.RATING_FROM, new DcOpf(), lineTo(line.withRating(4.0), 1.0)),
                Arguments.of(OpfConstraints.RATING_TO, new PtdfDcOpf(), lineTo(reversed.withRating(4.0), 1.0)),
                Arguments.of(OpfConstraints.ANGLE_MAX, new DcOpf(), lineTo(line.withAngleLimits(-30.0, 1.0), 1.0)),
                Arguments.of(OpfConstraints.ANGLE_MIN, new DcOpf(), lineTo(reversed.withAngleLimits(-1.0, 30.0), 1.0)),
                Arguments.of(
                        OpfConstraints.INTERFACE_MAX,
                        new DcOpf(),
                        lineTo(line, 1.0).toBuilder()
                                .flowInterface(FlowInterface.of(1, -9.0, 4.0, 1))
                                .build()));
    }

    /** Without losses the limits earn all that the network earns, each what it keeps apart. */
    @ParameterizedTest
    @MethodSource("oneLimit")
    void withoutLossesTheOneLimitThatBindsEarnsAll(
            ConstraintFamily limit, OpfFormulation formulation, Network network) {
        Rent rent = OpfClearing.of(Opf.of(formulation), behind(network)).rent().orElseThrow();
        assertThat(rent.total()).isGreaterThan(10.0);
        // Both ends of a line without losses are at their limit, and share what it earns.
        assertThat(rent.limits())
                .as("%s", rent.limits())
                .allMatch(one -> one.rent() > 0.0
                        && one.limit().element() == rent.limits().get(0).limit().element());
        assertThat(rent.losses()).isCloseTo(0.0, within(1e-4));
        assertThat(rent.limits()).extracting(one -> one.limit().family()).contains(limit);
    }

    @Test
    void withLossesMarginalOnesEarnTheRest() {
        OpfClearing cleared = OpfClearing.of(Opf.of(new BranchFlowSocp()), lowVoltage());
        Rent rent = cleared.rent().orElseThrow();
        assertThat(rent.shunts()).isCloseTo(0.0, within(TOLERANCE));
        // Quadratic losses: their marginal cost is twice their average, so that buyers pay them once more than they
        // cost.
        double lossesAtRootPrice = 50.0 * cleared.solution().point().activeLosses();
        assertThat(rent.losses()).isBetween(0.5 * lossesAtRootPrice, 3.0 * lossesAtRootPrice);
        assertThat(new PayAsClear().settle(cleared).surplus().orElseThrow()).isCloseTo(rent.total(), within(TOLERANCE));
    }

    @Test
    void whomTheNetworkCannotDoWithoutIsPivotal() {
        Market all = TestMarkets.importLimited();
        Market two = new Market(
                all.problem()
                        .withNetwork(all.network().toBuilder()
                                .removeGenerators(generator -> generator.id() == 4)
                                .build()),
                all.participants().subList(0, 2));
        OpfClearing cleared = OpfClearing.of(DC, two);
        Payment cheap = new Vcg().payment(cleared, two.participant("cheap"));
        // Without the cheap one 2 MW at 40 still do; without the middle one half a MW is missing.
        assertThat(cheap.pivotal()).isFalse();
        Payment middle = new Vcg().payment(cleared, two.participant("middle"));
        assertThat(middle.pivotal()).isTrue();
        assertThat(middle.amount()).isEmpty();
        assertThat(new Vcg().settle(cleared).outlay()).isEmpty();
        assertThat(new Vcg().settle(cleared).surplus()).isEmpty();
        // 0.5 MW curtailed at 1000 instead of 0.5 MW at 40.
        Payment capped = new Vcg().payment(cleared.withCurtailmentPrice(1000.0), two.participant("middle"));
        assertThat(capped.pivotal()).isTrue();
        assertThat(capped.amount().orElseThrow()).isCloseTo(500.0, within(1e-4));
        assertThatThrownBy(() -> cleared.withCurtailmentPrice(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void coalitionsAreWorthMoreThanTheirMembersAndTheCoreMendsIt() {
        Market market = TestMarkets.sellerAndBuyer();
        OpfClearing cleared = OpfClearing.of(DC, market);
        // Together they save 50; either alone next to nothing.
        Settlement vcg = new Vcg().settle(cleared);
        assertThat(vcg.payments())
                .allSatisfy(
                        payment -> assertThat(payment.profit().orElseThrow()).isCloseTo(50.0, within(0.1)));
        Counterfactual withoutBoth =
                cleared.without(List.of(Set.copyOf(market.participants()))).get(0);
        double saved = withoutBoth.cost().orElseThrow() - cleared.cost();
        assertThat(saved).isCloseTo(50.0, within(0.1));

        Settlement core = new CoreSelecting().settle(cleared);
        assertThat(core.payments())
                .allSatisfy(
                        payment -> assertThat(payment.profit().orElseThrow()).isCloseTo(0.5 * saved, within(0.05)));
        assertThat(core.outlay().orElseThrow()).isLessThan(vcg.outlay().orElseThrow() - 49.0);
        assertThatThrownBy(() -> new CoreSelecting(1).settle(cleared)).hasMessageContaining("allow more groups");
    }

    @Test
    void theSameBitsWhateverTheThreads() {
        OpfClearing cleared = OpfClearing.of(Opf.of(new BranchFlowSocp()), TestMarkets.random(20, 8, 5));
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            Settlement alone = new Vcg().settle(cleared.withExecutor(Runnable::run, 1));
            assertThat(new Vcg().settle(cleared.withExecutor(executor, 4)).payments())
                    .isEqualTo(alone.payments());
            assertThat(new Vcg().settle(cleared.withExecutor(executor, 3)).payments())
                    .isEqualTo(alone.payments());
            // A shut-down executor leaves the work to the calling thread.
            executor.shutdown();
            assertThat(new Vcg().settle(cleared.withExecutor(executor, 4)).payments())
                    .isEqualTo(alone.payments());
        } finally {
            executor.shutdownNow();
        }
        assertThat(new Vcg()
                        .settle(cleared.withExecutor(
                                task -> {
                                    throw new RejectedExecutionException("full");
                                },
                                2))
                        .outlay())
                .isPresent();
    }

    @Test
    void progressIsToldAndMayCancel() {
        Market market = TestMarkets.importLimited();
        OpfClearing cleared = OpfClearing.of(DC, market);
        List<String> told = new CopyOnWriteArrayList<>();
        new Vcg().settle(cleared.withProgress((done, total) -> told.add(done + " of " + total)));
        // The dear one is not dispatched and needs no solve.
        assertThat(told).containsExactly("1 of 2", "2 of 2");
        assertThatThrownBy(() ->
                        new Vcg().settle(cleared.withExecutor(Runnable::run, 1).withProgress((done, total) -> false)))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("1 of 2");
    }

    @Test
    void anInterruptedThreadIsToldSo() {
        OpfClearing cleared = OpfClearing.of(DC, TestMarkets.importLimited());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> new Vcg().settle(cleared)).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(new Vcg().settle(cleared).outlay()).isPresent();
    }

    @Test
    void badInputIsNamed() {
        Market market = TestMarkets.importLimited();
        assertThatThrownBy(() -> new Participant(" ", List.of(1))).hasMessageContaining("blank name");
        assertThatThrownBy(() -> new Participant("a", List.of())).hasMessageContaining("'a' owns no generators");
        assertThatThrownBy(() -> new Participant("a", List.of(2, 2))).hasMessageContaining("twice");
        assertThatThrownBy(() -> new Market(market.problem(), List.of(new Participant("a", List.of(99)))))
                .hasMessageContaining("generator 99");
        assertThatThrownBy(() -> new Market(
                        market.problem(), List.of(new Participant("a", List.of(2)), new Participant("b", List.of(2)))))
                .hasMessageContaining("belongs to 'a' and to 'b'");
        assertThatThrownBy(() -> new Market(
                        market.problem(), List.of(new Participant("a", List.of(2)), new Participant("a", List.of(3)))))
                .hasMessageContaining("two participants");
        assertThatThrownBy(
                        () -> new Market(OpfProblem.of(market.network()).withObjective(Objective.losses()), List.of()))
                .hasMessageContaining("Objective.cost()");
        assertThatThrownBy(() -> market.participant("nobody"))
                .hasMessageContaining("nobody")
                .hasMessageContaining("cheap");
        OpfClearing cleared = OpfClearing.of(DC, market);
        Participant stranger = new Participant("stranger", List.of(2));
        assertThatThrownBy(() -> cleared.award(stranger)).hasMessageContaining("stranger");
        assertThatThrownBy(() -> cleared.without(stranger)).hasMessageContaining("stranger");
        assertThatThrownBy(
                        () -> Market.of(market.network(), List.of(Offer.active("a", 77, 0.0, 1.0, CostCurve.free()))))
                .hasMessageContaining("77");
        assertThatThrownBy(() -> new Misreport(Double.NaN, 1.0)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Misreport(0.0, 1.5)).hasMessageContaining("1.5");
    }

    @Test
    void nobodyTakingPartIsASettlementToo() {
        Market market = new Market(TestMarkets.importLimited().problem(), List.of());
        OpfClearing cleared = OpfClearing.of(DC, market);
        for (PaymentRule rule :
                List.of(new Vcg(), new PayAsClear(), new PayAsBid(), new UniformPrice(), new CoreSelecting())) {
            assertThat(rule.settle(cleared).outlay()).as(rule.name()).hasValue(0.0);
        }
    }
}
