package org.flexopf.exchange.auction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.exchange.schedule.InvalidInputException;
import org.flexopf.network.BidLink;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.pricing.payment.CoreSelecting;
import org.flexopf.pricing.payment.PayAsBid;
import org.flexopf.pricing.payment.PayAsClear;
import org.flexopf.pricing.payment.Payment;
import org.flexopf.pricing.payment.PaymentRule;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.pricing.payment.ShapleyValue;
import org.flexopf.pricing.payment.UniformPrice;
import org.flexopf.pricing.payment.Vcg;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/** Blocks, links, exclusive groups and validity, on two buses whose line without losses may carry 0.5 MVA. */
class AuctionPeriodsTest {

    private static final double RATING = 0.5;
    private static final AuctionParameters PRICES = new AuctionParameters(1000.0, 100.0, 60.0, 50.0, 0.01);
    private static final Opf DC = Opf.of(new DcOpf());
    private static final Network TWO = Network.builder("two", 1.0)
            .bus(Bus.reference(1, 1.0))
            .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
            .branch(Branch.line(1, 1, 2, 0.0, 1e-4).withRating(RATING))
            .generator(Generator.of(1, 1, -9.0, 9.0, -9.0, 9.0, CostCurve.free()))
            .build();

    /** A period in which bus 2 draws, or feeds in below zero. */
    private static AuctionPeriod period(String name, double hours, double drawn) {
        BusInjections schedule = BusInjections.zero(2);
        if (drawn >= 0.0) {
            schedule.addDemand(1, drawn, 0.0);
        } else {
            schedule.addGeneration(1, -drawn, 0.0);
        }
        return new AuctionPeriod(name, hours, schedule);
    }

    private static Auction auction(List<AuctionPeriod> periods, AuctionOffer... offers) {
        return new Auction(TWO, AuctionObjective.ACTIVATION, PRICES, periods, List.of(offers), OptionalLong.empty());
    }

    private static AuctionOffer down(String id, String owner, double price, Double... quantities) {
        return AuctionOffer.block(id, owner, 2, Direction.DOWN, List.of(quantities), price);
    }

    private static AuctionOffer up(String id, String owner, double price, Double... quantities) {
        return AuctionOffer.block(id, owner, 2, Direction.UP, List.of(quantities), price);
    }

    /** In the evening 0.3 MW are too many, late 0.1 MW: the block has to cover the evening, and is too much late. */
    @Test
    void oneRatioOfABlockIsAccepted() {
        ClearedAuction cleared = auction(
                        List.of(period("evening", 1.0, 0.8), period("late", 2.0, 0.6)),
                        down("a", "ann", 40.0, 0.4, 0.4))
                .clear(DC);
        AcceptedOffer block = cleared.offer("a");
        assertThat(block.parts()).extracting(AcceptedOffer.Part::quantity).satisfies(quantities -> {
            assertThat(quantities.get(0)).isCloseTo(0.3, within(1e-6));
            assertThat(quantities.get(1)).isCloseTo(0.3, within(1e-6));
        });
        // 0.3 MW for three hours, at 40.01 and at 60 for the deviation.
        assertThat(cleared.cost()).isCloseTo(0.9 * (40.01 + 60.0), within(1e-4));
        // In part: at its prices, by energy, it earns what it costs.
        assertThat(block.price()).isCloseTo(40.01, within(1e-3));
        assertThat(block.worth()).isCloseTo(0.9 * 40.01, within(1e-3));
        // Late the line has room, so that one MWh more of demand costs its energy alone.
        assertThat(cleared.periods().get(1).prices().get(2).nodal()).isCloseTo(50.0, within(1e-3));
        assertThat(block.parts().get(1).price()).isCloseTo(50.0 - 110.0, within(1e-3));
        assertThat(block.parts().get(0).price()).isCloseTo(3.0 * 40.01 + 2.0 * 60.0, within(1e-2));
        assertThat(block.parts().get(0).neededFor())
                .singleElement()
                .satisfies(
                        reason -> assertThat(reason.amount()).isCloseTo(3.0 * 40.01 + 2.0 * 60.0 + 60.0, within(0.01)));
        assertThat(block.parts().get(1).neededFor()).isEmpty();
        assertThat(cleared.isConfirmed()).isTrue();
        assertThat(cleared.periods().get(1).after().rootMw()).isCloseTo(0.3, within(1e-6));
        assertThat(new PayAsBid()
                        .payments(cleared, cleared.participants())
                        .get(0)
                        .amount()
                        .orElseThrow())
                .isCloseTo(0.9 * 40.0, within(1e-4));
        assertThat(new PayAsClear()
                        .payments(cleared, cleared.participants())
                        .get(0)
                        .amount()
                        .orElseThrow())
                .isCloseTo(0.9 * 40.01, within(1e-3));
        assertThatThrownBy(cleared::period).hasMessage("there are 2 periods; say which");
    }

