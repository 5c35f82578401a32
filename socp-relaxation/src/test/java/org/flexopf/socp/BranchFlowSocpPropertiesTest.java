package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowMethod;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.powerflow.StartVoltages;
import org.flexopf.solver.SolveStatus;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.property.Share;

/** What holds for the relaxation on every feeder. */
class BranchFlowSocpPropertiesTest {

    private final Opf opf = Opf.of(new BranchFlowSocp());

    @Provide
    Arbitrary<FeasibleFeeder> plainFeeders() {
        return RandomFeeders.ofAllSizes(RandomFeeders.Character.PLAIN);
    }

    @Provide
    Arbitrary<FeasibleFeeder> equippedFeeders() {
        return RandomFeeders.ofAllSizes(RandomFeeders.Character.EQUIPPED);
    }

    @Provide
    Arbitrary<FeasibleFeeder> hardFeeders() {
        return RandomFeeders.ofAllSizes(RandomFeeders.Character.HARD);
    }

    @Provide
    Arbitrary<FeasibleFeeder> smallPlainFeeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.PLAIN, 60);
    }

    @Provide
    Arbitrary<FeasibleFeeder> smallEquippedFeeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.EQUIPPED, 60);
    }

    @Property(tries = 1000, seed = "20260001")
    void theReportOnAPlainFeederIsTrue(@ForAll("plainFeeders") FeasibleFeeder feeder, @ForAll long seed) {
        theReportIsTrue(feeder, seed, 90.0);
    }

    @Property(tries = 1000, seed = "20260002")
    void theReportOnAnEquippedFeederIsTrue(@ForAll("equippedFeeders") FeasibleFeeder feeder, @ForAll long seed) {
        theReportIsTrue(feeder, seed, 80.0);
    }

    @Property(tries = 1000, seed = "20260003")
    void theReportOnAHardFeederIsTrue(@ForAll("hardFeeders") FeasibleFeeder feeder, @ForAll long seed) {
        theReportIsTrue(feeder, seed, 40.0);
    }

    /**
     * The bound lies below the cost of every AC point that is tried, and what is called exact is the state of an AC
     * power flow.
     */
    private void theReportIsTrue(FeasibleFeeder feeder, long seed, double leastExact) {
        OpfSolution solution = opf.solve(feeder.network()).orElseThrow();
        double bound = solution.lowerBound().orElseThrow();
        ExactnessReport report = ExactnessReport.of(solution);
        Share.atLeast(leastExact, "exact", report.isExact());
        Share.atLeast(2.0, "more than 60 buses", feeder.network().buses().size() > 60);

        assertThat(bound).isLessThanOrEqualTo(feeder.cost() + 1e-7 * (1.0 + Math.abs(feeder.cost())));
        if (report.recovered().isFeasible()) {
            assertThat(report.recovered().cost()).isGreaterThanOrEqualTo(bound - 1e-6 * (1.0 + Math.abs(bound)));
        }
        assertThat(costsOfOtherPoints(feeder, solution.point(), seed))
                .allSatisfy(cost -> assertThat(cost).isGreaterThanOrEqualTo(bound - 1e-6 * (1.0 + Math.abs(bound))));
        if (report.isExact()) {
            isTheStateOfAPowerFlow(solution);
        }
    }

    /** AC-feasible points at dispatches near the known one and on the way from there to the relaxation's. */
    private static List<Double> costsOfOtherPoints(FeasibleFeeder feeder, OperatingPoint relaxed, long seed) {
        Network network = feeder.network();
        PowerFlow flow = PowerFlow.prepare(network);
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> costs = new ArrayList<>();
        OperatingPoint known = feeder.state();
        for (double share : new double[] {0.0, 0.05, 0.3, 0.7}) {
            double[] pg = known.pg();
            double[] qg = known.qg();
            for (int g = 0; g < pg.length; g++) {
                Generator generator = network.generators().get(g);
                double towards = share == 0.0 ? random.nextDouble() * 0.1 : share;
                double p = share == 0.0
                        ? generator.pMin() + random.nextDouble() * (generator.pMax() - generator.pMin())
                        : relaxed.pg(g);
                double q = share == 0.0
                        ? generator.qMin() + random.nextDouble() * (generator.qMax() - generator.qMin())
                        : relaxed.qg(g);
                pg[g] += towards * (p - pg[g]);
                qg[g] += towards * (q - qg[g]);
            }
            RecoveredPoint point =
                    RecoveredPoint.of(flow, known.toBuilder().pg(pg).qg(qg).build());
            Share.atLeast(50.0, "another AC point", point.isFeasible());
            if (point.isFeasible()) {
                costs.add(point.cost());
            }
        }
        return costs;
    }

    /**
     * Same voltages, angles and flows, to 1e-6 p.u. A long feeder may have further states; the one that is meant is
     * where the solution says.
     */
    private static void isTheStateOfAPowerFlow(OpfSolution solution) {
        Network network = solution.network();
        PowerFlowResult flow = PowerFlow.prepare(network)
                .solve(
                        BusSchedule.of(network, solution.point()),
                        PowerFlowOptions.defaults()
                                .withMethod(PowerFlowMethod.NEWTON)
                                .startingFrom(StartVoltages.of(solution.point())));
        assertThat(flow.converged()).isTrue();
        for (int i = 0; i < network.buses().size(); i++) {
            assertThat(solution.point().vm(i)).isCloseTo(flow.vm(i), within(1e-6));
            assertThat(Math.toRadians(solution.point().va(i))).isCloseTo(Math.toRadians(flow.va(i)), within(1e-6));
        }
        for (int b = 0; b < network.branches().size(); b++) {
            assertThat(solution.point().pFrom(b) / network.baseMva())
                    .isCloseTo(flow.point().pFrom(b) / network.baseMva(), within(1e-6));
            assertThat(solution.point().qFrom(b) / network.baseMva())
                    .isCloseTo(flow.point().qFrom(b) / network.baseMva(), within(1e-6));
        }
    }

    /**
     * Cost is convex in demand and the price supports it, at kinks too: {@code cost(d + c) >= cost(d) + price c} for
     * every change c. An infeasible demand costs more than any other.
     */
    @Property(tries = 300, seed = "20260006")
    void thePriceIsASubgradientOfTheCost(
            @ForAll("smallEquippedFeeders") FeasibleFeeder feeder,
            @ForAll @IntRange(max = 1_000_000) int place,
            @ForAll @DoubleRange(min = -0.2, max = 0.2) double changeMw,
            @ForAll boolean reactive) {
        Network network = feeder.network();
        int load = place % network.loads().size();
        int bus = network.busIndex(network.loads().get(load).bus());
        OpfSolution before = opf.solve(network).orElseThrow();
        double price = before.duals(reactive ? OpfConstraints.REACTIVE_BALANCE : OpfConstraints.ACTIVE_BALANCE)[bus];
        double after = cost(changed(network, load, changeMw, reactive));
        double opposite = cost(changed(network, load, -changeMw, reactive));
        Share.atLeast(80.0, "both demands can be met", Double.isFinite(after) && Double.isFinite(opposite));
        double rounding = 1e-6 * (1.0 + Math.abs(before.objective()));

        assertThat(after).isGreaterThanOrEqualTo(before.objective() + price * changeMw - rounding);
        assertThat(0.5 * (after + opposite)).isGreaterThanOrEqualTo(before.objective() - rounding);
    }

    /**
     * Where the cost is smooth, a small change of demand changes it by the price: a flipped sign or a wrong unit would
     * show.
     */
    @Property(tries = 200, seed = "20260007")
    void thePriceIsTheSlopeOfTheCost(
            @ForAll("smallPlainFeeders") FeasibleFeeder feeder,
            @ForAll @IntRange(max = 1_000_000) int place,
            @ForAll boolean reactive) {
        Network network = feeder.network();
        int load = place % network.loads().size();
        int bus = network.busIndex(network.loads().get(load).bus());
        double price = opf.solve(network)
                .orElseThrow()
                .duals(reactive ? OpfConstraints.REACTIVE_BALANCE : OpfConstraints.ACTIVE_BALANCE)[bus];
        double step = 1e-3;
        double up = (cost(changed(network, load, step, reactive)) - cost(changed(network, load, 0.0, reactive))) / step;
        double down =
                (cost(changed(network, load, 0.0, reactive)) - cost(changed(network, load, -step, reactive))) / step;
        double rounding = 0.02 + 1e-3 * Math.abs(price);
        Share.atLeast(80.0, "smooth", Math.abs(up - down) < rounding);

        assertThat(price).isBetween(Math.min(up, down) - rounding, Math.max(up, down) + rounding);
    }

    private static Network changed(Network network, int load, double change, boolean reactive) {
        int id = network.loads().get(load).id();
        return network.toBuilder()
                .mapLoads(old -> old.id() != id
                        ? old
                        : old.withDemand(old.p() + (reactive ? 0.0 : change), old.q() + (reactive ? change : 0.0)))
                .build();
    }

    private double cost(Network network) {
        OpfResult result = opf.solve(OpfProblem.of(network));
        if (result.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            return Double.POSITIVE_INFINITY;
        }
        return result.orElseThrow().objective();
    }
}
