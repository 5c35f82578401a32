package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.network.CostCurve;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverOptions;
import org.flexopf.testkit.MeshedNetworks;

/**
 * Both forms of the DC optimal power flow on random networks: the same answers, and prices that are what they claim to
 * be.
 */
class DcPropertiesTest {

    private static final double TIGHT = 0.6;
    private static final SolverOptions PRECISE = SolverOptions.defaults().withTolerance(1e-10);

    private static OpfSolution solve(DcFormulation formulation, Network network) {
        return Opf.of(formulation).withOptions(PRECISE).solve(network).orElseThrow();
    }

    private static OpfSolution solveLazily(PtdfDcOpf formulation, Network network) {
        return LazyPtdfOpf.of(formulation)
                .withSolver(SolverChoice.of(PRECISE))
                .solve(network)
                .orElseThrow();
    }

    /** Angles and shift factors, all rows or only those needed: one optimum, one set of prices. */
    @Property(tries = 60, seed = "1")
    void anglesAndShiftFactorsAgree(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 2, max = 40) int buses) {
        Network network = withInterfaces(MeshedNetworks.of(seed, buses, TIGHT), seed);
        OpfSolution angles = solve(new DcOpf(), network);
        PtdfDcOpf ptdf = new PtdfDcOpf();
        for (OpfSolution factors : List.of(solve(ptdf, network), solveLazily(ptdf, network))) {
            assertThat(factors.objective()).isCloseTo(angles.objective(), within(1e-6 * angles.objective()));
            assertThat(factors.duals(OpfConstraints.ACTIVE_BALANCE))
                    .containsExactly(angles.duals(OpfConstraints.ACTIVE_BALANCE), within(1e-3));
            assertThat(factors.point().pFrom()).containsExactly(angles.point().pFrom(), within(1e-3));
            assertThat(factors.point().va()).containsExactly(angles.point().va(), within(1e-3));
        }
    }

    /**
     * Cost is convex in demand, and a price supports it: neither more nor less demand costs less than the price says.
     */
    @Property(tries = 30, seed = "1")
    void pricesSupportCost(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 2, max = 25) int buses) {
        Network network = MeshedNetworks.of(seed, buses, TIGHT);
        Random random = new Random(seed);
        int bus = random.nextInt(buses);
        OpfSolution base = solve(new DcOpf(), network);
        double price = base.duals(OpfConstraints.ACTIVE_BALANCE)[bus];
        double rounding = 1e-7 * base.objective();
        for (double step : new double[] {-10.0, -1.0, 1.0, 10.0}) {
            double change = solve(new DcOpf(), withDemand(network, bus, step)).objective() - base.objective();
            assertThat(change).isGreaterThanOrEqualTo(price * step - rounding);
        }
    }

    /**
     * Energy, loss and congestion are computed apart and add up, for every reference; prices do not depend on it, parts
     * do.
     */
    @Property(tries = 60, seed = "1")
    void componentsAddUpForEveryReference(
            @ForAll @LongRange(min = 0, max = 100_000) long seed,
            @ForAll @IntRange(min = 2, max = 40) int buses,
            @ForAll boolean losses,
            @ForAll boolean withFactors) {
        Network network = MeshedNetworks.of(seed, buses, TIGHT);
        DcFormulation lossless = withFactors ? new PtdfDcOpf() : new DcOpf();
        OpfSolution solution = solve(lossless, network);
        if (losses) {
            DcFormulation lossy = lossless.withLosses(BranchLosses.linearisedAt(DcPoint.flows(solution)));
            solution = solve(lossy, network);
        }
        double[] prices = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        int bus = 10 * (1 + new Random(seed).nextInt(buses));
        for (PriceReference reference :
                List.of(PriceReference.roots(), PriceReference.bus(bus), PriceReference.loadWeighted())) {
            List<PriceComponents> parts = DcPrices.components(solution, reference);
            double largest = 1.0 + Arrays.stream(prices).map(Math::abs).max().orElse(0.0);
            assertThat(parts.stream().mapToDouble(PriceComponents::total).toArray())
                    .containsExactly(prices, within(1e-14 * largest));
            assertThat(parts).allMatch(price -> Math.abs(price.other()) < 1e-6 * largest);
            if (!losses) {
                assertThat(parts).allMatch(price -> Math.abs(price.losses()) < 1e-9);
            }
            double[] weights = PriceReference.scaled(reference, network);
            double congestionAtReference = 0.0;
            double lossAtReference = 0.0;
            for (int i = 0; i < weights.length; i++) {
                congestionAtReference += weights[i] * parts.get(i).congestion();
                lossAtReference += weights[i] * parts.get(i).losses();
            }
            assertThat(congestionAtReference)
                    .as("the reference itself has no congestion")
                    .isCloseTo(0.0, within(1e-8));
            assertThat(lossAtReference).as("nor losses").isCloseTo(0.0, within(1e-8));
        }
    }

    /**
     * All ways to count losses end at the same answer: marginal in both forms, tangents, and the cone, which needs no
     * iteration.
     */
    @Property(tries = 25, seed = "1")
    void lossesAgreeWhicheverWayTheyAreCounted(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 2, max = 25) int buses) {
        Network network = smooth(MeshedNetworks.of(seed, buses, 1.5));
        OpfSolution cone = solve(new DcOpf().withLosses(BranchLosses.quadratic()), network);
        double lossless = solve(new DcOpf(), network).objective();
        LossResult marginal =
                LossIteration.of(new DcOpf(), LossIteration.Method.MARGINAL).solve(network);
        LossResult factors =
                LossIteration.of(new PtdfDcOpf(), LossIteration.Method.MARGINAL).solve(network);
        LossResult tangents =
                LossIteration.of(new DcOpf(), LossIteration.Method.TANGENTS).solve(network);
        assertThat(cone.objective()).isGreaterThan(lossless);
        for (LossResult result : List.of(marginal, factors, tangents)) {
            assertThat(result.sequence().settled()).isTrue();
            assertThat(result.countedLosses())
                    .isCloseTo(result.actualLosses(), within(1e-5 * (1.0 + result.actualLosses())));
            assertThat(result.orElseThrow().objective()).isCloseTo(cone.objective(), within(1e-5 * cone.objective()));
            assertThat(result.orElseThrow().duals(OpfConstraints.ACTIVE_BALANCE))
                    .containsExactly(cone.duals(OpfConstraints.ACTIVE_BALANCE), within(0.05));
        }
    }

    private static Network withInterfaces(Network network, long seed) {
        Random random = new Random(seed + 9);
        int first = 1 + random.nextInt(network.branches().size());
        int second = 1 + random.nextInt(network.branches().size());
        return network.toBuilder()
                .flowInterface(FlowInterface.of(1, -40.0, 30.0, first))
                .flowInterface(FlowInterface.of(2, -50.0, Double.POSITIVE_INFINITY, first, second))
                .build();
    }

    private static Network withDemand(Network network, int bus, double more) {
        int id = network.buses().get(bus).id();
        return network.toBuilder().load(Load.of(9999, id, more, 0.0)).build();
    }

    /** Quadratic costs everywhere, so that the optimum is unique and moves smoothly. */
    private static Network smooth(Network network) {
        return network.toBuilder()
                .mapGenerators(generator -> generator.withCost(
                        CostCurve.quadratic(0.02, generator.cost().marginalAt(0.0), 0.0)))
                .build();
    }
}
