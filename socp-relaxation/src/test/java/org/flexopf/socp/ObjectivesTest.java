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
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.objective.Congestion;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.objective.VoltageDeviation;
import org.flexopf.opf.objective.WeightedObjective;
import org.flexopf.opf.problem.OpfProblem;
import org.junit.jupiter.api.Test;

/** Objectives against hand-worked cases, against each other's optima, and against finite differences. */
class ObjectivesTest {

    private static OpfSolution solve(Network network, Objective objective) {
        return Opf.of(new BranchFlowSocp())
                .solve(OpfProblem.of(network).withObjective(objective))
                .orElseThrow();
    }

    /** Load 8 MW behind a line of 10 MVA; 2 MW of it can be supplied beside it, at any price. */
    private static NetworkBuilder lineAndLocalGenerator(double r) {
        return lineAndLocalGenerator(r, 10.0);
    }

    private static NetworkBuilder lineAndLocalGenerator(double r, double rating) {
        return Network.builder("two buses", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, r, 0.02).withRating(rating))
                .load(Load.of(1, 2, 8.0, 0.0))
                .generator(Generator.of(1, 1, -20.0, 20.0, -20.0, 20.0, CostCurve.linear(30.0)))
                .generator(Generator.of(2, 2, 0.0, 2.0, -20.0, 20.0, CostCurve.linear(90.0)));
    }

    /**
     * With no resistance and reactive power at both ends, the line carries what the load needs beyond 2 MW, and half of
     * what its reactance draws at each end.
     */
    @Test
    void congestionIsThePowerAboveTheThreshold() {
        Network network = lineAndLocalGenerator(0.0).build();
        // The reactive halves: |S| at both ends is the same where each end supplies half of x l; l is about 0.36.
        OpfSolution solution = solve(network, Objective.congestion(0.5));
        double q = 10.0 * 0.5 * 0.02 * 0.36;
        assertThat(solution.objective()).isCloseTo(Math.hypot(6.0, q) - 5.0, within(2e-4));
        assertThat(solution.point().pg(1)).isCloseTo(2.0, within(1e-5));
        assertThat(solve(network, Objective.congestion(0.9)).objective()).isCloseTo(0.0, within(1e-6));
        assertThat(solution.values(new Congestion(0.5).overload())[0]).isCloseTo(solution.objective(), within(1e-6));
    }

    /**
     * The local generator takes all it can although it is dear; the rest flows with losses r P^2 / w, solved by hand
     * for equal voltages.
     */
    @Test
    void lossesAreThoseOfTheLine() {
        Network network = lineAndLocalGenerator(0.01).build();
        OpfSolution solution = solve(network, Objective.losses());
        double current = solution.perUnitValues(OpfVariables.SQUARED_CURRENT)[0];
        assertThat(solution.point().pg(1)).isCloseTo(2.0, within(1e-5));
        assertThat(solution.objective()).isCloseTo(10.0 * 0.01 * current, within(1e-7));
        assertThat(solution.objective())
                .isCloseTo(solution.point().pg(0) + solution.point().pg(1) - 8.0, within(1e-6));
        // At a current of 0.6 p.u. and voltages near 1 the loss is 0.01 * 0.36 p.u.; reactive power can only help
        // against that.
        assertThat(solution.objective()).isBetween(0.030, 0.037);
        assertThat(solution.objective())
                .isLessThan(solve(network, Objective.cost()).point().activeLosses() - 0.01);
    }

    /**
     * Free reactive power at bus 2 holds any set point within reach, and the deviation of bus 1, which is fixed at 1,
     * is left.
     */
    @Test
    void voltagesGoToTheSetPoint() {
        Network network = lineAndLocalGenerator(0.01, Double.POSITIVE_INFINITY).build();
        OpfSolution solution = solve(network, Objective.voltageDeviation(1.03));
        assertThat(solution.point().vm(1)).isCloseTo(1.03, within(1e-4));
        double left = (1.0 - 1.03 * 1.03) / (2.0 * 1.03);
        assertThat(solution.objective()).isCloseTo(left * left, within(1e-7));
        OpfSolution one = solve(network, new VoltageDeviation(1.03, List.of(2)));
        assertThat(one.objective()).isCloseTo(0.0, within(1e-7));
        assertThat(one.point().vm(1)).isCloseTo(1.03, within(1e-3));
    }

    @Test
    void feasibilityIsAnyPointWithinTheLimits() {
        OpfSolution solution = solve(lineAndLocalGenerator(0.01).build(), Objective.feasibility());
        assertThat(solution.objective()).isZero();
        assertThat(solution.kkt().primalResidual()).isLessThan(1e-8);
    }

    /**
     * What the program minimised is the objective's value at the operating point, and no other objective's optimum has
     * a lower one.
     */
    @Property(tries = 25, seed = "1")
    void noOtherOptimumIsBetter(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 4, max = 30) int buses) {
        Network network = LoadedFeeders.of(seed, buses);
        List<Objective> objectives = List.of(
                Objective.cost(),
                Objective.losses(),
                Objective.voltageDeviation(1.0),
                Objective.congestion(0.1),
                Objective.weighted(1.0, Objective.cost())
                        .plus(200.0, Objective.losses())
                        .plus(1e3, Objective.voltageDeviation(1.02))
                        .plus(3.0, Objective.congestion(0.2)));
        List<OpfSolution> solutions =
                objectives.stream().map(objective -> solve(network, objective)).toList();
        for (int k = 0; k < objectives.size(); k++) {
            double optimum = solutions.get(k).objective();
            double tolerance = 1e-6 * (1.0 + Math.abs(optimum));
            assertThat(objectives.get(k).at(network, solutions.get(k).point()))
                    .as(objectives.get(k).name())
                    .isCloseTo(optimum, within(tolerance));
            for (OpfSolution other : solutions) {
                assertThat(objectives.get(k).at(network, other.point()))
                        .as(objectives.get(k).name())
                        .isGreaterThanOrEqualTo(optimum - tolerance);
            }
        }
    }

    /**
     * The dual of a balance is the slope of the optimum by demand, whatever the objective: marginal losses, marginal
     * congestion, and so on.
     */
    @Property(tries = 10, seed = "1")
    void pricesAreDerivatives(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 4, max = 15) int buses) {
        Network network = LoadedFeeders.of(seed, buses);
        double step = 1e-3;
        for (Objective objective :
                List.of(Objective.losses(), Objective.congestion(0.1), Objective.voltageDeviation(1.05))) {
            OpfSolution base = solve(network, objective);
            double price = base.duals(OpfConstraints.ACTIVE_BALANCE)[buses - 1];
            double up = solve(withMoreDemand(network, step), objective).objective();
            double down = solve(withMoreDemand(network, -step), objective).objective();
            // Convex in demand: the price lies between the one-sided slopes, up to what the tolerance of the optima
            // allows.
            double noise = 1e-4 * (1.0 + Math.abs(price));
            assertThat(price)
                    .as(objective.name())
                    .isBetween((base.objective() - down) / step - noise, (up - base.objective()) / step + noise);
        }
    }

    private static Network withMoreDemand(Network network, double mw) {
        return network.toBuilder()
                .load(Load.of(999, network.buses().size(), mw, 0.0))
                .build();
    }

    /** More weight on losses never makes them larger, nor the cost smaller. */
    @Test
    void weightsTradeOneForTheOther() {
        Network network = LoadedFeeders.of(7, 20);
        double cost = Double.NEGATIVE_INFINITY;
        double losses = Double.POSITIVE_INFINITY;
        for (double weight : new double[] {0.0, 10.0, 100.0, 1000.0}) {
            OpfSolution solution =
                    solve(network, Objective.weighted(1.0, Objective.cost()).plus(weight, Objective.losses()));
            assertThat(Objective.cost().at(network, solution.point())).isGreaterThanOrEqualTo(cost - 1e-5);
            assertThat(solution.point().activeLosses()).isLessThanOrEqualTo(losses + 1e-6);
            cost = Objective.cost().at(network, solution.point());
            losses = solution.point().activeLosses();
        }
    }

    @Test
    void sumsAreFlatAndHaveEachObjectiveOnce() {
        WeightedObjective inner = Objective.weighted(2.0, Objective.losses()).plus(1.0, Objective.cost());
        WeightedObjective sum = Objective.weighted(3.0, inner).plus(4.0, Objective.losses());
        assertThat(sum.terms())
                .containsExactly(
                        new WeightedObjective.Term(10.0, Objective.losses()),
                        new WeightedObjective.Term(3.0, Objective.cost()));
        assertThat(sum.name()).isEqualTo("10.0 losses + 3.0 cost");
    }

    @Test
    void refusesWhatMeansNothing() {
        assertThatThrownBy(() -> Objective.weighted(-1.0, Objective.cost()))
                .hasMessageContaining("-1.0")
                .hasMessageContaining("cost");
        assertThatThrownBy(() -> Objective.weighted(Double.NaN, Objective.cost()))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Objective.voltageDeviation(0.0)).hasMessageContaining("0.0 p.u.");
        assertThatThrownBy(() -> Objective.congestion(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> solve(lineAndLocalGenerator(0.0).build(), new VoltageDeviation(1.0, List.of(2, 77))))
                .hasMessageContaining("[77]");
    }
}
