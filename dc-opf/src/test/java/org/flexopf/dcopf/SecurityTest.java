package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.limit.Limit;
import org.flexopf.solver.SolveStatus;
import org.flexopf.testkit.MeshedNetworks;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/** N-1 security: by hand, and against flows of the networks with a branch really out. */
class SecurityTest {

    /**
     * Two equal lines of 100 MW carry cheap power to 150 MW of demand: 75 MW each before an outage, so that only 100 MW
     * may flow if one may trip.
     */
    private static Network twoLines() {
        return Network.builder("two lines", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1).withRating(100.0))
                .branch(Branch.line(2, 1, 2, 0.0, 0.1).withRating(100.0))
                .generator(Generator.of(1, 1, 0.0, 500.0, 0.0, 0.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 2, 0.0, 500.0, 0.0, 0.0, CostCurve.linear(30.0)))
                .load(Load.of(1, 2, 150.0, 0.0))
                .build();
    }

    @Test
    void preventiveSecurityCostsWhatTheSecondLineWouldHaveCarried() {
        assertThat(Opf.of(new DcOpf()).solve(twoLines()).orElseThrow().objective())
                .isCloseTo(1500.0, within(1e-4));
        SecurityResult secure = SecurityConstrainedDcOpf.of(new DcOpf()).solve(twoLines());
        assertThat(secure.orElseThrow().objective()).isCloseTo(100.0 * 10.0 + 50.0 * 30.0, within(1e-4));
        assertThat(secure.isSecure()).isTrue();
        assertThat(secure.cuts()).isEqualTo(2);
        assertThat(secure.limits().stream()
                        .mapToDouble(SecurityResult.OutageLimit::price)
                        .sum())
                .as("one MW more of both ratings moves one MW from 30 to 10")
                .isCloseTo(20.0, within(1e-4));
        List<PriceComponents> parts = DcPrices.components(secure.orElseThrow(), PriceReference.bus(1));
        assertThat(parts.stream().mapToDouble(PriceComponents::energy).toArray())
                .containsExactly(new double[] {10.0, 10.0}, within(1e-4));
        assertThat(parts.stream().mapToDouble(PriceComponents::congestion).toArray())
                .containsExactly(new double[] {0.0, 20.0}, within(1e-4));
    }

    @Test
    void correctiveActionsAllowWhatCanBeMovedInTime() {
        SecurityResult corrected = SecurityConstrainedDcOpf.of(new DcOpf())
                .withCorrectiveActions(new CorrectiveActions(new double[] {0.0, 20.0}, new double[] {35.0, 0.0}))
                .solve(twoLines());
        assertThat(corrected.orElseThrow().objective())
                .as("20 MW more flow before the outage, moved after it")
                .isCloseTo(120.0 * 10.0 + 30.0 * 30.0, within(1e-4));
        assertThat(corrected.isSecure()).isTrue();
    }

    /** By hand: 20 MW are moved from generator 1 to 2, and one MW more of both ramps up moves one MW from 30 to 10. */
    @Test
    void everyOutageHasMovesAndPricesOfItsOwn() {
        SecurityResult corrected = SecurityConstrainedDcOpf.of(new DcOpf())
                .withCorrectiveActions(new CorrectiveActions(new double[] {0.0, 20.0}, new double[] {35.0, 0.0}))
                .solve(twoLines());
        assertThat(corrected.corrections())
                .extracting(SecurityResult.Correction::outage)
                .containsExactlyInAnyOrder(1, 2);
        OpfRun run = corrected.orElseThrow().run();
        double rampPrice = 0.0;
        for (Branch out : twoLines().branches()) {
            String label = "after the outage of " + out.label();
            assertThat(run.linkValues(label, CorrectiveMoves.MOVE))
                    .containsExactly(new double[] {-20.0, 20.0}, within(1e-4));
            assertThat(run.linkDuals(label, CorrectiveMoves.MOVE_DOWN)[0]).isCloseTo(0.0, within(1e-4));
            rampPrice += run.linkDuals(label, CorrectiveMoves.MOVE_UP)[1];
        }
        assertThat(rampPrice).isCloseTo(20.0, within(1e-4));
        assertThat(corrected.limits().stream()
                        .mapToDouble(SecurityResult.OutageLimit::price)
                        .sum())
                .isCloseTo(20.0, within(1e-4));
        assertThat(DcPrices.components(corrected.orElseThrow(), PriceReference.bus(1)).stream()
                        .mapToDouble(PriceComponents::congestion)
                        .toArray())
                .containsExactly(new double[] {0.0, 20.0}, within(1e-4));
    }

    /** A generator within its capability before the outage is within it after its moves. */
    @Test
    void movesStayWithinTheCapability() {
        Network capable = twoLines().toBuilder()
                .mapGenerators(g -> g.id() == 2 ? g.withCapability(CapabilityCurve.semicircle(45.0)) : g)
                .build();
        double[] ramps = {100.0, 100.0};
        SecurityResult corrected = SecurityConstrainedDcOpf.of(new DcOpf())
                .withCorrectiveActions(new CorrectiveActions(ramps, ramps))
                .solve(capable);
        assertThat(corrected.result().status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        // Without an outage 100 MW of the 150 MW come over the lines, and after one no more than 45 MW in place of 50
        // MW.
        assertThat(corrected.result().conflict().orElseThrow().members())
                .extracting(Limit::label)
                .contains("load 1 at bus 2")
                .anyMatch(label -> label.matches("branch . \\(1-2\\) without branch . \\(1-2\\)"))
                .anyMatch(label -> label.matches("generator 2 at bus 2 from after the outage of branch . \\(1-2\\)"));
    }

    @Test
    void actionsForOtherGeneratorsAreRefused() {
        SecurityConstrainedDcOpf secure = SecurityConstrainedDcOpf.of(new DcOpf())
                .withCorrectiveActions(new CorrectiveActions(new double[1], new double[1]));
        assertThatThrownBy(() -> secure.solve(twoLines()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("corrective actions are given for 1 generators; the network has 2");
    }

    @Test
    void whatCannotBeSecuredIsInfeasibleOrListedWithItsOverload() {
        Network weak = twoLines().toBuilder()
                .mapGenerators(g -> g.id() == 2 ? g.withActiveLimits(0.0, 20.0) : g)
                .build();
        assertThat(SecurityConstrainedDcOpf.of(new DcOpf()).solve(weak).result().status())
                .isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        assertThat(SecurityConstrainedDcOpf.of(new DcOpf())
                        .solve(weak)
                        .result()
                        .conflict()
                        .orElseThrow()
                        .members())
                .extracting(Limit::label)
                .as("limits after outages go by both branches")
                .containsAnyOf("branch 1 (1-2) without branch 2 (1-2)", "branch 2 (1-2) without branch 1 (1-2)");
        SecurityResult priced = SecurityConstrainedDcOpf.of(new DcOpf())
                .withOverloadPenalty(1000.0)
                .solve(weak);
        assertThat(priced.isSecure()).isFalse();
        assertThat(priced.limits())
                .hasSize(2)
                .allSatisfy(limit -> assertThat(limit.overload()).isCloseTo(30.0, within(1e-4)));
        assertThat(priced.orElseThrow().objective())
                .isCloseTo(130.0 * 10.0 + 20.0 * 30.0 + 2.0 * 30.0 * 1000.0, within(1e-3));
    }

    @Test
    void outagesThatSplitTheNetworkAreReported() {
        Network spur = twoLines().toBuilder()
                .bus(Bus.of(3))
                .branch(Branch.line(3, 2, 3, 0.0, 0.1))
                .load(Load.of(2, 3, 10.0, 0.0))
                .build();
        SecurityResult secure = SecurityConstrainedDcOpf.of(new DcOpf()).solve(spur);
        assertThat(secure.islandingOutages()).containsExactly(3);
        assertThat(secure.isSecure()).isTrue();
        assertThat(SecurityConstrainedDcOpf.of(new DcOpf())
                        .withOutages(3)
                        .solve(spur)
                        .cuts())
                .isZero();
        assertThatThrownBy(() ->
                        SecurityConstrainedDcOpf.of(new DcOpf()).withOutages(4).solve(spur))
                .hasMessageContaining("no branch 4");
    }

    /**
     * After every outage that leaves the network in one piece, the flows of the network without that branch are within
     * all ratings; and security is not bought twice.
     */
    @Property(tries = 25, seed = "1")
    void securedDispatchMeetsRatingsWithAnyBranchOut(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 3, max = 25) int buses) {
        Network network = MeshedNetworks.of(seed, buses, 1.0);
        SecurityResult secure = SecurityConstrainedDcOpf.of(new DcOpf())
                .withOverloadPenalty(5000.0)
                .withCutsPerRound(20)
                .solve(network);
        OpfSolution solution = secure.orElseThrow();
        assertThat(solution.objective())
                .isGreaterThanOrEqualTo(
                        Opf.of(new DcOpf()).solve(network).orElseThrow().objective() - 1e-4);
        assertThat(DcPrices.components(solution, PriceReference.roots()))
                .allMatch(parts -> Math.abs(parts.other()) < 0.02);
        Share.atLeast(30.0, "security costs", !secure.limits().isEmpty());
        double[] injection = injections(solution);
        double worst = 0.0;
        for (Branch out : network.branches()) {
            if (!secure.islandingOutages().contains(out.id())) {
                Network without = network.toBuilder()
                        .mapBranches(b -> b.id() == out.id() ? b.withInService(false) : b)
                        .build();
                double[] flows = ShiftFactors.of(without, SusceptanceConvention.RECIPROCAL_X)
                        .flows(injection);
                for (int b = 0; b < flows.length; b++) {
                    worst = Math.max(
                            worst,
                            Math.abs(flows[b]) - network.branches().get(b).rating());
                }
            }
        }
        double reported = secure.limits().stream()
                .mapToDouble(SecurityResult.OutageLimit::overload)
                .max()
                .orElse(0.0);
        assertThat(worst).isCloseTo(reported, within(2e-3));
    }

    /**
     * With the moves that are reported for each outage, flows of the network without that branch are within all
     * ratings; moves are within ramps and limits, and balance. Being able to move afterwards never costs more than
     * preventing, nor less than doing nothing.
     */
    @Property(tries = 25, seed = "1")
    void correctedDispatchMeetsRatingsWithAnyBranchOut(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 3, max = 20) int buses) {
        Network network = MeshedNetworks.of(seed, buses, 1.0);
        double[] ramps = network.generators().stream()
                .mapToDouble(generator -> 0.3 * generator.pMax())
                .toArray();
        SecurityConstrainedDcOpf preventive =
                SecurityConstrainedDcOpf.of(new DcOpf()).withOverloadPenalty(5000.0);
        SecurityResult corrected = preventive
                .withCorrectiveActions(new CorrectiveActions(ramps, ramps))
                .solve(network);
        OpfSolution solution = corrected.orElseThrow();
        Share.atLeast(30.0, "corrections", !corrected.corrections().isEmpty());
        assertThat(solution.objective())
                .isBetween(
                        Opf.of(new DcOpf()).solve(network).orElseThrow().objective() * (1.0 - 1e-6),
                        preventive.solve(network).orElseThrow().objective() * (1.0 + 1e-6));
        for (Branch out : network.branches()) {
            if (corrected.islandingOutages().contains(out.id())) {
                continue;
            }
            double[] injection = injections(solution);
            double sum = 0.0;
            double[] moves = corrected.corrections().stream()
                    .filter(c -> c.outage() == out.id())
                    .findFirst()
                    .map(SecurityResult.Correction::moves)
                    .orElse(new double[ramps.length]);
            for (int g = 0; g < moves.length; g++) {
                Generator generator = network.generators().get(g);
                assertThat(Math.abs(moves[g])).isLessThanOrEqualTo(ramps[g] + 1e-4);
                assertThat(solution.point().pg(g) + moves[g])
                        .isBetween(generator.pMin() - 1e-4, generator.pMax() + 1e-4);
                injection[network.busIndex(generator.bus())] += moves[g];
                sum += moves[g];
            }
            assertThat(sum).isCloseTo(0.0, within(1e-3));
            Network without = network.toBuilder()
                    .mapBranches(b -> b.id() == out.id() ? b.withInService(false) : b)
                    .build();
            double[] flows =
                    ShiftFactors.of(without, SusceptanceConvention.RECIPROCAL_X).flows(injection);
            for (int b = 0; b < flows.length; b++) {
                int id = network.branches().get(b).id();
                double listed = corrected.limits().stream()
                        .filter(limit -> limit.branch() == id && limit.outage() == out.id())
                        .mapToDouble(SecurityResult.OutageLimit::overload)
                        .sum();
                assertThat(Math.abs(flows[b]))
                        .isLessThanOrEqualTo(network.branches().get(b).rating() + listed + 5e-3);
            }
        }
    }

    static double[] injections(OpfSolution solution) {
        Network network = solution.network();
        double[] injection =
                Arrays.copyOf(network.activeDemand(), network.buses().size());
        for (int i = 0; i < injection.length; i++) {
            injection[i] = -injection[i] - network.shuntConductance()[i];
        }
        List<Generator> generators = network.generators();
        for (int g = 0; g < generators.size(); g++) {
            injection[network.busIndex(generators.get(g).bus())] +=
                    solution.point().pg(g);
        }
        return injection;
    }
}
