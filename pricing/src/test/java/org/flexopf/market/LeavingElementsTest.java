package org.flexopf.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.flexopf.model.EditableModel;
import org.flexopf.model.EditedProgram;
import org.flexopf.model.Model;
import org.flexopf.model.ProgramEdit;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.program.ConicProgram;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.junit.jupiter.api.Test;

/** Where a market is solved from once a participant has left. */
class LeavingElementsTest {

    private static final Opf OPF = Opf.of(new BranchFlowSocp());
    private static final ConvexSolver DEFAULT = Solvers.named(Solvers.DEFAULT);
    private static final CheckedSolver SOLVER = CheckedSolver.of(DEFAULT);
    private static final SolverOptions OPTIONS = SolverOptions.defaults();

    private static int[] columnsOf(Model model, int generator) {
        return Stream.of(
                        OpfVariables.GENERATOR_P,
                        OpfVariables.GENERATOR_Q,
                        OpfVariables.GENERATOR_COST,
                        OpfVariables.GENERATOR_REACTIVE_COST)
                .mapToInt(family -> model.column(family, generator))
                .filter(column -> column >= 0)
                .toArray();
    }

    /** The largest of {@code |Px + q + A'y + G'z|} over some columns, relative to what they cost. */
    private static double stationarity(ConicProgram program, WarmStart point, int[] columns) {
        double worst = 0.0;
        for (int j : columns) {
            double sum = program.linear(j) + program.quadratic().get(j, j) * point.x()[j];
            for (int e = program.equalityMatrix().columnStart(j);
                    e < program.equalityMatrix().columnStart(j + 1);
                    e++) {
                sum += program.equalityMatrix().value(e)
                        * point.y()[program.equalityMatrix().rowIndex(e)];
            }
            for (int e = program.coneMatrix().columnStart(j);
                    e < program.coneMatrix().columnStart(j + 1);
                    e++) {
                sum += program.coneMatrix().value(e)
                        * point.z()[program.coneMatrix().rowIndex(e)];
            }
            worst = Math.max(worst, Math.abs(sum) / (1.0 + Math.abs(program.linear(j))));
        }
        return worst;
    }

    private static EditedProgram without(EditableModel editable, List<Integer> generators) {
        ProgramEdit edit = editable.edit();
        for (int generator : generators) {
            assertThat(edit.remove(editable.model().blocks().get(0), Generator.KIND, generator))
                    .isTrue();
        }
        return edit.build();
    }

    /**
     * Linear, quadratic and piecewise linear costs, a price below zero, a power that is held, and a capability curve.
     */
    @Test
    void whoLeavesStartsAtTheBestWithinItsOwnLimits() {
        List<Generator> generators = List.of(
                Generator.of(1, 1, 0.0, 20.0, -20.0, 20.0, CostCurve.linear(50.0)),
                Generator.of(2, 2, 0.5, 2.0, -0.5, 0.5, CostCurve.linear(20.0)),
                Generator.of(3, 3, 0.0, 2.0, -0.5, 0.5, CostCurve.quadratic(5.0, 10.0, 3.0)),
                Generator.of(
                        4,
                        4,
                        0.0,
                        2.0,
                        0.0,
                        0.0,
                        CostCurve.piecewiseLinear(List.of(
                                new CostCurve.Point(0.0, 0.0),
                                new CostCurve.Point(1.0, 10.0),
                                new CostCurve.Point(2.0, 40.0)))),
                Generator.of(5, 4, 0.0, 1.0, -0.5, 0.5, CostCurve.linear(-5.0))
                        .withCapability(CapabilityCurve.semicircle(0.8)));
        Network network = feeder(generators);
        OpfSolution solution = OPF.solve(network).orElseThrow();
        Model model = OPF.model(solution.problem()).named();
        EditableModel editable = new EditableModel(model);
        for (int g = 1; g < generators.size(); g++) {
            int id = generators.get(g).id();
            EditedProgram change = without(editable, List.of(g));
            WarmStart start = change.startFrom(WarmStart.from(solution.result()), SOLVER, OPTIONS);
            int[] columns = columnsOf(model, g);
            assertThat(stationarity(change.program(), start, columns))
                    .as("generator %d alone", id)
                    .isLessThan(1e-7);
            double expected = List.of(0.5, 0.0, 0.0, 0.8).get(g - 1);
            assertThat(10.0 * start.x()[model.column(OpfVariables.GENERATOR_P, g)])
                    .as("MW of generator %d alone", id)
                    .isCloseTo(expected, within(1e-6));
            // Everything else is where it was.
            double[] x = start.x().clone();
            for (int column : columns) {
                x[column] = solution.result().x()[column];
            }
            assertThat(x).containsExactly(solution.result().x());
        }
    }

