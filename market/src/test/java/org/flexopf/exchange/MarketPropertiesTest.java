package org.flexopf.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.flexopf.exchange.check.NetworkCheck;
import org.flexopf.exchange.check.NoCheck;
import org.flexopf.exchange.check.PowerFlowCheck;
import org.flexopf.exchange.check.ShiftFactorCheck;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.property.FreshSeeds;
import org.flexopf.testkit.property.Share;

/** Random streams against the naive reading of the rules, and what has to hold whatever the stream. */
@AddLifecycleHook(FreshSeeds.class)
class MarketPropertiesTest {

    private static final long KILOWATT = 1000L;
    private static final MarketSettings SETTINGS =
            MarketSettings.of(List.of("t1", "t2"), 15).withLot(KILOWATT).withOperator("dso");
    private static final Network FEEDER = TestNetworks.feeder();
    private static final Network MESH = TestNetworks.mesh();
    private static final Map<Network, List<PowerFlowCheck>> CHECKS =
            Map.of(FEEDER, checksByPowerFlow(FEEDER), MESH, checksByPowerFlow(MESH));

    private static List<PowerFlowCheck> checksByPowerFlow(Network network) {
        return List.of(
                PowerFlowCheck.of(network),
                PowerFlowCheck.withSensitivities(network),
                PowerFlowCheck.withRelaxedOpf(network, Opf.of(new BranchFlowSocp())),
                PowerFlowCheck.withClassifier(network, 1L));
    }

    @Provide
    Arbitrary<List<Command>> streams() {
        return RandomStreams.on(5, KILOWATT, 120, 45);
    }

    @Provide
    Arbitrary<List<Command>> shortStreams() {
        return RandomStreams.on(5, KILOWATT, 150, 25);
    }

