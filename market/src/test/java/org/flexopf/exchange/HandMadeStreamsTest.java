package org.flexopf.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flexopf.exchange.check.LimitingElement;
import org.flexopf.exchange.check.NetworkCheck;
import org.flexopf.exchange.check.NetworkChecks;
import org.flexopf.exchange.check.ShiftFactorCheck;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.junit.jupiter.api.Test;

/** Short streams with answers that were worked out by hand. */
class HandMadeStreamsTest {

    private static final long MW = 1_000_000L;
    private static final MarketSettings SETTINGS =
            MarketSettings.of(List.of("t1"), 60).withOperator("dso");

    /** Bus 1 is the root; 2 and 3 hang on it with ratings of 1 and 2 MW and loads of 0.6 and 1 MW. */
    private static Network fork(double rating2) {
        return Network.builder("fork", 1.0)
                .bus(Bus.reference(1, 1.0).withBaseKv(11.0))
                .bus(Bus.of(2).withBaseKv(11.0).withVoltageLimits(0.9, 1.1))
                .bus(Bus.of(3).withBaseKv(11.0).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 2, 0.01, 0.01).withRating(rating2))
                .branch(Branch.line(2, 3, 1, 0.01, 0.01).withRating(2.0))
                .load(Load.of(1, 2, 0.6, 0.0))
                .load(Load.of(2, 3, 1.0, 0.0))
                .generator(Generator.of(1, 1, -10.0, 10.0, -10.0, 10.0, CostCurve.linear(20.0)))
                .build();
    }

    private static ContinuousMarket market(String check, Network network) {
        return ContinuousMarket.open(SETTINGS, network, NetworkChecks.named(check, network));
    }

    private static Command up(String id, String owner, int bus, double mw, double price) {
        return order(id, owner, bus, Direction.UP, mw, price);
    }

    private static Command down(String id, String owner, int bus, double mw, double price) {
        return order(id, owner, bus, Direction.DOWN, mw, price);
    }

    private static Command order(String id, String owner, int bus, Direction direction, double mw, double price) {
        return Command.submit(1, id, owner)
                .at(bus, direction, "t1")
                .offering(Math.round(mw * MW), Math.round(price * 10_000));
    }

    private static List<String> trades(Outcome outcome) {
        return outcome.trades().stream()
                .map(trade -> trade.up() + " " + trade.down() + " " + Quantities.megawatts(trade.quantity()) + " "
                        + Quantities.price(trade.priceUp()) + " " + Quantities.price(trade.priceDown()))
                .toList();
    }

    @Test
    void theBestPriceGoesFirstAndThenWhoWasThereFirst() {
        ContinuousMarket market = market("none", fork(1.0));
        market.apply(down("A", "ann", 2, 0.2, 41));
        market.apply(down("B", "bob", 2, 0.2, 40));
        market.apply(down("C", "cid", 2, 0.2, 40));
        market.apply(down("D", "eve", 2, 0.2, 39));
        assertThat(trades(market.apply(up("U", "eve", 3, 0.5, 40.5))))
                .containsExactly("U B 0.2 40.5 40", "U C 0.2 40.5 40");
        assertThat(market.view().book("t1").up()).extracting(RestingOrder::open).containsExactly(100_000L);
        assertThat(market.view().book("t1").down()).extracting(RestingOrder::id).containsExactly("D", "A");
    }

    @Test
    void restrictionsAreKept() {
        ContinuousMarket market = market("none", fork(1.0));
        market.apply(down("A", "ann", 2, 0.3, 40));
        Outcome killed = market.apply(up("F", "fay", 3, 0.4, 41).restricted(Restriction.FOK));
        assertThat(killed.trades()).isEmpty();
        assertThat(killed.removals()).containsExactly(new Removal(2, "F", 400_000, RemovalReason.FOK, 300_000));
        assertThat(market.apply(up("N", "fay", 3, 0.4, 42).restricted(Restriction.AON))
                        .trades())
                .isEmpty();
        // What the all-or-none order waits for has come together; 0.1 MW would not be all of it.
        assertThat(trades(market.apply(down("B", "bob", 2, 0.15, 41))))
                .containsExactly("N A 0.3 42 40", "N B 0.1 42 41");
        Outcome immediate = market.apply(up("I", "fay", 3, 0.2, 41).restricted(Restriction.IOC));
        assertThat(trades(immediate)).containsExactly("I B 0.05 41 41");
        assertThat(immediate.removals()).containsExactly(new Removal(5, "I", 150_000, RemovalReason.IOC, 0));
    }

    @Test
    void aMinimumHoldsForEachTradeButNotForTheLastRest() {
        ContinuousMarket market = market("none", fork(1.0));
        market.apply(up("U", "eve", 3, 0.5, 40).withMinimum(200_000));
        assertThat(market.apply(down("A", "ann", 2, 0.1, 30)).trades()).isEmpty();
        // 0.4 leave a rest of 0.1, which is less than the minimum and may go to A now.
        assertThat(trades(market.apply(down("B", "bob", 2, 0.4, 35))))
                .containsExactly("U B 0.4 40 35", "U A 0.1 40 30");
    }

    /** Branch 1 carries 0.6 of 1 MW to bus 2: it takes 0.4 MW more, and each fall of load there makes room again. */
    @Test
    void flowsMayRiseToTheirLimitAndNoFurther() {
        ContinuousMarket market = market("dc", fork(1.0));
        market.apply(down("A", "ann", 3, 1.0, 40));
        Outcome outcome = market.apply(up("U", "bob", 2, 0.9, 41));
        assertThat(trades(outcome)).containsExactly("U A 0.4 41 40");
        Rejection rejection = outcome.rejections().get(0);
        assertThat(rejection.element()).isEqualTo(new LimitingElement(LimitingElement.Kind.FORWARD, 1, 1.0));
        assertThat(rejection.element().name()).isEqualTo("1+");
        assertThat(rejection.asked()).isEqualTo(900_000);
        assertThat(rejection.feasible()).isEqualTo(400_000);
        assertThat(rejection.excess()).isCloseTo(0.5, within(1e-12));
        assertThat(rejection.inWords())
                .isEqualTo("Of 0.9 MW between U and A the network takes no more than 0.4 MW: the flow of branch 1 from "
                        + "its from end (1.0 MW) stands in the way; all of it would go 0.5 MW beyond.");
        assertThat(market.view().book("t1").network().flowMw().get(1)).isEqualTo(1.0);
        // Branch 2 is named from its other end: less load at bus 3 makes its flow to the root rise from -1 MW.
        assertThat(market.view().book("t1").network().flowMw().get(2)).isEqualTo(-0.6);
        // Bus 2 falls by 0.1 against bus 3, and the pair that waits takes the room: first C, which asks less.
        assertThat(trades(market.apply(up("V", "cid", 3, 0.3, 30)))).isEmpty();
        assertThat(trades(market.apply(down("C", "eve", 2, 0.1, 30))))
                .as("U is better than V, and at the bus of C itself nothing flows")
                .containsExactly("U C 0.1 41 30");
    }

    /** At opening 0.6 MW flow over 0.5: nothing may make it worse, what has been repaired does not come back. */
    @Test
    void anOldOverloadMayOnlyComeBack() {
        ContinuousMarket market = market("dc", fork(0.5));
        market.apply(down("A", "ann", 3, 0.5, 40));
        assertThat(market.apply(up("U", "bob", 2, 0.05, 41)).rejections().get(0).excess())
                .isCloseTo(0.05, within(1e-12));
        market.apply(Command.cancel(1, "U", "bob"));
        market.apply(up("V", "cid", 3, 0.08, 30));
        assertThat(trades(market.apply(down("B", "eve", 2, 0.08, 30)))).containsExactly("V B 0.08 30 30");
        assertThat(market.apply(up("W", "bob", 2, 0.05, 41)).trades())
                .as("0.52 MW flow now, and no more may again")
                .isEmpty();
    }

    /**
     * Two requests for a rise at bus 2, of 0.2 MW each, may both be called: 0.6 + 0.2 + 0.2 fill branch 1. A request
     * for a fall there is called instead of them, and its relief does not count.
     */
    @Test
    void requestsCountByTheirWorstCalls() {
        ContinuousMarket market = market("dc", fork(1.0));
        market.apply(down("A", "ann", 3, 1.0, 40));
        assertThat(market.apply(up("R1", "dso", 2, 0.2, 50).onCondition()).trades())
                .hasSize(1);
        assertThat(market.apply(up("R2", "dso", 2, 0.2, 50).onCondition()).trades())
                .hasSize(1);
        assertThat(market.apply(up("U", "bob", 2, 0.1, 41)).trades()).isEmpty();
        market.apply(up("B", "ann", 3, 0.3, 60));
        assertThat(market.apply(down("R3", "dso", 2, 0.3, 50).onCondition()).trades())
                .extracting(Trade::up)
                .containsExactly("B");
        assertThat(market.view().book("t1").up())
                .as("U still waits, though the request R3 might be called")
                .extracting(RestingOrder::id)
                .containsExactly("U");
        assertThat(market.view().book("t1").network().flowMw().get(1)).isEqualTo(0.6);
    }

    /** Only a counterparty within the zone: bus 3 is cheaper, and only bus 2 counts. */
    @Test
    void aZoneSaysWhereTheCounterpartyMustBe() {
        ContinuousMarket market = market("none", fork(1.0));
        market.apply(down("A", "ann", 3, 0.1, 30));
        market.apply(down("B", "bob", 2, 0.1, 40));
        assertThat(trades(market.apply(
                        up("Z", "dso", 1, 0.2, 0).withPrice(Command.EXTREME).within("2"))))
                .containsExactly("Z B 0.1 9999.9999 40");
        assertThat(market.view().book("t1").depth(Direction.DOWN, Set.of(3)))
                .containsExactly(new BookView.Level(300_000, 100_000, 1));
        assertThat(market.view().book("t1").depth(Direction.DOWN, Set.of(2))).isEmpty();
    }

    /** 1 kW for 15 minutes at 40 per MWh are 0.01; a thousand such trades, rounded once, are 10. */
    @Test
    void moneyIsRoundedOnce() {
        assertThat(Money.of(400_000, 1_000, 15).toString()).isEqualTo("0.01");
        assertThat(Money.of(200_000, 1_000, 15).cents()).as("half a cent").isEqualTo(BigInteger.ZERO);
        assertThat(Money.of(600_000, 1_000, 15).cents()).as("one and a half").isEqualTo(BigInteger.TWO);
        assertThat(Money.of(-200_000, 1_000, 15).cents()).isEqualTo(BigInteger.ZERO);
        assertThat(Money.of(99_999_999, 1_000_000_000L, 60)
                        .plus(Money.of(99_999_999, 1_000_000_000L, 60))
                        .toString())
                .isEqualTo("19999999.8");
        List<Trade> trades = new ArrayList<>();
        for (int k = 0; k < 1000; k++) {
            trades.add(
                    new Trade(1, 1, "t1", "U" + k, "D" + k, "ann", "bob", 2, 3, 1_000, 200_000, 190_000, Direction.UP));
        }
        Accounts accounts = Accounts.of(MarketSettings.of(List.of("t1"), 15), trades);
        assertThat(accounts.accounts())
                .extracting(Account::statementCents)
                .containsExactly(BigInteger.valueOf(500), BigInteger.valueOf(-475));
        assertThat(accounts.marketStatementCents()).isEqualTo(BigInteger.valueOf(-25));
        assertThat(accounts.surplus().toString()).isEqualTo("0.25");
        Accounts resting =
                Accounts.of(MarketSettings.of(List.of("t1"), 15).withPriceRule(PriceRule.RESTING_ORDER), trades);
        assertThat(resting.accounts())
                .extracting(Account::statementCents)
                .containsExactly(BigInteger.valueOf(475), BigInteger.valueOf(-475));
        assertThat(resting.welfare().toString()).isEqualTo("0.25");
    }

    @Test
    void theValueDecidesAndNotTheSpelling() {
        for (String text : List.of("0.1", "0.1000000", "1e-1", "100000e-6", ".1", "+0.1", "00.10")) {
            assertThat(Quantities.parse(text, 6)).as(text).hasValue(100_000);
        }
        for (String text : List.of(
                "",
                " ",
                "NaN",
                "Infinity",
                "0.1.0",
                "-",
                ".",
                "1e",
                "0x1",
                "0.0000001",
                "1e400",
                "1e-2000000000",
                "99999999999999",
                "0.1 ",
                "1,5",
                "ten")) {
            assertThat(Quantities.parse(text, 6)).as(text).isEmpty();
        }
        assertThat(Quantities.parse("-0.0", 6)).hasValue(0);
        assertThat(Quantities.parse("9223372036854.775807", 6)).hasValue(Long.MAX_VALUE);
        assertThat(Quantities.parse("123456789012345678", 0)).hasValue(123_456_789_012_345_678L);
    }

    @Test
    void settingsAndNetworksThatCannotBeAreRefusedAtOnce() {
        assertThatThrownBy(
                        () -> new MarketSettings(0, 5, 4, Optional.empty(), List.of("a", "a"), 0, PriceRule.PAY_AS_BID))
                .hasMessageContainingAll("lot of 0 W", "price bounds", "0 minutes", "stands there twice");
        Network huge = fork(4_000_000_000.0);
        assertThatThrownBy(() -> ShiftFactorCheck.of(huge))
                .hasMessageContainingAll("branch 1", "cannot be added up exactly");
        assertThatThrownBy(() -> NetworkChecks.named("magic", huge)).hasMessageContaining("none, dc, ac, sensitivity");
    }

    /** The AC check names the same branch; losses leave it a little less than the 0.4 MW of the linear one. */
    @Test
    void thePowerFlowCountsLosses() {
        for (String check : List.of("ac", "sensitivity")) {
            Network network = fork(1.0);
            NetworkCheck named = NetworkChecks.named(check, network);
            ContinuousMarket market = ContinuousMarket.open(SETTINGS.withLot(1000), network, named);
            market.apply(down("A", "ann", 3, 1.0, 40));
            Outcome outcome = market.apply(up("U", "bob", 2, 0.9, 41));
            assertThat(outcome.trades()).hasSize(1);
            // With 1 MVA from the root the current is 1, the losses 0.01 MW and 0.01 Mvar: (0.6 + q + 0.01)^2 + 0.01^2
            // = 1, so that q = 0.38995.
            assertThat(outcome.trades().get(0).quantity()).isEqualTo(389_000);
            assertThat(outcome.rejections().get(0).element().name()).isEqualTo("1f");
            assertThat(market.apply(up("R", "dso", 2, 0.1, 41).onCondition()).refusal())
                    .contains(Refusal.BAD_CONDITIONAL);
        }
    }
}
