package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.limit.Limit;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/**
 * Conflicts of limits and demands: known ones are found, and random ones prove to be conflicts and irreducible in
 * networks that have no other limits.
 */
class ConflictTest {

    private static final double WIDE = 10.0;

    private static Conflict conflict(Network network) {
        OpfResult result = Opf.of(new BranchFlowSocp()).solve(network);
        assertThat(result.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        return result.conflict().orElseThrow();
    }

    private static List<String> words(Conflict conflict) {
        return conflict.members().stream().map(Limit::toString).toList();
    }

    private static NetworkBuilder source(double pMax) {
        return Network.builder("feeder", 10.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, 0.0, pMax, -20.0, 20.0, CostCurve.linear(30.0)));
    }

    /** The ends of a tap changer's range are told as ratios, and those of a switchable shunt in Mvar. */
    @Test
    void rangesOfSettings() {
        NetworkBuilder feeder = Network.builder("settings", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.95, 1.2))
                .generator(Generator.of(1, 1, 0.0, 500.0, -300.0, 300.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 2, 40.0, 0.0));
        Network taps = feeder.branch(Branch.line(1, 1, 2, 0.2, 0.0))
                .control(StepControl.tapRatio(1, 0.99, 1.1, 0))
                .build();
        assertThat(words(conflict(taps)))
                .contains("lowest tap ratio of branch 1 (1-2) (0.99 p.u.)")
                .noneMatch(limit -> limit.contains("highest tap ratio"));
        Network shunts = taps.toBuilder()
                .removeControls()
                .mapBranches(branch -> Branch.line(1, 1, 2, 0.2, 0.3))
                .shunt(Shunt.of(4, 2, 0.0, 3.0))
                .control(StepControl.shuntSusceptance(4, 2.0, 9.0, 0))
                .build();
        assertThat(words(conflict(shunts)))
                .contains("highest susceptance of a switchable shunt of shunt 4 at bus 2 (9 Mvar)");
    }

    /**
     * 6 MW for 5 + 5 MW: neither load alone is too much. The load beside a generator of its own, the voltages and the
     * ratings have no part in it.
     */
    @Test
    void tooLittleGeneration() {
        Network network = source(6.0)
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.001, 0.001).withRating(15.0))
                .branch(Branch.line(2, 2, 3, 0.001, 0.001).withRating(15.0))
                .load(Load.of(1, 2, 5.0, 1.0))
                .load(Load.of(2, 3, 5.0, 1.0))
                .build();
        Conflict conflict = conflict(network);
        assertThat(words(conflict))
                .containsExactly(
                        "largest active power of generator 1 at bus 1 (6 MW)",
                        "demand of load 1 at bus 2 (5 MW)",
                        "demand of load 2 at bus 3 (5 MW)");
        assertThat(conflict.irreducible()).isTrue();
        assertThat(conflict.solves()).isLessThanOrEqualTo(10);
        assertThat(conflict.explanation())
                .startsWith("these 3 cannot be met together, though without any one "
                        + "of them the others can: largest active power");
    }

    /** One line of 5 MVA before a load of 8 MW. The other load behind a line of its own has no part in it. */
    @Test
    void tooSmallALine() {
        Network network = source(50.0)
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.001, 0.001).withRating(5.0))
                .branch(Branch.line(2, 1, 3, 0.001, 0.001).withRating(5.0))
                .load(Load.of(1, 2, 8.0, 0.0))
                .load(Load.of(2, 3, 3.0, 0.0))
                .build();
        Conflict conflict = conflict(network);
        assertThat(conflict.members()).hasSize(2);
        assertThat(conflict.members().get(0).kind()).isIn(NetworkLimit.RATING_FROM, NetworkLimit.RATING_TO);
        assertThat(conflict.members().get(0).label()).isEqualTo("branch 1 (1-2)");
        assertThat(conflict.members().get(0).bound()).isCloseTo(5.0, within(1e-12));
        assertThat(conflict.members().get(1)).isEqualTo(NetworkLimit.DEMAND.of(network, 0));
        assertThat(conflict.irreducible()).isTrue();
    }

    /**
     * The voltage at the end of a weak line: the source's voltage is held, the end must not fall below 0.95, and the
     * load pulls it down.
     */
    @Test
    void tooWeakALine() {
        Network network = source(50.0)
                .bus(Bus.of(2).withVoltageLimits(0.95, 1.05))
                .branch(Branch.line(1, 1, 2, 0.1, 0.1))
                .load(Load.of(1, 2, 8.0, 2.0))
                .build();
        Conflict conflict = conflict(network);
        assertThat(words(conflict))
                .containsExactlyInAnyOrder(
                        "lower voltage limit of bus 2 (0.95 p.u.)",
                        "upper voltage limit of bus 1 (1 p.u.)",
                        "demand of load 1 at bus 2 (8 MW)");
        assertThat(conflict.irreducible()).isTrue();
    }

    /**
     * Must-run generation of 5 MW, which is a limit although it is fixed from both sides, where lines have no losses
     * that could take it: too much by itself.
     */
    @Test
    void tooMuchMustRun() {
        Network network = source(5.0)
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.0, 0.001))
                .load(Load.of(1, 2, 3.0, 0.0))
                .mapGenerators(generator -> generator.withActiveLimits(5.0, 5.0))
                .build();
        Conflict conflict = conflict(network);
        assertThat(words(conflict)).containsExactly("least active power of generator 1 at bus 1 (5 MW)");
        assertThat(conflict.irreducible()).isTrue();
        assertThat(conflict.explanation()).startsWith("this cannot be met at all: ");
    }

    @Test
    void nothingToExplain() {
        Network network = source(50.0)
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.001, 0.001))
                .load(Load.of(1, 2, 3.0, 0.0))
                .build();
        OpfResult result = Opf.of(new BranchFlowSocp()).solve(network);
        assertThat(result.conflict()).isEmpty();
        assertThatThrownBy(() -> result.conflict(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 solves");
    }

    @Test
    void saysWhenItWasCutShort() {
        Network network = infeasible(3, 20);
        OpfResult result = Opf.of(new BranchFlowSocp()).solve(network);
        Conflict brief = result.conflict(1).orElseThrow();
        Conflict whole = result.conflict().orElseThrow();
        assertThat(brief.irreducible()).isFalse();
        assertThat(brief.solves()).isEqualTo(1);
        assertThat(brief.members()).containsAll(whole.members());
        assertThat(result.conflict().orElseThrow()).as("the same every time").isEqualTo(whole);
    }

    /** All programs of a search have one pattern, so that a solver does its symbolic work once. */
    @Test
    void theSearchHasOnePattern() {
        List<ConicProgram> asked = new ArrayList<>();
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
                return solver.solve(program, options, start);
            }

            @Override
            public SolverSession session() {
                SolverSession session = solver.session();
                return (program, options, start) -> {
                    asked.add(program);
                    return session.solve(program, options, start);
                };
            }
        };
        // Generation that is fixed, so that both sides of an equality are limits too.
        Network network = infeasible(3, 20).toBuilder()
                .mapGenerators(generator -> generator.id() == 1 ? generator : generator.withActiveLimits(0.1, 0.1))
                .build();
        Conflict conflict = Opf.of(new BranchFlowSocp())
                .withSolver(recorder)
                .solve(network)
                .conflict()
                .orElseThrow();
        assertThat(conflict.irreducible()).isTrue();
        assertThat(asked).hasSize(conflict.solves()).hasSizeGreaterThan(10);
        assertThat(asked).allMatch(asked.get(0)::samePattern);
        assertThat(asked.stream().map(ConicProgram::coneMatrix).distinct()).hasSizeGreaterThan(5);
    }

    /** An interrupted search ends at once, claims nothing, and leaves the interrupt to its thread. */
    @Test
    void endsWhenInterrupted() {
        OpfResult result = Opf.of(new BranchFlowSocp()).solve(infeasible(3, 20));
        Thread.currentThread().interrupt();
        Conflict conflict = result.conflict().orElseThrow();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(conflict.members()).isEmpty();
        assertThat(conflict.irreducible()).isFalse();
        assertThat(conflict.solves()).isEqualTo(1);
        assertThat(conflict.explanation()).startsWith("no conflict of limits and demands was found");
    }

    /** Curtailment that is allowed is no demand any more, and cannot be part of a conflict. */
    @Test
    void softDemandIsNoMember() {
        Network network = source(6.0)
                .bus(Bus.of(2).withVoltageLimits(1.02, 1.05))
                .bus(Bus.of(3).withVoltageLimits(0.9, 0.99))
                .branch(Branch.line(1, 1, 2, 0.001, 0.001))
                .branch(Branch.line(2, 2, 3, 0.001, 0.001))
                .load(Load.of(1, 2, 5.0, 1.0))
                .load(Load.of(2, 3, 5.0, 1.0))
                .build();
        OpfProblem problem =
                OpfProblem.of(network).withSoftLimits(SoftLimits.none().with(SoftLimit.DEMAND, 100.0));
        Conflict conflict =
                Opf.of(new BranchFlowSocp()).solve(problem).conflict().orElseThrow();
        assertThat(conflict.members())
                .isNotEmpty()
                .extracting(member -> member.kind())
                .doesNotContain(NetworkLimit.DEMAND);
    }

    /** Three times the load behind ratings and voltage limits that hold for the plain one only. */
    private static Network infeasible(long seed, int buses) {
        return LoadedFeeders.of(seed, buses).toBuilder()
                .mapLoads(load -> load.withDemand(3.0 * load.p(), 3.0 * load.q()))
                .mapBuses(bus -> bus.isReference() ? bus : bus.withVoltageLimits(0.9, 1.1))
                .mapBranches(branch -> branch.withRating(7.0).withCurrentLimit(Double.POSITIVE_INFINITY))
                .mapGenerators(generator -> generator.id() == 1 ? generator.withActiveLimits(0.0, 9.0) : generator)
                .build();
    }

    /**
     * The members alone are infeasible, and without any one of them the others are not. Both are checked by the plain
     * optimal power flow on networks without any other limit, where demands that are no members may be curtailed.
     */
    @Property(tries = 12, seed = "1")
    void membersConflictAndEachIsNeeded(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 4, max = 16) int buses) {
        Network network = infeasible(seed, buses);
        OpfResult result = Opf.of(new BranchFlowSocp()).solve(network);
        boolean infeasible = result.status() != SolveStatus.OPTIMAL;
        Share.atLeast(15.0, "infeasible", infeasible);
        if (!infeasible) {
            return;
        }
        Conflict conflict = result.conflict().orElseThrow();
        assertThat(conflict.irreducible()).isTrue();
        Set<Limit> members = Set.copyOf(conflict.members());
        assertThat(solve(network, members)).as(conflict.explanation()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        for (Limit member : members) {
            Set<Limit> others =
                    members.stream().filter(limit -> !limit.equals(member)).collect(Collectors.toSet());
            assertThat(solve(network, others))
                    .as("without %s: %s", member, conflict.explanation())
                    .isEqualTo(SolveStatus.OPTIMAL);
        }
    }

    /**
     * The status of a network that keeps some limits and demands only; the others are far out, and curtailment of other
     * loads is free.
     */
    private static SolveStatus solve(Network network, Set<Limit> kept) {
        NetworkBuilder builder = network.toBuilder()
                .mapBuses(bus -> {
                    int i = network.busIndex(bus.id());
                    return bus.withVoltageLimits(
                            kept.contains(NetworkLimit.VOLTAGE_MIN.of(network, i)) ? bus.vMin() : 0.0,
                            kept.contains(NetworkLimit.VOLTAGE_MAX.of(network, i)) ? bus.vMax() : WIDE);
                })
                .mapBranches(branch -> {
                    int b = network.branchIndex(branch.id());
                    boolean rated = kept.contains(NetworkLimit.RATING_FROM.of(network, b))
                            || kept.contains(NetworkLimit.RATING_TO.of(network, b));
                    return rated ? branch : branch.withRating(Double.POSITIVE_INFINITY);
                })
                .mapGenerators(generator -> {
                    int g = network.generatorIndex(generator.id());
                    return generator
                            .withActiveLimits(
                                    kept.contains(NetworkLimit.GENERATOR_P_MIN.of(network, g))
                                            ? generator.pMin()
                                            : Double.NEGATIVE_INFINITY,
                                    kept.contains(NetworkLimit.GENERATOR_P_MAX.of(network, g))
                                            ? generator.pMax()
                                            : Double.POSITIVE_INFINITY)
                            .withReactiveLimits(
                                    kept.contains(NetworkLimit.GENERATOR_Q_MIN.of(network, g))
                                            ? generator.qMin()
                                            : Double.NEGATIVE_INFINITY,
                                    kept.contains(NetworkLimit.GENERATOR_Q_MAX.of(network, g))
                                            ? generator.qMax()
                                            : Double.POSITIVE_INFINITY);
                });
        SoftLimits curtailable = SoftLimits.none().with(SoftLimit.DEMAND, 1.0);
        for (int d = 0; d < network.loads().size(); d++) {
            if (kept.contains(NetworkLimit.DEMAND.of(network, d))) {
                curtailable = curtailable.with(
                        SoftLimit.DEMAND, network.loads().get(d).id(), Double.POSITIVE_INFINITY);
            }
        }
        return Opf.of(new BranchFlowSocp())
                .solve(new OpfProblem(builder.build(), Objective.feasibility(), curtailable))
                .status();
    }
}
