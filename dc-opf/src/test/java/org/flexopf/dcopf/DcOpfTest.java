package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Range;
import org.flexopf.network.Shunt;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.LinearModelError;
import org.flexopf.solver.SolveStatus;
import org.flexopf.testkit.MeshedNetworks;
import org.flexopf.testkit.ReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases that can be worked out by hand, bad input, and the same answer from every thread. */
class DcOpfTest {

    /**
     * A triangle of equal reactances; cheap power at 1, dear at 2, demand of 150 MW at 3; 2/3 of a transfer from 1 to 3
     * take the direct line.
     */
    private static Network triangle(double rating) {
        return Network.builder("triangle", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1))
                .branch(Branch.line(2, 1, 3, 0.0, 0.1).withRating(rating))
                .branch(Branch.line(3, 2, 3, 0.0, 0.1))
                .generator(Generator.of(1, 1, 0.0, 500.0, 0.0, 0.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 2, 0.0, 500.0, 0.0, 0.0, CostCurve.linear(30.0)))
                .load(Load.of(1, 3, 150.0, 0.0))
                .build();
    }

    private static double[] part(List<PriceComponents> prices, PriceComponent component) {
        return prices.stream().mapToDouble(parts -> parts.get(component)).toArray();
    }

    private static double[] totals(List<PriceComponents> prices) {
        return prices.stream().mapToDouble(PriceComponents::total).toArray();
    }

    /**
     * Flow on 1-3 is (2 g1 + g2)/3 = 80 with g1 + g2 = 150: g1 = 90, g2 = 60. One MW more at 3 takes 2 MW more at 2 and
     * one less at 1: 50.
     */
    @Test
    void aBindingLineOfATriangle() {
        for (DcFormulation formulation : List.of(new DcOpf(), new PtdfDcOpf())) {
            OpfSolution solution = Opf.of(formulation).solve(triangle(80.0)).orElseThrow();
            assertThat(solution.point().pg()).containsExactly(new double[] {90.0, 60.0}, within(1e-4));
            assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE))
                    .containsExactly(new double[] {10.0, 30.0, 50.0}, within(1e-4));
            List<PriceComponents> parts = DcPrices.components(solution, PriceReference.bus(3));
            assertThat(part(parts, PriceComponent.ENERGY))
                    .containsExactly(new double[] {50.0, 50.0, 50.0}, within(1e-4));
            assertThat(part(parts, PriceComponent.CONGESTION))
                    .containsExactly(new double[] {-40.0, -20.0, 0.0}, within(1e-4));
            // One MW more of rating moves 3 MW from 30 to 10: 60 per MW, times 80 MW of flow.
            assertThat(formulation.flowPrices(solution)).containsExactly(new double[] {0.0, 60.0, 0.0}, within(1e-4));
        }
        OpfSolution solution = Opf.of(new DcOpf()).solve(triangle(80.0)).orElseThrow();
        assertThat(solution.duals(OpfConstraints.RATING_FROM))
                .containsExactly(new double[] {0.0, 60.0, 0.0}, within(1e-4));
    }

    /**
     * An interface of both lines into bus 3 at 100 MW leaves 50 MW unserved; a soft demand at 1000 says so, and prices
     * bus 3 at that.
     */
    @Test
    void anInterfaceAndCurtailment() {
        DcOpf formulation = new DcOpf();
        Network network = triangle(500.0).toBuilder()
                .flowInterface(FlowInterface.of(1, -100.0, 100.0, 2, 3).withName("into 3"))
                .build();
        OpfResult impossible = Opf.of(formulation).solve(network);
        assertThat(impossible.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        assertThat(impossible.conflict().orElseThrow().explanation())
                .contains("upper interface limit of interface 1 'into 3' (100 MW)");
        OpfProblem soft =
                OpfProblem.of(network).withSoftLimits(SoftLimits.none().with(SoftLimit.DEMAND, 1000.0));
        OpfSolution solution = Opf.of(formulation).solve(soft).orElseThrow();
        assertThat(solution.values(SoftLimit.DEMAND.slack())).containsExactly(new double[] {50.0}, within(1e-4));
        assertThat(solution.objective()).isCloseTo(100.0 * 10.0 + 50.0 * 1000.0, within(1e-2));
        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE)[2]).isCloseTo(1000.0, within(1e-3));
        assertThat(solution.duals(OpfConstraints.INTERFACE_MAX)).containsExactly(new double[] {990.0}, within(1e-3));
        assertThat(part(DcPrices.components(solution, PriceReference.roots()), PriceComponent.OTHER))
                .containsExactly(new double[3], within(1e-3));
    }

    /** A DC line that loses 1 MW + 2 % beside a line of 60 MW: it carries 40/0.98 + what its constant loss takes. */
    @Test
    void aDcLineWithLosses() {
        HvdcLine line = HvdcLine.of(1, 1, 2, 0.0, 100.0).withLoss(1.0, 0.02);
        Network network = Network.builder("dc line", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1).withRating(60.0))
                .hvdcLine(line)
                .generator(Generator.of(1, 1, 0.0, 500.0, 0.0, 0.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 2, 100.0, 0.0))
                .build();
        for (DcFormulation formulation : List.of(new DcOpf(), new PtdfDcOpf())) {
            OpfSolution solution = Opf.of(formulation).solve(network).orElseThrow();
            double sent = 41.0 / 0.98;
            assertThat(solution.values(OpfVariables.HVDC_P)[0]).isCloseTo(sent, within(1e-4));
            assertThat(solution.objective()).isCloseTo(10.0 * (60.0 + sent), within(1e-3));
            assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE))
                    .containsExactly(new double[] {10.0, 10.0 / 0.98}, within(1e-4));
        }
    }

    /**
     * A shunt of 7 MW at 1 p.u. is demand; an angle limit of 3 degrees is one of 0.05236/0.1 p.u.; a shift moves flow
     * without cost.
     */
    @Test
    void shuntsAnglesAndShifts() {
        Network network = Network.builder("two", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1).withAngleLimits(-3.0, 3.0))
                .shunt(Shunt.of(1, 2, 7.0, 50.0))
                .generator(Generator.of(1, 1, 0.0, 500.0, 0.0, 0.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 2, 0.0, 500.0, 0.0, 0.0, CostCurve.linear(30.0)))
                .load(Load.of(1, 2, 93.0, 0.0))
                .build();
        double flow = 100.0 * Math.toRadians(3.0) / 0.1;
        for (DcFormulation formulation : List.of(new DcOpf(), new PtdfDcOpf())) {
            OpfSolution solution = Opf.of(formulation).solve(network).orElseThrow();
            assertThat(solution.point().pFrom(0)).isCloseTo(flow, within(1e-4));
            assertThat(solution.point().pg(1)).isCloseTo(100.0 - flow, within(1e-4));
            assertThat(solution.point().va()).containsExactly(new double[] {0.0, -3.0}, within(1e-5));
        }
        Network shifted = network.toBuilder()
                .mapBranches(branch -> branch.withTap(0.5, -1.0))
                .build();
        // P = (3 + 1 degrees)/(0.1 * 0.5) by the default convention; the other one knows neither tap nor shift.
        assertThat(Opf.of(new DcOpf()).solve(shifted).orElseThrow().point().pFrom(0))
                .isCloseTo(100.0, within(1e-4));
        assertThat(Opf.of(new DcOpf().withSusceptance(SusceptanceConvention.SERIES_ADMITTANCE))
                        .solve(shifted)
                        .orElseThrow()
                        .point()
                        .pFrom(0))
                .isCloseTo(flow, within(1e-4));
    }

    @Test
    void aPowerFactorLeavesRoomForReactivePower() {
        double tight = Opf.of(new DcOpf().withPowerFactor(0.98))
                .solve(triangle(80.0))
                .orElseThrow()
                .objective();
        assertThat(tight)
                .isCloseTo(
                        Opf.of(new DcOpf())
                                .solve(triangle(0.98 * 80.0))
                                .orElseThrow()
                                .objective(),
                        within(1e-3));
        assertThat(Opf.of(new PtdfDcOpf().withPowerFactor(0.98))
                        .solve(triangle(80.0))
                        .orElseThrow()
                        .objective())
                .isCloseTo(tight, within(1e-3));
        assertThatThrownBy(() -> new DcOpf().withPowerFactor(1.01))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.01");
    }

    @Test
    void everyIslandHasItsOwnPrice() {
        Network network = triangle(80.0).toBuilder()
                .bus(Bus.of(4).withType(BusType.REFERENCE))
                .bus(Bus.of(5))
                .branch(Branch.line(4, 5, 4, 0.0, 0.2))
                .generator(Generator.of(3, 4, 0.0, 50.0, 0.0, 0.0, CostCurve.linear(77.0)))
                .load(Load.of(2, 5, 20.0, 0.0))
                .build();
        for (DcFormulation formulation : List.of(new DcOpf(), new PtdfDcOpf())) {
            OpfSolution solution = Opf.of(formulation).solve(network).orElseThrow();
            for (PriceReference reference :
                    List.of(PriceReference.roots(), PriceReference.bus(3), PriceReference.loadWeighted())) {
                List<PriceComponents> parts = DcPrices.components(solution, reference);
                assertThat(totals(parts)).containsExactly(new double[] {10.0, 30.0, 50.0, 77.0, 77.0}, within(1e-4));
                assertThat(parts.get(4).energy()).isCloseTo(77.0, within(1e-4));
                assertThat(part(parts, PriceComponent.OTHER)).containsExactly(new double[5], within(1e-4));
            }
        }
    }

    @Test
    void isolatedBusesHaveNoPrice() {
        Network network = triangle(80.0).toBuilder()
                .bus(Bus.of(9).withType(BusType.ISOLATED))
                .build();
        List<PriceComponents> parts = DcPrices.components(
                Opf.of(new PtdfDcOpf()).solve(network).orElseThrow(), PriceReference.loadWeighted());
        assertThat(parts.get(3).total()).isNaN();
        assertThat(parts.get(2).total()).isCloseTo(50.0, within(1e-4));
    }

    /** The DC model misses losses, and voltages other than 1; the AC power flow at its dispatch says by how much. */
    @ParameterizedTest
    @ValueSource(strings = {"pglib_opf_case14_ieee", "pglib_opf_case118_ieee"})
    void theErrorAgainstAnAcPowerFlowIsReported(String name) {
        LinearModelError error = LinearModelError.of(Opf.of(new DcOpf())
                .solve(ReferenceCases.network("pglib/typ/" + name + ".m"))
                .orElseThrow());
        assertThat(error.isConverged()).as(error.reason()).isTrue();
        assertThat(error.lossesMissed()).isPositive().isEqualTo(error.ac().activeLosses(), within(1e-6));
        assertThat(error.maxFlowError()).isPositive();
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> triangle(80.0).toBuilder()
                        .flowInterface(FlowInterface.of(1, 0.0, 1.0).withName("empty"))
                        .flowInterface(FlowInterface.of(2, 2.0, 1.0, 1))
                        .flowInterface(FlowInterface.of(3, Double.NaN, 1.0, 1))
                        .flowInterface(new FlowInterface(4, "", Map.of(1, Double.NaN), new Range(0.0, 1.0)))
                        .flowInterface(FlowInterface.of(4, 0.0, 1.0, 77))
                        .build())
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("interface 1 'empty': no branch")
                .hasMessageContaining("interface 2: limits 2.0 to 1.0 MW")
                .hasMessageContaining("interface 3: limits NaN to 1.0 MW")
                .hasMessageContaining("interface 4: weight of branch 1 NaN")
                .hasMessageContaining("interface 4: id 4")
                .hasMessageContaining("interface 4: branch 77");
        OpfSolution solution = Opf.of(new DcOpf()).solve(triangle(80.0)).orElseThrow();
        assertThatThrownBy(() -> DcPrices.components(solution, PriceReference.bus(8)))
                .hasMessageContaining("no bus 8");
        assertThatThrownBy(() -> DcPrices.components(solution, network -> new double[] {0.0, -1.0, 2.0}))
                .hasMessageContaining("bus 2")
                .hasMessageContaining("-1.0");
        assertThatThrownBy(() -> DcPrices.components(solution, network -> new double[3]))
                .hasMessageContaining("no weight");
        assertThatThrownBy(() -> SusceptanceConvention.of("x/r"))
                .hasMessageContaining("reciprocal-x and series-admittance");
        assertThatThrownBy(() -> Opf.of(new PtdfDcOpf().withLosses(BranchLosses.quadratic()))
                        .solve(triangle(80.0)))
                .hasMessageContaining("linearised at a base point");
        assertThatThrownBy(() -> SecurityConstrainedDcOpf.of(new DcOpf()).withRatingFactor(0.0))
                .hasMessageContaining("positive");
        assertThatThrownBy(() -> SecurityConstrainedDcOpf.of(new DcOpf())
                        .withCorrectiveActions(new CorrectiveActions(new double[] {1.0}, new double[] {1.0}))
                        .solve(triangle(80.0)))
                .hasMessageContaining("2");
        assertThatThrownBy(() -> new CorrectiveActions(new double[] {-1.0}, new double[] {0.0}))
                .hasMessageContaining("-1.0");
        Network resistive = triangle(80.0).toBuilder()
                .branch(Branch.line(9, 1, 2, 0.1, 0.0))
                .build();
        assertThatThrownBy(() -> Opf.of(new DcOpf()).solve(resistive))
                .hasMessageContaining("branch 9")
                .hasMessageContaining("no reactance");
    }

    /** The same bits from any thread, whatever the others do. */
    @Test
    void manyThreadsGetTheSameBits() {
        Network network = MeshedNetworks.of(7, 30, 1.0);
        SecurityConstrainedDcOpf secure =
                SecurityConstrainedDcOpf.of(new DcOpf()).withOverloadPenalty(5000.0);
        long distinct = IntStream.range(0, 8)
                .parallel()
                .mapToObj(k -> secure.solve(network))
                .map(result -> result.orElseThrow().objective() + " "
                        + Arrays.hashCode(result.orElseThrow().result().x()) + " " + result.limits())
                .distinct()
                .count();
        assertThat(distinct).isEqualTo(1);
    }

    @Test
    void anInterruptedThreadGetsAnAnswerAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        OpfResult lazy = LazyPtdfOpf.of(new PtdfDcOpf()).solve(triangle(80.0));
        SecurityResult secure = SecurityConstrainedDcOpf.of(new DcOpf()).solve(triangle(80.0));
        LossResult losses =
                LossIteration.of(new DcOpf(), LossIteration.Method.MARGINAL).solve(triangle(80.0));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lazy.status()).isEqualTo(SolveStatus.INTERRUPTED);
        assertThat(secure.result().status()).isEqualTo(SolveStatus.INTERRUPTED);
        assertThat(losses.result().status()).isEqualTo(SolveStatus.INTERRUPTED);
        assertThat(losses.sequence().settled()).isFalse();
    }
}
