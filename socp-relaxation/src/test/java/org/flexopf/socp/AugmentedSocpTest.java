package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.flexopf.network.Topology;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.solver.SolveStatus;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomControls;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/** The guarantee of the augmented relaxation, and its equations. */
class AugmentedSocpTest {

    private final Opf opf = Opf.of(new AugmentedSocp());

    @Provide
    Arbitrary<FeasibleFeeder> equippedFeeders() {
        return RandomFeeders.ofAllSizes(RandomFeeders.Character.EQUIPPED);
    }

    @Provide
    Arbitrary<FeasibleFeeder> hardFeeders() {
        return RandomFeeders.ofAllSizes(RandomFeeders.Character.HARD);
    }

    @Property(tries = 500, seed = "20261101")
    void theLoadFlowOfAnEquippedFeederMeetsEveryLimit(@ForAll("equippedFeeders") FeasibleFeeder feeder) {
        meetsEveryLimit(feeder.network(), 50.0);
    }

    @Property(tries = 500, seed = "20261102")
    void theLoadFlowOfAHardFeederMeetsEveryLimit(@ForAll("hardFeeders") FeasibleFeeder feeder) {
        meetsEveryLimit(feeder.network(), 50.0);
    }

    /**
     * Settings are held: with controls the answer is that of the network at its present settings, and an AC power flow
     * on the network that the solution operates meets every limit. Settings are detuned, so that now and then only
     * other ones would do.
     */
    @Property(tries = 150, seed = "20261104")
    void theLoadFlowAtThePresentSettingsMeetsEveryLimit(
            @ForAll("equippedFeeders") FeasibleFeeder feeder, @ForAll long seed) {
        Network network = RandomControls.detuned(feeder.network(), seed);
        Network held = network.toBuilder().removeControls().build();
        OpfResult result = opf.solve(network);
        assertThat(result.status()).isEqualTo(opf.solve(held).status());
        result.solution().ifPresent(solution -> {
            assertThat(solution.settings()).isEmpty();
            assertThat(solution.operatedNetwork()).isEqualTo(network);
        });
        meetsEveryLimit(network, 20.0);
        Share.atLeast(
                5.0,
                "only the relaxation, which frees settings, has a solution",
                result.status() == SolveStatus.PRIMAL_INFEASIBLE
                        && Opf.of(new BranchFlowSocp())
                                .solve(network)
                                .solution()
                                .isPresent());
    }

    /**
     * 40 MW behind a line of r = 0.2 p.u.: at the present ratio of 1 the voltage at its end is 0.912, for {@code v = (1
     * + sqrt(1 - 4 r p)) / 2}, below the limit of 0.95; at a ratio of 0.9 it is well above it.
     */
    @Test
    void aFeederThatOnlyAnotherTapWouldServeIsInfeasible() {
        Network network = Network.builder("tap", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.95, 1.2))
                .branch(Branch.line(1, 1, 2, 0.2, 0.0))
                .generator(Generator.of(1, 1, 0.0, 500.0, -300.0, 300.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 2, 40.0, 0.0))
                .control(StepControl.tapRatio(1, 0.8, 1.1, 0))
                .build();
        assertThat(Opf.of(new BranchFlowSocp()).solve(network).status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(opf.solve(network).status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);

        Network tapped = network.toBuilder()
                .mapBranches(branch -> branch.withTap(0.9, 0.0))
                .build();
        OpfSolution solution = opf.solve(tapped).orElseThrow();
        RecoveredPoint recovered = RecoveredPoint.of(solution);
        double sending = 1.0 / 0.9;
        assertThat(solution.settings()).isEmpty();
        assertThat(recovered.isFeasible()).isTrue();
        assertThat(recovered.point().vm(1))
                .isCloseTo(0.5 * (sending + Math.sqrt(sending * sending - 4.0 * 0.2 * 0.4)), within(1e-8));
    }

