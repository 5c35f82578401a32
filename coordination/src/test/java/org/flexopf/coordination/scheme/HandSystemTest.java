package org.flexopf.coordination.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.TsoDsoSystem;
import org.junit.jupiter.api.Test;

/**
 * A system that can be done by hand. It is short of 5.5 MW. Branch 2-4 (2 MVA) carries 3: h2 up 1 at 55 is the feeder's
 * own need. Branch 2-3 (2 MVA, demand 1) lets h1 export 2: up at most 3 at 50. Then h2 1 more at 55, the rest 0.5 at
 * 60.
 */
class HandSystemTest {

    private static final SchemeOptions LDF = SchemeOptions.of(FeederModel.LDF);

    private static Outcome run(String scheme) throws IOException {
        return run(scheme, LDF);
    }

    private static Outcome run(String scheme, SchemeOptions options) throws IOException {
        TsoDsoSystem system = AnswersTest.system("hand2");
        return Schemes.named(scheme).run(system, options);
    }

    @Test
    void theCommonMarketIsToldStepByStep() throws IOException {
        assertThat(run("common").steps())
                .containsExactly(
                        "One market clears all offers within the limits of all networks",
                        "In all t1 up 0.5000 MW at 60, h1 up 3.0000 MW at 50, h2 up 2.0000 MW at 55; cost 290.000000; "
                                + "into the feeders flow H -1.0000 MW",
                        "By AC power flow no limit is broken; -0.000600 MW are left over; closed at 290.035978");
    }

    @Test
    void theOwnNeedIsBranch24AndIgnoringLimitsBreaksTwoLines() throws IOException {
        assertThat(run("localAs").steps().get(0))
                .isEqualTo("DSO H: without help it breaks line 2-4 by 1.0009 MVA; own need h2 up 1.0000 MW at 55 for "
                        + "55.0000, then 3.0000 MW flow in");
        Outcome ignored = run("centralisedIgnoringLimits");
        assertThat(ignored.verified().violations())
                .extracting(violation -> violation.element() + " " + Math.round(10 * violation.amount()))
                .containsExactly("line 2-3 20", "line 2-4 5");
        assertThat(ignored.message()).contains("line 2-3 of H by 2.0000 MVA");
    }

    @Test
    void blockingTakesTwoRounds() throws IOException {
        Outcome outcome = run("blocking");
        assertThat(outcome.steps())
                .contains(
                        "Round 1: TSO clears h1 up 4.5000 MW at 50; cost with needs 280.000000",
                        "DSO H: accepts 0.666669 of what is asked of it",
                        "DSO H: lets through h1 up 3.0000 MW at 50");
        assertThat(outcome.rounds()).isEqualTo(2);
        assertThat(outcome.figure("blocked bids")).isEqualTo(1.0);
    }

    /** A whole bid that is blocked is out: h1 is, and 3.5 MW come at 60. */
    @Test
    void wholeBidsAreBlocked() throws IOException {
        assertThat(run("blocking-whole").dispatched().cost()).isCloseTo(55.0 + 55.0 + 3.5 * 60.0, within(1e-3));
        assertThat(run("blocking-least").dispatched().cost()).isCloseTo(290.0, within(1e-3));
    }

    /** By own need the DSO pays 55; the rest of 290 is the TSO's. In the common market all is, or it is split. */
    @Test
    void everyBuyerPaysForWhatItBought() throws IOException {
        assertThat(run("localAs").settlement().outlays().get("DSO H")).isCloseTo(55.0, within(1e-3));
        assertThat(run("localAs").settlement().outlays().get("TSO")).isCloseTo(235.0, within(1e-3));
        assertThat(run("common").settlement().outlays().get("TSO")).isCloseTo(290.0, within(1e-3));
        Map<String, Double> split = run(
                        "common",
                        LDF.withMoney(new SchemeOptions.Money(PaymentRule.PAY_AS_BID, DeviationCharge.NONE, true)))
                .settlement()
                .balances();
        assertThat(split.get("DSO H")).isCloseTo(-55.0, within(1e-3));
        assertThat(split.get("TSO")).isCloseTo(-235.0, within(1e-3));
    }

    /**
     * Cleared at prices: h1 stands behind branch 2-3, where a MW is worth its own 50; h2 and t1 get 60. The DSO's need
     * was cleared at 55, moves 1 MW out of the interface, and is credited that at the price of bus 2.
     */
    @Test
    void sellersAreClearedAtTheirBus() throws IOException {
        Outcome common = run(
                "common",
                LDF.withMoney(new SchemeOptions.Money(PaymentRule.PAY_AS_CLEAR, DeviationCharge.NONE, false)));
        assertThat(common.settlement().outlays().get("TSO"))
                .isCloseTo(3.0 * 50.0 + 2.0 * 60.0 + 0.5 * 60.0, within(1e-2));
        assertThat(common.settlement().surplus().get("h2")).isCloseTo(2.0 * 5.0, within(1e-2));
        Outcome local = run(
                "localAs",
                LDF.withMoney(new SchemeOptions.Money(PaymentRule.PAY_AS_CLEAR, DeviationCharge.NODAL, false)));
        assertThat(local.settlement().balances().get("DSO H")).isCloseTo(-55.0 + 60.0, within(1e-2));
        Outcome charged = run(
                "localAs",
                LDF.withMoney(new SchemeOptions.Money(PaymentRule.PAY_AS_BID, DeviationCharge.DAY_AHEAD, false)));
        assertThat(charged.settlement().balances().get("DSO H")).isCloseTo(-55.0 + 40.0, within(1e-2));
    }

    /** What is told between whom. */
    @Test
    void messagesAreCounted() throws IOException {
        assertThat(run("sharedBalancing").messageCount()).isZero();
        assertThat(run("blocking").messageCount()).isEqualTo(4);
        assertThat(run("decentralised").messages())
                .allSatisfy(message -> assertThat(message.count()).isEqualTo(29));
    }

    /** What was called raw cannot be undone, since h1 offers nothing downward; the message says where. */
    @Test
    void forwardedBidsAreNotSafeAndMayBeBeyondCorrection() throws IOException {
        assertThat(run("forwarding-raw").isGridSafe()).isFalse();
        assertThat(run("forwarding-corrected").message())
                .contains("network H")
                .contains("rating at the to end of branch 2 (2-3) (2 MVA)")
                .contains("h1 up at bus 3");
    }
}
