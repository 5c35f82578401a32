package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.casefile.Cases;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.solver.SolverOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundled feeders at their optimum. */
class BundledCasesTest {

    private static OpfSolution solve(String name) {
        return Opf.of(new BranchFlowSocp()).solve(Cases.load(name)).orElseThrow();
    }

    /**
     * Objectives from outside: two-bus by hand; ieee33 and ieee69 are 50 per MWh times the published demand and losses,
     * to their digits; ieee33-dg by a sequential quadratic programme in another language (SciPy's SLSQP) over a load
     * flow of its own.
     */
    @ParameterizedTest
    @CsvSource({"two-bus, 25.0, 1e-6", "ieee33, 195.884, 5e-4", "ieee69, 201.355, 5e-3", "ieee33-dg, 166.936162, 1e-5"})
    void feedersAreExactAtTheKnownCost(String name, double cost, double tolerance) {
        OpfSolution solution = solve(name);
        assertThat(solution.objective()).isCloseTo(cost, within(tolerance));
        assertThat(ExactnessReport.of(solution).isConfirmed()).isTrue();
    }

    /**
     * P1 = I and P2 = I - 0.1 I^2 at I = 0.5, so that dP1/dP2 = 1 / 0.9. Prices are less certain than costs: the figure
     * asks for a tolerance that resolves it.
     */
    @Test
    void thePriceOfTheTwoBusCaseIsAsWorkedOutByHand() {
        OpfSolution solution = Opf.of(new BranchFlowSocp())
                .withOptions(SolverOptions.defaults().withTolerance(1e-10))
                .solve(Cases.load("two-bus"))
                .orElseThrow();
        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE)[1]).isCloseTo(50.0 / 0.9, within(1e-5));
    }

    /**
     * What the documentation says of the first example: one generator full, three in part, one off, and the voltage at
     * bus 32 at its limit.
     */
    @Test
    void theFirstExampleIsAsDocumented() {
        OpfSolution solution = solve("ieee33-dg");
        Network feeder = solution.network();
        double[] p = solution.point().pg();
        assertThat(p[1]).isCloseTo(0.6, within(1e-6));
        assertThat(p[2]).isCloseTo(0.625708, within(1e-4));
        assertThat(p[3]).isCloseTo(0.465483, within(1e-4));
        assertThat(p[4]).isCloseTo(0.400873, within(1e-4));
        assertThat(p[5]).isCloseTo(0.0, within(1e-6));
        assertThat(solution.point().vm(feeder.busIndex(32))).isCloseTo(0.95, within(1e-6));
        // The biogas plant runs on its second piece, so that its bus has the price of that piece.
        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE)[feeder.busIndex(33)])
                .isCloseTo(60.0, within(1e-3));
    }
}
