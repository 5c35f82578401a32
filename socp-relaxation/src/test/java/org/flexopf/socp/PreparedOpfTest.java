package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.NoSuchElementException;
import org.flexopf.casefile.Cases;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolverOptions;
import org.junit.jupiter.api.Test;

/** A problem solved again with other numbers is the problem with these numbers in it. */
class PreparedOpfTest {

    private static final Opf OPF =
            Opf.of(new BranchFlowSocp()).withOptions(SolverOptions.defaults().withTolerance(1e-9));
    private static final Network FEEDER = Cases.load("ieee33-dg");
    private static final PreparedOpf PREPARED = OPF.prepare(OpfProblem.of(FEEDER));
    private static final OpfRun BASE = PREPARED.solve().run().orElseThrow();

    private static ElementRef generator(int index) {
        return FEEDER.generators().get(index).ref();
    }

    private static OpfRun solve(ProgramChange change) {
        return PREPARED.solve(change, BASE).run().orElseThrow();
    }

    private static void requireSame(OpfRun changed, Network written) {
        OpfSolution expected = OPF.solve(written).orElseThrow();
        assertThat(changed.objective()).isCloseTo(expected.objective(), within(1e-6 * expected.objective()));
        assertThat(changed.solution().objective()).isCloseTo(expected.objective(), within(1e-6 * expected.objective()));
        assertThat(changed.solution().point().vm())
                .containsExactly(expected.point().vm(), within(1e-5));
        assertThat(changed.solution().duals(OpfConstraints.ACTIVE_BALANCE))
                .containsExactly(expected.duals(OpfConstraints.ACTIVE_BALANCE), within(1e-3));
    }

    @Test
    void demandIsTheRightHandSideOfABalance() {
        ProgramChange change = ProgramChange.none()
                .rhs(OpfConstraints.ACTIVE_BALANCE, FEEDER.bus(18).ref(), 0.03)
                .rhs(OpfConstraints.REACTIVE_BALANCE, FEEDER.bus(18).ref(), -0.02);
        requireSame(
                solve(change),
                FEEDER.toBuilder()
                        .mapLoads(load -> load.bus() == 18 ? load.withDemand(load.p() + 0.03, load.q() - 0.02) : load)
                        .build());
    }

    @Test
    void aCostIsAddedPerMwh() {
        requireSame(
                solve(ProgramChange.none().cost(OpfVariables.GENERATOR_P, generator(0), 12.5)),
                FEEDER.toBuilder()
                        .mapGenerators(generator ->
                                generator.id() == FEEDER.generators().get(0).id()
                                        ? generator.withCost(CostCurve.linear(
                                                12.5 + generator.cost().marginalAt(1.0)))
                                        : generator)
                        .build());
    }

    @Test
    void aVariableIsHeldAtAValue() {
        double half = 0.5 * FEEDER.generators().get(1).pMax();
        OpfRun held = solve(ProgramChange.none().fixed(OpfVariables.GENERATOR_P, generator(1), half));
        assertThat(held.solution().point().pg(1)).isEqualTo(half, within(1e-12));
        requireSame(
                held,
                FEEDER.toBuilder()
                        .mapGenerators(generator ->
                                generator.id() == FEEDER.generators().get(1).id()
                                        ? generator.withActiveLimits(half, half)
                                        : generator)
                        .build());
    }

    @Test
    void anElementIsLeftOut() {
        int feasible = 0;
        for (int g = 1; g < FEEDER.generators().size(); g++) {
            OpfResult result = PREPARED.solve(ProgramChange.none().without(generator(g)), BASE);
            assertThat(result.status())
                    .isEqualTo(OPF.solve(FEEDER.without(List.of(generator(g)))).status());
            if (result.run().isEmpty()) {
                continue;
            }
            feasible++;
            OpfRun without = result.run().get();
            assertThat(without.solution().point().pg(g)).isNaN();
            assertThat(without.lowerBound()).isEmpty();
            requireSame(without, FEEDER.without(List.of(generator(g))));
        }
        assertThat(feasible).isPositive();
    }

    /** A strong pull brings the power to its centre; a weak one moves it by marginal cost over weight. */
    @Test
    void aPullIsAQuadraticCost() {
        double now = BASE.solution().point().pg(1);
        OpfRun pulled = solve(ProgramChange.none().proximal(OpfVariables.GENERATOR_P, generator(1), 0.5 * now, 1e6));
        assertThat(pulled.solution().point().pg(1)).isCloseTo(0.5 * now, within(1e-3));
        double p = pulled.solution().point().pg(1);
        double net = pulled.objective() - 0.5 * 1e6 * (p - 0.5 * now) * (p - 0.5 * now);
        OpfRun held = solve(ProgramChange.none().fixed(OpfVariables.GENERATOR_P, generator(1), p));
        assertThat(net).isCloseTo(held.objective(), within(1e-4));
    }

    /** More room is worth the dual of the limit. */
    @Test
    void roomOfALimitIsWorthItsDual() {
        double[] duals = BASE.solution().duals(OpfConstraints.GENERATOR_P_MAX);
        int binding = 0;
        for (int g = 0; g < duals.length; g++) {
            if (duals[g] > 1.0) {
                binding++;
                double more = solve(ProgramChange.none().room(OpfConstraints.GENERATOR_P_MAX, generator(g), 0.001))
                        .objective();
                double less = solve(ProgramChange.none().room(OpfConstraints.GENERATOR_P_MAX, generator(g), -0.001))
                        .objective();
                assertThat((less - more) / 0.002).isCloseTo(duals[g], within(0.01 * duals[g]));
            }
        }
        assertThat(binding).isPositive();
    }

    /** Forks and repeated solves give the same bits, whatever was solved in between. */
    @Test
    void forksGiveTheSameBits() {
        ProgramChange change = ProgramChange.none().without(generator(2));
        double[] first =
                PREPARED.solve(change, BASE).run().orElseThrow().result().x();
        PREPARED.solve(ProgramChange.none().cost(OpfVariables.GENERATOR_P, generator(0), 5.0), BASE);
        assertThat(PREPARED.solve(change, BASE).run().orElseThrow().result().x())
                .containsExactly(first);
        assertThat(PREPARED.fork()
                        .solve(change, BASE)
                        .run()
                        .orElseThrow()
                        .result()
                        .x())
                .containsExactly(first);
        assertThat(PREPARED.solve().run().orElseThrow().result().x())
                .containsExactly(OPF.solve(FEEDER).orElseThrow().result().x());
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> PREPARED.solve(ProgramChange.none().without(new ElementRef(Generator.KIND, 99))))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("generator 99");
        assertThatThrownBy(() -> PREPARED.solve(
                        ProgramChange.none().rhs(OpfConstraints.VOLTAGE_MIN, new ElementRef(Bus.KIND, 3), 1.0)))
                .hasMessageContaining("a limit is given more room");
        assertThatThrownBy(
                        () -> PREPARED.solve(ProgramChange.none().in("tomorrow").without(generator(1))))
                .hasMessageContaining("there is no block 'tomorrow'");
        assertThatThrownBy(() -> PREPARED.solve(
                        ProgramChange.none().without(new ElementRef(new ElementKind("boat", "boat"), 1))))
                .hasMessageContaining("boat 1");
    }
}
