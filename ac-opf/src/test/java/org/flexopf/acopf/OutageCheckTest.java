package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.junit.jupiter.api.Test;

/** States after outages, against balances and limits that are added up here from their flows. */
class OutageCheckTest {

    private final Network network = DerivativesTest.everything();
    private final AcSolution solution = AcOpf.of(OpfProblem.of(network)).solve();

    @Test
    void afterEveryOutagePowerBalancesWithoutTheBranch() {
        List<OutageState> states = OutageCheck.of(solution).check();
        assertThat(states).extracting(OutageState::branch).containsExactly(1, 2, 3, 4, 5);
        for (OutageState state : states) {
            OperatingPoint point = state.point().orElseThrow();
            int out = network.branchIndex(state.branch());
            assertThat(point.pFrom(out)).isZero();
            assertThat(point.qTo(out)).isZero();
            assertThat(point.pFrom(out == 0 ? 1 : 0))
                    .isNotCloseTo(solution.point().pFrom(out == 0 ? 1 : 0), within(0.1));
            for (int bus = 0; bus < network.buses().size(); bus++) {
                double surplus =
                        -network.activeDemand()[bus] - network.shuntConductance()[bus] * point.vm(bus) * point.vm(bus);
                for (int g = 0; g < network.generators().size(); g++) {
                    boolean here = network.busIndex(network.generators().get(g).bus()) == bus;
                    surplus += here ? point.pg(g) : 0.0;
                    // Only the reference makes up for what is missing.
                    if (here && !network.buses().get(bus).isReference()) {
                        assertThat(point.pg(g)).isCloseTo(solution.point().pg(g), within(1e-9));
                    }
                }
                for (int b = 0; b < network.branches().size(); b++) {
                    surplus -= network.topology().from(b) == bus ? point.pFrom(b) : 0.0;
                    surplus -= network.topology().to(b) == bus ? point.pTo(b) : 0.0;
                }
                surplus -= network.busIndex(1) == bus ? point.hvdc(0).p() : 0.0;
                surplus += network.busIndex(4) == bus ? point.hvdc(0).delivered() : 0.0;
                assertThat(surplus).isCloseTo(0.0, within(1e-6));
            }
            // Generators at buses 1 and 3 hold their voltage; the one at bus 4 has a power factor.
            assertThat(point.vm(0)).isCloseTo(solution.point().vm(0), within(1e-9));
            assertThat(point.vm(2)).isCloseTo(solution.point().vm(2), within(1e-9));
        }
    }

    @Test
    void whatIsBrokenIsAboveItsBound() {
        Network tight = network.toBuilder()
                .mapBranches(branch -> branch.id() == 5
                        ? branch.withRating(
                                1.02 * Math.max(solution.point().apparentPower(network.branchIndex(5)), 5.0))
                        : branch)
                .build();
        AcSolution tightest = AcOpf.of(OpfProblem.of(tight)).solve();
        OutageState after = OutageCheck.of(tightest).withOutages(4).check().get(0);
        assertThat(after.isSecure()).isFalse();
        double carried = after.point().orElseThrow().apparentPower(network.branchIndex(5));
        assertThat(carried).isGreaterThan(tight.branches().get(4).rating());
        assertThat(after.broken())
                .filteredOn(broken -> broken.limit().element().id() == 5
                        && (broken.limit().kind() == NetworkLimit.RATING_FROM
                                || broken.limit().kind() == NetworkLimit.RATING_TO))
                .isNotEmpty()
                .allSatisfy(broken -> assertThat(broken.value()).isLessThanOrEqualTo(carried + 1e-9));
        assertThat(after.toString()).startsWith("after the outage of branch 4 ");
    }

    @Test
    void anOutageThatSplitsTheNetworkHasNoState() {
        Network spur = network.toBuilder()
                .bus(Bus.of(9))
                .branch(Branch.line(9, 4, 9, 0.01, 0.05))
                .build();
        OutageCheck check = OutageCheck.of(AcOpf.of(OpfProblem.of(spur)).solve());
        assertThat(check.splittingOutages()).extracting(SplittingOutage::branch).containsExactly(9);
        assertThat(check.check()).extracting(OutageState::branch).doesNotContain(9);
        assertThatThrownBy(() -> check.withOutages(9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("splits the network");
    }
}
