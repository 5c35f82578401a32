package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.testkit.PglibBaseline;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bounds of the pglib-opf networks against the published ones, under typical, heavily loaded (API) and small-angle
 * (SAD) conditions.
 */
class PglibBoundsTest {

    /** Networks up to this size are solved in every run, the larger ones in the profile {@code slow}. */
    private static final int MEDIUM = 800;

    /**
     * The published gap of this network, whose cost is 1.5 $/h, is that of a solver that stopped at a relative gap of
     * 3e-4; see docs/pglib-soc.md.
     */
    private static final String STOPPED_EARLY = "pglib_opf_case197_snem";

    private static final Opf OPF = Opf.of(BranchFlowSocp.assumingAnglesWithin(60.0));

    static Stream<PglibBaseline> smallAndMedium() {
        return PglibBaseline.all().stream()
                .filter(baseline ->
                        baseline.buses() <= MEDIUM && !baseline.name().equals(STOPPED_EARLY));
    }

    static Stream<PglibBaseline> large() {
        return PglibBaseline.all().stream().filter(baseline -> baseline.buses() > MEDIUM);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smallAndMedium")
    void theBoundIsThePublishedOne(PglibBaseline baseline) {
        check(baseline);
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @MethodSource("large")
    void theBoundOfALargeNetworkIsThePublishedOne(PglibBaseline baseline) {
        check(baseline);
    }

    private static void check(PglibBaseline baseline) {
        OpfResult result = OPF.solve(baseline.network());
        assertThat(result.solution()).as("%s: %s", baseline, result.message()).isPresent();
        double bound = result.orElseThrow().lowerBound().orElseThrow();
        assertThat(baseline.agrees(bound))
                .as(
                        "%s: a gap of %.4f %% with %.2f %% published, known to %.4f",
                        baseline, baseline.gap(bound), baseline.printedGap(), baseline.uncertainty(bound))
                .isTrue();
    }

    /**
     * The published gap of 0.05 % asks for a bound of at least 1.50090 $/h. The optimum is 1.500714, which primal and
     * dual agree on to seven digits; the published figure is that of a solver that stopped when they still differed by
     * 3e-4 of a cost that is tiny against its coefficients (up to 1202 $/h per unit of power).
     */
    @Test
    void oneBoundIsBelowThePublishedOne() {
        PglibBaseline baseline = PglibBaseline.all().stream()
                .filter(row -> row.name().equals(STOPPED_EARLY))
                .findFirst()
                .orElseThrow();
        OpfSolution solution = OPF.solve(baseline.network()).orElseThrow();
        assertThat(solution.objective() - solution.lowerBound().orElseThrow()).isBetween(0.0, 1e-7);
        assertThat(baseline.gap(solution.objective())).isCloseTo(0.0657, within(1e-4));
        assertThat(baseline.agrees(solution.objective())).isFalse();
    }

    /**
     * Each network of the benchmark limits its angles to 30 degrees or less, so the assumption of 60 changes nothing.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("smallAndMedium")
    void theStatedAngleLimitsAreTighterThanTheAssumedOnes(PglibBaseline baseline) {
        if (baseline.buses() > 100) {
            return;
        }
        Network network = baseline.network();
        double stated =
                Opf.of(new BranchFlowSocp()).solve(network).orElseThrow().objective();
        assertThat(stated).isCloseTo(OPF.solve(network).orElseThrow().objective(), within(1e-6 * stated));
    }

    /** What each kind of row is there for: without angle limits the small-angle cases lose most of their bound. */
    @Test
    void angleLimitsAreDecisiveUnderSmallAngles() {
        PglibBaseline baseline = PglibBaseline.all().stream()
                .filter(row -> row.name().equals("pglib_opf_case30_as__sad"))
                .findFirst()
                .orElseThrow();
        Network network = baseline.network();
        Network unlimited = network.toBuilder()
                .mapBranches(branch -> branch.withAngleLimits(-360.0, 360.0))
                .build();
        OpfSolution without = Opf.of(new BranchFlowSocp()).solve(unlimited).orElseThrow();
        assertThat(baseline.gap(without.objective())).isGreaterThan(baseline.printedGap() + 2.0);
    }
}
