package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.RunKpis;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.HvdcFlow;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.RecoveredPoint;
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
        double lineLoss = solution.point().pFrom(0) + solution.point().pTo(0);
        assertThat(solution.point().pg(0)).isCloseTo(100.25 + lineLoss, within(1e-5));
        assertThat(lineLoss).isCloseTo(100.0 * 1e-4 * 0.95 * 0.95, within(1e-4));
        HvdcFlow flow = solution.point().hvdc(0);
        assertThat(flow.delivered()).isCloseTo(-5.25, within(1e-4));
        assertThat(flow.loss()).isCloseTo(0.25, within(1e-5));
        assertThat(solution.point().activeLosses())
                .isCloseTo(solution.point().pg(0) - 100.0, within(1e-5))
                .isCloseTo(lineLoss + flow.loss(), within(1e-9));
    }

    /**
     * A feeder whose line to the load is too weak: what is missing comes from a dear generator there or over a DC line
     * that costs {@code slope} per MWh and {@code quadratic} P^2.
     */
    private static Network costly(double slope, double quadratic) {
        return Network.builder("costly DC line", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .bus(Bus.of(3).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 2, 0.01, 0.02))
                .branch(Branch.line(2, 2, 3, 0.02, 0.03).withRating(4.0))
                .load(Load.of(1, 2, 3.0, 1.0))
                .load(Load.of(2, 3, 8.0, 2.0))
                .generator(Generator.of(1, 1, -20.0, 20.0, -20.0, 20.0, CostCurve.linear(30.0)))
                .generator(Generator.of(2, 3, 0.0, 6.0, -2.0, 2.0, CostCurve.quadratic(1.0, 60.0, 4.0)))
                .hvdcLine(HvdcLine.of(1, 1, 3, 0.0, 5.0)
                        .withLoss(0.1, 0.02)
                        .withReactiveLimits(-1.0, 1.0, -1.0, 1.0)
                        .withCost(CostCurve.quadratic(quadratic, slope, 7.0)))
                .build();
    }

    /** The cost of a DC line stands on both sides: in what the program minimised and in the state that is found. */
    @Test
    void itsCostIsPartOfEveryFigure() {
        Network network = costly(15.0, 2.0);
        OpfSolution solution = Opf.of(new BranchFlowSocp()).solve(network).orElseThrow();
        HvdcFlow flow = solution.point().hvdc(0);
        assertThat(flow.p()).isBetween(1.0, 4.0);
        double cost = 2.0 * flow.p() * flow.p() + 15.0 * flow.p() + 7.0;
        double generation = 30.0 * solution.point().pg(0)
                + solution.point().pg(1) * (solution.point().pg(1) + 60.0)
                + 4.0;
        assertThat(solution.point().hvdcCost(network, 0)).isCloseTo(cost, within(1e-9));
        assertThat(solution.objective()).isCloseTo(generation + cost, within(1e-4));
        assertThat(RunKpis.of(solution).socialWelfare()).isCloseTo(-solution.objective(), within(1e-4));

        ExactnessReport exactness = ExactnessReport.of(solution);
        assertThat(exactness.isExact()).isTrue();
        RecoveredPoint recovered = exactness.recovered();
        assertThat(recovered.isFeasible()).isTrue();
        assertThat(recovered.cost()).isCloseTo(solution.objective(), within(1e-3));
        assertThat(recovered.objectiveChange()).isCloseTo(0.0, within(1e-3));
        assertThat(recovered.point().hvdc(0).p()).isEqualTo(flow.p());
        double supplied = recovered.point().pg(0) + recovered.point().pg(1);
        assertThat(supplied - 11.0).isCloseTo(recovered.point().activeLosses(), within(1e-6));
        assertThat(RunKpis.of(solution).losses())
                .isCloseTo(solution.point().pg(0) + solution.point().pg(1) - 11.0, within(1e-4));

        AcSearch.Outcome search = AcSearch.of(OpfProblem.of(network)).search();
        double best = search.best().orElseThrow().value();
        assertThat(best).isGreaterThanOrEqualTo(search.lowerBound().orElseThrow() - 1e-6 * best);
        assertThat(search.gap().orElseThrow()).isBetween(-1e-6, 1e-5);
    }

    /** d cost / d slope is P itself, by the envelope theorem, and d cost / d quadratic is P^2. */
    @Test
    void itsPowerIsTheSlopeOfTheOptimum() {
        double p = Opf.of(new BranchFlowSocp())
                .solve(costly(15.0, 2.0))
                .orElseThrow()
                .point()
                .hvdc(0)
                .p();
        double perSlope = 0.5 * (optimum(16.0, 2.0) - optimum(14.0, 2.0));
        double perQuadratic = (optimum(15.0, 2.05) - optimum(15.0, 1.95)) / 0.1;
        assertThat(perSlope).isCloseTo(p, within(0.01 * p));
        assertThat(perQuadratic).isCloseTo(p * p, within(0.02 * p * p));
    }

    private static double optimum(double slope, double quadratic) {
        return Opf.of(new BranchFlowSocp())
                .solve(costly(slope, quadratic))
                .orElseThrow()
                .objective();
    }

    /** Losses are minimised over both lines: the DC line carries more until its 3.5 % cost what the AC line saves. */
    @Test
    void itsLossesCountAsLosses() {
        Network network = costly(0.0, 0.0).toBuilder()
                .mapGenerators(generator -> generator.id() == 2 ? generator.withInService(false) : generator)
                .mapBranches(branch -> branch.withRating(Double.POSITIVE_INFINITY))
                .mapHvdcLines(line -> line.withLoss(0.1, 0.035))
                .build();
        OpfSolution least = Opf.of(new BranchFlowSocp())
                .solve(OpfProblem.of(network).withObjective(Objective.losses()))
                .orElseThrow();
        double p = least.point().hvdc(0).p();
        assertThat(p).isBetween(0.1, 4.9);
        assertThat(least.objective())
                .isCloseTo(least.point().activeLosses(), within(1e-6))
                .isCloseTo(least.point().pg(0) - 11.0, within(1e-6));
        for (double other : new double[] {p - 0.5, p + 0.5}) {
            Network held = network.toBuilder()
                    .mapHvdcLines(line -> HvdcLine.of(1, 1, 3, other, other)
                            .withLoss(0.1, 0.035)
                            .withReactiveLimits(-1.0, 1.0, -1.0, 1.0))
                    .build();
            OpfSolution cheapest = Opf.of(new BranchFlowSocp()).solve(held).orElseThrow();
            assertThat(cheapest.point().pg(0) - 11.0).isGreaterThan(least.objective() + 1e-5);
        }
    }

    @Test
    void aStateBeyondItsLimitsIsNotFeasible() {
        Network network = costly(15.0, 2.0);
        OperatingPoint point =
                Opf.of(new BranchFlowSocp()).solve(network).orElseThrow().point();
        assertThat(RecoveredPoint.of(network, point).isFeasible()).isTrue();
        OperatingPoint beyond = point.toBuilder()
                .hvdc(List.of(HvdcFlow.of(network.hvdcLines().get(0), 5.5, 0.0, 0.0)))
                .build();
        RecoveredPoint recovered = RecoveredPoint.of(network, beyond);
        assertThat(recovered.isConverged()).isTrue();
        assertThat(recovered.isFeasible()).isFalse();
        assertThat(recovered.maxGenerationViolation()).isCloseTo(0.5, within(1e-9));
    }
}
