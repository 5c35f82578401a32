package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.acopf.nlp.NonlinearStatus;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.testkit.MeshedNetworks;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/** What holds for random meshed networks, whatever their numbers. */
class AcOpfPropertiesTest {

    private static AcSolution solve(Network network) {
        AcSolution solution = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        return solution;
    }

    /**
     * A network around an AC state that a power flow has found: the state keeps every limit, so no optimum is dearer.
     */
    @Property(tries = 100, seed = "20261130")
    void noOptimumIsDearerThanAKnownState(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 3, max = 14) int buses) {
        Network drawn = scheduled(MeshedNetworks.of(seed, buses, Double.POSITIVE_INFINITY), seed);
        PowerFlowResult flow = PowerFlow.solve(drawn);
        Share.atLeast(70.0, "a known state", flow.converged());
        if (!flow.converged()) {
            return;
        }
        OperatingPoint state = flow.point();
        Network network = around(drawn, state);
        AcSolution solution =
                AcOpf.of(OpfProblem.of(network)).startingFrom(state).solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        double known = Objective.cost().at(network, state);
        assertThat(solution.cost()).isLessThanOrEqualTo(known + 1e-6 * Math.abs(known));
    }

    /** Every generator at a random share of the demand. */
    private static Network scheduled(Network network, long seed) {
        Random random = new Random(seed);
        double demand = 0.0;
        for (double load : network.activeDemand()) {
            demand += load;
        }
        double share = demand / network.generators().size();
        return network.toBuilder()
                .mapGenerators(generator -> generator.withSchedule(
                        Math.min(generator.pMax(), share * (0.5 + random.nextDouble())),
                        0.3 * share * random.nextDouble()))
                .build();
    }

    /** The network with limits that leave a little room round a state. */
    private static Network around(Network network, OperatingPoint state) {
        return network.toBuilder()
                .mapBuses(bus -> {
                    double vm = state.vm(network.index(bus));
                    return bus.withVoltageLimits(vm - 0.01, vm + 0.02);
                })
                .mapBranches(branch -> branch.withRating(1.0 + 1.05 * state.apparentPower(network.index(branch)))
                        .withAngleLimits(-360.0, 360.0))
                .mapGenerators(generator -> {
                    double p = state.pg(network.index(generator));
                    double q = state.qg(network.index(generator));
                    return generator
                            .withActiveLimits(Math.min(0.5 * p, 2.0 * p), Math.max(0.5 * p, 2.0 * p) + 1.0)
                            .withReactiveLimits(q - 10.0, q + 10.0);
                })
                .build();
    }

    /** Elements of every kind in another order are the same network. */
    @Property(tries = 40, seed = "20261130")
    void theOrderOfElementsDoesNotMatter(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 3, max = 14) int buses) {
        FeaturedNetworks.Featured drawn = FeaturedNetworks.of(seed, buses);
        Share.atLeast(30.0, "DC lines", drawn.dcLine());
        Share.atLeast(30.0, "free settings", drawn.controls());
        Network network = drawn.network();
        Network other = shuffled(network, seed);
        AcSolution here = AcOpf.of(OpfProblem.of(network)).solve();
        Share.atLeast(90.0, "an optimum", here.isOptimal());
        if (!here.isOptimal()) {
            return;
        }
        AcSolution there = solve(other);
        assertThat(there.cost()).isCloseTo(here.cost(), within(1e-6 * here.cost()));
        for (Bus bus : network.buses()) {
            assertThat(there.activePrice(other.index(bus)))
                    .isCloseTo(
                            here.activePrice(network.index(bus)), within(1e-3 + 1e-4 * Math.abs(here.activePrice(0))));
        }
    }

    private static Network shuffled(Network network, long seed) {
        Random random = new Random(seed);
        NetworkBuilder builder = Network.builder("shuffled", network.baseMva());
        shuffled(network.buses(), random).forEach(builder::bus);
        shuffled(network.branches(), random).forEach(builder::branch);
        shuffled(network.generators(), random).forEach(builder::generator);
        shuffled(network.loads(), random).forEach(builder::load);
        shuffled(network.shunts(), random).forEach(builder::shunt);
        shuffled(network.hvdcLines(), random).forEach(builder::hvdcLine);
        shuffled(network.flowInterfaces(), random).forEach(builder::flowInterface);
        shuffled(network.controls(), random).forEach(builder::control);
        return builder.build();
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    /** A line is two parallel ones of twice the impedance, with half the charging and half the rating each. */
    @Property(tries = 40, seed = "20261130")
    void aLineIsTwoOfTwiceItsImpedance(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 3, max = 14) int buses) {
        Network network = MeshedNetworks.of(seed, buses, 1.5);
        AcSolution unsplit = AcOpf.of(OpfProblem.of(network)).solve();
        Branch whole = network.branches().get(seed % network.branches().size());
        Branch half = new Branch(
                9_999,
                whole.name(),
                whole.fromBus(),
                whole.toBus(),
                new Branch.Pi(2.0 * whole.r(), 2.0 * whole.x(), 0.5 * whole.b()),
                whole.tap(),
                whole.limits(),
                true);
        Network split = network.toBuilder()
                .mapBranches(branch -> branch.id() == whole.id() ? numbered(half, whole.id()) : branch)
                .branch(half)
                .mapBranches(branch -> branch.id() == 9_999 || branch.id() == whole.id()
                        ? branch.withRating(0.5 * whole.rating())
                        : branch)
                .build();
        // Parallel branches of other taps may carry more than their ratings among themselves.
        Share.atLeast(90.0, "an optimum", unsplit.isOptimal());
        AcSolution parallel = AcOpf.of(OpfProblem.of(split)).solve();
        assertThat(parallel.status()).isEqualTo(unsplit.status());
        if (unsplit.isOptimal()) {
            assertThat(parallel.cost()).isCloseTo(unsplit.cost(), within(1e-6 * unsplit.cost()));
        }
    }

    private static Branch numbered(Branch branch, int id) {
        return new Branch(
                id,
                branch.name(),
                branch.fromBus(),
                branch.toBus(),
                branch.pi(),
                branch.tap(),
                branch.limits(),
                branch.inService());
    }

    /** A network that lacks most of what is asked for ends at a point of least violation, which says where. */
    @Property(tries = 30, seed = "20261130")
    void whatIsInfeasibleEndsWhereLeastIsBroken(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 3, max = 10) int buses) {
        Network network = MeshedNetworks.of(seed, buses, 1.5).toBuilder()
                .mapGenerators(generator -> generator.withActiveLimits(0.0, 1.0))
                .build();
        AcSolution solution = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(solution.status()).as(solution.verdict()).isEqualTo(NonlinearStatus.LOCALLY_INFEASIBLE);
        assertThat(solution.verdict()).contains("misses ").contains(" MW ").contains(" at bus ");
        double missing = 0.0;
        for (int i = 0; i < network.buses().size(); i++) {
            missing += solution.activeMismatch(i);
        }
        // What no generator can supply is missing: demand and losses less a megawatt of each generator.
        double demand = network.loads().stream().mapToDouble(load -> load.p()).sum();
        assertThat(missing).isGreaterThan(0.5 * (demand - network.generators().size()));
    }

    /** A start that is no number is taken for one that is not known. */
    @Test
    void whatAStartDoesNotKnowIsFlat() {
        Network network = MeshedNetworks.of(5, 9, 1.5);
        double[] unknown = new double[network.buses().size()];
        Arrays.fill(unknown, Double.NaN);
        OperatingPoint start =
                OperatingPoint.of(network).vm(unknown).va(unknown).build();
        AcSolution flat = solve(network);
        AcSolution same = AcOpf.of(OpfProblem.of(network)).startingFrom(start).solve();
        assertThat(same.cost()).isEqualTo(flat.cost());
        assertThat(same.iterations()).isEqualTo(flat.iterations());
    }
}
