package org.flexopf.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Bid;
import org.flexopf.network.BidLink;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.opf.Opf;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.MeshedNetworks;

/** Programs with integers as optimal power flows make them, drawn from a seed; the same seed gives the same program. */
final class IntegerPrograms {

    private static final int HOURS = 24;
    private static final int UNITS = 9;
    /** {@link MeshedNetworks} has a generator at each third bus, besides those that are dear. */
    private static final int MESHED_BUSES = 3 * UNITS;

    private IntegerPrograms() {}

    /** Nine units over a day in a meshed network of 27 buses with ratings: minimum power and times, ramps, starts. */
    static ConicProgram commitment(long seed, boolean quadratic) {
        SplittableRandom random = new SplittableRandom(seed);
        Network meshed = MeshedNetworks.of(seed, MESHED_BUSES, 10.0);
        NetworkBuilder builder =
                meshed.toBuilder().mapGenerators(unit -> unit.id() <= UNITS ? unit(unit, quadratic, random) : unit);
        return program(builder.build(), new DcOpf(), HOURS, random);
    }

    private static Generator unit(Generator unit, boolean quadratic, SplittableRandom random) {
        double most = unit.pMax() * random.nextDouble(0.4, 0.8);
        double least = most * random.nextDouble(0.2, 0.5);
        double price = random.nextDouble(15.0, 45.0);
        double noLoad = most * random.nextDouble(2.0, 6.0);
        double ramp = Math.max(least, most * random.nextDouble(0.3, 0.8));
        double startCost = most * random.nextDouble(10.0, 50.0);
        int minUp = 1 + random.nextInt(6);
        int minDown = 1 + random.nextInt(4);
        boolean on = random.nextBoolean();
        return unit.withActiveLimits(least, most)
                .withCost(CostCurve.quadratic(quadratic ? 0.1 * price / most : 0.0, price, noLoad))
                .withRamps(ramp, ramp)
                .withInitialPower(on ? least : 0.0)
                .withCommitment(new Generator.Commitment(startCost, 0.0, minUp, minDown, ramp, ramp, on, HOURS));
    }

    /** A feeder of 33 buses with thirty bids, each for all or nothing; cones for its branches. */
    static ConicProgram feederBids(long seed, int periods) {
        SplittableRandom random = new SplittableRandom(seed);
        Network feeder = Feeders.standard(33, seed).network();
        NetworkBuilder builder = feeder.toBuilder();
        for (int id = 1; id <= 30; id++) {
            double power = random.nextDouble(0.01, 0.1) * (random.nextInt(3) == 0 ? -1.0 : 1.0);
            int bus = feeder.buses().get(1 + random.nextInt(32)).id();
            builder.device(block(id, bus, power, random.nextDouble(45.0, 65.0), 1.0, periods, random));
        }
        return program(builder.build(), new BranchFlowSocp(), periods, random);
    }

    /** A hundred blocks over a day on one bus: some with a parent, some that exclude each other, some to buy. */
    static ConicProgram blocks(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        NetworkBuilder builder =
                Network.builder("one bus", 100.0).bus(Bus.reference(1, 1.0)).load(Load.of(1, 1, 500.0, 0.0));
        for (int g = 1; g <= 10; g++) {
            builder.generator(Generator.of(g, 1, 0.0, 60.0, 0.0, 0.0, CostCurve.linear(20.0 + 6.0 * g)));
        }
        builder.generator(Generator.of(11, 1, 0.0, 1_000.0, 0.0, 0.0, CostCurve.linear(300.0)));
        for (int id = 1; id <= 100; id++) {
            double power = random.nextDouble(5.0, 40.0) * (random.nextInt(4) == 0 ? -1.0 : 1.0);
            double minRatio = random.nextInt(3) == 0 ? random.nextDouble(0.3, 0.8) : 1.0;
            Bid bid = block(id, 1, power, random.nextDouble(25.0, 90.0), minRatio, HOURS, random);
            if (id > 10 && id % 5 == 0) {
                BidLink.ParentRule rule = id % 10 == 0 ? BidLink.ParentRule.RATIO : BidLink.ParentRule.ACCEPTED;
                bid = bid.linked(new BidLink.Child(id - 1 - random.nextInt(4), rule));
            }
            if (id % 10 > 0 && id % 10 <= 3) {
                bid = bid.linked(new BidLink.Exclusive("group " + id / 10, BidLink.ExclusiveRule.ONE_OF));
            }
            builder.device(bid);
        }
        return program(builder.build(), new DcOpf(), HOURS, random);
    }

    /** A block over some hours on end. */
    private static Bid block(
            int id, int bus, double power, double price, double minRatio, int periods, SplittableRandom random) {
        int length = Math.min(periods, 3 + random.nextInt(6));
        int first = random.nextInt(periods - length + 1);
        List<Double> quantity = new ArrayList<>(Collections.nCopies(periods, 0.0));
        Collections.fill(quantity.subList(first, first + length), power);
        return Bid.of(id, bus, new Bid.Block(quantity, price, minRatio));
    }

    private static ConicProgram program(
            Network network, OpfFormulation formulation, int periods, SplittableRandom random) {
        double[] hours = new double[periods];
        Arrays.fill(hours, 1.0);
        List<Profile> profiles = new ArrayList<>();
        for (int t = 0; t < periods; t++) {
            double day = 0.75 + 0.25 * Math.sin((t - 8) * Math.PI / 12.0) + 0.05 * random.nextDouble();
            profiles.add(Profile.of(network).withDemandTimes(periods == 1 ? 1.0 : day));
        }
        return Opf.of(formulation)
                .prepare(OpfProblem.of(network)
                        .over(Horizon.ofHours(hours), profiles)
                        .writtenBy(formulation))
                .model()
                .program();
    }
}