    /** The price is what one MWh more of demand costs in a period: by clearing again with a little more demand. */
    @Test
    void pricesOfPeriodsAreDerivatives() {
        double h = 1e-3;
        for (int t = 0; t < 2; t++) {
            double[] hours = {0.5, 2.0};
            double more = costAt(t == 0 ? h : 0.0, t == 1 ? h : 0.0);
            double less = costAt(t == 0 ? -h : 0.0, t == 1 ? -h : 0.0);
            double slope = (more - less) / (2.0 * h * hours[t]);
            BusPrices at = derived(0.0, 0.0).periods().get(t).prices().get(2);
            // The root's energy at the schedule is subtracted, and moves along.
            assertThat(at.nodal() - PRICES.energy()).as("period %d", t).isCloseTo(slope, within(0.02));
        }
    }

    private static double costAt(double first, double second) {
        return derived(first, second).cost();
    }

    private static ClearedAuction derived(double first, double second) {
        return auction(
                        List.of(period("evening", 0.5, 0.8 + first), period("late", 2.0, 0.7 + second)),
                        down("a", "ann", 40.0, 0.4, 0.2),
                        down("b", "bob", 70.0, 0.0, 0.3))
                .clear(DC);
    }

    /** Less at noon is fine for the works only if it may draw as much at night; together they lose at the prices. */
    @Test
    void linkedOffersAreDecidedAndMadeWholeTogether() {
        List<AuctionPeriod> periods = List.of(period("night", 1.0, 0.1), period("noon", 1.0, 0.75));
        AuctionOffer less = down("less", "works", 30.0, 0.0, 0.3).withMinimum(0.3);
        AuctionOffer more = up("more", "works", 20.0, 0.3, 0.0).linked(new OfferLink.Loop("less"));
        ClearedAuction cleared = auction(periods, less, more).clear(DC);
        assertThat(cleared.offer("less").quantity()).isCloseTo(0.3, within(1e-9));
        assertThat(cleared.offer("more").quantity()).isCloseTo(0.3, within(1e-9));
        assertThat(cleared.cost()).isCloseTo(0.3 * 30.01 + 0.3 * 0.01 + 0.6 * 60.0, within(1e-4));
        // Noon: 50 - 110 per MWh for falling, night: 50 - (50 - 60) = 60 that rising pays.
        assertThat(cleared.offer("less").worth()).isCloseTo(-18.0, within(1e-3));
        assertThat(cleared.offer("more").worth()).isCloseTo(-18.0, within(1e-3));
        OfferFamily family = cleared.families().get(0);
        assertThat(family.members()).hasSize(2);
        // It asks for 9 for falling and would pay 6 for rising.
        assertThat(family.makeWhole()).isCloseTo(9.0 - 6.0 + 36.0, within(1e-3));
        assertThat(AuctionRule.PAY_AS_CLEAR.settle(cleared).outlay().orElseThrow())
                .isCloseTo(3.0, within(1e-3));
        assertThat(AuctionRule.PAY_AS_CLEAR.settle(cleared).caveats())
                .anyMatch(caveat -> caveat.startsWith("offers 'less', 'more' are decided together"));
        // Without the works 0.25 MW are cut; its cost by the objective is 9 alone.
        assertThat(AuctionRule.VCG.settle(cleared).outlay().orElseThrow())
                .isCloseTo(0.25 * 1060.0 - (cleared.cost() - 9.0), within(1e-3));
        // The same without the half that falls: nobody wants the other one.
        ClearedAuction alone =
                auction(periods, up("more", "works", 20.0, 0.3, 0.0)).clear(DC);
        assertThat(alone.offer("more").quantity()).isZero();
    }

