package org.flexopf.coordination.dlfm;

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
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.testkit.property.Share;

/** What holds for markets on a ring of three buses with two feeders, over two periods. */
class DlfmPropertiesTest {

    private static final int PERIODS = 2;

    private static Network ring() {
        return buses("ring")
                .branch(Branch.line(1, 1, 2, 0.0, 0.1).withRating(60.0))
                .branch(Branch.line(2, 2, 3, 0.0, 0.1).withRating(40.0))
                .branch(Branch.line(3, 1, 3, 0.0, 0.1).withRating(45.0))
                .build();
    }

    private static Network feeder(double first, double second) {
        return buses("feeder")
                .branch(Branch.line(1, 1, 2, 0.0, 1.0).withRating(first))
                .branch(Branch.line(2, 2, 3, 0.0, 1.0).withRating(second))
                .build();
    }

    private static NetworkBuilder buses(String name) {
        return Network.builder(name, 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3));
    }

    private static List<Double> drawn(SplittableRandom random, double from, double to) {
        return List.of(random.nextDouble(from, to), random.nextDouble(from, to));
    }

    private static DlfmCase markets(SplittableRandom random) {
        List<MarketUnit> units = new ArrayList<>();
        List<MarketArea> feeders = new ArrayList<>();
        List<Double> none = List.of(0.0, 0.0);
        units.add(new MarketUnit("G1", "transmission", 1, none, List.of(80.0, 80.0), 20.0, 4.0, 30.0));
        units.add(new MarketUnit("G3", "transmission", 3, none, List.of(60.0, 60.0), 36.0, 2.5, 25.0));
        for (int k = 0; k < 2; k++) {
            String name = k == 0 ? "A" : "B";
            for (int bus = 2; bus <= 3; bus++) {
                units.add(new MarketUnit(
                        name + bus,
                        name,
                        bus,
                        none,
                        drawn(random, 2.0, 8.0),
                        random.nextDouble(5.0, 50.0),
                        random.nextDouble(1.0, 4.0),
                        random.nextBoolean() ? Double.POSITIVE_INFINITY : 4.0));
            }
            Map<Integer, List<Double>> demand = new HashMap<>();
            demand.put(2, drawn(random, 1.0, 8.0));
            demand.put(3, drawn(random, 1.0, 4.0));
            feeders.add(new MarketArea(
                    name,
                    feeder(12.0, 4.0 + random.nextDouble()),
                    2 + k,
                    demand,
                    Map.of(3, drawn(random, -0.6, 0.6)),
                    List.of(0.7, 0.7),
                    List.of(0.7, 0.7)));
        }
        MarketArea transmission = new MarketArea(
                "transmission",
                ring(),
                0,
                Map.of(2, drawn(random, 40.0, 55.0), 3, drawn(random, 15.0, 20.0)),
                Map.of(2, drawn(random, -5.0, 3.0)),
                List.of(6.0, 6.0),
                List.of(4.0, 4.0));
        return new DlfmCase("random", drawn(random, 20.0, 40.0), 1000.0, transmission, feeders, units);
    }

    @Property(tries = 40, seed = "1621")
    void energyCostsNoMoreWhereBothLevelsAreClearedAtOnce(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        DlfmCase data = markets(new SplittableRandom(seed));
        double joint = energy(data, Architecture.I);
        double proactive = energy(data, Architecture.P);
        double reactive = energy(data, Architecture.R);
        Share.atLeast(50.0, "markets in which an order costs energy", Math.max(proactive, reactive) > joint + 0.1);
        assertThat(joint).isLessThanOrEqualTo(Math.min(proactive, reactive) + 1e-4);
    }

    private static double energy(DlfmCase data, Architecture architecture) {
        return Dlfm.of(data, architecture)
                .withVariant(DlfmVariant.ENERGY_ONLY)
                .run()
                .cost(Stage.Kind.ENERGY, data);
    }

    /** Written down once more: what is injected, called, missing and off adds up to nothing, and limits are met. */
    @Property(tries = 25, seed = "1622")
    void allPowersAddUp(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DlfmCase data = markets(random);
        Architecture architecture = Architecture.values()[random.nextInt(3)];
        DlfmOutcome outcome = Dlfm.of(data, architecture).run();
        Share.atLeast(
                10.0, "markets in which something is missing", !outcome.slacks().isEmpty());
        assertThat(outcome.overloads()).isEmpty();
        for (int t = 0; t < PERIODS; t++) {
            double sum = 0.0;
            for (MarketUnit unit : data.units()) {
                double output = outcome.generation().get(unit.id()).get(t);
                Regulation held = held(outcome.reserve(), unit, t);
                Regulation called = Regulation.NONE;
                for (Map<String, List<Regulation>> market :
                        outcome.activations().values()) {
                    called = called.plus(held(market, unit, t));
                }
                assertThat(output).isBetween(-1e-6, unit.largest().get(t) + 1e-6);
                assertThat(output + held.up())
                        .isLessThanOrEqualTo(unit.largest().get(t) + 1e-5);
                assertThat(output - held.down()).isGreaterThanOrEqualTo(-1e-5);
                assertThat(called.up()).isLessThanOrEqualTo(held.up() + 1e-5);
                assertThat(called.down()).isLessThanOrEqualTo(held.down() + 1e-5);
                if (t > 0) {
                    assertThat(Math.abs(
                                    output - outcome.generation().get(unit.id()).get(0)))
                            .isLessThanOrEqualTo(unit.ramp() + 1e-5);
                }
                sum += output + called.net();
            }
            for (int area = 0; area <= 2; area++) {
                sum += data.area(area).imbalance(t) - data.area(area).demand(t);
            }
            for (Slack slack : outcome.slacks()) {
                boolean isHere = slack.period() == t + 1;
                sum += isHere && slack.kind() == Slack.Kind.SHED ? slack.power() : 0.0;
                sum -= isHere && slack.kind() == Slack.Kind.SPILL ? slack.power() : 0.0;
            }
            assertThat(sum).isCloseTo(0.0, within(1e-4));
        }
    }

    private static Regulation held(Map<String, List<Regulation>> figures, MarketUnit unit, int period) {
        List<Regulation> series = figures.get(unit.id());
        return series == null ? Regulation.NONE : series.get(period);
    }

    /** The price of balancing is what a MW more of imbalance costs. */
    @Property(tries = 15, seed = "1623")
    void thePriceIsADifferenceOfCosts(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        DlfmCase data = markets(new SplittableRandom(seed));
        Stage stage = balancing(data, 0.0);
        double price = stage.price().get(2).get(0);
        double less = balancing(data, 1e-3).cost();
        double more = balancing(data, -1e-3).cost();
        double slopeDown = (stage.cost() - less) / 1e-3;
        double slopeUp = (more - stage.cost()) / 1e-3;
        Share.atLeast(50.0, "markets away from a kink", Math.abs(slopeUp - slopeDown) < 1e-2);
        assertThat(price).isBetween(Math.min(slopeDown, slopeUp) - 0.05, Math.max(slopeDown, slopeUp) + 0.05);
    }

    private static Stage balancing(DlfmCase data, double more) {
        MarketArea above = data.transmission();
        List<Double> imbalance = above.imbalance().get(2);
        MarketArea moved = new MarketArea(
                above.name(),
                above.network(),
                0,
                above.demand(),
                Map.of(2, List.of(imbalance.get(0) + more, imbalance.get(1))),
                above.reserveUp(),
                above.reserveDown());
        DlfmCase other =
                new DlfmCase(data.name(), data.priceForecast(), data.voll(), moved, data.feeders(), data.units());
        return Dlfm.of(other, Architecture.P).withVariant(DlfmVariant.ENERGY_ONLY).run().stages().stream()
                .filter(stage -> stage.market() == 5)
                .findFirst()
                .orElseThrow();
    }
}
