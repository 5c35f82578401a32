package org.flexopf.exchange.auction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.TestNetworks;
import org.flexopf.exchange.schedule.InvalidInputException;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.pricing.nodal.PriceConfirmation;
import org.flexopf.pricing.payment.Clearing;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.pricing.payment.Payment;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.pricing.payment.Vcg;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.SolveStatus;
import org.junit.jupiter.api.Test;

/** Auctions worked out by hand on two buses, whose line may carry 0.5 MVA. */
class AuctionTest {

    private static final AuctionParameters PRICES = new AuctionParameters(1000.0, 100.0, 60.0, 50.0, 0.01);
    private static final Opf DC = Opf.of(new DcOpf());
    private static final Opf SOCP = Opf.of(new BranchFlowSocp());

    /** A line without losses, so that figures are round. */
    private static Network twoBuses(double demand, double generation, double rating) {
        return Network.builder("two", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 2, 0.0, 1e-4).withRating(rating))
                .load(Load.of(1, 2, demand, 0.0))
                .generator(Generator.of(1, 1, 0.0, 9.0, -9.0, 9.0, CostCurve.linear(7.0)))
                .generator(Generator.of(2, 2, 0.0, 9.0, 0.0, 0.0, CostCurve.linear(3.0))
                        .withSchedule(generation, 0.0))
                .build();
    }

    private static AuctionOffer down(String owner, double quantity, double price) {
        return AuctionOffer.active(owner + quantity, owner, 2, Direction.DOWN, quantity, price);
    }

    private static AuctionOffer up(String owner, double quantity, double price) {
        return AuctionOffer.active(owner + quantity, owner, 2, Direction.UP, quantity, price);
    }

    private static double payment(AuctionRule rule, ClearedAuction cleared, String owner) {
        return rule.settle(cleared).payment(cleared.participant(owner)).amount().orElseThrow();
    }

    /** 0.3 MW too many are drawn: ann's 0.2 MW and 0.1 MW of bob; cid would draw even more, and is not heard. */
    private static ClearedAuction drawnTooMuch() {
        return new Auction(
                        twoBuses(0.8, 0.0, 0.5),
                        AuctionObjective.ACTIVATION,
                        PRICES,
                        List.of(down("ann", 0.2, 40.0), down("bob", 0.2, 55.0), up("cid", 0.4, 90.0)))
                .clear(DC);
    }

    @Test
    void loadFallsWhereTooMuchIsDrawn() {
        ClearedAuction cleared = drawnTooMuch();
        assertThat(cleared.before().rootMw()).isCloseTo(0.8, within(1e-9));
        assertThat(cleared.before().worst().map(Violation::name)).contains("line 1");
        assertThat(cleared.before().worst().orElseThrow().amount()).isCloseTo(0.3, within(1e-6));
        assertThat(cleared.offers()).extracting(AcceptedOffer::quantity).satisfies(quantities -> {
            assertThat(quantities.get(0)).isCloseTo(0.2, within(1e-6));
            assertThat(quantities.get(1)).isCloseTo(0.1, within(1e-6));
            assertThat(quantities.get(2)).isZero();
        });
        // 0.2 x 40.01 + 0.1 x 55.01 + 60 x 0.3
        assertThat(cleared.cost()).isCloseTo(31.503, within(1e-5));
        assertThat(cleared.deviationMw()).isCloseTo(0.3, within(1e-6));
        assertThat(cleared.deviationPrice()).isCloseTo(110.0, within(1e-4));
        assertThat(cleared.prices().get(2).nodal()).isCloseTo(165.01, within(1e-4));
        assertThat(cleared.prices().get(2).flexibility()).isCloseTo(55.01, within(1e-4));
        assertThat(cleared.prices().get(1).nodal()).isCloseTo(50.0, within(1e-4));
        assertThat(cleared.isConfirmed()).isTrue();
        assertThat(cleared.after().rootMw()).isCloseTo(0.5, within(1e-6));
        assertThat(cleared.offers().get(0).neededFor())
                .singleElement()
                .satisfies(reason -> assertThat(reason.amount()).isCloseTo(115.01, within(1e-3)));
    }

    @Test
    void loadFallsAndIsPaid() {
        ClearedAuction cleared = drawnTooMuch();
        assertThat(payment(AuctionRule.PAY_AS_CLEAR, cleared, "ann")).isCloseTo(11.002, within(1e-4));
        assertThat(payment(AuctionRule.PAY_AS_CLEAR, cleared, "bob")).isCloseTo(5.501, within(1e-4));
        assertThat(payment(AuctionRule.PAY_AS_BID, cleared, "ann")).isCloseTo(8.0, within(1e-4));
        assertThat(payment(AuctionRule.PAY_AS_BID, cleared, "bob")).isCloseTo(5.5, within(1e-4));
        // Without ann: 0.2 x 55.01 + 0.1 x 1000 + 60 x 0.3 = 129.002, less 31.503 - 8.
        assertThat(payment(AuctionRule.VCG, cleared, "ann")).isCloseTo(105.499, within(1e-3));
        // Without bob: 0.2 x 40.01 + 0.1 x 1000 + 60 x 0.3 = 126.002, less 31.503 - 5.5.
        assertThat(payment(AuctionRule.VCG, cleared, "bob")).isCloseTo(99.999, within(1e-3));
        for (AuctionRule rule : AuctionRule.values()) {
            assertThat(payment(rule, cleared, "cid")).as("%s", rule).isCloseTo(0.0, within(1e-9));
            Settlement settlement = rule.settle(cleared);
            assertThat(settlement.rule()).isEqualTo(rule.label());
            assertThat(settlement.outlay().orElseThrow())
                    .isCloseTo(
                            settlement.payments().stream()
                                    .mapToDouble(paid -> paid.amount().orElseThrow())
                                    .sum(),
                            within(1e-12));
        }
    }

    /** 0.8 MW flow out of bus 2: load rises by 0.2 MW for 15 per MWh, and by 0.1 MW for 30. */
    @Test
    void loadRisesWhereTooMuchIsGenerated() {
        ClearedAuction cleared = new Auction(
                        twoBuses(0.2, 1.0, 0.5),
                        AuctionObjective.ACTIVATION,
                        PRICES,
                        List.of(up("ann", 0.2, -15.0), up("bob", 0.4, -30.0), down("cid", 0.2, 1.0)))
                .clear(DC);
        assertThat(cleared.before().rootMw()).isCloseTo(-0.8, within(1e-9));
        assertThat(cleared.offer("ann0.2").quantity()).isCloseTo(0.2, within(1e-6));
        assertThat(cleared.offer("bob0.4").quantity()).isCloseTo(0.1, within(1e-6));
        assertThat(cleared.offer("cid0.2").quantity()).isZero();
        assertThat(cleared.deviationMw()).isCloseTo(-0.3, within(1e-6));
        assertThat(cleared.deviationPrice()).isCloseTo(-10.0, within(1e-4));
        assertThat(cleared.prices().get(2).flexibility()).isCloseTo(-30.01, within(1e-4));
        // UP pays the price of flexibility, which is below zero.
        assertThat(payment(AuctionRule.PAY_AS_CLEAR, cleared, "ann")).isCloseTo(6.002, within(1e-4));
        assertThat(payment(AuctionRule.PAY_AS_BID, cleared, "ann")).isCloseTo(3.0, within(1e-4));
        assertThat(cleared.isConfirmed()).isTrue();
        assertThat(cleared.after().rootMw()).isCloseTo(-0.5, within(1e-6));
    }

    @Test
    void whatOffersCannotDoIsCutAndSpilt() {
        ClearedAuction cut = new Auction(
                        twoBuses(0.8, 0.0, 0.5), AuctionObjective.ACTIVATION, PRICES, List.of(down("ann", 0.2, 40.0)))
                .clear(DC);
        assertThat(cut.curtailedMw()).hasSize(1);
        assertThat(cut.curtailedMw().get(2)).isCloseTo(0.1, within(1e-6));
        assertThat(cut.spilledMw()).isEmpty();
        assertThat(cut.deviationMw()).isCloseTo(0.3, within(1e-6));
        assertThat(cut.cost()).isCloseTo(0.2 * 40.01 + 0.1 * 1000.0 + 60.0 * 0.3, within(1e-4));
        ClearedAuction spilt = new Auction(
                        twoBuses(0.2, 1.0, 0.5), AuctionObjective.ACTIVATION, PRICES, List.of(up("ann", 0.2, -15.0)))
                .clear(DC);
        assertThat(spilt.spilledMw().get(2)).isCloseTo(0.1, within(1e-6));
        assertThat(spilt.curtailedMw()).isEmpty();
        assertThat(spilt.deviationMw()).isCloseTo(-0.3, within(1e-6));
        assertThat(spilt.cost()).isCloseTo(0.2 * 15.01 + 0.1 * 100.0 + 60.0 * 0.3, within(1e-4));
        assertThat(spilt.after().rootMw()).isCloseTo(-0.5, within(1e-6));
        // What is spilt makes a demand below zero smaller, not larger.
        assertThat(spilt.solution().operatedNetwork().activeDemand()[1]).isCloseTo(0.2 - 0.9, within(1e-6));
        // Nobody offers anything: all of it is cut.
        ClearedAuction none =
                new Auction(twoBuses(0.8, 0.0, 0.5), AuctionObjective.WELFARE, PRICES, List.of()).clear(DC);
        assertThat(none.curtailedMw().get(2)).isCloseTo(0.3, within(1e-6));
        assertThat(none.cost()).isCloseTo(0.3 * 1000.0 - 50.0 * 0.3, within(1e-4));
    }

    @Test
    void demandIsCutAndGenerationSpiltAtTheirPowerFactors() {
        Network drawing = Network.builder("drawing", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 2, 0.01, 0.01).withRating(0.5))
                .load(Load.of(1, 2, 0.8, 0.4))
                .generator(Generator.of(1, 1, -9.0, 9.0, -9.0, 9.0, CostCurve.free()))
                .build();
        ClearedAuction cut = new Auction(drawing, AuctionObjective.ACTIVATION, PRICES, List.of()).clear(SOCP);
        double served = 1.0 - cut.curtailedMw().get(2) / 0.8;
        assertThat(served).isBetween(0.5, 0.6);
        assertThat(cut.after().result().pInjection(1)).isCloseTo(-0.8 * served, within(1e-8));
        assertThat(cut.after().result().qInjection(1)).isCloseTo(-0.4 * served, within(1e-8));
        assertThat(cut.isConfirmed()).isTrue();
        assertThat(cut.after().largestExcess()).isCloseTo(0.0, within(1e-6));
    }

    @Test
    void nothingIsNeededAndActivationAcceptsNothingWhileWelfareSwaps() {
        List<AuctionOffer> offers = List.of(down("ann", 0.2, 30.0), up("bob", 0.3, 58.0), down("cid", 0.1, 70.0));
        ClearedAuction activated =
                new Auction(twoBuses(0.8, 0.0, 2.0), AuctionObjective.ACTIVATION, PRICES, offers).clear(DC);
        assertThat(activated.offers()).extracting(AcceptedOffer::quantity).containsOnly(0.0);
        assertThat(activated.cost()).isCloseTo(0.0, within(1e-5));
        for (AuctionRule rule : AuctionRule.values()) {
            assertThat(rule.settle(activated).outlay().orElseThrow()).isCloseTo(0.0, within(1e-9));
        }
        ClearedAuction swapped =
                new Auction(twoBuses(0.8, 0.0, 2.0), AuctionObjective.WELFARE, PRICES, offers).clear(DC);
        assertThat(swapped.offers()).extracting(AcceptedOffer::quantity).satisfies(quantities -> {
            assertThat(quantities.get(0)).isCloseTo(0.2, within(1e-5));
            assertThat(quantities.get(1)).isCloseTo(0.3, within(1e-5));
            assertThat(quantities.get(2)).isZero();
        });
        assertThat(swapped.cost()).isCloseTo(0.2 * 30.0 - 0.3 * 58.0 + 50.0 * 0.1, within(1e-4));
        assertThat(swapped.prices().get(2).flexibility()).isCloseTo(50.0, within(1e-4));
        assertThat(payment(AuctionRule.PAY_AS_CLEAR, swapped, "ann")).isCloseTo(10.0, within(1e-3));
        assertThat(payment(AuctionRule.PAY_AS_CLEAR, swapped, "bob")).isCloseTo(-15.0, within(1e-3));
        assertThat(payment(AuctionRule.PAY_AS_BID, swapped, "bob")).isCloseTo(-17.4, within(1e-3));
    }

    /** A price below zero is counted as nothing by the activation objective, but paid as it was bid. */
    @Test
    void aClippedBidIsStillTheBid() {
        ClearedAuction cleared = new Auction(
                        twoBuses(0.8, 0.0, 0.5), AuctionObjective.ACTIVATION, PRICES, List.of(down("ann", 0.4, -5.0)))
                .clear(DC);
        assertThat(cleared.offers().get(0).quantity()).isCloseTo(0.3, within(1e-6));
        assertThat(cleared.cost()).isCloseTo(0.3 * 0.01 + 60.0 * 0.3, within(1e-5));
        assertThat(payment(AuctionRule.PAY_AS_BID, cleared, "ann")).isCloseTo(-1.5, within(1e-5));
    }

    /** 0.3 MW are needed; ann is cheap, but only for 0.35 MW or more, and is made whole for the price of nothing. */
    @Test
    void whereAMinimumBindsItsOwnerIsMadeWhole() {
        ClearedAuction cleared = new Auction(
                        twoBuses(0.8, 0.0, 0.5),
                        AuctionObjective.ACTIVATION,
                        PRICES,
                        List.of(down("ann", 0.4, 10.0).withMinimum(0.35), down("bob", 0.5, 200.0)))
                .clear(DC);
        AcceptedOffer ann = cleared.offers().get(0);
        assertThat(ann.quantity()).isBetween(0.35, 0.35 + 1e-6);
        assertThat(ann.minimumBinds()).isTrue();
        assertThat(cleared.offers().get(1).quantity()).isZero();
        assertThat(cleared.cost()).isCloseTo(0.35 * 10.01 + 0.35 * 60.0, within(1e-4));
        // One MWh more demand would cost nothing but its energy, and less deviation would save 110.
        assertThat(cleared.prices().get(2).nodal()).isCloseTo(50.0, within(1e-3));
        assertThat(ann.price()).isCloseTo(-60.0, within(1e-3));
        assertThat(ann.makeWhole()).isCloseTo(0.35 * (10.0 + 60.0), within(1e-3));
        assertThat(payment(AuctionRule.PAY_AS_CLEAR, cleared, "ann")).isCloseTo(3.5, within(1e-4));
        assertThat(AuctionRule.PAY_AS_CLEAR.settle(cleared).caveats())
                .anyMatch(caveat -> caveat.contains("minimum of offer 'ann0.4' binds"));
        // Without ann: 0.3 x 200.01 + 0.3 x 60 = 78.003.
        assertThat(payment(AuctionRule.VCG, cleared, "ann")).isCloseTo(78.003 - (0.35 * 70.01 - 3.5), within(1e-3));
        // At 0.5 per MWh bob's small offer is the better choice, and the minimum keeps ann out.
        ClearedAuction other = new Auction(
                        twoBuses(0.8, 0.0, 0.5),
                        AuctionObjective.ACTIVATION,
                        PRICES,
                        List.of(down("ann", 0.4, 10.0).withMinimum(0.35), down("bob", 0.5, 11.0)))
                .clear(DC);
        assertThat(other.offers().get(0).quantity()).isZero();
        assertThat(other.offers().get(1).quantity()).isCloseTo(0.3, within(1e-6));
    }

    /** Reactive offers help a voltage; by any formulation that knows reactive power. */
    @Test
    void reactivePowerIsOfferedAndPriced() {
        Network weak = Network.builder("weak", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.95, 1.05))
                .branch(Branch.line(1, 1, 2, 0.02, 0.1))
                .load(Load.of(1, 2, 0.4, 0.5))
                .generator(Generator.of(1, 1, -9.0, 9.0, -9.0, 9.0, CostCurve.free()))
                .build();
        AuctionOffer reactive = new AuctionOffer("q", "ann", 2, Direction.DOWN, AuctionOffer.Kind.Q, 0.4, 5.0, 0.0);
        ClearedAuction cleared = new Auction(
                        weak, AuctionObjective.ACTIVATION, PRICES, List.of(reactive, down("bob", 0.4, 40.0)))
                .clear(SOCP);
        assertThat(cleared.before().worst().map(Violation::name)).contains("bus 2 low");
        assertThat(cleared.offer("q").quantity()).isGreaterThan(0.05);
        assertThat(cleared.offer("bob0.4").quantity()).isZero();
        assertThat(cleared.deviationMw()).isZero();
        assertThat(cleared.offer("q").price()).isCloseTo(5.01, within(1e-3));
        assertThat(cleared.prices().get(2).reactive()).isCloseTo(5.01, within(1e-3));
        assertThat(cleared.after().result().qInjection(1))
                .isCloseTo(-0.5 + cleared.offer("q").quantity(), within(1e-7));
        assertThat(cleared.isConfirmed()).isTrue();
        // The linear model of active power alone accepts none of it.
        assertThat(new Auction(weak, AuctionObjective.ACTIVATION, PRICES, List.of(reactive))
                        .clear(DC)
                        .offer("q")
                        .quantity())
                .isZero();
    }

    /** The nodal price is what one MWh more demand costs, by solving again with a little more and a little less. */
    @Test
    void pricesAreDerivativesOfTheCost() {
        ClearedAuction cleared = feederAuction(AuctionObjective.ACTIVATION).clear(SOCP);
        NodalPrices prices = NodalPrices.of(cleared.solution());
        for (int id : List.of(3, 4, 5)) {
            Bus bus = cleared.solution().network().bus(id);
            PriceConfirmation again = prices.confirm(Power.ACTIVE, bus, 1e-4);
            double slope = 0.5 * (again.slopeForMore() + again.slopeForLess());
            assertThat(slope).as("bus %d", id).isGreaterThan(id == 4 ? 100.0 : 50.0);
            assertThat(cleared.prices().get(id).nodal()).as("bus %d", id).isCloseTo(slope, within(0.05));
        }
    }

    private static Auction feederAuction(AuctionObjective objective) {
        return new Auction(
                TestNetworks.feeder(),
                objective,
                PRICES,
                List.of(
                        AuctionOffer.active("a1", "ann", 4, Direction.DOWN, 0.01, 40.0),
                        AuctionOffer.active("a2", "ann", 5, Direction.DOWN, 0.05, 45.0),
                        AuctionOffer.active("b1", "bob", 4, Direction.DOWN, 0.05, 60.0),
                        AuctionOffer.active("c1", "cid", 3, Direction.UP, 0.05, 55.0)));
    }

    /** VCG by leaving all offers of an owner out of a fresh auction. */
    @Test
    void vcgIsWhatLeavingOutSays() {
        for (AuctionObjective objective : AuctionObjective.values()) {
            Auction auction = feederAuction(objective);
            ClearedAuction cleared = auction.clear(SOCP);
            for (Payment payment : new Vcg().settle(cleared).payments()) {
                String owner = payment.participant().id();
                ClearedAuction without = auction.withOffers(auction.offers().stream()
                                .filter(offer -> !offer.owner().equals(owner))
                                .toList())
                        .clear(SOCP);
                double expected =
                        without.cost() - (cleared.cost() - payment.award().cost());
                assertThat(payment.amount().orElseThrow()).as(owner).isCloseTo(expected, within(1e-4));
            }
        }
    }

    /** Payment rules see a clearing like any other. */
    @Test
    void aClearedAuctionIsAClearing() {
        ClearedAuction cleared = drawnTooMuch();
        Clearing clearing = cleared;
        assertThat(clearing.participants()).extracting(Participant::id).containsExactly("ann", "bob", "cid");
        assertThat(clearing.award(cleared.participant("ann")).quantity()).isCloseTo(0.2, within(1e-6));
        assertThat(clearing.ownSupply()).singleElement().satisfies(root -> {
            assertThat(root.p()).isCloseTo(0.5, within(1e-6));
            assertThat(root.cost()).isCloseTo(25.0, within(1e-4));
        });
        assertThatThrownBy(() -> clearing.award(new Participant("eve", List.of(99))))
                .hasMessageContaining("'eve' offers nothing");
        assertThat(cleared).asString().startsWith("auction of 3 offers by activation on two: cost 31.503");
    }

    /** A bus coupler makes one node of buses 2 and 3; who offers at 3 is paid the price of the node. */
    @Test
    void anOfferStandsAtTheNodeOfItsBus() {
        NetworkBuilder coupled = twoBuses(0.8, 0.0, 0.5).toBuilder()
                .bus(Bus.of(3).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(2, 2, 3, 0.0, 0.0));
        coupled.mergeZeroImpedance();
        ClearedAuction cleared = new Auction(
                        coupled.build(),
                        AuctionObjective.ACTIVATION,
                        PRICES,
                        List.of(AuctionOffer.active("a", "ann", 3, Direction.DOWN, 0.4, 40.0)))
                .clear(DC);
        assertThat(cleared.offer("a").quantity()).isCloseTo(0.3, within(1e-6));
        assertThat(cleared.offer("a").price()).isCloseTo(40.01, within(1e-4));
        assertThat(payment(AuctionRule.PAY_AS_CLEAR, cleared, "ann")).isCloseTo(12.003, within(1e-4));
        assertThat(cleared.isConfirmed()).isTrue();
    }

    @Test
    void everyFaultIsToldAtOnce() {
        List<AuctionOffer> offers = List.of(
                AuctionOffer.active("a", "ann", 2, Direction.DOWN, -0.2, 40.0),
                AuctionOffer.active("a", " ", 7, Direction.DOWN, 0.2, Double.NaN),
                AuctionOffer.active("b", "bob", 1, Direction.UP, Double.POSITIVE_INFINITY, 40.0),
                AuctionOffer.active("c", "cid", 2, Direction.UP, 0.2, 40.0).withMinimum(0.3));
        AuctionParameters prices = new AuctionParameters(0.0, -1.0, -2.0, Double.NaN, 0.0);
        InvalidInputException fault = catchThrowableOfType(
                InvalidInputException.class,
                () -> new Auction(twoBuses(0.8, 0.0, 0.5), AuctionObjective.ACTIVATION, prices, offers));
        assertThat(fault.faults())
                .extracting(Fault::value)
                .containsExactly(
                        "0.0 per MWh",
                        "-1.0 per MWh",
                        "NaN per MWh",
                        "0.0 per MWh",
                        "-2.0 per MWh",
                        "quantity -0.2 MW",
                        "id 'a'",
                        "a blank owner",
                        "bus 7",
                        "price NaN",
                        "bus 1",
                        "quantity Infinity MW",
                        "minimum 0.3 MW");
        assertThat(fault).hasMessageStartingWith("the auction on two has 13 faults:");
    }

    @Test
    void aScheduleWithoutAPowerFlowIsRefused() {
        Auction auction = new Auction(
                Network.builder("far", 1.0)
                        .bus(Bus.reference(1, 1.0))
                        .bus(Bus.of(2))
                        .branch(Branch.line(1, 1, 2, 0.1, 0.1))
                        .load(Load.of(1, 2, 9.0, 0.0))
                        .generator(Generator.of(1, 1, -9.0, 9.0, -9.0, 9.0, CostCurve.free()))
                        .build(),
                AuctionObjective.ACTIVATION,
                PRICES,
                List.of());
        assertThatThrownBy(() -> auction.clear(SOCP))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the schedule: no power flow");
    }

    /** Not even with all demand cut does bus 2 reach 1.02 p.u. */
    @Test
    void whatNothingCanRemoveIsProvedToBeSo() {
        Network high = twoBuses(0.8, 0.0, 0.5).toBuilder()
                .mapBuses(bus -> bus.id() == 2 ? bus.withVoltageLimits(1.02, 1.1) : bus)
                .build();
        Auction auction = new Auction(high, AuctionObjective.ACTIVATION, PRICES, List.of(down("ann", 0.2, 40.0)));
        OpfNotSolvedException fault = catchThrowableOfType(OpfNotSolvedException.class, () -> auction.clear(SOCP));
        assertThat(fault.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        assertThat(auction.before().violations())
                .extracting(Violation::name)
                .containsExactlyInAnyOrderElementsOf(
                        Map.of("line 1", 1, "bus 2 low", 2).keySet());
    }

    @Test
    void whoHasNoPriceIsNotPaidByIt() {
        assertThatThrownBy(() -> AuctionRule.of("english"))
                .hasMessage("there is no payment rule 'english' for an auction; choose one of "
                        + "[pay-as-clear, pay-as-bid, vcg]");
    }
}
