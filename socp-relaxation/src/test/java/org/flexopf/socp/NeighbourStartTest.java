package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.flexopf.model.Model;
import org.flexopf.model.NeighbourIndex;
import org.flexopf.model.ProgramNames;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Solving from a neighbour's solution: fewer iterations than from the power flow, and the same answer, whatever has
 * changed between the two networks.
 */
class NeighbourStartTest {

    private static final Opf OPF = Opf.of(new BranchFlowSocp());
    private static final int FEEDERS = 11;
    private static final int BUSES = 80;

    /** What the next network differs in; the generator is the last one. */
    private enum Change {
        MORE_LOAD((network, id) -> network.mapLoads(load -> load.withDemand(1.05 * load.p(), 1.05 * load.q()))),
        LESS_LOAD((network, id) -> network.mapLoads(load -> load.withDemand(0.9 * load.p(), 0.9 * load.q()))),
        NEXT_HOUR((network, id) -> {
            SplittableRandom random = new SplittableRandom(id);
            return network.mapLoads(load -> {
                double factor = random.nextDouble(0.8, 1.1);
                return load.withDemand(factor * load.p(), factor * load.q());
            });
        }),
        GENERATOR_OUT_OF_SERVICE((network, id) ->
                network.mapGenerators(generator -> generator.id() == id ? generator.withInService(false) : generator)),
        GENERATOR_HELD_AT_ZERO((network, id) -> network.mapGenerators(generator -> generator.id() != id
                ? generator
                : generator.withActiveLimits(0.0, 0.0).withReactiveLimits(0.0, 0.0))),
        GENERATOR_REMOVED((network, id) -> network.removeGenerators(generator -> generator.id() == id));

        private final BiFunction<NetworkBuilder, Integer, NetworkBuilder> next;

        Change(BiFunction<NetworkBuilder, Integer, NetworkBuilder> next) {
            this.next = next;
        }

        Network after(OpfSolution solution) {
            Network network = solution.network();
            return next.apply(
                            network.toBuilder(),
                            network.generators()
                                    .get(network.generators().size() - 1)
                                    .id())
                    .build();
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aNeighboursSolutionSavesIterationsInTheMedian(Change change) {
        List<Integer> fromNeighbour = new ArrayList<>();
        List<Integer> fromPowerFlow = new ArrayList<>();
        for (long seed = 0; seed < FEEDERS; seed++) {
            OpfSolution base = OPF.solve(feeder(seed)).orElseThrow();
            Network next = change.after(base);
            OpfResult result = OPF.solve(next);
            assertThat(OPF.solveFrom(base, OpfProblem.of(next)).status()).isEqualTo(result.status());
            if (result.status() == SolveStatus.PRIMAL_INFEASIBLE) {
                continue;
            }
            OpfSolution cold = result.orElseThrow();
            OpfSolution warm = OPF.solveFrom(base, OpfProblem.of(next)).orElseThrow();
            assertThat(warm.objective()).isCloseTo(cold.objective(), within(1e-7 * (1.0 + Math.abs(cold.objective()))));
            fromNeighbour.add(warm.solver().iterations());
            fromPowerFlow.add(cold.solver().iterations());
        }
        assertThat(fromNeighbour).hasSizeGreaterThan(FEEDERS / 2);
        assertThat(median(fromNeighbour))
                .as("%s instead of %s", fromNeighbour, fromPowerFlow)
                .isLessThan(median(fromPowerFlow));
    }

    /**
     * Every number of the same network finds its own: the start is the solution itself, but for the multipliers of the
     * few rows that have no name.
     */
    @Test
    void aStartFromTheSameNetworkIsItsSolution() {
        OpfSolution solution = OPF.solve(feeder(3)).orElseThrow();
        WarmStart start = OPF.model(solution.problem()).named().startFrom(solution.named(), NeighbourIndex.SAME);
        assertThat(start.x()).containsExactly(solution.result().x());
        assertThat(start.y()).containsExactly(solution.result().y());
        ProgramNames names = ProgramNames.of(solution.named().model());
        int nameless = 0;
        for (int i = 0; i < start.z().length; i++) {
            boolean named = names.coneRow(i).isPresent();
            nameless += named ? 0 : 1;
            assertThat(start.z()[i]).isEqualTo(named ? solution.result().z()[i] : 0.0);
        }
        assertThat(nameless).isLessThan(start.z().length / 5);
    }

    /** The numbers of the last generator are found although its place in the list has changed. */
    @Test
    void elementsAreRecognisedByTheirIds() {
        OpfSolution solution = OPF.solve(feeder(4)).orElseThrow();
        List<Generator> generators = solution.network().generators();
        Network next = solution.network().toBuilder()
                .removeGenerators(
                        generator -> generator.id() == generators.get(1).id())
                .build();
        AtomicReference<WarmStart> seen = new AtomicReference<>();
        OPF.withSolver(new Watching(seen)).solveFrom(solution, OpfProblem.of(next));
        Model model = OPF.model(OpfProblem.of(next)).named();
        for (int g = 2; g < generators.size(); g++) {
            int column = model.column(OpfVariables.GENERATOR_P, g - 1);
            if (column >= 0) {
                assertThat(seen.get().x()[column]).isEqualTo(solution.perUnitValues(OpfVariables.GENERATOR_P)[g]);
            }
        }
    }

    @Test
    void badHintsDoNotChangeTheAnswer() {
        OpfProblem problem = OpfProblem.of(feeder(5));
        OpfSolution expected = OPF.solve(problem).orElseThrow();
        int variables = expected.result().x().length;
        double[] infeasible = new double[variables];
        Arrays.fill(infeasible, -1e3);
        double[] nothing = new double[variables];
        Arrays.fill(nothing, Double.NaN);
        double[] random =
                new SplittableRandom(6).doubles(variables, -10.0, 10.0).toArray();
        for (double[] x : List.of(infeasible, nothing, random)) {
            for (WarmStart start : List.of(
                    WarmStart.primal(x),
                    new WarmStart(x, expected.result().y(), expected.result().z()))) {
                OpfSolution solution = OPF.solve(problem, start).orElseThrow();
                assertThat(solution.objective())
                        .isCloseTo(expected.objective(), within(1e-7 * (1.0 + Math.abs(expected.objective()))));
                assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE))
                        .containsExactly(expected.duals(OpfConstraints.ACTIVE_BALANCE), within(1e-2));
            }
        }
    }

    private static Network feeder(long seed) {
        FeasibleFeeder feeder = RandomFeeders.of(RandomFeeders.Character.PLAIN, BUSES, seed);
        return feeder.network();
    }

    private static int median(List<Integer> counts) {
        return counts.stream().sorted().skip(counts.size() / 2).findFirst().orElseThrow();
    }

    /** The default solver, which tells what it was started from. */
    private record Watching(AtomicReference<WarmStart> seen) implements ConvexSolver {

        private static final ConvexSolver DEFAULT = Solvers.named(Solvers.DEFAULT);

        @Override
        public String name() {
            return DEFAULT.name();
        }

        @Override
        public SolverCapabilities capabilities() {
            return DEFAULT.capabilities();
        }

        @Override
        public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            seen.set(start);
            return DEFAULT.solve(program, options, start);
        }
    }
}