    /**
     * An auction over periods is a clearing like any other: every rule of pricing pays it, and the savings are shared.
     */
    @Test
    void everyRuleOfPricingPaysAnAuction() {
        ClearedAuction cleared = auction(
                        List.of(period("evening", 1.0, 0.8), period("late", 2.0, 0.6)),
                        down("a", "ann", 40.0, 0.2, 0.1),
                        down("b", "bob", 55.0, 0.2, 0.0).withMinimum(0.05),
                        down("c", "cid", 70.0, 0.2, 0.1))
                .clear(DC);
        double asked =
                cleared.offers().stream().mapToDouble(AcceptedOffer::asked).sum();
        List<PaymentRule> rules =
                List.of(new PayAsBid(), new PayAsClear(), new UniformPrice(), new Vcg(), new CoreSelecting());
        for (PaymentRule rule : rules) {
            Settlement settlement = rule.settle(cleared);
            assertThat(settlement.payments()).hasSize(3);
            assertThat(settlement.outlay().orElseThrow()).as(rule.name()).isGreaterThan(asked - 1e-3);
            settlement
                    .payments()
                    .forEach(payment -> assertThat(payment.profit().orElseThrow())
                            .as("%s of %s", rule.name(), payment.participant().id())
                            .isGreaterThan(-1e-3));
        }
        // 0.4 MWh are asked of ann; without anybody 0.3 and twice 0.1 MWh are cut.
        ShapleyValue value = ShapleyValue.of(cleared, 100, 1);
        assertThat(value.savings()).isCloseTo(0.5 * 1060.0 - cleared.cost(), within(1e-3));
        assertThat(value.values().values().stream().mapToDouble(share -> share).sum())
                .isCloseTo(value.savings(), within(1e-6));
    }

    @Test
    void anOfferThatIsNotValidTakesNoPart() {
        AuctionOffer early =
                AuctionOffer.active("e", "ann", 2, Direction.DOWN, 0.4, 10.0).withValidity(Validity.until(1_000));
        AuctionOffer late =
                AuctionOffer.active("l", "bob", 2, Direction.DOWN, 0.4, 20.0).withValidity(new Validity(1_000, 5_000));
        for (long time : new long[] {999, 1_000}) {
            ClearedAuction cleared = new Auction(
                            TWO,
                            AuctionObjective.ACTIVATION,
                            PRICES,
                            List.of(period("1", 1.0, 0.8)),
                            List.of(early, late),
                            OptionalLong.of(time))
                    .clear(DC);
            assertThat(cleared.offer("e").quantity()).isCloseTo(time < 1_000 ? 0.3 : 0.0, within(1e-6));
            assertThat(cleared.offer("l").quantity()).isCloseTo(time < 1_000 ? 0.0 : 0.3, within(1e-6));
            // Whoever is not there is no alternative either.
            String owner = time < 1_000 ? "ann" : "bob";
            Payment vcg = new Vcg().payment(cleared, cleared.participant(owner));
            assertThat(vcg.profit().orElseThrow()).isCloseTo(0.3 * 1060.0 - cleared.cost(), within(1e-3));
        }
    }

