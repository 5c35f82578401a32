package org.flexopf.acopf;

import java.util.List;
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
import org.flexopf.network.ReactiveLines;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;
import org.flexopf.testkit.MeshedNetworks;

/**
 * Random meshed networks with a random choice of everything that the network model knows: several references, islands
 * that DC lines join, DC lines with losses and costs, interfaces, current limits, capability curves, sloped lines,
 * reactive costs, must-run generation, and free settings. The same seed gives the same network.
 */
final class FeaturedNetworks {

    /** What a network has besides buses, branches, loads and generators. */
    record Featured(Network network, boolean furtherReference, boolean island, boolean dcLine, boolean controls) {}

    private FeaturedNetworks() {}

    static Featured of(long seed, int buses) {
        Random random = new Random(seed ^ 0x5DEECE66DL);
        Network base = MeshedNetworks.of(seed, buses, 1.2 + random.nextDouble());
        NetworkBuilder builder = base.toBuilder();
        int branches = base.branches().size();
        boolean furtherReference = random.nextBoolean();
        if (furtherReference) {
            int at = 10 * (2 + random.nextInt(buses - 1));
            builder.mapBuses(bus -> bus.id() == at ? bus.withType(BusType.REFERENCE) : bus);
        }
        limitBranches(builder, random);
        equipGenerators(builder, random);
        if (random.nextBoolean()) {
            double limit = 10.0 + 30.0 * random.nextDouble();
            builder.flowInterface(FlowInterface.of(
                    1,
                    -limit,
                    limit,
                    1 + random.nextInt(branches / 2),
                    -(1 + branches / 2 + random.nextInt(branches / 3))));
        }
        boolean island = random.nextBoolean();
        if (island) {
            addIsland(builder, random);
        }
        boolean dcLine = random.nextBoolean();
        if (dcLine) {
            builder.hvdcLine(HvdcLine.of(2, 10, 10 * buses, -25.0, 30.0)
                    .withLoss(0.3, 0.03)
                    .withReactiveLimits(-10.0, 10.0, -8.0, 12.0)
                    .withCost(CostCurve.quadratic(0.02, 1.5, 4.0)));
        }
        boolean controls = random.nextBoolean();
        if (controls) {
            builder.control(StepControl.tapRatio(1 + random.nextInt(branches), 0.94, 1.06, 0));
            builder.control(StepControl.phaseShift(1 + random.nextInt(branches), -4.0, 4.0, 0));
            builder.shunt(Shunt.of(2, 10 * (1 + random.nextInt(buses)), 0.0, 4.0));
            builder.control(StepControl.shuntSusceptance(2, 0.0, 15.0, 0));
        }
        return new Featured(builder.build(), furtherReference, island, dcLine || island, controls);
    }

    private static void limitBranches(NetworkBuilder builder, Random random) {
        builder.mapBranches(branch -> switch (random.nextInt(4)) {
            case 0 -> branch.withCurrentLimit((0.6 + 0.5 * random.nextDouble()) * branch.rating());
            case 1 -> branch.withCurrentLimit(branch.rating()).withRating(Double.POSITIVE_INFINITY);
            case 2 -> branch.withCharging(0.05 * random.nextDouble());
            default -> branch;
        });
    }

    private static void equipGenerators(NetworkBuilder builder, Random random) {
        builder.mapGenerators(generator -> switch (random.nextInt(7)) {
            case 0 -> generator.withReactiveCost(CostCurve.quadratic(0.02, 0.4, 1.0));
            case 1 -> generator.withCapability(CapabilityCurve.semicircle(20.0 + 60.0 * random.nextDouble()));
            case 2 ->
                generator.withReactiveLines(
                        new ReactiveLines(new ReactiveLines.Line(0.2, -15.0), new ReactiveLines.Line(-0.3, 20.0)));
            case 3 -> generator.withReactiveLines(ReactiveLines.constantPowerFactor(0.25));
            case 4 -> generator.withReactiveLimits(-6.0, 6.0 + 10.0 * random.nextDouble());
            case 5 -> generator.id() < 1000 ? generator.withActiveLimits(12.0, generator.pMax()) : generator;
            default -> generator;
        });
    }

    /** Three buses of their own reference, one generator that is too small for their load, and a DC line to bus 10. */
    private static void addIsland(NetworkBuilder builder, Random random) {
        builder.bus(Bus.reference(7010, 1.0)).bus(Bus.of(7020)).bus(Bus.of(7030));
        builder.branch(Branch.line(7001, 7010, 7020, 0.01, 0.06).withRating(60.0));
        builder.branch(Branch.line(7002, 7020, 7030, 0.02, 0.08));
        builder.branch(Branch.line(7003, 7030, 7010, 0.02, 0.1));
        builder.load(Load.of(7001, 7020, 30.0, 8.0)).load(Load.of(7002, 7030, 15.0, 4.0));
        builder.generator(Generator.of(
                7001,
                7030,
                0.0,
                40.0,
                -40.0,
                40.0,
                CostCurve.piecewiseLinear(List.of(
                        new CostCurve.Point(0.0, 0.0),
                        new CostCurve.Point(20.0, 400.0),
                        new CostCurve.Point(40.0, 1400.0 + 200.0 * random.nextDouble())))));
        builder.generator(Generator.of(7002, 7010, 0.0, 100.0, -50.0, 50.0, CostCurve.linear(250.0)));
        builder.hvdcLine(HvdcLine.of(1, 10, 7010, -20.0, 35.0)
                .withLoss(0.2, 0.04)
                .withReactiveLimits(-10.0, 10.0, -10.0, 10.0)
                .withCost(CostCurve.linear(2.0)));
    }
}
