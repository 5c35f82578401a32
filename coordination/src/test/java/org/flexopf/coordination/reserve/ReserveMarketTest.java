package org.flexopf.coordination.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.coordination.Direction;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/** Markets behind a small feeder: by hand, and what holds for all of them. */
class ReserveMarketTest {

    /** All of the rating may be used. */
    private static final ReserveRules PLAIN =
            new ReserveRules(0.25, 1.0, 1.0, DsoFlexibility.NONE, 0.0, 5.0, 60.0, 20.0);

    /** 1 - 2 - 3, and 2 - 4; ratings in that order. */
    private static Network feeder(double trunk, double third, double fourth) {
        return Network.builder("three lines", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .bus(Bus.of(4))
                .branch(Branch.line(1, 1, 2, 0.01, 0.01).withRating(trunk))
                .branch(Branch.line(2, 2, 3, 0.01, 0.01).withRating(third))
                .branch(Branch.line(3, 2, 4, 0.01, 0.01).withRating(fourth))
                .build();
    }

    private static ReserveBid bid(String name, int bus, Direction direction, double price, double volume) {
        return new ReserveBid(name, bus, direction, price, List.of(volume));
    }

    private static IspOutcome only(ReserveDay day, ReserveScheme scheme) {
        return ReserveMarket.of(day).clear(scheme).periods().get(0);
    }

    /**
     * Line 2-3 bears 1 MW. The one bid behind it sells 1.4 up; 0.4 MW of the opposite direction at the same bus relieve
     * it, so that nothing has to be divided. The net effect is 1 MW: 0.4 MW of imbalance, for which the DSO pays.
     */
    @Test
    void theDsoRelievesALineByTheOppositeDirection() {
        List<ReserveBid> bids = List.of(
                bid("up", 3, Direction.UP, 20.0, 1.4),
                bid("down", 3, Direction.DOWN, 10.0, 0.6),
                bid("elsewhere", 4, Direction.DOWN, 1.0, 9.0));
        ReserveDay none = new ReserveDay("relief", feeder(9.0, 1.0, 9.0), PLAIN, Map.of(), bids, List.of(1.4));
        ReserveDay opposite = none.withRules(PLAIN.withDsoFlexibility(DsoFlexibility.OPPOSITE, 40.0));
        for (ReserveScheme scheme : ReserveScheme.values()) {
            IspOutcome without = only(none, scheme);
            assertThat(without.divisor()).isEqualTo(2);
            assertThat(without.volume()).isCloseTo(0.7, within(1e-12));
            assertThat(without.reserveUnits()).isCloseTo(0.7, within(1e-12));
            IspOutcome with = only(opposite, scheme);
            assertThat(with.divisor()).isEqualTo(1);
            assertThat(with.volume()).isCloseTo(1.4, within(1e-12));
            assertThat(with.dsoCounter()).containsOnlyKeys("down");
            assertThat(with.imbalance()).isCloseTo(0.4, within(1e-6));
            assertThat(with.dsoCost()).isCloseTo(0.4 * 0.25 * 40.0, within(1e-5));
            assertThat(with.largestLoading()).isCloseTo(1.0, within(1e-6));
            // 20 less 5 for the deviation, for a quarter of an hour.
            assertThat(with.profit().get("up")).isCloseTo(1.4 * 0.25 * 15.0, within(1e-9));
        }
    }

    /** Relief behind another line does nothing for line 2-3. */
    @Test
    void whatStandsElsewhereRelievesNothing() {
        List<ReserveBid> bids =
                List.of(bid("up", 3, Direction.UP, 20.0, 1.4), bid("elsewhere", 4, Direction.DOWN, 1.0, 9.0));
        ReserveRules rules = PLAIN.withDsoFlexibility(DsoFlexibility.OPPOSITE, 40.0);
        ReserveDay day = new ReserveDay("no relief", feeder(9.0, 1.0, 9.0), rules, Map.of(), bids, List.of(1.4));
        assertThat(only(day, ReserveScheme.HYBRID).dsoCounter()).isEmpty();
        assertThat(only(day, ReserveScheme.HYBRID).divisor()).isEqualTo(2);
    }

    /** Downwards the TSO takes first who pays most; the unit's profit is what it is paid less what it pays. */
    @Test
    void downwardsWhoPaysMostComesFirst() {
        List<ReserveBid> bids =
                List.of(bid("pays 3", 3, Direction.DOWN, 3.0, 1.0), bid("pays 8", 4, Direction.DOWN, 8.0, 1.0));
        ReserveDay day = new ReserveDay("down", feeder(9.0, 9.0, 9.0), PLAIN, Map.of(), bids, List.of(-1.5));
        IspOutcome outcome = only(day, ReserveScheme.HYBRID);
        assertThat(outcome.direction()).isEqualTo(Direction.DOWN);
        assertThat(outcome.activated()).isEqualTo(Map.of("pays 8", 1.0, "pays 3", 0.5));
        assertThat(outcome.profit().get("pays 8")).isCloseTo(-13.0 * 0.25, within(1e-12));
    }

    /** A feeder that is overloaded anyway lets nothing pass, and says so. */
    @Test
    void anOverloadedFeederLetsNothingPass() {
        List<ReserveBid> bids = List.of(bid("up", 4, Direction.UP, 20.0, 1.0));
        ReserveDay day = new ReserveDay(
                "overloaded", feeder(9.0, 1.0, 9.0), PLAIN, Map.of(3, List.of(-1.2)), bids, List.of(1.0));
        for (ReserveScheme scheme : ReserveScheme.values()) {
            IspOutcome outcome = only(day, scheme);
            assertThat(outcome.divisor()).isZero();
            assertThat(outcome.attempts()).hasSize(5).allMatch(attempt -> !attempt.passed());
            assertThat(outcome.reserveUnits()).isEqualTo(1.0);
            assertThat(outcome.largestLoading()).isCloseTo(1.2, within(1e-12));
        }
    }

    private static ReserveDay random(SplittableRandom random, boolean takesAll) {
        List<ReserveBid> bids = new ArrayList<>();
        double sum = 0.0;
        for (int k = 0; k < 4; k++) {
            double volume = random.nextDouble(2.0);
            sum += volume;
            bids.add(bid("A" + k, 2 + random.nextInt(3), Direction.UP, random.nextDouble(50.0), volume));
            bids.add(bid("B" + k, 2 + random.nextInt(3), Direction.DOWN, random.nextDouble(50.0), random.nextDouble()));
        }
        Map<Integer, List<Double>> base = new HashMap<>();
        for (int bus = 2; bus <= 4; bus++) {
            base.put(bus, List.of(random.nextDouble(-0.5, 0.5)));
        }
        double request = takesAll ? sum + random.nextDouble() : sum * random.nextDouble();
        ReserveRules rules = ReserveRules.defaults()
                .withDsoFlexibility(random.nextBoolean() ? DsoFlexibility.OPPOSITE : DsoFlexibility.NONE, 40.0);
        return new ReserveDay("random", feeder(6.0, 2.0, 2.5), rules, base, bids, List.of(request));
    }

    /** What is let through keeps within limits, bids and request; what is missing comes from the TSO's units. */
    @Property(tries = 150, seed = "1611")
    void whateverPassesIsWithinTheLimits(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        ReserveDay day = random(new SplittableRandom(seed), false);
        boolean isRestricted = false;
        for (ReserveScheme scheme : ReserveScheme.values()) {
            IspOutcome outcome = only(day, scheme);
            isRestricted |= outcome.divisor() > 1;
            assertThat(outcome.largestLoading()).isLessThanOrEqualTo(0.95 * 0.98 + 1e-6);
            assertThat(outcome.volume() + outcome.reserveUnits()).isCloseTo(outcome.requested(), within(1e-9));
            for (ReserveBid bid : day.bids()) {
                double activated = outcome.activated().getOrDefault(bid.aggregator(), 0.0);
                assertThat(activated).isBetween(0.0, bid.volume().get(0) + 1e-12);
            }
        }
        Share.atLeast(10.0, "markets that the feeder restricts", isRestricted);
    }

    /** Where the TSO takes everything, the order that is claimed for the schemes holds. */
    @Property(tries = 150, seed = "1612")
    void hybridIsNotBelowDsoManagedWhereAllIsTaken(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        ReserveDay day = random(new SplittableRandom(seed), true).withRules(ReserveRules.defaults());
        IspOutcome hybrid = only(day, ReserveScheme.HYBRID);
        IspOutcome managed = only(day, ReserveScheme.DSO_MANAGED);
        Share.atLeast(20.0, "markets that the feeder restricts", hybrid.divisor() > 1);
        assertThat(hybrid.volume()).isGreaterThanOrEqualTo(managed.volume() - 1e-9);
    }
}