    /** The load flow keeps within limits, and its voltages and flows lie between the bounds. */
    private void meetsEveryLimit(Network network, double leastSolved) {
        OpfResult result = opf.solve(network);
        Share.atLeast(leastSolved, "there is an optimum", result.status() == SolveStatus.OPTIMAL);
        if (result.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            return;
        }
        OpfSolution solution = result.orElseThrow();
        RecoveredPoint recovered = RecoveredPoint.of(solution);
        assertThat(recovered.isConverged()).isTrue();
        assertThat(recovered.maxVoltageViolation()).isLessThanOrEqualTo(1e-6);
        assertThat(recovered.maxLoadingViolation()).isLessThanOrEqualTo(1e-6);
        assertThat(recovered.isFeasible()).isTrue();

        Topology topology = network.topology();
        OperatingPoint state = recovered.point();
        double[] v = solution.perUnitValues(OpfVariables.SQUARED_VOLTAGE);
        double[] vBar = solution.perUnitValues(AugmentedSocp.UPPER_SQUARED_VOLTAGE);
        double[] pHat = solution.values(AugmentedSocp.LOWER_P);
        double[] pBar = solution.values(AugmentedSocp.UPPER_P);
        double[] qHat = solution.values(AugmentedSocp.LOWER_Q);
        double[] qBar = solution.values(AugmentedSocp.UPPER_Q);
        for (int i : topology.fromRootsOutwards()) {
            double square = state.vm(i) * state.vm(i);
            assertThat(square).isBetween(v[i] - 1e-6, vBar[i] + 1e-6);
            int b = topology.parentBranch(i);
            if (b >= 0) {
                double p = topology.from(b) == i ? -state.pFrom(b) : -state.pTo(b);
                double q = topology.from(b) == i ? -state.qFrom(b) : -state.qTo(b);
                assertThat(p).isBetween(pHat[b] - 1e-5, pBar[b] + 1e-5);
                assertThat(q).isBetween(qHat[b] - 1e-5, qBar[b] + 1e-5);
            }
        }
    }

