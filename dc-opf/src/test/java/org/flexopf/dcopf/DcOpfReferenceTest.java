package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverOptions;
import org.flexopf.testkit.PglibBaseline;
import org.flexopf.testkit.RadialReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Costs and prices against published and independent answers. */
class DcOpfReferenceTest {

    private static final SolverOptions PRECISE = SolverOptions.defaults().withTolerance(1e-9);

    static List<PglibBaseline> networks() {
        return PglibBaseline.all();
    }

    /**
     * The DC column of the pglib-opf baseline, to its five printed digits, in angles and in shift factors; where it
     * says infeasible, a proof of that. The prices of both forms are the same, and optimal by a bound that knows
     * neither program.
     */
    @ParameterizedTest
    @MethodSource("networks")
    void bothFormsHaveTheCostOfTheBaselineAndOptimalPrices(PglibBaseline baseline) {
        Network network = baseline.network();
        DcOpf inAngles = new DcOpf().withSusceptance(SusceptanceConvention.SERIES_ADMITTANCE);
        PtdfDcOpf inFactors = new PtdfDcOpf().withSusceptance(SusceptanceConvention.SERIES_ADMITTANCE);
        OpfResult angles = Opf.of(inAngles).withOptions(PRECISE).solve(network);
        OpfResult factors =
                LazyPtdfOpf.of(inFactors).withSolver(SolverChoice.of(PRECISE)).solve(network);
        if (baseline.printedDc().equals("inf.")) {
            assertThat(angles.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
            assertThat(factors.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
            return;
        }
        double cost = angles.orElseThrow().objective();
        assertThat(String.format(Locale.ROOT, "%.4e", cost)).isEqualTo(baseline.printedDc());
        assertThat(factors.orElseThrow().objective()).isCloseTo(cost, within(1e-7 * cost));
        for (OpfSolution solution : List.of(angles.orElseThrow(), factors.orElseThrow())) {
            DualBound bound =
                    DualBound.of(solution, solution.formulation() instanceof PtdfDcOpf ? inFactors : inAngles);
            assertThat(bound.cost()).as(solution.formulation().name()).isCloseTo(cost, within(1e-6 * cost));
            assertThat(bound.residual()).as(solution.formulation().name()).isLessThan(1e-6);
        }
        double[] prices = angles.orElseThrow().duals(OpfConstraints.ACTIVE_BALANCE);
        double[] others = factors.orElseThrow().duals(OpfConstraints.ACTIVE_BALANCE);
        for (int i = 0; i < prices.length; i++) {
            assertThat(others[i])
                    .as(network.buses().get(i).label())
                    .isCloseTo(prices[i], within(1e-4 * (1.0 + Math.abs(prices[i]))));
        }
    }

    /** MATPOWER's DC-OPF on radial feeders: costs and prices. */
    @ParameterizedTest
    @MethodSource("org.flexopf.testkit.RadialReference#names")
    void costsAndPricesAreThoseOfMatpower(String name) {
        RadialReference feeder = RadialReference.of(name);
        OpfSolution solution = Opf.of(new DcOpf()).solve(feeder.network()).orElseThrow();
        double objective = feeder.objective("dc");
        assertThat(solution.objective()).isCloseTo(objective, within(1e-6 * Math.max(1.0, Math.abs(objective))));
        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE))
                .containsExactly(feeder.numbers("dc", "lmp"), within(1e-4));
    }
}
