package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flexopf.lopf.SensitivityResult.Status;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.ReactiveLines;
import org.flexopf.opf.SolveSequence;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.flexopf.testkit.golden.AcOptimum;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** "Optimal" is said of an AC state that meets every limit, and of its cost: another power flow is the judge. */
class SensitivityVerdictTest {

    /** How far the rounds may end above an AC optimum, relative to the cost. */
    private static final double ACCURACY = 1e-4;

    static List<GoldenCase> feasible() {
        return GoldenCases.all().stream()
                .filter(golden -> !golden.isInfeasible())
                .toList();
    }

    /** DC lines keep their schedule, which here is that of the optimum. */
    private static Network scheduledAtTheOptimum(GoldenCase golden) {
        Network network = golden.network();
        List<AcOptimum.HvdcState> lines = golden.ac().orElseThrow().hvdcLines();
        return network.toBuilder()
                .mapHvdcLines(line -> {
                    AcOptimum.HvdcState state = lines.get(network.hvdcLineIndex(line.id()));
                    return line.withSchedule(state.p(), state.qFrom(), state.qTo());
                })
                .build();
    }

    @ParameterizedTest
    @MethodSource("feasible")
    void theOptimumIsAnAcStateWithinAllLimitsAndItsCost(GoldenCase golden) {
        Network network = scheduledAtTheOptimum(golden);
        SensitivityResult result = SensitivityOpf.redispatch().solve(network);
        double optimum = golden.ac().orElseThrow().objective();
        double scale = Math.abs(optimum);

        assertThat(result.status())
                .as(result.sequence().reason() + result.notFixed())
                .isEqualTo(Status.OPTIMAL);
        PowerFlowResult confirmed = PowerFlow.solve(operated(network, result.point()));
        assertThat(confirmed.converged()).isTrue();
        assertThat(broken(network, confirmed.point())).isEmpty();
        assertThat(result.state().cost()).isCloseTo(cost(network, confirmed.point()), within(1e-5 * scale));
        assertThat(result.state().cost()).isBetween(optimum - 1e-6 * scale, optimum + ACCURACY * scale);
    }

    /** As they are: with DC lines whose schedule is not the best, the cost lies above the optimum, by all limits. */
    @ParameterizedTest
    @MethodSource("feasible")
    void whateverIsCalledOptimalMeetsTheLimits(GoldenCase golden) {
        SensitivityResult result = SensitivityOpf.redispatch().solve(golden.network());
        double optimum = golden.ac().orElseThrow().objective();
        assertThat(result.status()).isEqualTo(Status.OPTIMAL);
        PowerFlowResult confirmed = PowerFlow.solve(operated(golden.network(), result.point()));
        assertThat(broken(golden.network(), confirmed.point())).isEmpty();
        assertThat(result.state().cost()).isGreaterThanOrEqualTo(optimum - 1e-6 * Math.abs(optimum));
    }

    @Test
    void whereNothingMeetsTheLimitsNothingIsOptimal() {
        Network network = GoldenCases.named("r10_infeasible").network();
        SensitivityResult result = SensitivityOpf.redispatch().solve(network);
        assertThat(result.status()).isEqualTo(Status.NOT_FIXED);
        assertThat(result.notFixed()).isNotEmpty();
        assertThat(result.prices()).isEmpty();
    }

    /** Two generators, the dear one at the reference: it may not fall below its least power to sell the cheap one's. */
    private static Network cheapBehindTheReference(double qMaxAtReference) {
        return Network.builder("cheap", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withType(BusType.PV).withVoltageLimits(0.95, 1.05))
                .branch(Branch.line(1, 1, 2, 0.01, 0.05))
                .generator(Generator.of(1, 1, 20.0, 200.0, -qMaxAtReference, qMaxAtReference, CostCurve.linear(40.0)))
                .generator(Generator.of(2, 2, 0.0, 400.0, -100.0, 100.0, CostCurve.linear(10.0))
                        .withSchedule(50.0, 0.0)
                        .withVoltageSetPoint(1.04))
                .load(Load.of(1, 2, 100.0, 30.0))
                .build();
    }

    @Test
    void referencesKeepTheirActiveLimits() {
        SensitivityResult result = SensitivityOpf.redispatch().solve(cheapBehindTheReference(100.0));
        assertThat(result.status()).isEqualTo(Status.OPTIMAL);
        assertThat(result.point().pg(0)).isCloseTo(20.0, within(1e-3));
        assertThat(result.point().pg(1))
                .isCloseTo(80.0 + result.point().activeLosses(), within(1e-3))
                .isGreaterThan(80.0);
        assertThat(result.state().cost())
                .isCloseTo(40.0 * result.point().pg(0) + 10.0 * result.point().pg(1), within(1e-6));
        assertThat(result.prices().orElseThrow().active().get(1).total())
                .as("the cheap generator is free to serve more demand at its bus")
                .isCloseTo(10.0, within(1e-3));
        assertThat(result.prices().orElseThrow().active().get(0).total())
                .as("and serves demand at the reference too, whose own is at its least")
                .isBetween(9.9, 10.5);
    }

    /** At the scheduled voltage the reference would have to take in some 70 Mvar. */
    @Test
    void referencesKeepTheirReactiveLimits() {
        SensitivityResult result = SensitivityOpf.redispatch().solve(cheapBehindTheReference(5.0));
        assertThat(result.before()).isNotEmpty();
        assertThat(result.status()).isEqualTo(Status.OPTIMAL);
        assertThat(Math.abs(result.point().qg(0))).isLessThanOrEqualTo(5.0 + 1e-3);
    }

