package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.property.Share;

/** What must not change the answer: how buses are numbered, the base, and where a line is cut in two. */
class InvarianceTest {

    private final Opf opf = Opf.of(new BranchFlowSocp());

    @Provide
    Arbitrary<FeasibleFeeder> feeders() {
        return RandomFeeders.ofAllSizes(RandomFeeders.Character.HARD);
    }

    private double cost(Network network) {
        return opf.solve(network).orElseThrow().objective();
    }

    private static void same(double cost, double other) {
        assertThat(other).isCloseTo(cost, within(1e-6 * (1.0 + Math.abs(cost))));
    }

    @Property(tries = 300, seed = "20261401")
    void theNumbersOfBusesDoNotMatter(@ForAll("feeders") FeasibleFeeder feeder) {
        Network network = feeder.network();
        int most = network.buses().size();
        NetworkBuilder renumbered = Network.builder("renumbered", network.baseMva());
        for (int i = most - 1; i >= 0; i--) {
            Bus bus = network.buses().get(i);
            renumbered.bus(new Bus(
                    number(bus.id(), most), bus.name(), bus.type(), bus.baseKv(), bus.vMin(), bus.vMax(), bus.angle()));
        }
        for (Branch old : network.branches()) {
            renumbered.branch(
                    Branch.line(old.id(), number(old.fromBus(), most), number(old.toBus(), most), old.r(), old.x())
                            .withCharging(old.b())
                            .withTap(old.ratio(), old.shift())
                            .withRating(old.rating())
                            .withCurrentLimit(old.currentLimit()));
        }
        for (Load load : network.loads()) {
            renumbered.load(Load.of(load.id(), number(load.bus(), most), load.p(), load.q()));
        }
        for (Generator old : network.generators()) {
            renumbered.generator(Generator.of(
                    old.id(), number(old.bus(), most), old.pMin(), old.pMax(), old.qMin(), old.qMax(), old.cost()));
        }
        same(cost(network), cost(renumbered.build()));
    }

    private static int number(int id, int most) {
        return 10 * (most + 1 - id) + 7;
    }

    @Property(tries = 300, seed = "20261402")
    void theBaseDoesNotMatter(@ForAll("feeders") FeasibleFeeder feeder) {
        Network network = feeder.network();
        double factor = 3.7;
        NetworkBuilder other = Network.builder("other base", factor * network.baseMva());
        network.buses().forEach(bus -> other.bus(bus.withBaseKv(2.0 * bus.baseKv())));
        for (Branch old : network.branches()) {
            other.branch(Branch.line(old.id(), old.fromBus(), old.toBus(), factor * old.r(), factor * old.x())
                    .withCharging(old.b() / factor)
                    .withTap(old.ratio(), old.shift())
                    .withRating(old.rating())
                    .withCurrentLimit(old.currentLimit()));
        }
        network.loads().forEach(other::load);
        network.generators().forEach(other::generator);
        same(cost(network), cost(other.build()));
    }

    /**
     * A line without charging is two lines of half its impedance; the bus between them has no limits that could bind.
     */
    @Property(tries = 300, seed = "20261403")
    void aLineCutInTwoIsTheSameLine(@ForAll("feeders") FeasibleFeeder feeder) {
        Network network = feeder.network().toBuilder()
                .mapBranches(branch -> branch.withCharging(0.0)
                        .withRating(Double.POSITIVE_INFINITY)
                        .withCurrentLimit(Double.POSITIVE_INFINITY))
                .build();
        Branch cut = network.branches().get(network.branches().size() / 2);
        NetworkBuilder halves = network.toBuilder().bus(Bus.of(9_000).withVoltageLimits(0.1, 3.0));
        halves.mapBranches(branch -> branch.id() == cut.id()
                ? Branch.line(cut.id(), cut.fromBus(), 9_000, 0.5 * cut.r(), 0.5 * cut.x())
                : branch);
        halves.branch(Branch.line(9_000, 9_000, cut.toBus(), 0.5 * cut.r(), 0.5 * cut.x()));
        // Where the relaxation is inexact, two cones may lose other phantom power than one, so that only the exact ones
        // must agree.
        OpfResult before = opf.solve(network);
        boolean exact = before.solution().isPresent()
                && ExactnessReport.of(before.orElseThrow()).isExact();
        Share.atLeast(50.0, "exact", exact);
        if (exact) {
            same(before.orElseThrow().objective(), cost(halves.build()));
        }
    }
}
