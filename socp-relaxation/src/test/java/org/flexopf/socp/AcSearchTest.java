package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RadialReference;
import org.flexopf.testkit.RandomControls;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for the best AC-feasible point: two-sided, and close to the best that is known. */
class AcSearchTest {

    @Provide
    Arbitrary<FeasibleFeeder> hardFeeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.HARD, 40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "radial2_load",
                "radial2_neg",
                "radial4_dg",
                "radial16_multi",
                "radial22_quad",
                "radial33_dg",
                "radial33_mustrun",
                "radial69_dg",
                "radial85_dg"
            })
    void theBestPointIsTheAcOptimumOfAnotherProgram(String name) {
        RadialReference feeder = RadialReference.of(name);
        double ac = feeder.objective("ac");

        AcSearch.Outcome outcome = AcSearch.of(OpfProblem.of(feeder.network())).search();

        assertThat(outcome.best().orElseThrow().recovered().orElseThrow().cost())
                .isCloseTo(ac, within(1e-5 * Math.abs(ac)));
        assertThat(outcome.lowerBound().orElseThrow()).isLessThanOrEqualTo(ac + 1e-6 * Math.abs(ac));
    }

    /** The rounds of a formulation are one session with one pattern, so that a solver does its symbolic work once. */
    @Test
    void roundsOfAFormulationHaveOnePattern() {
        List<List<ConicProgram>> sessions = new ArrayList<>();
        ConvexSolver recorder = new ConvexSolver() {
            private final ConvexSolver solver = Solvers.named(Solvers.DEFAULT);

            @Override
            public String name() {
                return solver.name();
            }

            @Override
            public SolverCapabilities capabilities() {
                return solver.capabilities();
            }

            @Override
            public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
                throw new AssertionError("a round without a memory");
            }

            @Override
            public SolverSession session() {
                List<ConicProgram> asked = new ArrayList<>();
                sessions.add(asked);
                SolverSession session = solver.session();
                return (program, options, start) -> {
                    asked.add(program);
                    return session.solve(program, options, start);
                };
            }
        };
        Network network = RadialReference.of("radial2_neg").network();

        AcSearch.Outcome outcome = AcSearch.of(OpfProblem.of(network))
                .withSolver(SolverChoice.of(recorder))
                .search();

        assertThat(outcome.sequence().solves()).isEqualTo(outcome.attempts().size());
        assertThat(outcome.sequence().settled()).isFalse();
        assertThat(outcome.sequence().reason()).contains("every way out was tried");
        assertThat(sessions).hasSize(3);
        // The AC problem itself is no convex program: it asks no solver.
        assertThat(sessions.stream().mapToInt(List::size).sum())
                .isEqualTo((int) outcome.attempts().stream()
                        .filter(attempt -> !attempt.method().equals("ac"))
                        .count())
                .isGreaterThan(10);
        assertThat(sessions).allSatisfy(asked -> assertThat(asked).allMatch(asked.get(0)::samePattern));
    }

    /**
     * A point of the AC problem exists by construction; what is found is above the bound and not dearer than that
     * point, and it meets the equations and limits of the network, worked out here from its voltages: a state that
     * breaks a limit is never an upper bound, however cheap.
     */
    @Property(tries = 200, seed = "20261201")
    void theSearchIsTwoSidedOnHardFeeders(@ForAll("hardFeeders") FeasibleFeeder feeder) {
        AcSearch.Outcome outcome = AcSearch.of(OpfProblem.of(feeder.network())).search();

        AcSearch.Attempt best = outcome.best().orElseThrow();
        RecoveredPoint point = best.recovered().orElseThrow();
        Share.atLeast(50.0, "gap below 0.5 %", outcome.gap().orElseThrow() <= 5e-3);
        Share.atLeast(
                1.0,
                "a cheaper point was refused",
                outcome.attempts().stream().anyMatch(attempt -> attempt.value() < best.value() - 1e-3));
        isAnAcPoint(feeder.network(), point.point());
        assertThat(point.cost())
                .isGreaterThanOrEqualTo(outcome.lowerBound().orElseThrow() - 1e-6 * (1.0 + Math.abs(point.cost())));
        assertThat(point.cost()).isLessThanOrEqualTo(feeder.cost() + 1e-6 * (1.0 + Math.abs(feeder.cost())));
    }

    /**
     * With settings that are free and detuned: the state that each feeder was built around is one at other settings, so
     * the bound lies below its cost; and what is found, by whichever way out, is a point of the network at the settings
     * that it was found with.
     */
    @Property(tries = 100, seed = "20261202")
    void withControlsEveryPointIsOneAtItsSettings(
            @ForAll("hardFeeders") FeasibleFeeder drawn, @ForAll boolean equipped, @ForAll long seed) {
        int buses = drawn.network().buses().size();
        FeasibleFeeder feeder = equipped ? RandomFeeders.of(RandomFeeders.Character.EQUIPPED, buses, seed) : drawn;
        Network network = RandomControls.detuned(feeder.network(), seed);
        AcSearch.Outcome outcome = AcSearch.of(OpfProblem.of(network)).search();
        double bound = outcome.lowerBound().orElseThrow();
        assertThat(bound).isLessThanOrEqualTo(feeder.cost() + 1e-6 * (1.0 + Math.abs(feeder.cost())));
        Set<String> feasible = new TreeSet<>();
        boolean moved = false;
        for (AcSearch.Attempt attempt : outcome.attempts()) {
            if (!attempt.isFeasible()) {
                continue;
            }
            RecoveredPoint point = attempt.recovered().orElseThrow();
            feasible.add(attempt.method());
            moved |= !point.network().branches().equals(network.branches());
            isNetworkAtSettingsWithinRanges(point.network(), network);
            isAnAcPoint(point.network(), point.point());
            assertThat(point.cost()).isGreaterThanOrEqualTo(bound - 1e-6 * (1.0 + Math.abs(bound)));
        }
        Share.atLeast(5.0, "feasible by augmented", feasible.contains("socp-augmented"));
        Share.atLeast(5.0, "feasible by convex-concave", feasible.contains("convex-concave"));
        Share.atLeast(50.0, "a ratio or shift has moved", moved);
        Share.atLeast(80.0, "some point is found", outcome.best().isPresent());
    }

    /** The same network but for settings, and those within their ranges. */
    private static void isNetworkAtSettingsWithinRanges(Network at, Network network) {
        Map<StepControl, Double> settings = new HashMap<>();
        for (StepControl control : network.controls()) {
            settings.put(control, at.setting(control));
            assertThat(at.setting(control)).isBetween(control.lower(), control.upper());
        }
        assertThat(at).isEqualTo(network.toBuilder().settle(settings).build());
    }

    /**
     * A step from the AC point of an exact relaxation stays there: the tangents touch it. With tangents at another
     * ratio than the one of the point they would not, and the step would pay for slack or for losses.
     */
    @Test
    void theTangentsTouchThePointAtItsSettings() {
        Network network = Network.builder("tap", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.05))
                .bus(Bus.of(3).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 2, 0.01, 0.05).withCharging(0.1))
                .branch(Branch.line(2, 3, 2, 0.03, 0.04))
                .generator(Generator.of(1, 1, 0.0, 500.0, -300.0, 300.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 3, 80.0, 20.0))
                .control(StepControl.tapRatio(1, 0.9, 1.1, 0))
                .control(StepControl.tapRatio(2, 0.9, 1.1, 0))
                .build();
        OpfSolution relaxed = Opf.of(new BranchFlowSocp()).solve(network).orElseThrow();
        RecoveredPoint point = RecoveredPoint.of(relaxed);
        assertThat(ExactnessReport.of(relaxed).isExact()).isTrue();
        assertThat(Math.abs(point.network().branches().get(0).ratio() - 1.0)).isGreaterThan(0.02);

        OpfSolution step = Opf.of(new ConvexConcaveSocp(point.network(), point.point(), 1000.0))
                .solve(network)
                .orElseThrow();

        assertThat(step.objective()).isCloseTo(relaxed.objective(), within(1e-5 * relaxed.objective()));
        assertThat(step.settings().keySet()).containsExactlyElementsOf(network.controls());
        assertThat(RecoveredPoint.of(step).isFeasible()).isTrue();
        // At the present ratios the same currents are touched elsewhere.
        OpfSolution astray = Opf.of(new ConvexConcaveSocp(network, point.point(), 1000.0))
                .solve(network)
                .orElseThrow();
        assertThat(astray.objective()).isGreaterThan(relaxed.objective() * (1.0 + 1e-4));
    }

    /** Balances at every bus by the admittances of the branches and shunts, and every limit. */
    private static void isAnAcPoint(Network network, OperatingPoint point) {
        int n = network.buses().size();
        double base = network.baseMva();
        double[] p = new double[n];
        double[] q = new double[n];
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            assertThat(point.pg(g)).isBetween(generator.pMin() - 1e-4, generator.pMax() + 1e-4);
            assertThat(point.qg(g)).isBetween(generator.qMin() - 1e-4, generator.qMax() + 1e-4);
            p[network.busIndex(generator.bus())] += point.pg(g) / base;
            q[network.busIndex(generator.bus())] += point.qg(g) / base;
        }
        for (int i = 0; i < n; i++) {
            Bus bus = network.buses().get(i);
            assertThat(point.vm(i)).isBetween(bus.vMin() - 1e-6, bus.vMax() + 1e-6);
            p[i] -= network.activeDemand()[i] / base;
            q[i] -= network.reactiveDemand()[i] / base;
        }
        for (Branch branch : network.branches()) {
            int i = network.busIndex(branch.fromBus());
            int j = network.busIndex(branch.toBus());
            double tau = branch.ratio();
            double difference = Math.toRadians(point.va(i) - branch.shift() - point.va(j));
            double[] from = sent(branch, point.vm(i) / tau, point.vm(j), difference);
            double[] to = sent(branch, point.vm(j), point.vm(i) / tau, -difference);
            p[i] -= from[0];
            q[i] -= from[1];
            p[j] -= to[0];
            q[j] -= to[1];
            double largest = Math.max(Math.hypot(from[0], from[1]), Math.hypot(to[0], to[1]));
            double current =
                    Math.max(Math.hypot(from[0], from[1]) / point.vm(i), Math.hypot(to[0], to[1]) / point.vm(j));
            assertThat(largest * base).isLessThanOrEqualTo(branch.rating() * (1.0 + 2e-6));
            assertThat(current * base).isLessThanOrEqualTo(branch.currentLimit() * (1.0 + 2e-6));
        }
        for (Shunt shunt : network.shunts()) {
            int i = network.busIndex(shunt.bus());
            p[i] -= shunt.g() / base * point.vm(i) * point.vm(i);
            q[i] += shunt.b() / base * point.vm(i) * point.vm(i);
        }
        for (int i = 0; i < n; i++) {
            assertThat(p[i]).isCloseTo(0.0, within(1e-7));
            assertThat(q[i]).isCloseTo(0.0, within(1e-7));
        }
    }

    /**
     * Power into a line at the end with voltage vi, p.u.: {@code S = V_i ((y + j b/2) V_i - y V_j)*}; behind the
     * transformer at the from end.
     */
    private static double[] sent(Branch line, double vi, double vj, double d) {
        double z2 = line.r() * line.r() + line.x() * line.x();
        double g = line.r() / z2;
        double s = -line.x() / z2;
        return new double[] {
            vi * vi * g - vi * vj * (g * Math.cos(d) + s * Math.sin(d)),
            -vi * vi * (s + 0.5 * line.b()) - vi * vj * (g * Math.sin(d) - s * Math.cos(d))
        };
    }
}
