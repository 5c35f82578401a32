package org.flexopf.coordination.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.Systems;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.scheme.FeederModel;
import org.flexopf.coordination.scheme.SchemeOptions;
import org.flexopf.coordination.scheme.Schemes;
import org.flexopf.network.Bid;
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
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.Formulations;
import org.junit.jupiter.api.Test;

/** Pools whose aggregates can be worked out by hand, or by trying everything. */
class DevicePoolTest {

    private static DevicePool pool(String devices) {
        return DevicePool.of(HorizonCase.parse("pool", "{\"name\": \"pool\", " + devices + "}"));
    }

    /**
     * A battery of 1 MW and 2 MWh, half full, eta 0.8 and 0.5, no less than 1 MWh at the end, wear 3 per MWh; two
     * periods of an hour and of half an hour.
     */
    private static final String BATTERY = """
            "h": [1.0, 0.5],
            "storage": [{"name": "battery", "bus": 1, "charge_max_mw": 1, "discharge_max_mw": 1, "eta_charge": 0.8,
                         "eta_discharge": 0.5, "energy_max_mwh": 2, "energy_initial_mwh": 1,
                         "throughput_cost_per_mwh": 3, "final": {"rule": "at_least", "energy_mwh": 0.4}}]
            """;

    /**
     * Idle at a flat price of 50; all up leaves 1 - 2 a (1 + 0.5) >= 0.4: a = 0.2; all down adds 0.8 a 1.5 <= 1: a =
     * 5/6.
     */
    @Test
    void theBoxOfABattery() {
        DevicePool pool = pool(BATTERY);
        PoolPlan plan = Aggregator.of(pool).plan(List.of(50.0, 50.0));
        // 0.6 MWh are worth 0.3 * 50 at the bus less wear.
        assertThat(plan.cost(pool.hours(), List.of(50.0, 50.0))).isCloseTo(-0.3 * 47.0, within(1e-6));
        PoolPlan idle = new PoolPlan(Map.of("battery", List.of(0.0, 0.0)), List.of(0.0, 0.0), 0.0);
        DeliverableBox box = DeliverableBox.of(pool, idle, 1, 2, 40.0);
        assertThat(box.quantity(Direction.UP)).allSatisfy(mw -> assertThat(mw).isCloseTo(0.2, within(1e-8)));
        assertThat(box.quantity(Direction.DOWN)).allSatisfy(mw -> assertThat(mw).isCloseTo(5.0 / 6.0, within(1e-8)));
        // Up: 2 MWh of the store at 40 and wear; down: 0.8 MWh into the store at 40, less wear.
        assertThat(box.steps(1, Direction.UP, 9))
                .singleElement()
                .satisfies(step -> assertThat(step.price()).isCloseTo(83.0, within(1e-9)));
        assertThat(box.steps(2, Direction.DOWN, 9))
                .singleElement()
                .satisfies(step -> assertThat(step.price()).isCloseTo(-29.0, within(1e-9)));
        DeliverableBox second = DeliverableBox.of(pool, idle, 2, 2, 40.0);
        assertThat(second.quantity(Direction.UP).get(0)).isZero();
        assertThat(second.quantity(Direction.UP).get(1)).isCloseTo(0.6, within(1e-8));
        assertThat(second.quantity(Direction.DOWN).get(1)).isCloseTo(1.0, within(1e-8));
    }

