package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolveStatus;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/** Soft limits against hand-worked cases, their prices against their penalties, and the point where slack begins. */
class SoftLimitsTest {

    private static final double BASE = 10.0;

    private static OpfSolution solve(Network network, SoftLimits soft) {
        return solve(new BranchFlowSocp(), network, soft);
    }

    private static OpfSolution solve(OpfFormulation formulation, Network network, SoftLimits soft) {
        return Opf.of(formulation)
                .solve(OpfProblem.of(network).withSoftLimits(soft))
                .orElseThrow();
    }

    /** A source at 30 per MWh with given limits at bus 1, and a load at bus 2 behind a line. */
    private static Network line(double pMin, double pMax, Branch line, Load load, Bus loadBus) {
        return Network.builder("line", BASE)
                .bus(Bus.reference(1, 1.0))
                .bus(loadBus)
                .branch(line)
                .load(load)
                .generator(Generator.of(1, 1, pMin, pMax, -50.0, 50.0, CostCurve.linear(30.0)))
                .build();
    }

    private static void assertHardCaseIsInfeasible(Network network) {
        assertThat(Opf.of(new BranchFlowSocp()).solve(network).status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
    }

    /** 6 MW for 10 MW of load without losses: 4 MW are curtailed, and 40 % of the reactive load with them. */
    @Test
    void curtailsWhatCannotBeSuppliedAtItsPowerFactor() {
        Network network = line(0.0, 6.0, Branch.line(1, 1, 2, 0.0, 0.01), Load.of(1, 2, 10.0, 5.0), Bus.of(2));
        assertHardCaseIsInfeasible(network);
        OpfSolution solution = solve(network, SoftLimits.none().with(SoftLimit.DEMAND, 3000.0));
        Slack slack = onlySlack(solution);
        assertThat(slack.limit()).isEqualTo(SoftLimit.DEMAND);
        assertThat(slack.id()).isEqualTo(1);
        assertThat(slack.amount()).isCloseTo(4.0, within(1e-5));
        assertThat(slack.cost()).isCloseTo(12_000.0, within(1e-2));
        assertThat(slack.toString()).isEqualTo("demand of load 1 at bus 2: 4 MW, at 12000.0 per hour");
        assertThat(slack.broken().value()).as("what is served").isCloseTo(6.0, within(1e-5));
        assertThat(slack.broken().limit()).isEqualTo(NetworkLimit.DEMAND.of(network, 0));
        assertThat(solution.objective()).isCloseTo(6.0 * 30.0 + 12_000.0, within(1e-2));
        assertThat(solution.point().qTo(0)).isCloseTo(-3.0, within(1e-4));
        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE)[1])
                .as("a further MW of load would be curtailed too")
                .isCloseTo(3000.0, within(1e-2));
    }

    /** A demand below zero is an injection, and the part of it that nobody can take is spilt. */
    @Test
    void spillsANegativeDemand() {
        Network network = line(-6.0, 0.0, Branch.line(1, 1, 2, 0.0, 0.01), Load.of(1, 2, -10.0, 0.0), Bus.of(2));
        assertHardCaseIsInfeasible(network);
        Slack slack = onlySlack(solve(network, SoftLimits.none().with(SoftLimit.DEMAND, 500.0)));
        assertThat(slack.amount()).isCloseTo(4.0, within(1e-5));
        assertThat(slack.cost()).isCloseTo(2000.0, within(1e-2));
    }

    /** 5 MW must run and 3 MW are needed: 2 MW are spilt. */
    @Test
    void spillsMustRunGeneration() {
        Network network = line(5.0, 8.0, Branch.line(1, 1, 2, 0.0, 0.01), Load.of(1, 2, 3.0, 0.0), Bus.of(2));
        assertHardCaseIsInfeasible(network);
        OpfSolution solution = solve(network, SoftLimits.none().with(SoftLimit.GENERATION, 700.0));
        Slack slack = onlySlack(solution);
        assertThat(slack.limit()).isEqualTo(SoftLimit.GENERATION);
        assertThat(slack.amount()).isCloseTo(2.0, within(1e-5));
        assertThat(slack.cost()).isCloseTo(1400.0, within(1e-2));
        assertThat(solution.point().pg(0)).isCloseTo(3.0, within(1e-5));
    }

    /** The load needs 8 MW, the line may carry 5 MVA: the overload is what |S| has above 5 MVA at the worse end. */
    @Test
    void overloadsALine() {
        Network network =
                line(0.0, 20.0, Branch.line(1, 1, 2, 0.01, 0.02).withRating(5.0), Load.of(1, 2, 8.0, 2.0), Bus.of(2));
        assertHardCaseIsInfeasible(network);
        OpfSolution solution = solve(network, SoftLimits.none().with(SoftLimit.RATING, 100.0));
        Slack slack = onlySlack(solution);
        assertThat(slack.limit()).isEqualTo(SoftLimit.RATING);
        assertThat(slack.amount()).isCloseTo(solution.point().apparentPower(0) - 5.0, within(1e-5));
        assertThat(slack.amount()).isBetween(Math.hypot(8.0, 2.0) - 5.0, Math.hypot(8.0, 2.0) - 5.0 + 0.2);
        assertThat(slack.cost()).isCloseTo(100.0 * slack.amount(), within(1e-3));
    }

    /**
     * The current is read in MVA at 1 p.u. voltage; what is paid is the penalty on the square at its slope in the
     * limit.
     */
    @Test
    void exceedsACurrentLimit() {
        Network network = line(
                0.0, 20.0, Branch.line(1, 1, 2, 0.01, 0.02).withCurrentLimit(8.0), Load.of(1, 2, 8.0, 2.0), Bus.of(2));
        assertHardCaseIsInfeasible(network);
        OpfSolution solution = solve(network, SoftLimits.none().with(SoftLimit.CURRENT, 100.0));
        Slack slack = onlySlack(solution);
        double atLoad = Math.hypot(solution.point().pTo(0), solution.point().qTo(0))
                / solution.point().vm(1);
        assertThat(slack.limit()).isEqualTo(SoftLimit.CURRENT);
        assertThat(slack.amount()).isCloseTo(atLoad - 8.0, within(1e-4)).isGreaterThan(0.2);
        assertThat(slack.cost()).isCloseTo(100.0 * slack.amount() * (1.0 + slack.amount() / 16.0), within(1e-2));
    }

    /** The voltage at the end of a weak line, from its quadratic: w^2 - (1 - 2 (r P + x Q)) w + |z|^2 |S|^2 = 0. */
    @Test
    void sinksBelowTheVoltageLimit() {
        Network network = line(
                0.0,
                20.0,
                Branch.line(1, 1, 2, 0.1, 0.1),
                Load.of(1, 2, 8.0, 2.0),
                Bus.of(2).withVoltageLimits(0.95, 1.05));
        assertHardCaseIsInfeasible(network);
        double half = 0.5 * (1.0 - 2.0 * (0.1 * 0.8 + 0.1 * 0.2));
        double w = half + Math.sqrt(half * half - 0.02 * (0.64 + 0.04));
        OpfSolution solution = solve(network, SoftLimits.none().with(SoftLimit.LOWER_VOLTAGE, 10_000.0));
        Slack slack = onlySlack(solution);
        double d = 0.95 - Math.sqrt(w);
        assertThat(slack.limit()).isEqualTo(SoftLimit.LOWER_VOLTAGE);
        assertThat(slack.amount()).isCloseTo(d, within(1e-6)).isGreaterThan(0.05);
        assertThat(slack.cost()).isCloseTo(10_000.0 * d * (1.0 - d / (2.0 * 0.95)), within(1e-2));
        assertThat(solution.point().vm(1)).isCloseTo(Math.sqrt(w), within(1e-6));
    }

    /**
     * An injection that lifts the voltage above its limit; wasting power to hold it down would cost more than the
     * penalty.
     */
    @Test
    void risesAboveTheVoltageLimit() {
        Network network = line(
                -20.0,
                20.0,
                Branch.line(1, 1, 2, 0.1, 0.0),
                Load.of(1, 2, -8.0, 0.0),
                Bus.of(2).withVoltageLimits(0.95, 1.05));
        OpfSolution solution = solve(network, SoftLimits.none().with(SoftLimit.UPPER_VOLTAGE, 100.0));
        Slack slack = onlySlack(solution);
        double half = 0.5 * (1.0 + 2.0 * 0.1 * 0.8);
        double d = Math.sqrt(half + Math.sqrt(half * half - 0.01 * 0.64)) - 1.05;
        assertThat(slack.limit()).isEqualTo(SoftLimit.UPPER_VOLTAGE);
        assertThat(slack.amount()).isCloseTo(d, within(1e-6)).isGreaterThan(0.02);
        assertThat(slack.cost()).isCloseTo(100.0 * d * (1.0 + d / 2.1), within(1e-4));
    }

    private static Slack onlySlack(OpfSolution solution) {
        List<Slack> slacks = solution.slacks();
        assertThat(slacks).hasSize(1);
        assertThat(solution.slackCost()).isEqualTo(slacks.get(0).cost());
        return slacks.get(0);
    }

    /**
     * Penalties are exact: above the price of every limit they change nothing, and below the price of a limit that
     * binds that limit is exceeded. This holds the slope of each amount to its unit: a factor of 2 or of the base would
     * show.
     */
    @Property(tries = 12, seed = "1")
    void slackBeginsWhereThePenaltyFallsBelowThePrice(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 4, max = 12) int buses) {
        Network network = tight(LoadedFeeders.of(seed, buses));
        OpfSolution hard = Opf.of(new BranchFlowSocp()).solve(network).orElseThrow();
        double price = hard.duals(OpfConstraints.VOLTAGE_MIN)[buses - 1]
                * 2.0
                * network.buses().get(buses - 1).vMin();
        double bothEnds =
                hard.duals(OpfConstraints.CURRENT_LIMIT_FROM)[0] + hard.duals(OpfConstraints.CURRENT_LIMIT_TO)[0];
        double current = bothEnds * 2.0 * network.branches().get(0).currentLimit() / (BASE * BASE);
        assertSlackBegins(network, hard, SoftLimit.LOWER_VOLTAGE, price);
        assertSlackBegins(network, hard, SoftLimit.CURRENT, current);
    }

    private static void assertSlackBegins(Network network, OpfSolution hard, SoftLimit limit, double price) {
        Share.atLeast(25.0, limit.label() + " has a price", price >= 1.0);
        if (price < 1.0) {
            return;
        }
        OpfSolution above = solve(network, SoftLimits.none().with(limit, 1.02 * price + 1.0));
        assertThat(above.slacks().stream().mapToDouble(Slack::cost).sum())
                .as(limit.label())
                .isLessThan(1e-2);
        assertThat(above.objective()).isCloseTo(hard.objective(), within(1e-5 * hard.objective()));
        OpfSolution below = solve(network, SoftLimits.none().with(limit, 0.95 * price));
        assertThat(below.slackCost()).as(limit.label()).isGreaterThan(0.0);
        assertThat(below.objective()).isLessThan(hard.objective());
    }

    /** The same feeder with the voltage at its last bus held up by dear local generation, without reactive power. */
    private static Network tight(Network network) {
        int last = network.buses().size() - 1;
        OpfSolution free = Opf.of(new BranchFlowSocp()).solve(network).orElseThrow();
        double vm = free.point().vm(last);
        double carried = Math.hypot(free.point().pFrom(0), free.point().qFrom(0));
        return network.toBuilder()
                .mapBuses(bus -> bus.id() == last + 1 ? bus.withVoltageLimits(vm + 0.02 * (1.0 - vm), 1.15) : bus)
                .mapBranches(branch -> branch.id() == 1 ? branch.withCurrentLimit(0.99 * carried) : branch)
                .generator(
                        Generator.of(900, network.buses().get(last).id(), 0.0, 5.0, 0.0, 0.0, CostCurve.linear(200.0)))
                .generator(Generator.of(901, 2, 0.0, 5.0, 0.0, 0.0, CostCurve.linear(210.0)))
                .build();
    }

    /** Whatever is soft, no limit is worth more than its penalty, and the solution pays for what it exceeds. */
    @Property(tries = 15, seed = "1")
    void noPriceExceedsItsPenalty(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 4, max = 20) int buses) {
        Network network = overloaded(LoadedFeeders.of(seed, buses));
        SoftLimits soft = SoftLimits.usual();
        OpfSolution solution = solve(network, soft);
        double[] lower = solution.duals(OpfConstraints.VOLTAGE_MIN);
        double[] from = solution.duals(OpfConstraints.RATING_FROM);
        double[] to = solution.duals(OpfConstraints.RATING_TO);
        for (int i = 1; i < buses; i++) {
            assertThat(2.0 * network.buses().get(i).vMin() * lower[i]).isLessThanOrEqualTo(10_000.0 * (1.0 + 1e-5));
            assertThat(from[i - 1] + to[i - 1]).isLessThanOrEqualTo(500.0 * (1.0 + 1e-5));
            assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE)[i])
                    .as("value of lost load, with reactive load at the same power factor")
                    .isLessThanOrEqualTo(10_000.0 * (1.0 + 1e-5));
        }
        assertThat(solution.slacks()).isNotEmpty();
        double cost = solution.problem().objective().at(network, solution.point());
        assertThat(cost + solution.slackCost())
                .isCloseTo(solution.objective(), within(1e-5 * Math.abs(solution.objective())));
    }

    /** Five times the load, which the source cannot supply. */
    private static Network overloaded(Network network) {
        return network.toBuilder()
                .mapLoads(load -> load.withDemand(5.0 * load.p(), 5.0 * load.q()))
                .mapGenerators(generator -> generator.id() == 1 ? generator.withActiveLimits(-20.0, 10.0) : generator)
                .build();
    }

    @Test
    void softensOnlyWhatIsNamedOrKeptWithinARange() {
        Network network = line(
                0.0,
                20.0,
                Branch.line(1, 1, 2, 0.1, 0.1),
                Load.of(1, 2, 8.0, 2.0),
                Bus.of(2).withVoltageLimits(0.95, 1.05));
        SoftLimits soft = SoftLimits.none()
                .with(SoftLimit.LOWER_VOLTAGE, 5.0)
                .with(SoftLimit.LOWER_VOLTAGE, 2, Double.POSITIVE_INFINITY);
        assertThat(soft.penalty(SoftLimit.LOWER_VOLTAGE, network, 0))
                .as("a set point")
                .isInfinite();
        assertThat(soft.penalty(SoftLimit.LOWER_VOLTAGE, network, 1))
                .as("hard again")
                .isInfinite();
        assertThat(soft.with(SoftLimit.LOWER_VOLTAGE, 1, 7.0).penalty(SoftLimit.LOWER_VOLTAGE, network, 0))
                .isEqualTo(7.0);
        assertThat(Opf.of(new BranchFlowSocp())
                        .solve(OpfProblem.of(network).withSoftLimits(soft))
                        .status())
                .isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
    }

    @Test
    void refusesPenaltiesThatMeanNothing() {
        for (double penalty : new double[] {0.0, -1.0, Double.NaN}) {
            assertThatThrownBy(() -> SoftLimits.none().with(SoftLimit.DEMAND, penalty))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("penalty of " + penalty)
                    .hasMessageContaining("demand");
        }
        Network network = line(0.0, 6.0, Branch.line(1, 1, 2, 0.0, 0.01), Load.of(1, 2, 10.0, 5.0), Bus.of(2));
        assertThatThrownBy(() ->
                        OpfProblem.of(network).withSoftLimits(SoftLimits.none().with(SoftLimit.RATING, 9, 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("branch 9")
                .hasMessageContaining("line");
    }

    /** The augmented relaxation has rows of its own for voltages and lines; the slacks reach those too. */
    @Test
    void softensTheAugmentedRelaxation() {
        Network network = line(
                0.0,
                6.0,
                Branch.line(1, 1, 2, 0.02, 0.02).withRating(4.0),
                Load.of(1, 2, 10.0, 5.0),
                Bus.of(2).withVoltageLimits(0.99, 1.01));
        OpfSolution solution = solve(new AugmentedSocp(), network, SoftLimits.usual());
        assertThat(solution.slacks()).extracting(Slack::limit).contains(SoftLimit.RATING);
        assertThat(solution.slacks().stream().filter(slack -> slack.limit() == SoftLimit.DEMAND))
                .as("without enough generation")
                .isNotEmpty();
    }
}