    /** A load of constant power factor that would rather be curtailed keeps it, whether it acts or supplies. */
    @Test
    void reactiveLinesTieReactiveToActivePower() {
        for (int bus : new int[] {1, 2}) {
            Network network = cheapBehindTheReference(100.0).toBuilder()
                    .generator(Generator.of(3, bus, -50.0, 0.0, -20.0, 0.0, CostCurve.linear(9.0))
                            .withReactiveLines(ReactiveLines.constantPowerFactor(0.4))
                            .withSchedule(-50.0, -20.0))
                    .build();
            SensitivityResult result = SensitivityOpf.redispatch().solve(network);
            assertThat(result.status()).as(result.sequence().reason()).isEqualTo(Status.OPTIMAL);
            assertThat(result.point().qg(2)).isCloseTo(0.4 * result.point().pg(2), within(1e-3));
            assertThat(result.point().pg(2)).isBetween(-50.0 - 1e-3, 1e-3);
        }
    }

    /** A solver that says "optimal" and gives the scaled truth. */
    private record Liar(double factor) implements ConvexSolver {

        @Override
        public String name() {
            return "liar";
        }

        @Override
        public SolverCapabilities capabilities() {
            return Solvers.named(Solvers.DEFAULT).capabilities();
        }

        @Override
        public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            SolverResult truth = Solvers.named(Solvers.DEFAULT).solve(program, options, start);
            for (int j = 0; j < truth.x().length; j++) {
                truth.x()[j] *= factor;
            }
            return truth;
        }
    }

    @Test
    void anAnswerThatFailsItsCheckEndsTheSearch() {
        SensitivityResult result = SensitivityOpf.redispatch()
                .withSolver(SolverChoice.of(new Liar(1.1)))
                .solve(cheapBehindTheReference(100.0));
        assertThat(result.status()).isEqualTo(Status.UNFINISHED);
        assertThat(result.sequence().reason()).contains("liar").contains("our own check");
        assertThat(result.prices()).isEmpty();
        assertThat(SensitivityOpf.redispatch()
                        .withSolver(SolverChoice.of(new Liar(1.0)))
                        .solve(cheapBehindTheReference(100.0))
                        .status())
                .isEqualTo(Status.OPTIMAL);
    }

    @Test
    void aStallIsNoOptimumEvenWhereAllLimitsAreMet() {
        SensitivityResult optimal = SensitivityOpf.redispatch().solve(cheapBehindTheReference(100.0));
        Trust trust = new Trust(optimal.point());
        trust.promise(1.0);
        int steps = 0;
        while (!trust.isExhausted()) {
            assertThat(trust.accepts(0.05)).isFalse();
            trust.rejected(optimal.point(), optimal.point(), optimal.point());
            steps++;
        }
        assertThat(steps).as("every second step is a repeated one").isBetween(20, 30);
        SensitivityResult stalled = new SensitivityResult(
                SolveSequence.unsettled(steps, "no change keeps what its program promises"),
                true,
                optimal.state(),
                optimal.actions(),
                optimal.cost(),
                optimal.before(),
                optimal.modelError(),
                Optional.empty());
        assertThat(stalled.isFeasible()).isTrue();
        assertThat(stalled.isOptimal()).isFalse();
        assertThat(stalled.status()).isEqualTo(Status.STALLED);
    }

    /** The network with a state's generation as its schedule, and no bus but the references holding its voltage. */
    private static Network operated(Network network, OperatingPoint point) {
        return network.toBuilder()
                .mapBuses(bus -> operated(bus, point.vm(network.busIndex(bus.id()))))
                .mapGenerators(generator -> {
                    int g = network.generatorIndex(generator.id());
                    return generator
                            .withSchedule(point.pg(g), point.qg(g))
                            .withVoltageSetPoint(point.vm(network.busIndex(generator.bus())));
                })
                .build();
    }

    private static Bus operated(Bus bus, double vm) {
        if (bus.isReference()) {
            return bus.withVoltageLimits(vm, vm);
        }
        return bus.type() == BusType.PV ? bus.withType(BusType.PQ) : bus;
    }

    private static double cost(Network network, OperatingPoint point) {
        double cost = 0.0;
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            cost += network.isActive(generator)
                    ? generator.cost().at(point.pg(g))
                            + generator.reactiveCost().at(point.qg(g))
                    : 0.0;
        }
        for (int d = 0; d < network.hvdcLines().size(); d++) {
            cost += point.hvdcCost(network, d);
        }
        return cost;
    }

    private static List<String> broken(Network network, OperatingPoint point) {
        List<String> broken = new ArrayList<>();
        for (Bus bus : network.buses()) {
            if (!bus.isIsolated()) {
                check(broken, bus.label(), point.vm(network.busIndex(bus.id())), bus.vMin(), bus.vMax(), 2e-6);
            }
        }
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            if (network.topology().isActive(b)) {
                double from = Math.hypot(point.pFrom(b), point.qFrom(b));
                double to = Math.hypot(point.pTo(b), point.qTo(b));
                double difference = point.va(network.topology().from(b))
                        - point.va(network.topology().to(b));
                double rounding = 2e-6 * branch.rating();
                check(broken, branch.label(), Math.max(from, to), 0.0, branch.rating(), rounding);
                check(broken, branch.label(), difference, branch.angleMin(), branch.angleMax(), 1e-3);
            }
        }
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator)) {
                check(broken, generator.label(), point.pg(g), generator.pMin(), generator.pMax(), 2e-3);
                check(broken, generator.label(), point.qg(g), generator.qMin(), generator.qMax(), 2e-3);
            }
        }
        return broken;
    }

    private static void check(
            List<String> broken, String element, double value, double lower, double upper, double by) {
        if (!(value >= lower - by && value <= upper + by)) {
            broken.add(element + ": " + value + " not within " + lower + " and " + upper);
        }
    }
}
