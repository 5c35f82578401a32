package org.flexopf.coordination.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.coordination.Direction;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/** Whatever aggregates promise is tried out on the devices, each written by its own type. */
class AggregatePropertiesTest {

    private static final double KEPT = 1e-5;

    /** Devices as texts of the horizon format, so that one can be looked at by itself. */
    private static final class RandomPool {

        private final SplittableRandom random;
        private final double[] hours;
        private final List<String> storages = new ArrayList<>();
        private final List<String> generators = new ArrayList<>();
        private final List<String> devices = new ArrayList<>();
        private final Map<String, DevicePool> alone = new LinkedHashMap<>();

        RandomPool(long seed, boolean isConvex) {
            random = new SplittableRandom(seed);
            hours = new double[3 + random.nextInt(3)];
            for (int t = 0; t < hours.length; t++) {
                hours[t] = random.nextBoolean() ? 1.0 : 0.5;
            }
            for (int k = 0; k < 1 + random.nextInt(3); k++) {
                storage("s" + k);
            }
            if (random.nextBoolean()) {
                thermostatic("t");
            }
            if (random.nextBoolean()) {
                add(
                        devices,
                        "c",
                        format(
                                "{\"kind\": \"curtailable\", \"name\": \"c\", \"bus\": 1, \"baseline_mw\": %s, "
                                        + "\"max_curtail_mw\": 0.3, \"cost_per_mwh\": %s}",
                                1.0, 60.0 + 40.0 * random.nextDouble()));
            }
            if (random.nextBoolean()) {
                add(
                        generators,
                        "g",
                        format(
                                "{\"name\": \"g\", \"bus\": 1, \"p_min_mw\": 0.1, \"p_max_mw\": 0.7, "
                                        + "\"cost\": {\"c1\": %s, \"c2\": %s}}",
                                40.0 + 20.0 * random.nextDouble(), random.nextBoolean() ? 0.0 : 10.0));
            }
            if (random.nextInt(3) > 0) {
                add(devices, "chp", chp());
            }
            if (random.nextBoolean()) {
                add(
                        devices,
                        "shift",
                        format(
                                "{\"kind\": \"shiftable\", \"name\": \"shift\", \"bus\": 1, "
                                        + "\"baseline_mw\": 0.5, \"up_max_mw\": 0.3, "
                                        + "\"down_max_mw\": 0.4, \"windows\": "
                                        + "[{\"first\": 1, \"last\": %s}]}",
                                hours.length));
            }
            if (!isConvex && random.nextBoolean()) {
                add(
                        devices,
                        "wash",
                        "{\"kind\": \"atomic\", \"name\": \"wash\", \"bus\": 1, \"profile_mw\": "
                                + "[0.4, 0.2], \"start_periods\": [1, 2], \"must_run\": true}");
            }
        }

        private static String format(String text, Object... values) {
            return String.format(Locale.ROOT, text, values);
        }

        /** Vertices on a hull: more heat for less power costs less fuel than more of both. */
        private String chp() {
            double most = 0.4 + 0.4 * random.nextDouble();
            return format(
                    "{\"kind\": \"chp\", \"name\": \"chp\", \"bus\": 1, \"heat_demand_mw\": %s, \"boiler_max_mw\": %s, "
                            + "\"boiler_cost_per_mwh\": %s, \"heat_dump_max_mw\": %s, \"vertices\": ["
                            + "{\"p_mw\": 0.1, \"heat_mw\": 0, \"cost_per_h\": 10}, "
                            + "{\"p_mw\": %s, \"heat_mw\": 0, \"cost_per_h\": %s}, "
                            + "{\"p_mw\": %s, \"heat_mw\": 0.5, \"cost_per_h\": %s}]}",
                    0.2 + 0.2 * random.nextDouble(),
                    random.nextBoolean() ? 0.1 : 0.5,
                    20.0 + 60.0 * random.nextDouble(),
                    random.nextBoolean() ? 0.0 : 0.1,
                    most,
                    70.0 * most,
                    0.7 * most,
                    65.0 * most);
        }

