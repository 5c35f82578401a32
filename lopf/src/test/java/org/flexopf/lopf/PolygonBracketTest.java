package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.model.DiskShape;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.problem.OpfProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Polygons in place of circles: on either side, ever closer, and with the same prices in the end. */
class PolygonBracketTest {

    /**
     * A cheap reference behind a line of 1 MVA and a dear generator at the load of 1.5 MW + 0.6 Mvar; reactive power
     * comes through the line only.
     */
    private static Network congested() {
        return Network.builder("congested", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.001, 0.002).withRating(1.0))
                .generator(Generator.of(1, 1, 0.0, 10.0, -10.0, 10.0, CostCurve.linear(20.0)))
                .generator(Generator.of(2, 2, 0.0, 10.0, 0.0, 0.0, CostCurve.linear(50.0)))
                .load(Load.of(1, 2, 1.5, 0.6))
                .build();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6, 8, 12, 16, 32, 64})
    void theTwoPolygonsBracketTheCircle(int sides) {
        // The circle lets sqrt(1 - 0.36) = 0.8 MW through.
        double exact = 0.8 * 20.0 + 0.7 * 50.0;
        PolygonBracket bracket = PolygonBracket.of(OpfProblem.of(congested()), sides);
        assertThat(bracket.lower()).isLessThanOrEqualTo(exact + 1e-6);
        assertThat(bracket.upper()).isGreaterThanOrEqualTo(exact - 1e-6);
        double around = hypot(bracket.around().orElseThrow());
        double inside = hypot(bracket.inside().orElseThrow());
        assertThat(around).isBetween(1.0 - 1e-6, 1.0 + bracket.largestOverload() + 1e-6);
        assertThat(inside).isBetween(1.0 - bracket.largestUnused() - 1e-6, 1.0 + 1e-6);
    }

    @Test
    void theConeGivesTheExactCostAndTheManySidedPolygonItsPrices() {
        OpfSolution cone = Opf.of(new LinDistFlow()).solve(congested()).orElseThrow();
        assertThat(cone.objective()).isCloseTo(51.0, within(1e-5));
        // One MVA more of rating lets 1/0.8 MW more through, at 30 per MWh.
        assertThat(cone.duals(OpfConstraints.RATING_FROM)[0] + cone.duals(OpfConstraints.RATING_TO)[0])
                .isCloseTo(37.5, within(1e-3));
        OpfSolution polygon = Opf.of(new LinDistFlow().withLineLimits(DiskShape.inside(2000)))
                .solve(congested())
                .orElseThrow();
        assertThat(polygon.duals(OpfConstraints.RATING_FROM)[0] + polygon.duals(OpfConstraints.RATING_TO)[0])
                .isCloseTo(37.5, within(0.1));
        assertThat(polygon.objective()).isCloseTo(51.0, within(1e-3));
    }

    /**
     * A limit on current is one on apparent power times the voltage: 1.05 p.u. carry 5 % more, and polygons bracket
     * that too.
     */
    @Test
    void currentLimitsAreBracketedAsWell() {
        Network network = congested().toBuilder()
                .mapBranches(
                        branch -> branch.withRating(Double.POSITIVE_INFINITY).withCurrentLimit(1.0))
                .mapBuses(bus -> bus.isReference() ? Bus.reference(1, 1.05) : bus)
                .build();
        double cone = Opf.of(new LinDistFlow()).solve(network).orElseThrow().objective();
        PolygonBracket bracket = PolygonBracket.of(OpfProblem.of(network), 64);
        assertThat(bracket.lower()).isBetween(cone - 0.3, cone + 1e-6);
        assertThat(bracket.upper()).isBetween(cone - 1e-6, cone + 0.3);
        double price = Opf.of(new LinDistFlow()).solve(network).orElseThrow().duals(OpfConstraints.CURRENT_LIMIT_TO)[0];
        double polygonPrice = bracket.inside().orElseThrow().duals(OpfConstraints.CURRENT_LIMIT_TO)[0];
        assertThat(polygonPrice).isCloseTo(price, within(0.1 * price));
    }

    @Test
    void aPolygonOfTwoSidesIsRefused() {
        assertThatThrownBy(() -> DiskShape.inside(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("three sides");
        assertThatThrownBy(() -> DiskShape.around(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("three sides");
    }

    private static double hypot(OpfSolution solution) {
        return Math.hypot(solution.point().pFrom(0), solution.point().qFrom(0));
    }
}
