package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.RoundedControls;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.RecoveredPoint;
import org.junit.jupiter.api.Test;

/** Tap changers, phase shifters and switchable shunts: free within their ranges, then rounded to steps. */
class RoundedControlsTest {

    private static final Opf OPF = Opf.of(new BranchFlowSocp());

    /** A transformer with its taps at the root's side, and a line of resistance 0.05 behind it that feeds 50 MW. */
    private static NetworkBuilder feeder() {
        return Network.builder("feeder", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.05))
                .bus(Bus.of(3).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 2, 0.0, 1e-3))
                .branch(Branch.line(2, 2, 3, 0.05, 0.0))
                .generator(Generator.of(1, 1, 0.0, 500.0, -300.0, 300.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 3, 50.0, 0.0));
    }

    /** Loss of 50 MW over 0.05 p.u. from a bus held at v: l = (0.5 + 0.05 l)^2 / v^2. */
    private static double lossMw(double v) {
        double l = 0.25;
        for (int k = 0; k < 100; k++) {
            l = (0.5 + 0.05 * l) * (0.5 + 0.05 * l) / (v * v);
        }
        return 100.0 * 0.05 * l;
    }

    /**
     * The higher the voltage the less is lost, so free taps bring bus 2 to its limit of 1.05, a ratio of about 1/1.05 =
     * 0.952. Of ten steps from 0.9 to 1.1 the nearest is 0.96, which leaves bus 2 at 1/0.96.
     */
    @Test
    void taps() {
        Network network =
                feeder().control(StepControl.tapRatio(1, 0.9, 1.1, 10)).build();
        RoundedControls result = RoundedControls.solve(OPF, OpfProblem.of(network));
        OpfSolution relaxed = result.relaxed().orElseThrow();
        assertThat(relaxed.point().vm(1)).isCloseTo(1.05, within(1e-5));
        assertThat(relaxed.objective()).isCloseTo(10.0 * (50.0 + lossMw(1.05)), within(1e-4));
        assertThat(result.settings().get(0).relaxed()).isCloseTo(1.0 / 1.05, within(1e-4));
        assertThat(result.settings().get(0).rounded()).isCloseTo(0.96, within(1e-12));
        OpfSolution rounded = result.rounded().orElseThrow();
        assertThat(rounded.network().branches().get(0).ratio()).isCloseTo(0.96, within(1e-12));
        assertThat(rounded.point().vm(1)).isCloseTo(1.0 / 0.96, within(1e-5));
        assertThat(rounded.objective()).isCloseTo(10.0 * (50.0 + lossMw(1.0 / 0.96)), within(1e-4));
        assertThat(result.lossOfObjective()).hasValueCloseTo(10.0 * (lossMw(1.0 / 0.96) - lossMw(1.05)), within(2e-4));
        assertThat(result.sequence().solves()).isEqualTo(2);
        // An AC power flow confirms both points, the relaxed one with the transformer between two steps.
        for (OpfSolution solution : List.of(relaxed, rounded)) {
            RecoveredPoint recovered = RecoveredPoint.of(solution);
            assertThat(recovered.isFeasible()).as(recovered.verdict()).isTrue();
            assertThat(recovered.cost()).isCloseTo(solution.objective(), within(1e-4));
            assertThat(recovered.point().vm(1)).isCloseTo(solution.point().vm(1), within(1e-5));
        }
    }

    /**
     * With bus 2 limited to 1.04 the nearest step to 1/1.04 = 0.9615 is 0.96, which breaks the limit; the next one on
     * the other side, 0.98, is taken.
     */
    @Test
    void tapsWhoseNearestStepIsInfeasible() {
        Network network = feeder().mapBuses(bus -> bus.id() == 2 ? bus.withVoltageLimits(0.9, 1.04) : bus)
                .control(StepControl.tapRatio(1, 0.9, 1.1, 10))
                .build();
        RoundedControls result = RoundedControls.solve(OPF, OpfProblem.of(network));
        assertThat(result.settings().get(0).rounded()).isCloseTo(0.98, within(1e-12));
        assertThat(result.rounded().orElseThrow().objective())
                .isCloseTo(10.0 * (50.0 + lossMw(1.0 / 0.98)), within(1e-4));
        assertThat(result.sequence().solves()).isEqualTo(4);
    }

    /**
     * The load of 40 Mvar behind a line of r = 0.05 is met on the spot by 4 blocks of 10, as 40 / w with w near 0.95^2
     * asks for 4.4 of them.
     */
    @Test
    void switchableShunts() {
        Network network = Network.builder("capacitor", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.8, 1.1))
                .branch(Branch.line(1, 1, 2, 0.05, 0.1))
                .generator(Generator.of(1, 1, 0.0, 500.0, -300.0, 300.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 2, 50.0, 40.0))
                .shunt(Shunt.of(5, 2, 0.0, 0.0))
                .control(StepControl.shuntSusceptance(5, 0.0, 100.0, 10))
                .build();
        RoundedControls result = RoundedControls.solve(OPF, OpfProblem.of(network));
        // More capacitance raises the voltage but makes the current reactive; scanning it in small steps finds the best
        // of all settings and the best of the steps.
        double bestOfAll = Double.POSITIVE_INFINITY;
        double settingOfBest = 0.0;
        for (double mvar = 0.0; mvar <= 100.0; mvar += 0.5) {
            double cost = costWithShunt(network, mvar);
            settingOfBest = cost < bestOfAll ? mvar : settingOfBest;
            bestOfAll = Math.min(bestOfAll, cost);
        }
        assertThat(result.settings().get(0).relaxed()).isCloseTo(settingOfBest, within(1.0));
        assertThat(result.relaxed().orElseThrow().objective())
                .isLessThanOrEqualTo(bestOfAll + 1e-5)
                .isCloseTo(bestOfAll, within(1e-2));
        double rounded = result.settings().get(0).rounded();
        assertThat(rounded).isCloseTo(10.0 * Math.rint(settingOfBest / 10.0), within(1e-12));
        assertThat(result.rounded().orElseThrow().objective()).isCloseTo(costWithShunt(network, rounded), within(1e-4));
        assertThat(result.lossOfObjective().orElseThrow()).isGreaterThanOrEqualTo(-1e-5);
    }

    private static double costWithShunt(Network network, double mvar) {
        Network fixed = network.toBuilder()
                .removeControls()
                .mapShunts(shunt -> shunt.withSusceptance(mvar))
                .build();
        return OPF.solve(fixed).orElseThrow().objective();
    }

    /**
     * A ring of three equal lines with a phase shifter in one of them: the relaxation does not see the angles round the
     * ring, so it splits the flow as if the shifter could do anything, and the shift that makes the angles fit is what
     * is found. Fixed there, the cycle condition holds.
     */
    @Test
    void phaseShifters() {
        Network network = Network.builder("ring", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.01, 0.1))
                .branch(Branch.line(2, 2, 3, 0.01, 0.1))
                .branch(Branch.line(3, 1, 3, 0.05, 0.1))
                .generator(Generator.of(1, 1, 0.0, 500.0, -300.0, 300.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 2, 50.0, 0.0))
                .load(Load.of(2, 3, 80.0, 10.0))
                .control(StepControl.phaseShift(3, -30.0, 30.0, 0))
                .build();
        RoundedControls result = RoundedControls.solve(OPF, OpfProblem.of(network));
        OpfSolution unshifted =
                OPF.solve(network.toBuilder().removeControls().build()).orElseThrow();
        assertThat(CycleConditions.of(unshifted).largestDegrees()).isGreaterThan(0.1);
        assertThat(ExactnessReport.of(unshifted).isExact()).isFalse();
        assertThat(ExactnessReport.of(unshifted).verdict()).contains("round the cycle that branch");
        assertThat(CycleConditions.of(result.relaxed().orElseThrow()).largestDegrees())
                .isLessThan(1e-9);
        // The angles are those of the operated network, in which the shifter is where it was found.
        OpfSolution relaxed = result.relaxed().orElseThrow();
        RecoveredPoint recovered = RecoveredPoint.of(relaxed);
        assertThat(recovered.network().branches().get(2).shift())
                .isEqualTo(result.settings().get(0).relaxed());
        for (int bus = 0; bus < 3; bus++) {
            assertThat(relaxed.point().va(bus)).isCloseTo(recovered.point().va(bus), within(1e-3));
        }
        OpfSolution rounded = result.rounded().orElseThrow();
        assertThat(Math.abs(rounded.network().branches().get(2).shift()))
                .isGreaterThan(0.1)
                .isLessThan(30.0);
        assertThat(CycleConditions.of(rounded).largestDegrees()).isLessThan(1e-3);
        assertThat(ExactnessReport.of(rounded).isExact())
                .as(ExactnessReport.of(rounded).verdict())
                .isTrue();
        assertThat(result.lossOfObjective()).hasValueCloseTo(0.0, within(1e-4));
    }

    /**
     * A phase shifter that closes no cycle matters for the angle limit of its own branch alone: the load asks for 3.3
     * degrees over the line, of which the limit leaves one, so the shifter takes the other 2.3.
     */
    @Test
    void aPhaseShifterKeepsTheAngleLimitOfItsBranch() {
        Network network = Network.builder("shifter", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 2, 0.01, 0.1).withAngleLimits(-1.0, 1.0))
                .generator(Generator.of(1, 1, 0.0, 500.0, -300.0, 300.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 2, 60.0, 20.0))
                .control(StepControl.phaseShift(1, -10.0, 10.0, 0))
                .build();
        OpfSolution solution = OPF.solve(network).orElseThrow();
        RecoveredPoint recovered = RecoveredPoint.of(solution);
        double[] va = recovered.point().va();
        assertThat(recovered.isFeasible()).isTrue();
        assertThat(va[0] - va[1]).isCloseTo(1.0, within(1e-4));
        assertThat(solution.point().va(1)).isCloseTo(va[1], within(1e-4));
        assertThat(solution.settings().values())
                .singleElement()
                .satisfies(shift -> assertThat(shift).isBetween(-2.5, -2.2));
    }

    /**
     * On random feeders with taps and shunts: free settings cost no more than the present ones, nor than any steps; and
     * the steps that are accepted are points that an AC power flow confirms. The nearest steps alone often are not:
     * they bring a bus above its highest voltage, which the relaxation hides by wasting power.
     */
    @Test
    void acceptedStepsAreConfirmedByAnAcPowerFlow() {
        Random random = new Random(20261121);
        int accepted = 0;
        int nearestAreWrong = 0;
        for (int trial = 0; trial < 40; trial++) {
            Network network = randomFeeder(random);
            RoundedControls result = RoundedControls.solve(
                    OPF,
                    OpfProblem.of(network),
                    solution -> ExactnessReport.of(solution).isExact());
            OpfSolution relaxed = result.relaxed().orElseThrow();
            double present = OPF.solve(network.toBuilder().removeControls().build())
                    .map(OpfSolution::objective)
                    .orElse(Double.POSITIVE_INFINITY);
            assertThat(relaxed.objective()).isLessThanOrEqualTo(present + 1e-6 * Math.abs(present));
            nearestAreWrong += result.sequence().solves() > 2 ? 1 : 0;
            accepted += result.isAccepted() ? 1 : 0;
            if (result.isAccepted()) {
                OpfSolution rounded = result.rounded().orElseThrow();
                assertThat(rounded.network().controls()).isEmpty();
                assertThat(result.lossOfObjective().orElseThrow()).isGreaterThanOrEqualTo(-1e-7 * relaxed.objective());
                RecoveredPoint recovered = RecoveredPoint.of(rounded);
                assertThat(recovered.isFeasible()).as(recovered.verdict()).isTrue();
                assertThat(recovered.cost()).isCloseTo(rounded.objective(), within(2e-6 * rounded.objective()));
                for (RoundedControls.Setting setting : result.settings()) {
                    StepControl control = setting.control();
                    double steps = (setting.rounded() - control.lower())
                            / (control.upper() - control.lower())
                            * control.steps();
                    assertThat(steps)
                            .isCloseTo(Math.rint(steps), within(1e-9))
                            .isBetween(-1e-9, control.steps() + 1e-9);
                }
            }
        }
        assertThat(nearestAreWrong).isGreaterThan(5);
        assertThat(accepted).isEqualTo(40);
    }

    private static Network randomFeeder(Random random) {
        NetworkBuilder builder = Network.builder("random", 10.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, 0.0, 100.0, -100.0, 100.0, CostCurve.linear(10.0)));
        int buses = 3 + random.nextInt(20);
        for (int i = 2; i <= buses; i++) {
            builder.bus(Bus.of(i))
                    .load(Load.of(i, i, 4.0 * random.nextDouble() / buses, 2.0 * random.nextDouble() / buses));
            Branch line = Branch.line(
                    i, 1 + random.nextInt(i - 1), i, 0.05 * random.nextDouble(), 0.05 + 0.05 * random.nextDouble());
            builder.branch(random.nextInt(4) == 0 ? line.withTap(0.99 + 0.02 * random.nextDouble(), 0.0) : line);
            if (random.nextInt(3) == 0) {
                builder.control(StepControl.tapRatio(i, 0.9, 1.1, 1 + random.nextInt(32)));
            }
            if (random.nextInt(4) == 0) {
                builder.shunt(Shunt.of(i, i, 0.0, 0.5))
                        .control(StepControl.shuntSusceptance(i, 0.0, 2.0, 1 + random.nextInt(4)));
            }
        }
        return builder.build();
    }

    /** What cannot be set is not freed, and a formulation that holds settings leaves nothing to round. */
    @Test
    void onlyWhatIsFreedIsRounded() {
        Network outOfService = feeder().branch(Branch.line(3, 1, 3, 0.1, 0.1).withInService(false))
                .control(StepControl.tapRatio(3, 0.9, 1.1, 10))
                .build();
        RoundedControls result = RoundedControls.solve(OPF, OpfProblem.of(outOfService));
        assertThat(result.settings()).isEmpty();
        assertThat(result.sequence().solves()).isEqualTo(1);
        Network network =
                feeder().control(StepControl.tapRatio(1, 0.9, 1.1, 10)).build();
        assertThatThrownBy(() -> RoundedControls.solve(Opf.of(new AugmentedSocp()), OpfProblem.of(network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'socp-augmented' leaves the settings of feeder where they are");
    }

    @Test
    void aNetworkWithoutControlsIsSolvedOnce() {
        RoundedControls result = RoundedControls.solve(OPF, OpfProblem.of(feeder().build()));
        assertThat(result.settings()).isEmpty();
        assertThat(result.sequence().solves()).isEqualTo(1);
        assertThat(result.lossOfObjective()).hasValue(0.0);
    }

    @Test
    void steps() {
        StepControl tap = StepControl.tapRatio(1, 0.9, 1.1, 4);
        assertThat(tap.nearest(0.0)).isEqualTo(0.9);
        assertThat(tap.nearest(0.974)).isCloseTo(0.95, within(1e-15));
        assertThat(tap.nearest(0.976)).isCloseTo(1.0, within(1e-15));
        assertThat(tap.nearest(7.0)).isEqualTo(1.1);
        assertThat(StepControl.tapRatio(1, 0.9, 1.1, 0).nearest(0.98765)).isEqualTo(0.98765);
        assertThat(StepControl.tapRatio(1, 1.0, 1.0, 0).nearest(0.98765)).isEqualTo(1.0);
    }
}