    /**
     * The equations of the two further load flows, worked out afresh from the paper in complex form: a charging term
     * that is missing from Sbar, or has the wrong sign, would show.
     */
    @Property(tries = 50, seed = "20261103")
    void theBoundsSatisfyTheEquationsOfThePaper(@ForAll("equippedFeeders") FeasibleFeeder feeder) {
        Network network = feeder.network();
        OpfResult result = opf.solve(network);
        Share.atLeast(50.0, "there is an optimum", result.status() == SolveStatus.OPTIMAL);
        if (result.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            return;
        }
        OpfSolution solution = result.orElseThrow();
        Topology topology = network.topology();
        double base = network.baseMva();
        double[] v = solution.perUnitValues(OpfVariables.SQUARED_VOLTAGE);
        double[] vBar = solution.perUnitValues(AugmentedSocp.UPPER_SQUARED_VOLTAGE);
        double[] fBar = solution.perUnitValues(AugmentedSocp.UPPER_SQUARED_CURRENT);
        double[] pHat = solution.perUnitValues(AugmentedSocp.LOWER_P);
        double[] qHat = solution.perUnitValues(AugmentedSocp.LOWER_Q);
        double[] pBar = solution.perUnitValues(AugmentedSocp.UPPER_P);
        double[] qBar = solution.perUnitValues(AugmentedSocp.UPPER_Q);
        double[] load = network.activeDemand();
        double[] loadQ = network.reactiveDemand();
        double[] g = network.shuntConductance();
        double[] s = network.shuntSusceptance();
        for (int i : topology.fromRootsOutwards()) {
            int b = topology.parentBranch(i);
            if (b < 0) {
                continue;
            }
            double drawP = load[i] / base;
            double drawQ = loadQ[i] / base;
            for (int k = 0; k < network.generators().size(); k++) {
                if (network.busIndex(network.generators().get(k).bus()) == i) {
                    drawP -= solution.point().pg(k) / base;
                    drawQ -= solution.point().qg(k) / base;
                }
            }
            double expectedPHat = drawP + g[i] / base * v[i];
            double expectedPBar = drawP + g[i] / base * vBar[i];
            double expectedQHat = drawQ - s[i] / base * (s[i] > 0.0 ? vBar[i] : v[i]);
            double expectedQBar = drawQ - s[i] / base * (s[i] > 0.0 ? v[i] : vBar[i]);
            for (int m : topology.fromRootsOutwards()) {
                if (topology.parentBus(m) == i) {
                    int line = topology.parentBranch(m);
                    Branch branch = network.branches().get(line);
                    boolean tapUp = topology.from(line) == i;
                    double square = branch.ratio() * branch.ratio();
                    double vUp = tapUp ? v[i] / square : v[i];
                    double vLow = tapUp ? v[m] : v[m] / square;
                    double vBarUp = tapUp ? vBar[i] / square : vBar[i];
                    double vBarLow = tapUp ? vBar[m] : vBar[m] / square;
                    double half = 0.5 * branch.b();
                    expectedPHat += pHat[line];
                    expectedQHat += qHat[line] - (vBarUp + vBarLow) * half;
                    expectedPBar += pBar[line] + branch.r() * fBar[line];
                    expectedQBar += qBar[line] + branch.x() * fBar[line] - (vUp + vLow) * half;
                    // vbar_l = vbar_up - 2 Re(z* (Shat^t + j vbar_up b)), and fbar bounds the squared series current at
                    // both ends.
                    double seriesQ = qHat[line] - (vBarUp + vBarLow) * half + vBarUp * half;
                    assertThat(vBarLow)
                            .isCloseTo(vBarUp - 2.0 * (branch.r() * pHat[line] + branch.x() * seriesQ), within(1e-7));
                    double seriesQBar = qBar[line] + branch.x() * fBar[line] - vLow * half;
                    double largestP = Math.max(Math.abs(pHat[line]), Math.abs(pBar[line] + branch.r() * fBar[line]));
                    double largestQ = Math.max(Math.abs(seriesQ), Math.abs(seriesQBar));
                    assertThat(fBar[line] * vUp)
                            .isGreaterThanOrEqualTo(largestP * largestP + largestQ * largestQ - 1e-7);
                }
            }
            assertThat(pHat[b]).isCloseTo(expectedPHat, within(1e-7));
            assertThat(qHat[b]).isCloseTo(expectedQHat, within(1e-7));
            assertThat(pBar[b]).isCloseTo(expectedPBar, within(1e-7));
            assertThat(qBar[b]).isCloseTo(expectedQBar, within(1e-7));
        }
    }

    /**
     * The counterexample without root limits: 2 MW that must run, and a root that takes 1 MW at most. Nothing fits, and
     * that is said.
     */
    @Test
    void aRootThatCannotTakeTheExportMakesItInfeasible() {
        Network network = Network.builder("export", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.2))
                .branch(Branch.line(1, 1, 2, 0.03, 0.03))
                .generator(Generator.of(1, 1, -1.0, 10.0, -10.0, 10.0, CostCurve.linear(50.0)))
                .generator(Generator.of(2, 2, 2.0, 2.0, 0.0, 0.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 2, 0.8, 0.2))
                .build();

        assertThat(opf.solve(network).status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        Network roomier = network.toBuilder()
                .mapGenerators(old -> old.id() == 1 ? old.withActiveLimits(-1.3, 10.0) : old)
                .build();
        assertThat(RecoveredPoint.of(opf.solve(roomier).orElseThrow()).isFeasible())
                .isTrue();
    }

    @Test
    void meshedNetworksAreRefusedInWords() {
        Network triangle = Network.builder("triangle", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.01, 0.01))
                .branch(Branch.line(2, 2, 3, 0.01, 0.01))
                .branch(Branch.line(3, 3, 1, 0.01, 0.01))
                .generator(Generator.of(1, 1, -1.0, 10.0, -10.0, 10.0, CostCurve.linear(50.0)))
                .build();

        assertThat(opf.formulation().whyNot(triangle).orElseThrow()).contains("meshed");
    }
}