    @Property(tries = 300, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void withoutLimitsItIsAPlainOrderBook(@ForAll("streams") List<Command> stream) {
        agree(
                stream,
                FEEDER,
                new NoCheck(),
                (deals, candidate, lot) -> new NaiveMarket.Limits.Word(candidate.quantity(), ""));
    }

    @Property(tries = 300, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void onAFeederItTradesAsTheNaiveReading(@ForAll("streams") List<Command> stream) {
        List<Outcome> outcomes = agree(stream, FEEDER, ShiftFactorCheck.of(FEEDER), TestNetworks.flows(FEEDER));
        Share.atLeast(
                40.0,
                "rejections",
                outcomes.stream().anyMatch(one -> !one.rejections().isEmpty()));
        Share.atLeast(
                60.0, "trades", outcomes.stream().anyMatch(one -> !one.trades().isEmpty()));
    }

    @Property(tries = 300, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void onAMeshItTradesAsTheNaiveReading(@ForAll("streams") List<Command> stream) {
        agree(stream, MESH, ShiftFactorCheck.of(MESH), TestNetworks.flows(MESH));
    }

    /** The same outcomes, command by command, and the same books; half way the market goes on from a snapshot. */
    private static List<Outcome> agree(
            List<Command> stream, Network network, NetworkCheck check, NaiveMarket.Limits limits) {
        return agree(stream, network, check, limits, true);
    }

    private static List<Outcome> agree(
            List<Command> stream,
            Network network,
            NetworkCheck check,
            NaiveMarket.Limits limits,
            boolean takesConditional) {
        NaiveMarket naive = new NaiveMarket(SETTINGS, NaiveMarket.busesUpTo(5), takesConditional, limits);
        ContinuousMarket market = ContinuousMarket.open(SETTINGS, network, check);
        ContinuousMarket adopting = ContinuousMarket.open(SETTINGS, network, check);
        List<Outcome> outcomes = new ArrayList<>();
        for (int k = 0; k < stream.size(); k++) {
            List<String> expected = naive.apply(stream.get(k));
            Outcome outcome = market.apply(stream.get(k));
            assertThat(lines(outcome))
                    .as("command %d of %s", k + 1, stream)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(inOrder(outcome, expected)).isTrue();
            assertThat(books(market)).isEqualTo(naive.books());
            adopting.adopt(stream.get(k), outcome);
            outcomes.add(outcome);
            if (k == stream.size() / 2) {
                market = ContinuousMarket.restore(SETTINGS, network, check, market.snapshot());
            }
        }
        assertThat(adopting.snapshot()).isEqualTo(market.snapshot());
        promisesAreKept(stream, outcomes, market);
        nothingIsLost(outcomes, market);
        nobodyWouldTrade(network, check, market);
        return outcomes;
    }

    private static List<String> lines(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        outcome.refusal().ifPresent(reason -> lines.add("refused " + reason));
        outcome.trades()
                .forEach(trade -> lines.add("traded " + trade.up() + " " + trade.down() + " " + trade.quantity() + " "
                        + trade.priceUp() + " " + trade.priceDown()));
        outcome.rejections()
                .forEach(one -> lines.add("rejected " + one.order() + " " + one.resting() + " " + one.asked() + " "
                        + one.feasible() + " " + one.element().name()));
        outcome.removals()
                .forEach(one -> lines.add("removed " + one.id() + " " + one.quantity() + " " + one.reason()
                        + (one.reason() == RemovalReason.FOK ? " attainable " + one.attainable() : "")));
        return lines;
    }

    /** Trades, rejections and removals each come in the order of the naive reading. */
    private static boolean inOrder(Outcome outcome, List<String> expected) {
        List<String> own = lines(outcome);
        for (String kind : List.of("traded", "rejected", "removed")) {
            List<String> one =
                    own.stream().filter(line -> line.startsWith(kind)).toList();
            if (!one.equals(
                    expected.stream().filter(line -> line.startsWith(kind)).toList())) {
                return false;
            }
        }
        return true;
    }

    private static List<String> books(ContinuousMarket market) {
        List<String> lines = new ArrayList<>();
        for (BookView book : market.view().books()) {
            for (Direction direction : Direction.values()) {
                book.orders(direction)
                        .forEach(order -> lines.add(book.period() + " " + (direction == Direction.UP) + " " + order.id()
                                + " " + order.open()));
            }
        }
        return lines;
    }

    /** FOK and AON orders never trade in part, IOC and FOK orders never rest. */
    private static void promisesAreKept(List<Command> stream, List<Outcome> outcomes, ContinuousMarket market) {
        Map<String, String> restrictions = new HashMap<>();
        for (int k = 0; k < stream.size(); k++) {
            if (stream.get(k).kind().equals("SUBMIT") && outcomes.get(k).isAccepted()) {
                restrictions.put(stream.get(k).id(), stream.get(k).restriction());
            }
        }
        for (Outcome outcome : outcomes) {
            Map<String, Long> traded = new HashMap<>();
            outcome.trades().forEach(trade -> {
                traded.merge(trade.up(), trade.quantity(), Long::sum);
                traded.merge(trade.down(), trade.quantity(), Long::sum);
            });
            for (Removal removal : outcome.removals()) {
                if (Set.of("FOK", "AON").contains(restrictions.get(removal.id()))) {
                    assertThat(traded).doesNotContainKey(removal.id());
                }
            }
        }
        for (BookView book : market.view().books()) {
            for (Direction direction : Direction.values()) {
                for (RestingOrder order : book.orders(direction)) {
                    assertThat(restrictions.get(order.id())).isNotIn("IOC", "FOK");
                    if (order.restriction() == Restriction.AON) {
                        assertThat(order.traded()).isZero();
                    }
                }
            }
        }
    }

    /** What one side has traded the other has, what is paid is received, and statements add up to zero. */
    private static void nothingIsLost(List<Outcome> outcomes, ContinuousMarket market) {
        List<Trade> trades =
                outcomes.stream().flatMap(outcome -> outcome.trades().stream()).toList();
        Map<String, Long> traded = new HashMap<>();
        trades.forEach(trade -> {
            assertThat(trade.quantity())
                    .isPositive()
                    .satisfies(watts -> assertThat(watts % KILOWATT).isZero());
            assertThat(trade.priceUp()).isGreaterThanOrEqualTo(trade.priceDown());
            traded.merge(trade.up(), trade.quantity(), Long::sum);
            traded.merge(trade.down(), trade.quantity(), Long::sum);
        });
        for (BookView book : market.view().books()) {
            for (Direction direction : Direction.values()) {
                book.orders(direction)
                        .forEach(order -> assertThat(order.traded()).isEqualTo(traded.getOrDefault(order.id(), 0L)));
            }
        }
        for (PriceRule rule : PriceRule.values()) {
            Accounts accounts = Accounts.of(SETTINGS.withPriceRule(rule), trades);
            Money paid = accounts.accounts().stream().map(Account::pays).reduce(Money.ZERO, Money::plus);
            assertThat(paid).isEqualTo(accounts.surplus());
            assertThat(accounts.surplus()).isGreaterThanOrEqualTo(Money.ZERO);
            assertThat(accounts.welfare())
                    .isEqualTo(Accounts.of(SETTINGS, trades).surplus());
            BigInteger cents =
                    accounts.accounts().stream().map(Account::statementCents).reduce(BigInteger.ZERO, BigInteger::add);
            assertThat(cents.add(accounts.marketStatementCents())).isZero();
        }
        assertThat(Accounts.of(SETTINGS.withPriceRule(PriceRule.RESTING_ORDER), trades)
                        .surplus())
                .isEqualTo(Money.ZERO);
    }

    /** No order in the book, taken as the one that arrives, would trade. */
    private static void nobodyWouldTrade(Network network, NetworkCheck check, ContinuousMarket market) {
        MarketSnapshot snapshot = market.snapshot();
        for (int period = 0; period < snapshot.periods().size(); period++) {
            List<RestingOrder> orders = snapshot.periods().get(period).orders();
            for (RestingOrder order : orders) {
                List<RestingOrder> others = new ArrayList<>(orders);
                others.remove(order);
                List<MarketSnapshot.Period> periods = new ArrayList<>(snapshot.periods());
                MarketSnapshot.Period before = periods.get(period);
                periods.set(period, new MarketSnapshot.Period(before.name(), false, others, before.network()));
                ContinuousMarket without = ContinuousMarket.restore(
                        SETTINGS,
                        network,
                        check,
                        new MarketSnapshot(snapshot.sequence(), snapshot.clock(), List.of(), periods));
                Outcome outcome = without.apply(arrival(order, before.name(), snapshot.clock()));
                assertThat(outcome.isAccepted()).isTrue();
                // The order walks first; what others do afterwards is about the place that it has lost.
                assertThat(outcome.trades().stream().limit(1).map(MarketPropertiesTest::aggressor))
                        .as("orders that trade as %s arrives", order.id())
                        .doesNotContain(order.id());
            }
        }
    }

    private static String aggressor(Trade trade) {
        return trade.aggressor() == Direction.UP ? trade.up() : trade.down();
    }

    private static Command arrival(RestingOrder order, String period, long clock) {
        Command command = Command.submit(clock, order.id(), order.owner())
                .at(order.bus(), order.direction(), period)
                .offering(order.open(), order.price())
                .restricted(order.restriction())
                .withMinimum(Math.min(order.minimum(), order.open()))
                .within(String.join(
                        " ", order.zone().stream().map(String::valueOf).toList()));
        return order.conditional() ? command.onCondition() : command;
    }

    /**
     * After every trade the network is solved anew by other means: nothing is violated newly or worse than at its best
     * so far.
     */
    @Property(tries = 40, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void noTradeEverHarmsTheNetwork(@ForAll("shortStreams") List<Command> stream) {
        ContinuousMarket market = ContinuousMarket.open(SETTINGS, FEEDER, PowerFlowCheck.of(FEEDER));
        Map<String, double[]> extra = new HashMap<>();
        Map<String, double[]> best = new HashMap<>();
        SETTINGS.periods().forEach(period -> {
            extra.put(period, new double[6]);
            best.put(period, violations(new double[6]));
        });
        for (Command command : stream) {
            for (Trade trade : market.apply(command).trades()) {
                double[] load = extra.get(trade.period());
                load[trade.busUp()] += trade.quantity() / 1e6;
                load[trade.busDown()] -= trade.quantity() / 1e6;
                double[] now = violations(load);
                double[] least = best.get(trade.period());
                for (int k = 0; k < now.length; k++) {
                    assertThat(now[k]).isLessThanOrEqualTo(least[k] + 1e-6 + 1e-9);
                    least[k] = Math.min(least[k], now[k]);
                }
            }
        }
    }

    /** Both ends of branches in MVA, and both limits of voltages. */
    private static double[] violations(double[] load) {
        Network changed = FEEDER.toBuilder()
                .mapLoads(one -> one.withDemand(one.p() + load[one.bus()], one.q()))
                .build();
        PowerFlowResult result = PowerFlow.solve(changed);
        assertThat(result.converged()).isTrue();
        double[] violations = new double[16];
        for (int b = 0; b < 4; b++) {
            double rating = FEEDER.branches().get(b).rating();
            violations[2 * b] =
                    Math.hypot(result.point().pFrom(b), result.point().qFrom(b)) - rating;
            violations[2 * b + 1] =
                    Math.hypot(result.point().pTo(b), result.point().qTo(b)) - rating;
        }
        for (int i = 1; i < 5; i++) {
            violations[6 + 2 * i] = FEEDER.buses().get(i).vMin() - result.vm(i);
            violations[7 + 2 * i] = result.vm(i) - FEEDER.buses().get(i).vMax();
        }
        for (int k = 0; k < violations.length; k++) {
            violations[k] = Math.max(0.0, violations[k]);
        }
        return violations;
    }

    /** Bounds, power flow alone, relaxation and classifier on trees and meshes: the same outcomes. */
    @Property(tries = 40, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void allChecksByPowerFlowTradeAlike(@ForAll("streams") List<Command> stream) {
        for (Network network : List.of(FEEDER, MESH)) {
            List<ContinuousMarket> markets = CHECKS.get(network).stream()
                    .map(check -> ContinuousMarket.open(SETTINGS, network, check))
                    .toList();
            for (Command command : stream) {
                List<List<String>> told = markets.stream()
                        .map(market -> lines(market.apply(command)))
                        .toList();
                Share.atLeast(2.0, "AC rejections", told.get(0).stream().anyMatch(line -> line.startsWith("rejected")));
                assertThat(told).allMatch(told.get(0)::equals);
            }
        }
    }

    /** The AC check with bounds against power flows of the network with its loads changed, all afresh every time. */
    @Property(tries = 60, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void sensitivitiesTradeAsTheNaiveReading(@ForAll("shortStreams") List<Command> stream) {
        List<Outcome> outcomes =
                agree(stream, FEEDER, PowerFlowCheck.withSensitivities(FEEDER), new NaivePowerFlows(FEEDER), false);
        Share.atLeast(
                20.0,
                "streams with rejections",
                outcomes.stream().anyMatch(one -> !one.rejections().isEmpty()));
    }

    /** Loads of the test feeder stand where orders may be. */
    @Property(tries = 1, seed = "1706")
    void everyBusButTheRootHasALoad() {
        assertThat(FEEDER.loads().stream().map(Load::bus)).containsExactly(2, 3, 4, 5);
    }
}
