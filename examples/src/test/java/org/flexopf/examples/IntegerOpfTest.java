package org.flexopf.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolveStatus;
import org.junit.jupiter.api.Test;

/** An optimal power flow with integer variables, all the way from a formulation to its solution. */
class IntegerOpfTest {

    /** 40 .. 100 MW at 10 per MWh and 600 per hour; 30 .. 60 MW at 20 per MWh and 100 per hour. */
    private static final Commitment TWO_PLANTS =
            new Commitment(List.of(new Commitment.Plant(40.0, 600.0), new Commitment.Plant(30.0, 100.0)));

    private static Network twoBuses(double demand, double rating) {
        return Network.builder("two plants", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1).withRating(rating))
                .load(Load.of(1, 2, demand, 0.0))
                .generator(Generator.of(1, 1, 0.0, 100.0, 0.0, 0.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 2, 0.0, 60.0, 0.0, 0.0, CostCurve.linear(20.0)))
                .build();
    }

    /**
     * 45 MW: the first plant alone costs 450 + 600, the second alone 900 + 100, both at least 400 + 100 + 700. With
     * fractions of plants it would be 450 + 0.45 * 600 = 720.
     */
    @Test
    void theRightPlantRunsAndNothingIsClaimedBeyond() {
        OpfResult result = Opf.of(TWO_PLANTS).solve(twoBuses(45.0, 200.0));
        assertThat(result.status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(result.message())
                .contains("a program with integers has no multipliers", "the word of branch-and-bound");
        OpfSolution solution = result.orElseThrow();
        assertThat(solution.objective()).isCloseTo(1000.0, within(1e-6));
        assertThat(solution.values(Commitment.ON)).containsExactly(new double[] {0.0, 1.0}, within(1e-9));
        assertThat(solution.values(OpfVariables.GENERATOR_P)).containsExactly(new double[] {0.0, 45.0}, within(1e-6));
        assertThat(solution.point().pFrom()[0]).isCloseTo(0.0, within(1e-6));
        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE)).containsOnly(Double.NaN);
        assertThat(solution.lowerBound()).isEmpty();
        assertThat(solution.kkt().integrality()).isZero();
        assertThat(solution.kkt().primalResidual()).isLessThan(1e-9);
        assertThat(solution.kkt().dualObjective()).isNaN();
        assertThat(solution.result().claimedBound().orElseThrow()).isCloseTo(1000.0, within(1e-3));
        assertThat(solution.run().claimedBound()).isEqualTo(solution.result().claimedBound());
        assertThat(solution.result().claimedGap().orElseThrow()).isBetween(0.0, 1e-3);
    }

    @Test
    void theRelaxationSaysSoByItsName() {
        ConicProgram program =
                Opf.of(TWO_PLANTS).model(OpfProblem.of(twoBuses(45.0, 200.0))).program();
        assertThat(program.hasIntegers()).isTrue();
        assertThat(program.relaxed().hasIntegers()).isFalse();
        assertThat(program.withLinear(program.linear(), 0.0).hasIntegers()).isTrue();
    }

    /** 170 MW is more than both can give, with or without integers. */
    @Test
    void whatTheRelaxationExcludesIsProvedAndExplained() {
        OpfResult result = Opf.of(TWO_PLANTS).solve(twoBuses(170.0, 200.0));
        assertThat(result.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        assertThat(result.message()).contains("proved by a certificate");
        Conflict conflict = result.conflict().orElseThrow();
        assertThat(conflict.explanation()).isEqualTo("this cannot be met at all: demand of load 1 at bus 2 (170 MW)");
        // Whether integers need fewer members is not known.
        assertThat(conflict.irreducible()).isFalse();
    }

    /** 20 MW is below both stable minima, which only integers forbid: 0.5 plants could do it. */
    @Test
    void whatIntegersExcludeIsTheWordOfTheSearch() {
        OpfResult result = Opf.of(TWO_PLANTS).solve(twoBuses(20.0, 200.0));
        assertThat(result.status()).isEqualTo(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE);
        assertThat(result.message())
                .contains("may be infeasible, which is not proved", "claimed by the solver branch-and-bound")
                .doesNotContain("by a certificate");
        assertThat(result.solution()).isEmpty();
        Conflict conflict = result.conflict().orElseThrow();
        assertThat(conflict.members()).isEmpty();
        assertThat(conflict.explanation()).contains("integers apart");
    }
}
