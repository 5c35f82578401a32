package org.flexopf.examples.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.network.Bid;
import org.flexopf.network.BidLink;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.device.BidType;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.ReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bids by hand, in periods that are no hours: what each rule says, and where it differs from its sister. */
class BidsTest {

    private static final double NEAR = 1e-5;

    private static Network network(double demand, Bid... bids) {
        NetworkBuilder builder = Network.builder("one bus", 100.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, 0.0, 200.0, 0.0, 0.0, CostCurve.linear(50.0)))
                .load(Load.of(1, 1, demand, 0.0));
        Arrays.stream(bids).forEach(builder::device);
        return builder.build();
    }

    private static HorizonSolution plan(double[] hours, double demand, Bid... bids) {
        Network network = network(demand, bids);
        return Opf.of(new DcOpf())
                .solve(OpfProblem.of(network)
                        .over(Horizon.ofHours(hours), Collections.nCopies(hours.length, Profile.of(network))))
                .orElseThrow();
    }

    private static Bid block(int id, double price, double minRatio, Double... quantity) {
        return Bid.of(id, 1, new Bid.Block(List.of(quantity), price, minRatio));
    }

    private static Bid schedule(double price, Bid.Rules rules, double least, double largest, int periods) {
        return Bid.of(
                1,
                1,
                new Bid.Schedule(
                        false,
                        Collections.nCopies(periods, least),
                        Collections.nCopies(periods, largest),
                        price,
                        rules));
    }

    /** One ratio in both periods: 10 MW fit into the first whole, and into the second by half. */
    @Test
    void aBlockHasOneRatioInAllOfItsPeriods() {
        HorizonSolution plan = plan(new double[] {0.5, 2.0}, 5.0, block(1, 20.0, 0.0, 1.0, 10.0));

        assertThat(plan.acceptance((Bid) plan.at(0).network().elements(Bid.KIND).get(0)))
                .isCloseTo(0.5, within(NEAR));
        // 0.5 h of 4.5 MW at 50; the block's 0.25 + 10 MWh at 20.
        assertThat(plan.objective()).isCloseTo(0.5 * 4.5 * 50.0 + (0.5 * 0.5 + 2.0 * 5.0) * 20.0, within(1e-4));
    }

    /** A parent that loses a little is accepted at its least ratio: the rule says how much its child may have. */
    @ParameterizedTest
    @CsvSource({"RATIO,0.5", "ACCEPTED,1.0"})
    void aChildFollowsTheRatioOrTheAcceptanceOfItsParent(BidLink.ParentRule rule, double child) {
        Bid parent = block(1, 60.0, 0.4, 10.0);
        Bid dear = block(2, 10.0, 0.0, 8.0).linked(new BidLink.Child(1, rule));
        // The child saves 40 per MWh of 8 MW, the parent loses 10 of 10 MW: by ratio both grow together as far as the
        // demand of 9 MW lets them, 10 a + 8 a = 9.
        HorizonSolution plan = plan(new double[] {2.0}, rule == BidLink.ParentRule.RATIO ? 9.0 : 12.0, parent, dear);

        assertThat(plan.acceptance(dear)).isCloseTo(child, within(NEAR));
        assertThat(plan.acceptance(parent)).isCloseTo(rule == BidLink.ParentRule.RATIO ? 0.5 : 0.4, within(NEAR));
    }

    @Test
    void aChildIsNotAcceptedWithoutItsParent() {
        Bid child = block(2, 10.0, 0.0, 8.0).linked(new BidLink.Child(1, BidLink.ParentRule.RATIO));
        HorizonSolution plan =
                plan(new double[] {1.0}, 20.0, block(1, 60.0, 0.4, 10.0).withInService(false), child);

        assertThat(plan.acceptance(child)).isCloseTo(0.0, within(NEAR));
    }

    /** Half of each of two bids is two bids accepted, and ratios of one in all. */
    @ParameterizedTest
    @CsvSource({"ONE_OF,1.0,0.0", "SUM_OF_RATIOS,0.6,0.4"})
    void bidsExcludeEachOtherByAcceptanceOrByRatios(BidLink.ExclusiveRule rule, double first, double second) {
        Bid cheap = block(1, 10.0, 0.0, 10.0, 0.0).linked(new BidLink.Exclusive("group", rule));
        Bid other = block(2, 10.0, 0.0, 0.0, 10.0).linked(new BidLink.Exclusive("group", rule));
        // 6 MW are wanted: 0.6 of the first in the first period of 2 h, and 0.4 of the second is left for the other.
        HorizonSolution plan = plan(new double[] {2.0, 1.0}, 6.0, cheap, other);

        assertThat(plan.acceptance(cheap)).isCloseTo(Math.min(0.6, first), within(NEAR));
        assertThat(plan.acceptance(other)).isCloseTo(second, within(NEAR));
    }

    /** Two starts are dearer than what the price saves; the start cost is paid once and not by the hour. */
    @Test
    void aStartIsPaidOnce() {
        Bid.Rules rules = new Bid.Rules(Double.POSITIVE_INFINITY, 1, 5, 30.0, Optional.empty());
        HorizonSolution plan = plan(new double[] {0.5, 2.0}, 4.0, schedule(20.0, rules, 1.0, 10.0, 2));

        assertThat(plan.power((Bid) plan.at(0).network().elements(Bid.KIND).get(0)))
                .containsExactly(new double[] {4.0, 4.0}, within(NEAR));
        assertThat(plan.objective()).isCloseTo(30.0 + 2.5 * 4.0 * 20.0, within(1e-4));
    }

    /** It would run in the last period alone, and cannot, since it has to run for two: a promise is not cut short. */
    @Test
    void aDurationHasToFitIntoTheHorizon() {
        Bid.Rules rules = new Bid.Rules(Double.POSITIVE_INFINITY, 2, 5, 0.0, Optional.empty());
        Bid bid = Bid.of(1, 1, new Bid.Schedule(false, List.of(3.0, 3.0, 2.0), List.of(3.0, 3.0, 2.0), 49.0, rules));
        Network network = network(2.0, bid);
        List<Profile> profiles = List.of(
                Profile.of(network).withDemandTimes(0.0),
                Profile.of(network).withDemandTimes(0.0),
                Profile.of(network));
        HorizonSolution plan = Opf.of(new DcOpf())
                .solve(OpfProblem.of(network).over(Horizon.ofHours(1.0, 1.0, 1.0), profiles))
                .orElseThrow();

        assertThat(plan.power(bid)).containsExactly(new double[] {0.0, 0.0, 0.0}, within(NEAR));
        assertThat(plan.objective()).isCloseTo(2.0 * 50.0, within(1e-4));
    }

    /** Demand in the first and the third period: one start runs through the second, two do not. */
    @ParameterizedTest
    @CsvSource({"1,2.0", "2,0.0"})
    void startsAreCounted(int starts, double inBetween) {
        Bid.Rules rules = new Bid.Rules(Double.POSITIVE_INFINITY, 1, starts, 0.0, Optional.empty());
        Bid bid = Bid.of(1, 1, new Bid.Schedule(false, List.of(0.0, 2.0, 0.0), List.of(10.0, 10.0, 10.0), 40.0, rules));
        Bid sink = block(2, 39.0, 0.0, 0.0, -20.0, 0.0);
        Network network = network(10.0, bid, sink);
        List<Profile> profiles =
                List.of(Profile.of(network), Profile.of(network).withDemandTimes(0.0), Profile.of(network));
        HorizonSolution plan = Opf.of(new DcOpf())
                .solve(OpfProblem.of(network).over(Horizon.ofHours(1.0, 1.0, 1.0), profiles))
                .orElseThrow();

        assertThat(plan.power(bid)).containsExactly(new double[] {10.0, inBetween, 10.0}, within(NEAR));
    }

    /** 8 MWh at most go where they save most; what a MWh more would save is told per MWh, in periods of 0.5 and 2 h. */
    @Test
    void energyIsASumOverTheHorizon() {
        Bid.Rules atMost = new Bid.Rules(
                Double.POSITIVE_INFINITY,
                1,
                Integer.MAX_VALUE,
                0.0,
                Optional.of(new Bid.Energy(Bid.EnergyRule.AT_MOST, 8.0)));
        HorizonSolution plan = plan(new double[] {0.5, 2.0}, 10.0, schedule(20.0, atMost, 0.0, 10.0, 2));

        Bid bid = (Bid) plan.at(0).network().elements(Bid.KIND).get(0);
        double[] power = plan.power(bid);
        assertThat(0.5 * power[0] + 2.0 * power[1]).isCloseTo(8.0, within(NEAR));
        assertThat(plan.objective()).isCloseTo(2.5 * 10.0 * 50.0 - 8.0 * 30.0, within(1e-4));
        HorizonSolution priced = plan.atItsIntegers();
        assertThat(priced.run().linkDuals("period 1 to period 2", BidType.ENERGY_MAX)[0])
                .isCloseTo(30.0, within(1e-3));
    }

    /** A bid that is dear and has to deliver so much is not taken; a cheap one delivers all of it. */
    @ParameterizedTest
    @CsvSource({"EXACTLY,60,0.0", "AT_LEAST,60,0.0", "EXACTLY,45,7.0", "AT_LEAST,45,20.0"})
    void energyThatIsAskedForIsAllOrNothing(Bid.EnergyRule rule, double price, double energy) {
        Bid.Rules rules = new Bid.Rules(
                Double.POSITIVE_INFINITY, 1, Integer.MAX_VALUE, 0.0, Optional.of(new Bid.Energy(rule, 7.0)));
        HorizonSolution plan = plan(new double[] {0.5, 1.5}, 10.0, schedule(price, rules, 0.0, 10.0, 2));

        double[] power =
                plan.power((Bid) plan.at(0).network().elements(Bid.KIND).get(0));
        assertThat(0.5 * power[0] + 1.5 * power[1]).isCloseTo(energy, within(NEAR));
    }

    /** Between periods of 0.5 and 1.5 h lies one hour from middle to middle, and so 3 MW. */
    @Test
    void rampsLieBetweenMiddles() {
        Bid.Rules rules = new Bid.Rules(3.0, 1, Integer.MAX_VALUE, 0.0, Optional.empty());
        Bid bid = schedule(20.0, rules, 0.0, 10.0, 2);
        Network network = network(2.0, bid);
        List<Profile> profiles =
                List.of(Profile.of(network), Profile.of(network).withDemandTimes(5.0));
        HorizonSolution plan = Opf.of(new DcOpf())
                .solve(OpfProblem.of(network).over(Horizon.ofHours(0.5, 1.5), profiles))
                .orElseThrow();

        assertThat(plan.power(bid)).containsExactly(new double[] {2.0, 5.0}, within(NEAR));
    }

    /** Without losses the plan costs less, at prices above zero; a bid's reactive power is in both. */
    @Test
    void everyFormulationHasBids() throws IOException {
        HorizonCase given = HorizonCase.read(ReferenceCases.path("time/f4_blocks/case.json"));
        Horizon horizon = Horizon.ofHours(given.hours());
        HorizonSolution lossy = Opf.of(new BranchFlowSocp())
                .solve(OpfProblem.of(given.network()).over(horizon, given.profiles()))
                .orElseThrow();
        HorizonSolution lossless = Opf.of(new LinDistFlow())
                .solve(OpfProblem.of(given.network()).over(horizon, given.profiles()))
                .orElseThrow();

        assertThat(lossless.objective()).isBetween(lossy.objective() - 1.0, lossy.objective() - 0.01);
        Bid reactive = (Bid) given.network().elements(Bid.KIND).get(2);
        assertThat(lossy.at(0).point().devices(Bid.KIND).get(2).q())
                .isCloseTo(reactive.reactiveRatio() * 0.147, within(1e-6));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> network(
                        1.0,
                        block(1, Double.NaN, 1.5, Double.NaN),
                        block(2, 1.0, 0.0, 1.0, 1.0).linked(new BidLink.Loop(9)),
                        block(3, 1.0, 0.0, 1.0).linked(new BidLink.Child(3, BidLink.ParentRule.RATIO)),
                        block(3, 1.0, 0.0, 1.0).linked(new BidLink.Exclusive("alone", BidLink.ExclusiveRule.ONE_OF))))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("price NaN per MWh")
                .hasMessageContaining("quantity NaN MW in period 1")
                .hasMessageContaining("least ratio 1.5")
                .hasMessageContaining("loop with bid 9: there is no such bid")
                .hasMessageContaining("2 periods: bid 1 has 1")
                .hasMessageContaining("a bid cannot wait for itself")
                .hasMessageContaining("group 'alone' of one bid");
        assertThatThrownBy(() -> plan(new double[] {1.0}, 1.0, block(1, 1.0, 0.0, 1.0, 1.0)))
                .hasMessageContaining("there are 1 periods")
                .hasMessageContaining("bid 1 about 2");
        Network two = network(1.0, block(1, 1.0, 0.0, 1.0, 1.0));
        assertThatThrownBy(() -> Opf.of(new DcOpf()).solve(two))
                .hasMessageContaining("bid 1 is about 2 periods, and there are 1");
        HorizonSolution plan = plan(new double[] {1.0}, 1.0, schedule(10.0, Bid.Rules.NONE, 0.0, 1.0, 1));
        assertThatThrownBy(() -> plan.acceptance(
                        (Bid) plan.at(0).network().elements(Bid.KIND).get(0)))
                .hasMessageContaining("chooses its power");
    }
}