        private void storage(String name) {
            double capacity = 0.5 + 2.0 * random.nextDouble();
            double initial = capacity * random.nextDouble();
            add(
                    storages,
                    name,
                    format(
                            "{\"name\": \"%s\", \"bus\": 1, \"charge_max_mw\": %s, \"discharge_max_mw\": "
                                    + "%s, \"eta_charge\": %s, \"eta_discharge\": 0.9, \"energy_max_mwh\": %s, "
                                    + "\"energy_initial_mwh\": %s, \"self_discharge_per_h\": %s, "
                                    + "\"throughput_cost_per_mwh\": 2, "
                                    + "\"final\": {\"rule\": \"at_least\", \"energy_mwh\": %s}}",
                            name,
                            0.2 + random.nextDouble(),
                            0.2 + random.nextDouble(),
                            0.8 + 0.2 * random.nextDouble(),
                            capacity,
                            initial,
                            random.nextBoolean() ? 0.0 : 0.03,
                            0.4 * initial));
        }

        private void thermostatic(String name) {
            add(
                    devices,
                    name,
                    format(
                            "{\"kind\": \"thermostatic\", \"name\": \"%s\", \"bus\": 1, \"mode\": \"%s\", "
                                    + "\"r_k_per_mw\": 20, \"c_mwh_per_k\": 0.1, \"cop\": 2, "
                                    + "\"p_max_mw\": 1, \"ambient_c\": %s, "
                                    + "\"initial_c\": 20, \"min_c\": 17, \"max_c\": 23}",
                            name, random.nextBoolean() ? "heating" : "cooling", 19.0 + 2.0 * random.nextDouble()));
        }

        private void add(List<String> to, String name, String text) {
            to.add(text);
            String field = to == storages ? "storage" : to == generators ? "generators" : "devices";
            alone.put(name, of("\"" + field + "\": [" + text + "]"));
        }

        private DevicePool of(String parts) {
            List<String> lengths = new ArrayList<>();
            for (double h : hours) {
                lengths.add(String.valueOf(h));
            }
            return DevicePool.of(
                    HorizonCase.parse("pool", "{\"h\": [" + String.join(", ", lengths) + "], " + parts + "}"));
        }

        DevicePool pool() {
            return of("\"storage\": [" + String.join(", ", storages) + "], \"generators\": ["
                    + String.join(", ", generators) + "], \"devices\": [" + String.join(", ", devices) + "]");
        }

        List<Double> prices() {
            List<Double> prices = new ArrayList<>();
            for (int t = 0; t < hours.length; t++) {
                prices.add(20.0 + 60.0 * random.nextDouble());
            }
            return prices;
        }
    }

    private static List<Double> plus(List<Double> one, List<Double> other) {
        List<Double> sum = new ArrayList<>();
        for (int t = 0; t < one.size(); t++) {
            sum.add(one.get(t) + other.get(t));
        }
        return sum;
    }

    private static double broken(Delivery delivery) {
        double most = 0.0;
        for (int t = 0; t < delivery.shortfall().size(); t++) {
            most = Math.max(
                    most,
                    Math.max(delivery.shortfall().get(t), delivery.surplus().get(t)));
        }
        return most;
    }

