package org.flexopf.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.flexopf.exchange.BookView.Level;
import org.flexopf.exchange.check.LimitingElement;
import org.flexopf.exchange.check.NoCheck;
import org.flexopf.exchange.check.ShiftFactorCheck;
import org.junit.jupiter.api.Test;

/** What a reader sees of a market: a book that does not change behind its back, depth, and refusals in words. */
class BookViewTest {

    private static final MarketSettings SETTINGS =
            MarketSettings.of(List.of("t1"), 60).withLot(1000).withOperator("dso");

    private static Command order(long time, String id, int bus, Direction direction, long watts, long price) {
        return Command.submit(time, id, "owner of " + id)
                .at(bus, direction, "t1")
                .offering(watts, price);
    }

    private static ContinuousMarket market() {
        ContinuousMarket market = ContinuousMarket.open(SETTINGS, TestNetworks.feeder(), new NoCheck());
        market.apply(order(1, "U1", 2, Direction.UP, 10_000, 300_000));
        market.apply(order(2, "U2", 3, Direction.UP, 20_000, 310_000));
        market.apply(order(3, "U3", 2, Direction.UP, 40_000, 310_000));
        market.apply(order(4, "D1", 3, Direction.DOWN, 5_000, 420_000));
        market.apply(order(5, "D2", 2, Direction.DOWN, 7_000, 400_000));
        return market;
    }

    @Test
    void depthIsByPriceAndByZone() {
        BookView book = market().view().book("t1");
        assertThat(book.depth(Direction.UP))
                .containsExactly(new Level(310_000, 60_000, 2), new Level(300_000, 10_000, 1));
        assertThat(book.depth(Direction.DOWN))
                .containsExactly(new Level(400_000, 7_000, 1), new Level(420_000, 5_000, 1));
        assertThat(book.depth(Direction.UP, Set.of(2)))
                .containsExactly(new Level(310_000, 40_000, 1), new Level(300_000, 10_000, 1));
        assertThat(book.depth(Direction.DOWN, Set.of(3, 4))).containsExactly(new Level(420_000, 5_000, 1));
        assertThat(book.depth(Direction.DOWN, Set.of())).isEmpty();
        assertThat(book.orders(Direction.UP)).extracting(RestingOrder::id).containsExactly("U2", "U3", "U1");
    }

    /** A view taken before a trade still shows what there was. */
    @Test
    void aViewDoesNotChange() {
        ContinuousMarket market = market();
        MarketView before = market.view();
        MarketView same = market.view();
        Outcome outcome = market.apply(order(6, "D3", 3, Direction.DOWN, 30_000, 305_000));
        assertThat(outcome.trades()).hasSize(2);
        market.apply(Command.close(7, "t1"));
        assertThat(before).isEqualTo(same);
        assertThat(before.book("t1").depth(Direction.UP)).hasSize(2);
        assertThat(before.book("t1").closed()).isFalse();
        assertThat(market.view().book("t1").closed()).isTrue();
        assertThat(market.view().book("t1").up()).isEmpty();
        assertThatThrownBy(() -> before.book("t1").up().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> before.books().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> outcome.trades().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    /** Every refusal says what was said, why it cannot be, and what would be right. */
    @Test
    void everyRefusalIsWorded() {
        Command command = order(5, "X", 2, Direction.UP, 1_500, 99)
                .with(Command.Field.PERIOD, "t9")
                .with(Command.Field.RESTRICTION, "GTC")
                .with(Command.Field.ZONE, "z".repeat(10_000));
        for (Refusal refusal : Refusal.values()) {
            String words = refusal.inWords(command, SETTINGS);
            assertThat(words).as("%s", refusal).hasSizeBetween(30, 400).doesNotContain("null", "%");
            assertThat(words).as("%s", refusal).containsAnyOf(";", ",").doesNotEndWith(".");
        }
        assertThat(Refusal.BAD_QUANTITY.inWords(command, SETTINGS))
                .isEqualTo(
                        "quantity '0.0015' MW is no positive multiple of the lot of 0.001 MW; give a multiple of it");
        assertThat(Refusal.UNKNOWN_PERIOD.inWords(command, SETTINGS))
                .isEqualTo("period 't9' is no delivery period of this market; choose one of t1");
        assertThat(Refusal.BAD_PRICE.inWords(command.withPrice(Command.EXTREME), SETTINGS))
                .contains("'extreme'", "only the operator may say extreme");
    }

    /** A rejection names element, limit, excess and what is feasible, as an object and as a sentence. */
    @Test
    void rejectionsAreObjectsThatAreWorded() {
        ContinuousMarket market =
                ContinuousMarket.open(SETTINGS, TestNetworks.feeder(), ShiftFactorCheck.of(TestNetworks.feeder()));
        market.apply(order(1, "D", 1, Direction.DOWN, 9_000_000, 400_000));
        Outcome outcome = market.apply(order(2, "U", 5, Direction.UP, 9_000_000, 410_000));
        assertThat(outcome.rejections()).hasSize(1);
        Rejection rejection = outcome.rejections().get(0);
        assertThat(rejection.asked()).isEqualTo(9_000_000);
        assertThat(rejection.feasible())
                .isLessThan(9_000_000)
                .isEqualTo(outcome.trades().stream().mapToLong(Trade::quantity).sum());
        assertThat(rejection.element().kind()).isIn(LimitingElement.Kind.FORWARD, LimitingElement.Kind.BACKWARD);
        assertThat(rejection.excess()).isPositive();
        assertThat(rejection.inWords())
                .contains("between U and D", "branch " + rejection.element().number(), "MW beyond")
                .contains(rejection.feasible() == 0 ? "nothing" : Quantities.megawatts(rejection.feasible()));
    }
}