    @Test
    void reactiveOffersStandInTheirPeriods() {
        Network weak = Network.builder("weak", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.95, 1.05))
                .branch(Branch.line(1, 1, 2, 0.02, 0.1))
                .generator(Generator.of(1, 1, -9.0, 9.0, -9.0, 9.0, CostCurve.free()))
                .build();
        BusInjections heavy = BusInjections.zero(2);
        heavy.addDemand(1, 0.4, 0.5);
        BusInjections light = BusInjections.zero(2);
        light.addDemand(1, 0.1, 0.1);
        AuctionOffer both = AuctionOffer.reactive("q", "ann", 2, Direction.DOWN, 0.4, 5.0)
                .withQuantities(List.of(0.4, 0.4))
                .withMinimum(0.1);
        AuctionOffer other =
                AuctionOffer.reactive("n", "bob", 2, Direction.DOWN, 0.4, 1.0).during(1, 2);
        ClearedAuction cleared = new Auction(
                        weak,
                        AuctionObjective.ACTIVATION,
                        PRICES,
                        List.of(new AuctionPeriod("heavy", 1.0, heavy), new AuctionPeriod("light", 1.0, light)),
                        List.of(both, other),
                        OptionalLong.empty())
                .clear(Opf.of(new BranchFlowSocp()));
        assertThat(cleared.offer("q").parts().get(0).quantity()).isBetween(0.1, 0.4);
        assertThat(cleared.offer("q").parts().get(1).quantity()).isZero();
        assertThat(cleared.offer("n").quantity()).isZero();
        assertThat(cleared.isConfirmed()).isTrue();
        assertThat(cleared.periods().get(0).after().result().qInjection(1))
                .isCloseTo(-0.5 + cleared.offer("q").parts().get(0).quantity(), within(1e-7));
    }

    /** Written down once more: every choice of whole offers that the links allow, and what has to be cut or spilt. */
    private static double cheapest(Auction auction) {
        double best = Double.POSITIVE_INFINITY;
        int count = auction.offers().size();
        for (int choice = 0; choice < 1 << count; choice++) {
            if (allows(auction, choice)) {
                double cost = 0.0;
                for (int t = 0; t < auction.periods().size(); t++) {
                    cost += auction.periods().get(t).hours() * costOf(auction, choice, t);
                }
                best = Math.min(best, cost);
            }
        }
        return best;
    }

    private static boolean takes(Auction auction, int choice, String id) {
        for (int k = 0; k < auction.offers().size(); k++) {
            if (auction.offers().get(k).id().equals(id)) {
                return (choice >> k & 1) == 1;
            }
        }
        throw new IllegalStateException(id);
    }

    private static boolean allows(Auction auction, int choice) {
        int ofGroup = 0;
        for (AuctionOffer offer : auction.offers()) {
            boolean taken = takes(auction, choice, offer.id());
            for (OfferLink link : offer.links()) {
                if (link instanceof OfferLink.Loop loop && takes(auction, choice, loop.other()) != taken) {
                    return false;
                }
                if (link instanceof OfferLink.Child child && taken && !takes(auction, choice, child.parent())) {
                    return false;
                }
                ofGroup += link instanceof OfferLink.Exclusive && taken ? 1 : 0;
            }
        }
        return ofGroup <= 1;
    }

    private static double costOf(Auction auction, int choice, int period) {
        BusInjections schedule = auction.periods().get(period).schedule();
        double deviation = 0.0;
        double cost = 0.0;
        for (int k = 0; k < auction.offers().size(); k++) {
            if ((choice >> k & 1) == 1) {
                AuctionOffer offer = auction.offers().get(k);
                double quantity = offer.quantities().get(period);
                boolean falls = offer.direction() == Direction.DOWN;
                deviation += falls ? quantity : -quantity;
                cost += quantity * (Math.max(0.0, falls ? offer.price() : -offer.price()) + PRICES.tie());
            }
        }
        double flow = -schedule.netMw(1) - deviation;
        double cut = Math.max(0.0, flow - RATING);
        double spilt = Math.max(0.0, -RATING - flow);
        if (cut > schedule.demandMw(1) || spilt > schedule.generationMw(1)) {
            return Double.POSITIVE_INFINITY;
        }
        return cost
                + PRICES.redispatch() * Math.abs(deviation + cut - spilt)
                + PRICES.voll() * cut
                + PRICES.spill() * spilt;
    }

    @Property(tries = 40, seed = "1401")
    void theChoiceIsTheBestOfAll(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<AuctionPeriod> periods = List.of(
                period("1", 1.0, random.nextDouble(0.3, 1.0)),
                period("2", 0.25, random.nextDouble(-1.0, 1.0)),
                period("3", 2.0, random.nextDouble(0.2, 0.9)));
        List<AuctionOffer> offers = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            List<Double> quantities = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                quantities.add(random.nextInt(3) == 0 ? 0.0 : random.nextDouble(0.05, 0.4));
            }
            quantities.set(random.nextInt(3), 0.25);
            Direction direction = random.nextInt(3) == 0 ? Direction.UP : Direction.DOWN;
            AuctionOffer offer =
                    AuctionOffer.block("o" + k, "ann", 2, direction, quantities, random.nextDouble(-80.0, 150.0));
            offers.add(offer.withMinimum(offer.quantity()));
        }
        offers.set(1, offers.get(1).linked(new OfferLink.Loop("o0")));
        offers.set(2, offers.get(2).linked(new OfferLink.Child("o3", BidLink.ParentRule.ACCEPTED)));
        OfferLink either = new OfferLink.Exclusive("either", BidLink.ExclusiveRule.ONE_OF);
        offers.set(4, offers.get(4).linked(either));
        offers.set(5, offers.get(5).linked(either));
        Auction auction = auction(periods, offers.toArray(AuctionOffer[]::new));
        double expected = cheapest(auction);
        ClearedAuction cleared = auction.clear(DC);
        Share.atLeast(
                30.0,
                "auctions that accept something",
                cleared.offers().stream().anyMatch(offer -> offer.quantity() > 0.0));
        assertThat(cleared.cost()).isCloseTo(expected, within(1e-4 * (1.0 + expected)));
        int choice = 0;
        for (int k = 0; k < offers.size(); k++) {
            AcceptedOffer accepted = cleared.offers().get(k);
            assertThat(accepted.quantity()).isIn(0.0, accepted.offer().quantity());
            choice |= accepted.quantity() > 0.0 ? 1 << k : 0;
        }
        assertThat(allows(auction, choice)).isTrue();
        assertThat(cleared.families())
                .extracting(family -> family.members().size())
                .containsExactly(2, 2, 2);
        double paid = AuctionRule.PAY_AS_CLEAR.settle(cleared).outlay().orElseThrow();
        double asked =
                cleared.offers().stream().mapToDouble(AcceptedOffer::asked).sum();
        assertThat(paid).isGreaterThan(asked - 1e-3);
    }

    @Test
    void everyFaultIsToldAtOnce() {
        List<AuctionOffer> offers = List.of(
                down("a", "ann", 40.0, 0.2),
                down("b", "ann", 40.0, 0.0, 0.0),
                down("c", "ann", 40.0, 0.1, -0.1).withValidity(new Validity(7, 7)),
                down("d", "bob", 40.0, 0.1, 0.1).linked(new OfferLink.Loop("c")).linked(new OfferLink.Loop("x")));
        AuctionPeriod twice = period("1", 0.0, 0.5);
        InvalidInputException fault = catchThrowableOfType(
                InvalidInputException.class, () -> auction(List.of(twice, twice), offers.toArray(AuctionOffer[]::new)));
        assertThat(fault.faults())
                .extracting(Fault::value)
                .containsExactly(
                        "0.0 hours",
                        "the name '1'",
                        "0.0 hours",
                        "quantities of 1 periods",
                        "no quantity in any period",
                        "quantity -0.1 MW",
                        "validity from 7 until 7 ms",
                        "a validity",
                        "a link with 'c'",
                        "a link with 'x'");
        // What is wrong among offers that exist, in their own words.
        InvalidInputException cycle = catchThrowableOfType(
                InvalidInputException.class,
                () -> auction(
                        List.of(period("1", 1.0, 0.5)),
                        down("a", "ann", 40.0, 0.2).linked(new OfferLink.Child("b", BidLink.ParentRule.RATIO)),
                        down("b", "ann", 40.0, 0.2).linked(new OfferLink.Child("a", BidLink.ParentRule.RATIO)),
                        down("c", "ann", 40.0, 0.2)
                                .linked(new OfferLink.Exclusive("g", BidLink.ExclusiveRule.ONE_OF))));
        assertThat(cycle)
                .hasMessageContaining("parents in a cycle: offer 'a', offer 'b', offer 'a'")
                .hasMessageContaining("group 'ann: g' of one bid");
    }
}
