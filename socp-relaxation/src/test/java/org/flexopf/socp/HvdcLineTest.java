package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfConstraints;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.OpfVariables;
import org.junit.jupiter.api.Test;

/** DC lines between two islands, where everything can be worked out by hand. */
class HvdcLineTest {

    private static final HvdcLine LINE = HvdcLine.of(7, 1, 2, 0.0, 60.0).withLoss(1.0, 0.05);

    /** Cheap generation at 10 at bus 1, dear generation at 50 at bus 2 with its demand of 100 MW and 30 Mvar. */
    private static NetworkBuilder twoIslands() {
        return Network.builder("two islands", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.reference(2, 1.0))
                .generator(Generator.of(1, 1, 0.0, 500.0, -100.0, 100.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 2, 0.0, 500.0, -100.0, 100.0, CostCurve.linear(50.0)))
                .load(Load.of(1, 2, 100.0, 30.0));
    }

    private static OpfSolution solve(NetworkBuilder network) {
        return Opf.of(new BranchFlowSocp()).solve(network.build()).orElseThrow();
    }

    /**
     * 60 MW leave bus 1 and 60 - 1 - 3 = 56 arrive. One MW more of the limit delivers 0.95 MW worth 50 for one that
     * costs 10.
     */
    @Test
    void deliversWhatItsLossLeaves() {
        OpfSolution solution = solve(twoIslands().hvdcLine(LINE));
        assertThat(solution.values(OpfVariables.HVDC_P)[0]).isCloseTo(60.0, within(1e-5));
        assertThat(solution.point().pg()).containsExactly(new double[] {60.0, 44.0}, within(1e-5));
        assertThat(solution.objective()).isCloseTo(60.0 * 10.0 + 44.0 * 50.0, within(1e-4));
        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE))
                .containsExactly(new double[] {10.0, 50.0}, within(1e-5));
        assertThat(solution.duals(OpfConstraints.HVDC_P_MAX)[0]).isCloseTo(0.95 * 50.0 - 10.0, within(1e-5));
        assertThat(solution.duals(OpfConstraints.HVDC_P_MIN)[0]).isCloseTo(0.0, within(1e-5));
    }

    /** Without a binding limit the two prices differ by the marginal loss only. */
    @Test
    void carriesThePriceOverAtItsMarginalLoss() {
        OpfSolution solution =
                solve(twoIslands().hvdcLine(HvdcLine.of(7, 1, 2, 0.0, 200.0).withLoss(1.0, 0.05)));
        assertThat(solution.values(OpfVariables.HVDC_P)[0]).isCloseTo(101.0 / 0.95, within(1e-5));
        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE))
                .containsExactly(new double[] {10.0, 10.0 / 0.95}, within(1e-5));
    }

    /** A cost of 37.5 per MW of P eats up the advantage of 0.95 * 50 - 10; at 40 the line stays at its minimum. */
    @Test
    void weighsItsOwnCost() {
        assertThat(solve(twoIslands().hvdcLine(LINE.withCost(CostCurve.linear(37.0))))
                        .values(OpfVariables.HVDC_P)[0])
                .isCloseTo(60.0, within(1e-4));
        OpfSolution idle = solve(twoIslands().hvdcLine(LINE.withCost(CostCurve.linear(40.0))));
        assertThat(idle.values(OpfVariables.HVDC_P)[0]).isCloseTo(0.0, within(1e-4));
        assertThat(idle.objective()).isCloseTo(101.0 * 50.0, within(1e-3));
    }

    /** The generator at bus 2 gives no reactive power, so the converter there has to: 30 of the 40 Mvar that it can. */
    @Test
    void supportsVoltageAtBothEnds() {
        OpfSolution solution = solve(twoIslands()
                .hvdcLine(LINE.withReactiveLimits(-5.0, 5.0, -40.0, 40.0))
                .mapGenerators(generator -> generator.id() == 2 ? generator.withReactiveLimits(0.0, 0.0) : generator));
        assertThat(solution.values(OpfVariables.HVDC_Q_TO)[0]).isCloseTo(30.0, within(1e-5));
        assertThat(solution.values(OpfVariables.HVDC_Q_FROM)[0]).isBetween(-5.0 - 1e-5, 5.0 + 1e-5);
    }

    @Test
    void isNotThereWhenSwitchedOutOrIsolated() {
        OpfSolution out = solve(twoIslands().hvdcLine(LINE.withInService(false)));
        assertThat(out.objective()).isCloseTo(100.0 * 50.0, within(1e-3));
        assertThat(out.has(OpfVariables.HVDC_P)).isFalse();
        OpfSolution isolated = solve(twoIslands()
                .bus(Bus.of(3).withType(BusType.ISOLATED))
                .hvdcLine(HvdcLine.of(7, 1, 3, 0.0, 60.0))
                .hvdcLine(HvdcLine.of(8, 1, 2, 0.0, 10.0)));
        assertThat(isolated.values(OpfVariables.HVDC_P)[0]).isNaN();
        assertThat(isolated.values(OpfVariables.HVDC_P)[1]).isCloseTo(10.0, within(1e-5));
    }

    /** A DC line beside an AC line without limits: nothing is won by its losses, so it carries its minimum. */
    @Test
    void canRunBesideAnAcLine() {
        Network network = Network.builder("parallel", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 1e-4, 1e-3))
                .generator(Generator.of(1, 1, 0.0, 500.0, -100.0, 100.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 2, 100.0, 0.0))
                .hvdcLine(HvdcLine.of(1, 2, 1, -20.0, -5.0).withLoss(0.0, -0.05))
                .build();
        OpfSolution solution = Opf.of(new BranchFlowSocp()).solve(network).orElseThrow();
        // P is negative at its from end, bus 2, where 5 MW arrive; 5.25 MW leave bus 1, as P - loss = -5 (1 + 0.05).
        assertThat(solution.values(OpfVariables.HVDC_P)[0]).isCloseTo(-5.0, within(1e-4));
        double lineLoss = solution.point().activeLosses();
        assertThat(solution.point().pg()[0]).isCloseTo(100.25 + lineLoss, within(1e-5));
        assertThat(lineLoss).isCloseTo(100.0 * 1e-4 * 0.95 * 0.95, within(1e-4));
    }
}