    /** Any change within the box is delivered by the devices together, and its split by each of them alone. */
    @Property(tries = 15, seed = "1681")
    void whateverIsInTheBoxCanBeDelivered(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        RandomPool drawn = new RandomPool(seed, false);
        DevicePool pool = drawn.pool();
        Aggregator aggregator = Aggregator.of(pool);
        List<Double> prices = drawn.prices();
        PoolPlan plan =
                Aggregator.of(pool.withMargin(seed % 2 == 0 ? 0.0 : 0.15)).plan(prices);
        int first = 1 + drawn.random.nextInt(2);
        int last = Math.min(pool.periods(), first + drawn.random.nextInt(3));
        DeliverableBox box = DeliverableBox.of(pool, plan, first, last, 45.0);
        OuterBound bound = aggregator.bound(1, pool.periods());
        Share.atLeast(
                60.0,
                "boxes with something in them",
                box.quantity(Direction.UP).stream().anyMatch(mw -> mw > 0.05));
        for (int k = 0; k < 4; k++) {
            List<Double> change = new ArrayList<>();
            for (int t = 0; t < pool.periods(); t++) {
                Direction direction = drawn.random.nextBoolean() ? Direction.UP : Direction.DOWN;
                double share = k < 2 ? 1.0 : drawn.random.nextDouble();
                change.add(direction.sign() * share * box.quantity(direction).get(t));
            }
            List<Double> target = plus(plan.injection(), change);
            Delivery together = aggregator.deliver(target);
            assertThat(broken(together)).as("%s of %s", change, seed).isLessThan(KEPT);
            assertThat(bound.excess(target)).isLessThan(1e-4);
            PoolPlan split = box.split(change);
            for (int t = 0; t < pool.periods(); t++) {
                assertThat(split.injection().get(t)).isCloseTo(target.get(t), within(1e-9));
            }
            for (PooledDevice device : pool.devices()) {
                Delivery alone = Aggregator.of(drawn.alone.get(device.name())).deliver(split.of(device.name()));
                assertThat(broken(alone)).as("%s of %s", device.name(), seed).isLessThan(KEPT);
            }
        }
    }

    /** What a CHP plant's power costs, and how far it goes, against the program of the plant. */
    @Property(tries = 20, seed = "1684")
    void powerOfAPlantCostsWhatItsProgramSays(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        RandomPool drawn = new RandomPool(seed, true);
        DevicePool pool = drawn.alone.get("chp");
        Share.atLeast(50.0, "pools with a plant", pool != null);
        if (pool == null) {
            return;
        }
        DevicePath path = DevicePath.of(pool, pool.devices().get(0), 0.0).orElseThrow();
        Aggregator aggregator = Aggregator.of(pool);
        OuterBound bound = aggregator.bound(1, 1);
        assertThat(path.power(0).min()).isCloseTo(bound.least().get(0), within(1e-6));
        assertThat(path.power(0).max()).isCloseTo(bound.most().get(0), within(1e-6));
        List<Double> target = new ArrayList<>();
        for (int t = 0; t < pool.periods(); t++) {
            target.add(path.power(t).min()
                    + drawn.random.nextDouble()
                            * (path.power(t).max() - path.power(t).min()));
        }
        double cost = 0.0;
        for (int t = 0; t < pool.periods(); t++) {
            cost += pool.hours().get(t) * path.cost(t, path.power(t).min(), target.get(t));
        }
        List<Double> lowest = new ArrayList<>(
                Collections.nCopies(pool.periods(), path.power(0).min()));
        double difference = aggregator.deliver(target).plan().ownCost()
                - aggregator.deliver(lowest).plan().ownCost();
        assertThat(cost).isCloseTo(difference, within(1e-3));
    }

    /** The share of a device is the largest one: a little more than the corner is broken. */
    @Property(tries = 30, seed = "1682")
    void theBoxIsAsLargeAsItCanBe(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        RandomPool drawn = new RandomPool(seed, true);
        String name = drawn.alone.containsKey("t") ? "t" : "s0";
        DevicePool pool = drawn.alone.get(name);
        Aggregator aggregator = Aggregator.of(pool);
        PoolPlan plan = Aggregator.of(pool.withMargin(0.12)).plan(drawn.prices());
        DeliverableBox box = DeliverableBox.of(pool, plan, 1, pool.periods(), 45.0);
        List<Double> up = box.quantity(Direction.UP);
        double most = up.stream().mapToDouble(Double::doubleValue).max().orElse(0.0);
        DevicePath path = DevicePath.of(pool, pool.devices().get(0), 45.0).orElseThrow();
        boolean isLimited = false;
        for (int t = 0; t < pool.periods(); t++) {
            isLimited |= plan.injection().get(t) + up.get(t) < path.power(t).max() - 1e-3;
        }
        boolean isTried = isLimited && most > 0.02;
        Share.atLeast(20.0, "boxes that energy or temperature limits", isTried);
        if (isTried) {
            List<Double> more = up.stream().map(mw -> 1.05 * mw).toList();
            assertThat(broken(aggregator.deliver(plus(plan.injection(), more)))).isGreaterThan(1e-4);
        }
    }