    /** From a plan that charges 0.4 MW: up first is less charging, at 0.8 * 40 - 3, then discharge. */
    @Test
    void aPlanThatChargesHasTwoPricesUpwards() {
        DevicePool pool = pool(BATTERY);
        PoolPlan charging = new PoolPlan(Map.of("battery", List.of(-0.4, 0.0)), List.of(0.0, 0.0), 0.0);
        DeliverableBox box = DeliverableBox.of(pool, charging, 1, 1, 40.0);
        List<PriceStep> up = box.steps(1, Direction.UP, 9);
        assertThat(up).hasSize(2);
        assertThat(up.get(0).quantity()).isCloseTo(0.4, within(1e-9));
        assertThat(up.get(0).price()).isCloseTo(29.0, within(1e-9));
        // Then 1 - 2 p >= 0.4.
        assertThat(up.get(1).quantity()).isCloseTo(0.3, within(1e-8));
        assertThat(up.get(1).price()).isCloseTo(83.0, within(1e-9));
        PoolPlan split = box.split(List.of(0.5, 0.0));
        assertThat(split.of("battery").get(0)).isCloseTo(0.1, within(1e-12));
        assertThat(split.ownCost()).isCloseTo(0.4 * 29.0 + 0.1 * 83.0, within(1e-9));
        assertThatThrownBy(() -> box.split(List.of(0.9, 0.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("period 1")
                .hasMessageContaining("0.9 MW is more than the box has");
        List<Resource> resources = box.resources(1, 7, 9);
        assertThat(resources).hasSize(2);
        assertThat(resources.get(0).p()).isCloseTo(-0.4, within(1e-12));
        assertThat(resources.get(1).up().price()).isCloseTo(83.0, within(1e-9));
    }

    /** From devices to a scheme and back: a cheap battery of the town is called, and delivers what it is called for. */
    @Test
    void aSchemeCallsAPoolThatDelivers() {
        DevicePool pool = pool(BATTERY);
        PoolPlan idle = new PoolPlan(Map.of("battery", List.of(0.0, 0.0)), List.of(0.0, 0.0), 0.0);
        DeliverableBox box = DeliverableBox.of(pool, idle, 1, 1, 10.0);
        TsoDsoSystem system = Systems.load("two-feeders");
        Feeder town = system.feeder("town");
        List<Resource> resources = new ArrayList<>(town.area().resources());
        resources.addAll(box.resources(1, 3, 5));
        TsoDsoSystem offered = system.withAreas(
                system.transmission(),
                system.feeders().stream()
                        .map(feeder -> feeder.name().equals("town")
                                ? feeder.withArea(town.area().withResources(resources))
                                : feeder)
                        .toList());
        Outcome outcome = Schemes.named("common").run(offered, SchemeOptions.of(FeederModel.LDF));
        // 0.3 MW from the store at 23, far below every other offer: all of it.
        double called = outcome.dispatched().activations().of("pool.1").net();
        assertThat(called).isCloseTo(0.3, within(1e-5));
        assertThat(outcome.dispatched().cost())
                .isLessThan(Schemes.named("common")
                        .run(system, SchemeOptions.of(FeederModel.LDF))
                        .dispatched()
                        .cost());
        List<Double> change = List.of(Math.min(called, 0.3), 0.0);
        assertThat(box.split(change).of("battery").get(0)).isCloseTo(0.3, within(1e-5));
        assertThat(Aggregator.of(pool).deliver(change).isKept()).isTrue();
    }

    /** Sun that can only go down, a unit between two prices, and a load that can be curtailed: a merit order. */
    @Test
    void theMeritOrderOfDevicesWithoutMemory() {
        DevicePool pool = pool("""
                "h": [1.0],
                "load": {"p_mw": {"1": 1.5}},
                "generators": [{"name": "sun", "bus": 1, "p_max_mw": 0.8},
                               {"name": "unit", "bus": 1, "p_min_mw": 0.5, "p_max_mw": 2, "cost": {"c1": 60}},
                               {"name": "diesel", "bus": 1, "p_max_mw": 1, "cost": {"c2": 10, "c1": 80}}],
                "devices": [{"kind": "curtailable", "name": "works", "bus": 1, "baseline_mw": 1.0,
                             "max_curtail_mw": 0.3, "cost_per_mwh": 200}]
                """);
        PoolPlan plan = Aggregator.of(pool).plan(List.of(50.0));
        assertThat(plan.injection().get(0)).isCloseTo(0.8 + 0.5 - 1.0 - 1.5, within(1e-6));
        assertThat(plan.ownCost()).isCloseTo(30.0, within(1e-4));
        DeliverableBox box = DeliverableBox.of(pool, plan, 1, 1, 0.0);
        assertThat(box.steps(1, Direction.DOWN, 9)).singleElement().satisfies(step -> {
            assertThat(step.quantity()).isCloseTo(0.8, within(1e-6));
            assertThat(step.price()).isCloseTo(0.0, within(1e-9));
        });
        // The curved cost comes in quarters, each at its chord: 80 + 10 (a + b).
        List<PriceStep> up = box.steps(1, Direction.UP, 9);
        assertThat(up).extracting(PriceStep::price).satisfies(prices -> {
            double[] wanted = {60.0, 82.5, 87.5, 92.5, 97.5, 200.0};
            assertThat(prices).hasSize(6);
            for (int k = 0; k < 6; k++) {
                assertThat(prices.get(k)).isCloseTo(wanted[k], within(1e-4));
            }
        });
        assertThat(box.steps(1, Direction.UP, 2))
                .hasSize(2)
                .last()
                .extracting(PriceStep::price)
                .isEqualTo(200.0);
        assertThat(box.steps(1, Direction.UP, 2).stream()
                        .mapToDouble(PriceStep::quantity)
                        .sum())
                .isCloseTo(2.8, within(1e-6));
    }

    /**
     * A washer of 2 + 1 MW that starts in one of three periods: alternatives are its other starts, and nothing else.
     */
    @Test
    void aWasherHasAsManyAlternativesAsStarts() {
        DevicePool pool = pool("""
                "h": [1.0, 1.0, 1.0, 1.0],
                "devices": [{"kind": "atomic", "name": "washer", "bus": 1, "profile_mw": [2.0, 1.0],
                             "start_periods": [1, 2, 3], "must_run": true}]
                """);
        List<Double> prices = List.of(10.0, 50.0, 40.0, 70.0);
        Aggregator aggregator = Aggregator.of(pool);
        PoolPlan plan = aggregator.plan(prices);
        // Starts at 70, 140 and 150.
        assertThat(plan.cost(pool.hours(), prices)).isCloseTo(70.0, within(1e-6));
        assertThat(plan.injection().get(0)).isCloseTo(-2.0, within(1e-6));
        Alternatives alternatives = aggregator.alternatives(plan, prices, 1, 4);
        assertThat(alternatives.isMixable()).isFalse();
        assertThat(alternatives.plans()).hasSize(2);
        assertThat(DeliverableBox.of(pool, plan, 1, 4, 0.0).quantity(Direction.UP))
                .allSatisfy(mw -> assertThat(mw).isZero());
        List<Bid> bids = alternatives.bids(1);
        assertThat(bids).hasSize(4);
        assertThat(bids)
                .allSatisfy(
                        bid -> assertThat(((Bid.Block) bid.offer()).minRatio()).isEqualTo(1.0));

        // A market with energy at 300, 50, 40 and 70: starts cost 650, 140 and 150, so the second one is called.
        NetworkBuilder builder = Network.builder("market", 100.0).bus(Bus.reference(1, 1.0));
        builder.generator(Generator.of(1, 1, -9.0, 9.0, 0.0, 0.0, CostCurve.free()));
        builder.load(Load.of(1, 1, 0.0, 0.0));
        bids.forEach(builder::device);
        Network market = builder.build();
        List<Profile> profiles = new ArrayList<>();
        double[] energy = {300.0, 50.0, 40.0, 70.0};
        for (int t = 0; t < 4; t++) {
            double planned = -plan.injection().get(t);
            profiles.add(Profile.of(market)
                    .withDemand(new double[] {planned}, new double[1])
                    .withPrices(new double[] {energy[t]}));
        }
        HorizonSolution solution = Opf.of(Formulations.named("dc").create(FormulationOptions.defaults()))
                .solve(OpfProblem.of(market).over(Horizon.ofHours(1.0, 1.0, 1.0, 1.0), profiles))
                .orElseThrow();
        assertThat(solution.objective()).isCloseTo(140.0, within(1e-4));
        List<Double> ratios = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            ratios.add((double) Math.round(solution.acceptance(bids.get(2 * k))));
            assertThat(solution.acceptance(bids.get(2 * k + 1))).isCloseTo(ratios.get(k), within(1e-6));
        }
        PoolPlan called = alternatives.mixed(ratios);
        double[] wanted = {0.0, -2.0, -1.0, 0.0};
        for (int t = 0; t < 4; t++) {
            assertThat(called.of("washer").get(t)).isCloseTo(wanted[t], within(1e-6));
        }
        assertThatThrownBy(() -> alternatives.mixed(List.of(0.5, 0.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each of them 0 or 1");
    }

    /** Asked for more than there is, the rest is told, and what there is is delivered. */
    @Test
    void aShortfallIsTold() {
        DevicePool pool = pool(BATTERY);
        Delivery delivery = Aggregator.of(pool).deliver(List.of(0.5, -1.5));
        // 0.5 for an hour takes all of the store; 1.5 into it is 0.5 more than it can take.
        assertThat(delivery.isKept()).isFalse();
        assertThat(delivery.surplus().get(1)).isCloseTo(0.5, within(1e-6));
        assertThat(delivery.shortfall().get(1)).isCloseTo(0.0, within(1e-6));
        assertThat(delivery.shortfall().get(0)).isCloseTo(0.0, within(1e-6));
        assertThat(delivery.plan().of("battery").get(0)).isCloseTo(0.5, within(1e-6));
    }

    /** What a battery can never exceed, by hand: power, and energy from the first period on. */
    @Test
    void theBoundOfABattery() {
        OuterBound bound = Aggregator.of(pool(BATTERY)).bound(1, 2);
        // Up in period 1: 1 MWh in the store gives 0.5 MWh if 0.4 can be charged again: 0.8 * 0.5 h * 1 MW = 0.4.
        assertThat(bound.most().get(0)).isCloseTo(0.5, within(1e-6));
        // Up in period 2: charge 1 MWh before, 1.8 in the store, of which 1.4 may go: 0.7 MWh, but 1 MW.
        assertThat(bound.most().get(1)).isCloseTo(1.0, within(1e-6));
        assertThat(bound.least().get(0)).isCloseTo(-1.0, within(1e-6));
        assertThat(bound.mostEnergy().get(1)).isCloseTo(0.3, within(1e-6));
        // Both at once would burn energy; relaxed, the store may, and takes 1 MW throughout.
        assertThat(bound.leastEnergy().get(1)).isLessThanOrEqualTo(-1.25 + 1e-6);
        assertThat(bound.excess(List.of(0.2, 0.2))).isCloseTo(0.0, within(1e-9));
        assertThat(bound.excess(List.of(0.5, 0.2))).isCloseTo(0.3, within(1e-6));
        assertThat(bound.excess(List.of(0.7, -0.9))).isCloseTo(0.2, within(1e-6));
    }

    @Test
    void whatIsNoPoolIsRefusedAtOnce() {
        assertThatThrownBy(() -> pool("""
                        "h": [1.0],
                        "bids": [{"id": "b", "bus": 1, "kind": "step", "quantity_mw": [1], "price_per_mwh": 3}]
                        """))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("is no flexible device of a pool");
    }

    /** Two markets with two prices each: all policies that name a least price for each, tried one by one. */
    @Test
    void sellingNowOrLater() {
        MarketLayers layers = MarketLayers.of(List.of(
                new MarketLayer("day-ahead", List.of(40.0, 70.0)),
                new MarketLayer("intraday", List.of(30.0, 100.0)),
                new MarketLayer("reserve", List.of(45.0, 65.0))));
        double cost = 50.0;
        // Last: mean of 0 and 15. Before: mean of 7.5 and 50.
        assertThat(layers.premiums(cost)).containsExactly(28.75, 7.5, 0.0);
        assertThat(layers.prices(cost)).containsExactly(78.75, 57.5, 50.0);
        double best = Double.NEGATIVE_INFINITY;
        double[] thresholds = {0.0, 42.0, 57.5, 78.75, 200.0};
        for (double a : thresholds) {
            for (double b : thresholds) {
                for (double c : thresholds) {
                    best = Math.max(best, earned(new double[] {a, b, c}, layers, cost));
                }
            }
        }
        assertThat(earned(new double[] {78.75, 57.5, 50.0}, layers, cost)).isCloseTo(best, within(1e-12));
        assertThat(best).isCloseTo(28.75, within(1e-12));
        // Who counts the worst sells as soon as the cost is paid, since the worst that follows is nothing.
        assertThat(layers.withRiskAversion(1.0).premiums(cost)).containsExactly(0.0, 0.0, 0.0);
        // Half the worst: 0.5 * 7.5 = 3.75, then 0.5 * 26.875 + 0.5 * 3.75.
        assertThat(layers.withRiskAversion(0.5).premiums(cost)).containsExactly(15.3125, 3.75, 0.0);
        assertThatThrownBy(() -> layers.withRiskAversion(1.5)).hasMessageContaining("from 0 to 1");
    }

    /** What a policy earns on average: sell in the first market whose price is not below its threshold. */
    private static double earned(double[] policy, MarketLayers layers, double cost) {
        double sum = 0.0;
        int count = 0;
        for (double p : layers.layers().get(0).prices()) {
            for (double q : layers.layers().get(1).prices()) {
                for (double r : layers.layers().get(2).prices()) {
                    double[] prices = {p, q, r};
                    count++;
                    for (int l = 0; l < 3; l++) {
                        if (prices[l] >= policy[l]) {
                            sum += prices[l] - cost;
                            break;
                        }
                    }
                }
            }
        }
        return sum / count;
    }
}
