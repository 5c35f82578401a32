package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.flexopf.model.Quantity;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfProblem;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.solver.SolveStatus;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;

/** What holds for the relaxation on every feeder. */
class BranchFlowSocpPropertiesTest {

    private final Opf opf = Opf.of(new BranchFlowSocp());

    @Provide
    Arbitrary<FeasibleFeeder> plainFeeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.PLAIN, 60);
    }

    @Provide
    Arbitrary<FeasibleFeeder> equippedFeeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.EQUIPPED, 60);
    }

    @Provide
    Arbitrary<FeasibleFeeder> hardFeeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.HARD, 60);
    }

    /** The state that the feeder was built around is feasible, so the optimum of the relaxation cannot be dearer. */
    @Property(tries = 300, seed = "20260001")
    void theOptimumIsNotDearerThanAKnownPointOfPlainFeeders(@ForAll("plainFeeders") FeasibleFeeder feeder) {
        boundsTheKnownState(feeder);
    }

    @Property(tries = 300, seed = "20260002")
    void theOptimumIsNotDearerThanAKnownPointOfEquippedFeeders(@ForAll("equippedFeeders") FeasibleFeeder feeder) {
        boundsTheKnownState(feeder);
    }

    @Property(tries = 300, seed = "20260003")
    void theOptimumIsNotDearerThanAKnownPointOfHardFeeders(@ForAll("hardFeeders") FeasibleFeeder feeder) {
        boundsTheKnownState(feeder);
    }

    private void boundsTheKnownState(FeasibleFeeder feeder) {
        OpfSolution solution = opf.solve(feeder.network()).orElseThrow();
        assertThat(solution.lowerBound().orElseThrow()).isLessThanOrEqualTo(feeder.cost() + 1e-7 * (1.0 + Math.abs(feeder.cost())));
        ExactnessReport report = ExactnessReport.of(solution);
        Statistics.label("exact").collect(report.isExact());
        if (report.recovered().isFeasible()) {
            assertThat(report.recovered().cost()).isGreaterThanOrEqualTo(solution.lowerBound().orElseThrow() - 1e-6 * (1.0 + Math.abs(solution.objective())));
        }
    }

    /** A point that is called exact is the state of an AC power flow: same voltages, same flows. */
    @Property(tries = 300, seed = "20260004")
    void aPointCalledExactIsConfirmedByAPowerFlow(@ForAll("equippedFeeders") FeasibleFeeder feeder) {
        confirmedIfExact(feeder);
    }

    @Property(tries = 300, seed = "20260005")
    void aPointCalledExactOnAHardFeederIsConfirmedByAPowerFlow(@ForAll("hardFeeders") FeasibleFeeder feeder) {
        confirmedIfExact(feeder);
    }

    private void confirmedIfExact(FeasibleFeeder feeder) {
        OpfSolution solution = opf.solve(feeder.network()).orElseThrow();
        if (!ExactnessReport.of(solution).isExact()) {
            return;
        }
        PowerFlowResult flow = PowerFlow.prepare(feeder.network()).solve(BusSchedule.of(feeder.network(), solution.point()), PowerFlowOptions.defaults());
        assertThat(flow.converged()).isTrue();
        for (int i = 0; i < feeder.network().buses().size(); i++) {
            assertThat(solution.point().vm()[i]).isCloseTo(flow.vm(i), within(1e-5));
            assertThat(solution.point().va()[i]).isCloseTo(flow.va(i), within(1e-2));
        }
        for (int b = 0; b < feeder.network().branches().size(); b++) {
            assertThat(solution.point().pFrom()[b]).isCloseTo(flow.point().pFrom()[b], within(1e-3));
        }
    }

    /**
     * Cost is convex in demand and the price supports it, at kinks too: {@code cost(d + c) >= cost(d) + price c} for every change c. An infeasible demand costs more than any
     * other.
     */
    @Property(tries = 300, seed = "20260006")
    void thePriceIsASubgradientOfTheCost(@ForAll("equippedFeeders") FeasibleFeeder feeder, @ForAll @IntRange(max = 1_000_000) int place,
                                         @ForAll @DoubleRange(min = -0.2, max = 0.2) double changeMw, @ForAll boolean reactive) {
        Network network = feeder.network();
        int load = place % network.loads().size();
        int bus = network.busIndex(network.loads().get(load).bus());
        OpfSolution before = opf.solve(network).orElseThrow();
        double price = before.duals(reactive ? Quantity.REACTIVE_BALANCE : Quantity.ACTIVE_BALANCE)[bus];
        double after = cost(changed(network, load, changeMw, reactive));
        double opposite = cost(changed(network, load, -changeMw, reactive));
        double rounding = 1e-6 * (1.0 + Math.abs(before.objective()));

        assertThat(after).isGreaterThanOrEqualTo(before.objective() + price * changeMw - rounding);
        assertThat(0.5 * (after + opposite)).isGreaterThanOrEqualTo(before.objective() - rounding);
    }

    /** Where the cost is smooth, a small change of demand changes it by the price: a flipped sign or a wrong unit would show. */
    @Property(tries = 200, seed = "20260007")
    void thePriceIsTheSlopeOfTheCost(@ForAll("plainFeeders") FeasibleFeeder feeder, @ForAll @IntRange(max = 1_000_000) int place, @ForAll boolean reactive) {
        Network network = feeder.network();
        int load = place % network.loads().size();
        int bus = network.busIndex(network.loads().get(load).bus());
        double price = opf.solve(network).orElseThrow().duals(reactive ? Quantity.REACTIVE_BALANCE : Quantity.ACTIVE_BALANCE)[bus];
        double step = 1e-3;
        double up = (cost(changed(network, load, step, reactive)) - cost(changed(network, load, 0.0, reactive))) / step;
        double down = (cost(changed(network, load, 0.0, reactive)) - cost(changed(network, load, -step, reactive))) / step;
        double rounding = 0.02 + 1e-3 * Math.abs(price);

        assertThat(price).isBetween(Math.min(up, down) - rounding, Math.max(up, down) + rounding);
    }

    private static Network changed(Network network, int load, double change, boolean reactive) {
        int id = network.loads().get(load).id();
        return network.toBuilder()
                .mapLoads(old -> old.id() != id ? old : old.withDemand(old.p() + (reactive ? 0.0 : change), old.q() + (reactive ? change : 0.0)))
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
