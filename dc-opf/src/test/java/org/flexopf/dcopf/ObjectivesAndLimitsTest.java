package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.RunKpis;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.limit.Limit;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolveStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objectives, soft limits and conflicts that all formulations share, in linear programs that are solved by hand. */
class ObjectivesAndLimitsTest {

    static List<OpfFormulation> formulations() {
        return List.of(new DcOpf(), new PtdfDcOpf());
    }

    /**
     * A triangle of equal reactances: of 9 MW from bus 1 to bus 3, 6 flow straight over the third line, 3 over bus 2. A
     * dear generator stands at bus 3.
     */
    private static NetworkBuilder triangle(double rating) {
        return Network.builder("triangle", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.01, 0.1))
                .branch(Branch.line(2, 2, 3, 0.01, 0.1))
                .branch(Branch.line(3, 1, 3, 0.01, 0.1).withRating(rating))
                .generator(Generator.of(1, 1, 0.0, 20.0, 0.0, 0.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 3, 9.0, 0.0));
    }

    private static Network withLocalGenerator(double rating) {
        return triangle(rating)
                .generator(Generator.of(2, 3, 0.0, 20.0, 0.0, 0.0, CostCurve.linear(40.0)))
                .build();
    }

    private static OpfSolution solve(OpfFormulation formulation, OpfProblem problem) {
        return Opf.of(formulation).solve(problem).orElseThrow();
    }

    /**
     * An overload of 1 MW is removed by 1.5 MW of redispatch from 10 to 40, 45 per hour: overload is cheaper below 45
     * per MWh, redispatch above.
     */
    @ParameterizedTest
    @MethodSource("formulations")
    void overloadsALineWhereThatIsCheaper(OpfFormulation formulation) {
        OpfProblem hard = OpfProblem.of(withLocalGenerator(5.0));
        assertThat(solve(formulation, hard).objective()).isCloseTo(90.0 + 45.0, within(1e-4));
        OpfSolution dear =
                solve(formulation, hard.withSoftLimits(SoftLimits.none().with(SoftLimit.RATING, 46.0)));
        assertThat(dear.objective()).isCloseTo(135.0, within(1e-4));
        assertThat(dear.slackCost()).isLessThan(1e-3);
        OpfSolution cheap =
                solve(formulation, hard.withSoftLimits(SoftLimits.none().with(SoftLimit.RATING, 44.0)));
        assertThat(cheap.objective()).isCloseTo(90.0 + 44.0, within(1e-4));
        assertThat(cheap.slacks()).hasSize(1);
        assertThat(cheap.slacks().get(0).label()).isEqualTo("branch 3 (1-3)");
        assertThat(cheap.slacks().get(0).amount()).isCloseTo(1.0, within(1e-5));
        assertThat(cheap.slacks().get(0).cost()).isCloseTo(44.0, within(1e-4));
        assertThat(cheap.slacks().get(0).broken().limit().bound()).isCloseTo(5.0, within(1e-5));
        assertThat(cheap.slacks().get(0).broken().value()).isCloseTo(6.0, within(1e-5));
    }

    /**
     * Without the local generator 5 MW on the third line mean 7.5 MW of load; 1.5 MW are curtailed, and that is what
     * their price says.
     */
    @ParameterizedTest
    @MethodSource("formulations")
    void curtailsWhatTheLineCannotCarry(OpfFormulation formulation) {
        Network network = triangle(5.0).build();
        OpfSolution solution = solve(
                formulation,
                OpfProblem.of(network).withSoftLimits(SoftLimits.none().with(SoftLimit.DEMAND, 1000.0)));
        Slack slack = solution.slacks().get(0);
        assertThat(slack.amount()).isCloseTo(1.5, within(1e-5));
        assertThat(solution.objective()).isCloseTo(75.0 + 1500.0, within(1e-3));
        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE)[2]).isCloseTo(1000.0, within(1e-3));
        RunKpis kpis = RunKpis.of(solution);
        assertThat(kpis.curtailment()).isCloseTo(1.5, within(1e-5));
        assertThat(kpis.socialWelfare()).isCloseTo(-1575.0, within(1e-3));
        assertThat(kpis.runSeconds()).isPositive();
        assertThat(kpis.exact()).isEmpty();
        assertThat(kpis.withGap(90.0, 100.0).gap().orElseThrow()).isCloseTo(0.1, within(1e-12));
        assertThat(kpis.withExactness(1e-9, true).exact()).contains(true);
    }

    @ParameterizedTest
    @MethodSource("formulations")
    void explainsWhatTheLineCannotCarry(OpfFormulation formulation) {
        var result = Opf.of(formulation)
                .solve(triangle(5.0).load(Load.of(2, 1, 3.0, 0.0)).build());
        assertThat(result.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        Conflict conflict = result.conflict().orElseThrow();
        assertThat(conflict.members().stream().map(Limit::toString))
                .containsExactly(
                        "rating at the from end of branch 3 (1-3) (5 MVA)", "demand of load 1 at bus 3 (9 MW)");
        assertThat(conflict.irreducible()).isTrue();
    }

    /**
     * Above 50 % of its 8 MVA, the third line has 2 MW too much; generation at bus 3 takes that to zero, at a price
     * that decides in a weighted sum.
     */
    @ParameterizedTest
    @MethodSource("formulations")
    void minimisesCongestionInAStraightLine(OpfFormulation formulation) {
        Network network = withLocalGenerator(8.0);
        assertThat(Opf.of(formulation)
                        .model(OpfProblem.of(network).withObjective(Objective.congestion(0.5)))
                        .program()
                        .hasSecondOrderCones())
                .isFalse();
        assertThat(solve(formulation, OpfProblem.of(triangle(8.0).build()).withObjective(Objective.congestion(0.5)))
                        .objective())
                .isCloseTo(2.0, within(1e-6));
        assertThat(solve(formulation, OpfProblem.of(network).withObjective(Objective.congestion(0.5)))
                        .objective())
                .isCloseTo(0.0, within(1e-6));
        // Removing 1 MW of it costs 45: a weight of 40 leaves all 2 MW, one of 50 none.
        assertThat(solve(
                                formulation,
                                OpfProblem.of(network)
                                        .withObjective(Objective.weighted(1.0, Objective.cost())
                                                .plus(40.0, Objective.congestion(0.5))))
                        .objective())
                .isCloseTo(90.0 + 80.0, within(1e-4));
        assertThat(solve(
                                formulation,
                                OpfProblem.of(network)
                                        .withObjective(Objective.weighted(1.0, Objective.cost())
                                                .plus(50.0, Objective.congestion(0.5))))
                        .objective())
                .isCloseTo(90.0 + 90.0, within(1e-4));
    }

    @Test
    void refusesWhatItCannotExpress() {
        Network network = triangle(8.0).build();
        assertThatThrownBy(
                        () -> solve(new DcOpf(), OpfProblem.of(network).withObjective(Objective.voltageDeviation(1.0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the formulation 'dc' cannot minimise 'voltage': it has no voltage magnitudes");
        assertThatThrownBy(() -> solve(new DcOpf(), OpfProblem.of(network).withObjective(Objective.losses())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the formulation 'dc' cannot minimise 'losses': it has no losses");
        assertThatThrownBy(() -> solve(new PtdfDcOpf(), OpfProblem.of(network).withObjective(Objective.losses())))
                .hasMessageContaining("it has no losses");
    }

    /**
     * With losses r P^2, 9 MW less what bus 3 supplies flow as before: 0.01 (0.6^2 + 0.3^2 + 0.3^2) p.u. per square of
     * the share sent, all saved at bus 3.
     */
    @Test
    void minimisesLossesWhereItHasThem() {
        DcOpf lossy = new DcOpf().withLosses(BranchLosses.quadratic());
        assertThat(solve(lossy, OpfProblem.of(withLocalGenerator(50.0)).withObjective(Objective.losses()))
                        .objective())
                .isCloseTo(0.0, within(1e-5));
        OpfSolution sent = solve(lossy, OpfProblem.of(triangle(50.0).build()).withObjective(Objective.losses()));
        assertThat(sent.objective()).isCloseTo(10.0 * 0.01 * (0.36 + 0.09 + 0.09), within(1e-3));
        assertThat(sent.duals(OpfConstraints.ACTIVE_BALANCE)[2] - sent.duals(OpfConstraints.ACTIVE_BALANCE)[0])
                .as("d losses / d demand")
                .isCloseTo(2.0 * 0.054 / 9.0, within(1e-3));
    }
}