    /** Mixtures of alternatives are delivered, at no more than their cost; each is a plan whatever the integers. */
    @Property(tries = 15, seed = "1683")
    void alternativesCanBeDelivered(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        RandomPool drawn = new RandomPool(seed, drawnConvex(seed));
        DevicePool pool = drawn.pool();
        Aggregator aggregator = Aggregator.of(pool);
        List<Double> prices = drawn.prices();
        PoolPlan plan = aggregator.plan(prices);
        Alternatives alternatives = aggregator.alternatives(plan, prices, 1, pool.periods());
        Share.atLeast(40.0, "pools whose plans mix", alternatives.isMixable());
        int count = alternatives.plans().size();
        assertThat(count).isPositive();
        List<Double> ratios = new ArrayList<>(Collections.nCopies(count, 0.0));
        if (alternatives.isMixable()) {
            double left = 1.0;
            for (int k = 0; k < count; k++) {
                ratios.set(k, left * drawn.random.nextDouble() * 0.5);
                left -= ratios.get(k);
            }
        } else {
            ratios.set(drawn.random.nextInt(count), 1.0);
        }
        PoolPlan mixed = alternatives.mixed(ratios);
        Delivery delivery = aggregator.deliver(mixed.injection());
        assertThat(broken(delivery)).isLessThan(KEPT);
        assertThat(delivery.plan().ownCost()).isLessThan(mixed.ownCost() + 1e-3 + 3000.0 * 10.0 * KEPT);
        for (int k = 0; k < count; k++) {
            // The plan is the best one at the prices: an alternative never is worth more there.
            assertThat(alternatives.plans().get(k).cost(pool.hours(), prices))
                    .isGreaterThan(plan.cost(pool.hours(), prices) - 1e-3);
        }
    }

    private static boolean drawnConvex(long seed) {
        return seed % 3 != 0;
    }

    /** Thousands of devices: the box of all, and the split of a call, each device by its own energy. */
    @Test
    void thousandsOfDevices() {
        int count = 3000;
        List<String> storages = new ArrayList<>();
        Map<String, List<Double>> idle = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(5);
        double[] power = new double[count];
        double[] room = new double[count];
        for (int k = 0; k < count; k++) {
            power[k] = 0.003 + 0.02 * random.nextDouble();
            double capacity = 0.01 + 0.05 * random.nextDouble();
            double initial = capacity * random.nextDouble();
            room[k] = Math.min(power[k], initial / 24.0);
            storages.add(String.format(
                    Locale.ROOT,
                    "{\"name\": \"b%d\", \"bus\": 1, \"charge_max_mw\": %s, \"discharge_max_mw\": %s, "
                            + "\"energy_max_mwh\": %s, \"energy_initial_mwh\": %s}",
                    k,
                    power[k],
                    power[k],
                    capacity,
                    initial));
            idle.put("b" + k, Collections.nCopies(24, 0.0));
        }
        DevicePool pool = DevicePool.of(HorizonCase.parse(
                "pool",
                "{\"h\": " + Collections.nCopies(24, 1.0) + ", \"storage\": [" + String.join(", ", storages) + "]}"));
        PoolPlan plan = new PoolPlan(idle, Collections.nCopies(24, 0.0), 0.0);
        DeliverableBox box = DeliverableBox.of(pool, plan, 1, 24, 50.0);
        double sum = 0.0;
        for (double mw : room) {
            sum += mw;
        }
        assertThat(box.quantity(Direction.UP).get(7)).isCloseTo(sum, within(1e-6));
        PoolPlan split = box.split(Collections.nCopies(24, 0.75 * sum));
        for (int k = 0; k < count; k++) {
            double energy = 0.0;
            for (double mw : split.of("b" + k)) {
                assertThat(mw).isBetween(0.0, power[k] + 1e-9);
                energy += mw;
            }
            assertThat(energy).isLessThanOrEqualTo(24.0 * room[k] + 1e-6);
        }
        assertThat(split.injection()).allSatisfy(mw -> assertThat(mw).isCloseTo(0.75 * pool24(box), within(1e-6)));
    }

    private static double pool24(DeliverableBox box) {
        return box.quantity(Direction.UP).get(0);
    }
}
