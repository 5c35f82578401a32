package org.flexopf.coordination.region;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flexopf.coordination.Direction;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;

/**
 * Price-quantity curves of a feeder's interface (N. Natale, F. Pilo, G. Pisano and G. G. Soma 2022): in every interval
 * and direction units and end users bid as their kind takes part; a number of equal steps is filled by merit order,
 * without losses; and each step has a light. Reactive power of units rests at zero unless it supports. Immutable.
 */
public final class InterfaceStudy {

    /** What the price of a Mvarh of support is of the purchase price. */
    private static final double SUPPORT_PRICE = 0.05;

    /** An offer in an interval. */
    private record Bid(String id, int place, double quantity, double price) {}

    private final FlexibleFeeder feeder;
    private final TrafficLights lights;
    private final List<Participation> participation;
    private final List<ReactiveRule> reactive;
    private final int steps;

    private InterfaceStudy(
            FlexibleFeeder feeder,
            TrafficLights lights,
            List<Participation> participation,
            List<ReactiveRule> reactive,
            int steps) {
        this.feeder = Objects.requireNonNull(feeder, "feeder");
        this.lights = Objects.requireNonNull(lights, "lights");
        this.participation = List.copyOf(participation);
        this.reactive = List.copyOf(reactive);
        this.steps = steps;
        if (steps < 1) {
            throw new IllegalArgumentException("a curve needs 1 step or more, got " + steps);
        }
        for (FeederUnit unit : feeder.units()) {
            rule(unit.kind());
            reactiveRule(unit);
        }
    }

    /**
     * A study by the feeder's own rules, in eight steps.
     *
     * @throws IllegalArgumentException if there is no rule for a kind of unit
     */
    public static InterfaceStudy of(FlexibleFeeder feeder, TrafficLights lights) {
        return new InterfaceStudy(feeder, lights, feeder.participation(), feeder.capability(), 8);
    }

    /** The same by other rules of participation. */
    public InterfaceStudy withParticipation(List<Participation> rules) {
        return new InterfaceStudy(feeder, lights, rules, reactive, steps);
    }

    /** The same with other capabilities; the first that fits a unit holds. */
    public InterfaceStudy withReactiveRules(List<ReactiveRule> rules) {
        return new InterfaceStudy(feeder, lights, participation, rules, steps);
    }

    /** The same in another number of steps. */
    public InterfaceStudy withSteps(int number) {
        return new InterfaceStudy(feeder, lights, participation, reactive, number);
    }

    private Participation rule(String kind) {
        return participation.stream()
                .filter(rule -> rule.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no rule of participation for kind '" + kind + "'; add one"));
    }

    private ReactiveRule reactiveRule(FeederUnit unit) {
        return reactive.stream()
                .filter(rule -> rule.kind().equals(unit.kind()) && unit.rating() >= rule.fromRating())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no capability for unit '" + unit.id()
                        + "' of kind '" + unit.kind() + "' and " + unit.rating() + " MVA; add one"));
    }

    /** The curves of all intervals. */
    public List<IntervalCurves> curves() {
        return feeder.intervals().stream()
                .map(interval ->
                        new IntervalCurves(interval, curve(interval, Direction.UP), curve(interval, Direction.DOWN)))
                .toList();
    }

    /** A year of a direction. */
    public static AnnualSummary summary(Direction direction, List<IntervalCurves> intervals) {
        return AnnualSummary.of(direction, intervals);
    }

    private double output(FeederUnit unit, TypicalInterval interval) {
        return rule(unit.kind()).activePower()
                * unit.rating()
                * interval.output().get(unit.kind());
    }

    /** The bids of an interval, the cheapest first; units by their place, end users behind them by theirs. */
    private List<Bid> bids(TypicalInterval interval, Direction direction) {
        List<Bid> bids = new ArrayList<>();
        for (int k = 0; k < feeder.units().size(); k++) {
            FeederUnit unit = feeder.units().get(k);
            add(bids, unit.id(), k, output(unit, interval), rule(unit.kind()), interval, direction);
        }
        int place = feeder.units().size();
        for (Map.Entry<Integer, Double> load : feeder.industrial().entrySet()) {
            if (feeder.hasUsers()) {
                add(
                        bids,
                        "user at bus " + load.getKey(),
                        place,
                        load.getValue() * interval.load(),
                        rule(Participation.INDUSTRIAL),
                        interval,
                        direction);
            }
            place++;
        }
        bids.sort(Comparator.comparingDouble(Bid::price).thenComparing(Bid::id));
        return bids;
    }

    private static void add(
            List<Bid> bids,
            String id,
            int place,
            double power,
            Participation rule,
            TypicalInterval interval,
            Direction direction) {
        boolean isUp = direction == Direction.UP;
        double quantity = power * rule.taking() * (isUp ? rule.up() : rule.down());
        if (quantity > 0.0) {
            bids.add(new Bid(id, place, quantity, (isUp ? rule.upPrice() : rule.downPrice()).at(interval)));
        }
    }

    private PriceCurve curve(TypicalInterval interval, Direction direction) {
        List<Bid> bids = bids(interval, direction);
        double potential = bids.stream().mapToDouble(Bid::quantity).sum();
        List<PricePoint> points = new ArrayList<>();
        for (int step = 1; step <= steps && potential > 0.0; step++) {
            double left = potential * step / steps;
            double cost = 0.0;
            double[] change =
                    new double[feeder.units().size() + feeder.industrial().size()];
            for (Bid bid : bids) {
                double taken = Math.min(left, bid.quantity());
                change[bid.place()] = direction.sign() * taken;
                cost += taken * bid.price();
                left -= taken;
            }
            points.add(point(interval, step, potential * step / steps, cost, change));
        }
        return new PriceCurve(direction, potential, points);
    }

    private PricePoint point(TypicalInterval interval, int step, double quantity, double cost, double[] change) {
        LightedState state = lights.light(network(interval, change, SUPPORT_PRICE * interval.purchasePrice()));
        return new PricePoint(step, quantity, cost, state);
    }

    /** The feeder with set-points: loads as the interval has them, and its units with their active power held. */
    private Network network(TypicalInterval interval, double[] change, double supportPrice) {
        NetworkBuilder network = feeder.network().toBuilder()
                .mapLoads(load -> new Load(
                        load.id(),
                        load.name(),
                        load.bus(),
                        interval.load() * load.p() - users(load, change),
                        interval.load() * load.q(),
                        load.inService()));
        int id = feeder.network().generators().stream()
                .mapToInt(Generator::id)
                .max()
                .orElse(0);
        CostCurve cost = CostCurve.kinked(supportPrice, supportPrice);
        for (int k = 0; k < feeder.units().size(); k++) {
            FeederUnit unit = feeder.units().get(k);
            double p = output(unit, interval) + change[k];
            double q = reactiveRule(unit).limit(unit.rating(), p);
            network.generator(Generator.of(++id, unit.bus(), p, p, -q, q, CostCurve.free())
                    .withName(unit.id())
                    .withReactiveCost(cost)
                    .withSchedule(p, 0.0));
        }
        return network.build();
    }

    /** What end users at a load's bus inject more, MW. */
    private double users(Load load, double[] change) {
        int place = feeder.units().size();
        double more = 0.0;
        for (int bus : feeder.industrial().keySet()) {
            more += feeder.network().busIndex(bus) == feeder.network().busIndex(load.bus()) ? change[place] : 0.0;
            place++;
        }
        return more;
    }

    @Override
    public String toString() {
        return "a study of the interface of " + feeder;
    }
}