    @Test
    void aSolutionFromThereTakesHalfTheIterationsOfOneFromNothingAndIsTheSame() {
        int warm = 0;
        int cold = 0;
        for (long seed = 1; seed <= 6; seed++) {
            Market market = TestMarkets.farFromTheMargin(60, 12, seed);
            OpfClearing clearing = OpfClearing.of(OPF, market);
            OpfProblem problem = clearing.solution().problem();
            EditableModel editable = new EditableModel(OPF.model(problem).named());
            for (Participant participant : market.participants()) {
                EditedProgram change = without(
                        editable,
                        participant.generators().stream()
                                .map(problem.network()::generatorIndex)
                                .toList());
                ConicProgram program = change.program();
                CheckedAnswer fromThere = SOLVER.solve(
                        program,
                        OPTIONS,
                        change.startFrom(WarmStart.from(clearing.solution().result()), SOLVER, OPTIONS));
                CheckedAnswer fromNothing = SOLVER.solve(program, OPTIONS, null);
                assertThat(fromThere.status()).isEqualTo(fromNothing.status());
                if (fromNothing.status() == SolveStatus.OPTIMAL) {
                    assertThat(fromThere.objective())
                            .isCloseTo(
                                    fromNothing.objective(), within(1e-7 * (1.0 + Math.abs(fromNothing.objective()))));
                    warm += fromThere.iterations();
                    cold += fromNothing.iterations();
                }
            }
        }
        assertThat(cold).isPositive();
        assertThat(warm).as("instead of %d", cold).isLessThan(6 * cold / 10);
    }

    /** A start with the multipliers of some rows only would be worse than the one that is there. */
    @Test
    void aSolverWithoutMultipliersLeavesTheStartAsItIs() {
        OpfClearing clearing = OpfClearing.of(OPF, TestMarkets.farFromTheMargin(20, 3, 1));
        OpfProblem problem = clearing.solution().problem();
        EditedProgram change = without(new EditableModel(OPF.model(problem).named()), List.of(1));
        WarmStart neighbour = WarmStart.from(clearing.solution().result());
        assertThat(change.startFrom(neighbour, SOLVER, OPTIONS)).isNotSameAs(neighbour);
        CheckedSolver primalOnly = CheckedSolver.of(new PrimalOnly());
        assertThat(change.startFrom(neighbour, primalOnly, OPTIONS)).isSameAs(neighbour);
        WarmStart primal = WarmStart.primal(neighbour.x());
        assertThat(change.startFrom(primal, primalOnly, OPTIONS).hasMultipliers())
                .isFalse();
        assertThat(change.startFrom(primal, primalOnly, OPTIONS)).isNotSameAs(primal);
    }

    /** The default solver without what it knows of multipliers. */
    private record PrimalOnly() implements ConvexSolver {

        @Override
        public String name() {
            return "primal-only";
        }

        @Override
        public SolverCapabilities capabilities() {
            return new SolverCapabilities(true, true, false, false, false, Integer.MAX_VALUE);
        }

        @Override
        public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            SolverResult result = DEFAULT.solve(program, options, start);
            return result.toBuilder()
                    .y(new double[0])
                    .z(new double[0])
                    .dualObjective(Double.NaN)
                    .build();
        }
    }

    private static Network feeder(List<Generator> generators) {
        var feeder = Network.builder("leaving", 10.0).bus(Bus.reference(1, 1.02));
        for (int i = 2; i <= 4; i++) {
            feeder.bus(Bus.of(i).withVoltageLimits(0.9, 1.1))
                    .load(Load.of(i, i, 1.5, 0.4))
                    .branch(Branch.line(i - 1, i - 1, i, 0.012, 0.010));
        }
        generators.forEach(feeder::generator);
        return feeder.build();
    }
}
