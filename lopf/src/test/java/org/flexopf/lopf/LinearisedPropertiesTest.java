package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.LinearModelError;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.property.Share;

/** LinDistFlow, its polygons and its losses on random feeders. */
class LinearisedPropertiesTest {

    @Provide
    Arbitrary<FeasibleFeeder> plainFeeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.PLAIN, 30);
    }

    @Provide
    Arbitrary<FeasibleFeeder> equippedFeeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.EQUIPPED, 30);
    }

    /**
     * The optimum with cones lies between those with polygons around and inside, and the more sides, the closer they
     * are.
     */
    @Property(tries = 120, seed = "20261121")
    void polygonsBracketTheCones(
            @ForAll("equippedFeeders") FeasibleFeeder feeder, @ForAll @IntRange(min = 4, max = 24) int sides) {
        Network network = congested(feeder.network());
        OpfResult cones = Opf.of(new LinDistFlow()).solve(network);
        Share.atLeast(20.0, "there is an optimum", cones.solution().isPresent());
        if (cones.solution().isEmpty()) {
            return;
        }
        double exact = cones.orElseThrow().objective();
        PolygonBracket few = PolygonBracket.of(OpfProblem.of(network), sides);
        PolygonBracket many = PolygonBracket.of(OpfProblem.of(network), 4 * sides);
        double rounding = 1e-6 * (1.0 + Math.abs(exact));

        assertThat(few.lower()).isLessThanOrEqualTo(exact + rounding);
        assertThat(few.upper()).isGreaterThanOrEqualTo(exact - rounding);
        assertThat(many.lower()).isBetween(few.lower() - rounding, exact + rounding);
        assertThat(many.upper()).isBetween(exact - rounding, few.upper() + rounding);
        Share.atLeast(30.0, "open", few.upper() - few.lower() > 10.0 * rounding);
    }

    /**
     * With losses linearised at an AC state, the model has that very state for its dispatch; without losses it does
     * not.
     */
    @Property(tries = 60, seed = "20261122")
    void lossesAtAnAcStateReproduceIt(@ForAll("equippedFeeders") FeasibleFeeder feeder) {
        Network network = held(feeder);
        OpfSolution solution = Opf.of(new LinDistFlow().withLossesAt(LossLinearisation.at(network, feeder.state())))
                .solve(network)
                .orElseThrow();
        LinearModelError error = LinearModelError.of(solution);
        LinearModelError lossless =
                LinearModelError.of(Opf.of(new LinDistFlow()).solve(network).orElseThrow());

        assertThat(error.isConverged()).isTrue();
        assertThat(solution.point().vm()).containsExactly(feeder.state().vm(), within(1e-6));
        assertThat(solution.point().pFrom()).containsExactly(feeder.state().pFrom(), within(1e-4));
        assertThat(solution.point().qTo()).containsExactly(feeder.state().qTo(), within(1e-4));
        assertThat(error.maxVoltageError()).isLessThan(1e-6);
        assertThat(lossless.lossesMissed()).isCloseTo(feeder.state().activeLosses(), within(1e-4));
    }

    /** Where the relaxation is exact its optimum is that of the AC problem, and there the linear programs end. */
    @Property(tries = 60, seed = "20261123")
    void successiveLinearProgramsEndAtTheCostOfAnExactRelaxation(
            @ForAll("plainFeeders") FeasibleFeeder plain, @ForAll("equippedFeeders") FeasibleFeeder equipped) {
        for (FeasibleFeeder feeder : new FeasibleFeeder[] {plain, equipped}) {
            OpfSolution relaxed =
                    Opf.of(new BranchFlowSocp()).solve(feeder.network()).orElseThrow();
            SuccessiveLinearResult result = new SuccessiveLinearOpf().solve(feeder.network());
            boolean exact = ExactnessReport.of(relaxed).isExact();
            Share.atLeast(50.0, "exact", exact);
            assertThat(result.isFeasible())
                    .as(feeder.network().name() + ": " + result.sequence().reason() + "; "
                            + result.point().verdict())
                    .isTrue();
            double scale = 1.0 + Math.abs(relaxed.objective());
            assertThat(result.cost()).isGreaterThanOrEqualTo(relaxed.objective() - 1e-5 * scale);
            if (exact) {
                assertThat(result.cost())
                        .as(feeder.network().name())
                        .isCloseTo(relaxed.objective(), within(1e-4 * scale));
            }
        }
    }

    /** Ratings that bind: on every branch, four fifths of what would flow without any. */
    private static Network congested(Network network) {
        Network free = network.toBuilder()
                .mapBranches(branch ->
                        branch.withRating(Double.POSITIVE_INFINITY).withCurrentLimit(Double.POSITIVE_INFINITY))
                .build();
        OpfSolution solution = Opf.of(new LinDistFlow()).solve(free).orElseThrow();
        return free.toBuilder()
                .mapBranches(branch -> {
                    double flow = solution.point().apparentPower(free.branchIndex(branch.id()));
                    return branch.withRating((branch.id() % 3 == 0 ? 0.95 : 1.2) * flow + 0.01);
                })
                .build();
    }

    /** The network without limits, its generators held at a state, but for the references. */
    private static Network held(FeasibleFeeder feeder) {
        Network network = feeder.network();
        return network.toBuilder()
                .mapBuses(bus -> bus.isReference() ? bus : bus.withVoltageLimits(0.3, 3.0))
                .mapBranches(branch ->
                        branch.withRating(Double.POSITIVE_INFINITY).withCurrentLimit(Double.POSITIVE_INFINITY))
                .mapGenerators(generator -> {
                    int g = network.generatorIndex(generator.id());
                    return network.bus(generator.bus()).isReference()
                            ? generator
                            : generator
                                    .withActiveLimits(
                                            feeder.state().pg(g), feeder.state().pg(g))
                                    .withReactiveLimits(
                                            feeder.state().qg(g), feeder.state().qg(g));
                })
                .build();
    }
}
