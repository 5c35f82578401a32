package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.acopf.nlp.NonlinearStatus;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.problem.OpfProblem;
import org.junit.jupiter.api.Test;

/** Islands, DC lines between them, and several references in one, by hand. */
class IslandsTest {

    /** Cheap power in one island, a load of 40 MW in another. */
    private static NetworkBuilder twoIslands() {
        return Network.builder("islands", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.reference(2, 1.0))
                .generator(Generator.of(1, 1, 0.0, 100.0, -50.0, 50.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 1, 30.0, 5.0))
                .load(Load.of(2, 2, 40.0, 6.0));
    }

    private static AcSolution solve(Network network) {
        return AcOpf.of(OpfProblem.of(network)).solve();
    }

    /**
     * The line loses 0.5 MW and 4 % of what it draws and costs 2 per MWh: p drawn, 0.96 p - 0.5 = 40 delivered, and a
     * megawatt more there costs (10 + 2) / 0.96.
     */
    @Test
    void aDcLineFeedsAnIslandWithoutGeneration() {
        Network network = twoIslands()
                .hvdcLine(HvdcLine.of(1, 1, 2, 0.0, 60.0)
                        .withLoss(0.5, 0.04)
                        .withReactiveLimits(-10.0, 10.0, -10.0, 10.0)
                        .withCost(CostCurve.linear(2.0)))
                .build();
        AcSolution solution = solve(network);
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        double drawn = 40.5 / 0.96;
        assertThat(solution.point().hvdc(0).p()).isCloseTo(drawn, within(1e-5));
        assertThat(solution.point().hvdc(0).qTo()).isCloseTo(6.0, within(1e-5));
        assertThat(solution.cost()).isCloseTo(10.0 * (30.0 + drawn) + 2.0 * drawn, within(1e-4));
        assertThat(solution.activePrice(0)).isCloseTo(10.0, within(1e-6));
        assertThat(solution.activePrice(1)).isCloseTo(12.0 / 0.96, within(1e-6));
        IndependentKktTest.assertKkt(solution);
    }

    /**
     * Limited to 30 MW it delivers 28.3, and a generator there sets the price; a megawatt more of the line saves both.
     */
    @Test
    void aDcLineAtItsLimitIsWorthTheDifference() {
        Network network = twoIslands()
                .generator(Generator.of(2, 2, 0.0, 50.0, -50.0, 50.0, CostCurve.linear(50.0)))
                .hvdcLine(HvdcLine.of(1, 1, 2, 0.0, 30.0)
                        .withLoss(0.5, 0.04)
                        .withReactiveLimits(-10.0, 10.0, -10.0, 10.0)
                        .withCost(CostCurve.linear(2.0)))
                .build();
        AcSolution solution = solve(network);
        assertThat(solution.cost()).isCloseTo(600.0 + 60.0 + 50.0 * (40.0 - 28.3), within(1e-3));
        assertThat(solution.activePrice(1)).isCloseTo(50.0, within(1e-5));
        double worth = solution.multipliers().stream()
                .filter(one -> one.limit().kind() == NetworkLimit.HVDC_P_MAX)
                .mapToDouble(LimitMultiplier::value)
                .sum();
        assertThat(worth).isCloseTo(0.96 * 50.0 - 12.0, within(1e-4));
    }

    /** Nothing reaches it: 40 MW and 6 Mvar are missed there, and nothing is wrong elsewhere. */
    @Test
    void anIslandWithoutGenerationIsNamed() {
        AcSolution solution = solve(twoIslands().build());
        assertThat(solution.status()).isEqualTo(NonlinearStatus.LOCALLY_INFEASIBLE);
        assertThat(solution.verdict()).contains("misses 40.0000 MW and 6.00000 Mvar at bus 2");
        assertThat(solution.activeMismatch(0)).isCloseTo(0.0, within(1e-4));
    }

    /**
     * Two references of one island hold both angles, 3 degrees apart: a lossless line of 0.1 p.u. between them carries
     * sin(3 degrees) / 0.1 p.u. at 1 p.u., whatever the prices at its ends are.
     */
    @Test
    void furtherReferencesHoldTheirAngles() {
        Network network = Network.builder("two references", 100.0)
                .bus(new Bus(1, "", BusType.REFERENCE, 0.0, 1.0, 1.0, 3.0))
                .bus(Bus.of(2).withType(BusType.REFERENCE).withVoltageLimits(1.0, 1.0))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1))
                .load(Load.of(1, 1, 20.0, 0.0))
                .load(Load.of(2, 2, 80.0, 0.0))
                .generator(Generator.of(1, 1, 0.0, 200.0, -90.0, 90.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 2, 0.0, 200.0, -90.0, 90.0, CostCurve.linear(40.0)))
                .build();
        AcSolution solution = solve(network);
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        double flow = 1000.0 * Math.sin(Math.toRadians(3.0));
        assertThat(solution.point().pFrom(0)).isCloseTo(flow, within(1e-5));
        assertThat(solution.cost()).isCloseTo(10.0 * (20.0 + flow) + 40.0 * (80.0 - flow), within(1e-3));
        assertThat(solution.activePrice(0)).isCloseTo(10.0, within(1e-5));
        assertThat(solution.activePrice(1)).isCloseTo(40.0, within(1e-5));
    }
}
