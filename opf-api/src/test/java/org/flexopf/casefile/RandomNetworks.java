package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Range;
import org.flexopf.network.ReactiveLines;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;
import org.flexopf.network.Storage;

/** Valid networks with numbers of every kind that a double can hold and a network may, drawn from a seed. */
final class RandomNetworks {

    private static final String[] NAMES = {
        "", "Umspannwerk Süd", "a \"quoted\" name", "back\\slash", "two\nlines", "日本", "\uD83D\uDE00", "tab\t"
    };

    private final Random random;

    private RandomNetworks(long seed) {
        random = new Random(seed);
    }

    static Network of(long seed) {
        return new RandomNetworks(seed).network();
    }

    private Network network() {
        int count = 1 + random.nextInt(8);
        NetworkBuilder builder = Network.builder("random " + name(), positive());
        List<Integer> buses = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int id = k * 1000 + 1 + random.nextInt(999);
            buses.add(id);
            double vMin = random.nextDouble();
            builder.bus(new Bus(
                    id,
                    name(),
                    k == 0 ? BusType.REFERENCE : random.nextBoolean() ? BusType.PQ : BusType.PV,
                    Math.abs(number()),
                    vMin,
                    vMin + random.nextDouble() + 1e-9,
                    number()));
            if (k > 0) {
                builder.branch(branch(k, buses.get(random.nextInt(k)), id, true));
            }
        }
        if (count > 1) {
            builder.branch(branch(count, buses.get(0), buses.get(1), random.nextBoolean()));
        }
        builder.bus(new Bus(999_999_999, name(), BusType.ISOLATED, 0.0, 0.9, 1.1, -0.0));
        for (int k = 1; k <= random.nextInt(5); k++) {
            builder.generator(generator(k, buses.get(random.nextInt(count))));
            builder.load(
                    new Load(k, name(), buses.get(random.nextInt(count)), number(), number(), random.nextBoolean()));
            builder.shunt(new Shunt(
                    Integer.MAX_VALUE - k,
                    name(),
                    buses.get(random.nextInt(count)),
                    number(),
                    number(),
                    random.nextBoolean()));
        }
        for (int k = 1; k <= random.nextInt(3); k++) {
            builder.device(storage(k, buses.get(random.nextInt(count))));
        }
        if (count > 1) {
            builder.hvdcLine(hvdcLine(7, buses.get(1), buses.get(0)));
            builder.control(StepControl.tapRatio(1, positive(), 1e4, random.nextInt(3)));
            builder.control(StepControl.phaseShift(1, -1.0 - positive(), -0.0, 0));
            double limit = Math.abs(number());
            builder.flowInterface(new FlowInterface(
                    1 + random.nextInt(1000),
                    name(),
                    Map.of(1, number(), count, -1.0),
                    new Range(noneBelowOr(-limit), noneAboveOr(limit))));
            builder.mapBuses(bus -> bus.withZone(bus.id() % 3 - 1));
        }
        return builder.build();
    }

    private HvdcLine hvdcLine(int id, int from, int to) {
        double p = number();
        double q = number();
        return HvdcLine.of(id, from, to, Math.min(p, 0.0), Math.max(p, 0.0))
                .withName(name())
                .withReactiveLimits(noneBelowOr(q), noneAboveOr(q), noneBelowOr(q), noneAboveOr(q))
                .withLoss(number(), random.nextBoolean() ? 0.0 : -positive())
                .withCost(cost())
                .withSchedule(number(), number(), number())
                .withInService(random.nextBoolean());
    }

    private double noneBelowOr(double limit) {
        return random.nextBoolean() ? Double.NEGATIVE_INFINITY : limit;
    }

    private double noneAboveOr(double limit) {
        return random.nextBoolean() ? Double.POSITIVE_INFINITY : limit;
    }

    private CapabilityCurve capability() {
        CapabilityCurve.Shape[] shapes = CapabilityCurve.Shape.values();
        return switch (random.nextInt(4)) {
            case 0 -> CapabilityCurve.unlimited();
            case 1 -> CapabilityCurve.limitedSemicircle(positive());
            case 2 -> CapabilityCurve.rectangle(positive());
            default ->
                new CapabilityCurve(
                        shapes[random.nextInt(shapes.length)],
                        random.nextBoolean() ? Double.POSITIVE_INFINITY : positive(),
                        0.5 + 0.5 * random.nextDouble());
        };
    }

    private ReactiveLines reactiveLines() {
        return switch (random.nextInt(4)) {
            case 0 -> ReactiveLines.none();
            case 1 -> ReactiveLines.constantPowerFactor(number());
            case 2 -> new ReactiveLines(new ReactiveLines.Line(number(), number()), ReactiveLines.NO_UPPER);
            default -> {
                double slope = number();
                double atZero = number();
                yield new ReactiveLines(
                        new ReactiveLines.Line(slope, atZero), new ReactiveLines.Line(slope, atZero + positive()));
            }
        };
    }

    private Branch branch(int id, int from, int to, boolean inService) {
        double lower = number();
        return Branch.line(id, from, to, positive(), reactance())
                .withName(name())
                .withCharging(number())
                .withTap(random.nextBoolean() ? 1.0 : positive(), number())
                .withRating(noneAboveOr(positive()))
                .withCurrentLimit(noneAboveOr(positive()))
                .withAngleLimits(
                        random.nextBoolean() ? -360.0 : Math.min(lower, 0.0),
                        random.nextBoolean() ? 360.0 : Math.max(lower, 0.0))
                .withInService(inService);
    }

    /** Any number whose square is one. */
    private double reactance() {
        double x = number();
        return Math.abs(x) > 1e150 ? 1e-160 * x : x;
    }

    private Generator generator(int id, int bus) {
        double p = number();
        double q = number();
        Generator generator = Generator.of(
                        id, bus, noneBelowOr(p), noneAboveOr(p), noneBelowOr(q), noneAboveOr(q), cost())
                .withName(name())
                .withReactiveCost(cost())
                .withSchedule(number(), number())
                .withVoltageSetPoint(random.nextBoolean() ? 1.0 : positive())
                .withInService(random.nextBoolean())
                .withCapability(capability())
                .withReactiveLines(reactiveLines())
                .withRamps(noneAboveOr(positive()), noneAboveOr(positive()));
        if (random.nextBoolean()) {
            generator = generator.withInitialPower(number());
        }
        return random.nextBoolean() ? generator : generator.withCommitment(commitment());
    }

    private Generator.Commitment commitment() {
        return new Generator.Commitment(
                number(),
                number(),
                positive(),
                positive(),
                noneAboveOr(positive()),
                noneAboveOr(positive()),
                random.nextBoolean(),
                positive());
    }

    private Storage storage(int id, int bus) {
        Storage.End end = new Storage.End(
                Storage.Rule.values()[random.nextInt(4)], random.nextBoolean() ? 0.0 : random.nextDouble(), number());
        Storage.Energy energy =
                new Storage.Energy(new Range(0.0, 1.0 + positive()), random.nextDouble(), random.nextDouble(), end);
        Storage.Converter converter = new Storage.Converter(
                positive(),
                positive(),
                1.0 - random.nextDouble(),
                random.nextBoolean() ? 1.0 : 0.5,
                noneAboveOr(positive()),
                positive(),
                random.nextBoolean());
        return new Storage(id, name(), bus, converter, energy, random.nextBoolean());
    }

    private CostCurve cost() {
        return switch (random.nextInt(5)) {
            case 0 -> CostCurve.free();
            case 1 -> new CostCurve.Linear(number(), number());
            case 2 -> new CostCurve.Quadratic(number(), number(), random.nextBoolean() ? 0.0 : positive());
            case 3 -> new CostCurve.Linear(-0.0, 0.0);
            default ->
                new CostCurve.PiecewiseLinear(List.of(
                        new CostCurve.Point(-random.nextDouble() - 1e-3, random.nextDouble()),
                        new CostCurve.Point(0.0, 0.0),
                        new CostCurve.Point(random.nextDouble() + 1e-3, 1e4)));
        };
    }

    private double number() {
        return switch (random.nextInt(8)) {
            case 0 -> 0.0;
            case 1 -> -0.0;
            case 2 -> Double.MIN_VALUE;
            case 3 -> -1e300 * random.nextDouble();
            case 4 -> random.nextInt(1000);
            case 5 -> random.nextInt(100_000) / 1000.0;
            default -> random.nextGaussian();
        };
    }

    private double positive() {
        return Math.abs(random.nextGaussian()) + 1e-3;
    }

    private String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }
}
