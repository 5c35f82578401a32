package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;

import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.solver.SolveStatus;
import org.flexopf.testkit.ReferenceCases;
import org.junit.jupiter.api.Test;

/** All 1,991 single outages of a network of 1,354 buses. */
class LargeSecurityTest {

    @Test
    void everySingleOutageOfThirteenHundredBuses() {
        Network network = ReferenceCases.network("pglib/typ/pglib_opf_case1354_pegase.m");
        assertThat(SecurityConstrainedDcOpf.of(new DcOpf())
                        .solve(network)
                        .result()
                        .status())
                .as("its ratings leave no room for every outage")
                .isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        SecurityResult secure = SecurityConstrainedDcOpf.of(new DcOpf())
                .withOverloadPenalty(1000.0)
                .solve(network);
        OpfSolution solution = secure.orElseThrow();
        assertThat(secure.cuts()).isBetween(100, 5000);
        assertThat(secure.islandingOutages()).hasSize(561);
        assertThat(generationCost(solution))
                .isGreaterThan(Opf.of(new DcOpf()).solve(network).orElseThrow().objective());

        // Whatever is not listed as overloaded holds in the network with the branch really out: checked on every
        // fortieth outage.
        double[] injection = SecurityTest.injections(solution);
        int checked = 0;
        for (int k = 0; k < network.branches().size(); k += 40) {
            int outage = network.branches().get(k).id();
            if (secure.islandingOutages().contains(outage)) {
                continue;
            }
            Network without = network.toBuilder()
                    .mapBranches(branch -> branch.id() == outage ? branch.withInService(false) : branch)
                    .build();
            double[] flows =
                    ShiftFactors.of(without, SusceptanceConvention.RECIPROCAL_X).flows(injection);
            for (int b = 0; b < flows.length; b++) {
                int id = network.branches().get(b).id();
                double listed = secure.limits().stream()
                        .filter(limit -> limit.branch() == id && limit.outage() == outage)
                        .mapToDouble(SecurityResult.OutageLimit::overload)
                        .sum();
                assertThat(Math.abs(flows[b]) - network.branches().get(b).rating())
                        .isLessThanOrEqualTo(listed + 1e-2);
            }
            checked++;
        }
        assertThat(checked).isGreaterThan(20);
    }

    private static double generationCost(OpfSolution solution) {
        double cost = 0.0;
        for (Generator generator : solution.network().generators()) {
            if (solution.network().isActive(generator)) {
                cost += generator
                        .cost()
                        .at(solution.point().pg(solution.network().generatorIndex(generator.id())));
            }
        }
        return cost;
    }
}
