package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.AcSolution;
import org.flexopf.acopf.nlp.NonlinearStatus;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolveStatus;
import org.flexopf.testkit.MeshedNetworks;
import org.flexopf.testkit.PglibBaseline;
import org.flexopf.testkit.WithReferenceCases;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AC points of meshed networks, between the bound of the relaxation and what is published. */
class MeshedAcSearchTest {

    @WithReferenceCases
    @ParameterizedTest
    @ValueSource(strings = {"pglib_opf_case30_ieee", "pglib_opf_case118_ieee"})
    void searchFindsThePublishedPoint(String name) {
        PglibBaseline row = PglibBaseline.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        AcSearch.Outcome outcome = AcSearch.of(OpfProblem.of(row.network())).search();
        AcSearch.Attempt best = outcome.best().orElseThrow();
        assertThat(best.method()).isEqualTo("ac");
        assertThat(best.value()).isCloseTo(row.acCost(), within(1e-4 * row.acCost()));
        assertThat(outcome.attempts()).hasSize(2);
        assertThat(outcome.sequence().settled()).as("the bound does not close").isFalse();
        assertThat(100.0 * outcome.gap().orElseThrow()).isCloseTo(row.printedGap(), within(0.02));
    }

    /** In a mesh the AC problem itself gives the bound from above; the global optimum lies between the two. */
    @WithReferenceCases
    @Test
    void aMeshedNetworkIsBoundedFromBothSides() {
        PglibBaseline row = PglibBaseline.all().stream()
                .filter(one -> one.name().equals("pglib_opf_case30_ieee"))
                .findFirst()
                .orElseThrow();
        ExactnessReport report = ExactnessReport.of(
                Opf.of(new BranchFlowSocp()).solve(row.network()).orElseThrow());
        assertThat(report.isExact()).isFalse();
        assertThat(report.upperBound().orElseThrow()).isCloseTo(row.acCost(), within(1e-4 * row.acCost()));
        assertThat(report.lowerBound().orElseThrow()).isLessThan(0.82 * row.acCost());
        assertThat(report.verdict())
                .contains("; the AC problem has a state with 8208.5")
                .endsWith(" above the global optimum");
    }

    static List<PglibBaseline> small() {
        return PglibBaseline.all().stream()
                .filter(row -> row.buses() <= 300 && row.acCost() > 0.0)
                .toList();
    }

    /** From the relaxation's point, which is no AC state in a mesh; docs/ac-opf.md has the larger ones. */
    @WithReferenceCases
    @ParameterizedTest
    @MethodSource("small")
    void relaxationIsAStart(PglibBaseline row) {
        OpfProblem problem = OpfProblem.of(row.network());
        OpfSolution relaxed = Opf.of(new BranchFlowSocp()).solve(problem).orElseThrow();
        AcSolution solution = AcOpf.of(problem).startingFrom(relaxed.point()).solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        assertThat(solution.iterations()).isLessThanOrEqualTo(60);
        assertThat(solution.maxViolation()).isLessThan(1e-6);
        assertThat(solution.cost()).isCloseTo(row.acCost(), within(1e-4 * row.acCost()));
    }

    /** Relaxation, AC optimum from the relaxation's point, and from a flat start: no cost lies below the bound. */
    @Property(tries = 60, seed = "20261130")
    void costIsNeverBelowTheBound(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 3, max = 14) int buses) {
        OpfProblem problem = OpfProblem.of(MeshedNetworks.of(seed, buses, 1.5));
        OpfResult result = Opf.of(new BranchFlowSocp()).solve(problem);
        AcSolution flat = AcOpf.of(problem).solve();
        Share.atLeast(90.0, "an optimum", result.solution().isPresent());
        if (result.solution().isEmpty()) {
            assertInfeasible(result, flat);
            return;
        }
        OpfSolution relaxed = result.orElseThrow();
        double bound = relaxed.lowerBound().orElseThrow();
        AcSolution warm = AcOpf.of(problem).startingFrom(relaxed.point()).solve();
        for (AcSolution solution : new AcSolution[] {flat, warm}) {
            assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
            assertThat(solution.cost()).isGreaterThanOrEqualTo(bound - 1e-6 * Math.abs(bound));
        }
    }

    /** What the relaxation proves to be infeasible has no AC state: the local solve says so, and where. */
    @ParameterizedTest
    @CsvSource({"93, 11", "127, 14"})
    void whatIsProvedInfeasibleIsLocallyInfeasible(int seed, int buses) {
        OpfProblem problem = OpfProblem.of(MeshedNetworks.of(seed, buses, 1.5));
        assertInfeasible(
                Opf.of(new BranchFlowSocp()).solve(problem), AcOpf.of(problem).solve());
    }

    private static void assertInfeasible(OpfResult relaxed, AcSolution solution) {
        assertThat(relaxed.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        assertThat(solution.status()).as(solution.verdict()).isEqualTo(NonlinearStatus.LOCALLY_INFEASIBLE);
        assertThat(solution.verdict()).contains(" above its largest ");
    }
}
