package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.testkit.RadialReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Successive linearisation ends at the AC optimum, which on exact feeders is the relaxation's cost. */
class SuccessiveLinearOpfTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "radial2_load",
                "radial4_dg",
                "radial16_multi",
                "radial22_quad",
                "radial33_dg",
                "radial69_dg",
                "radial85_dg"
            })
    void endsAtTheCostOfTheRelaxationWhereThatIsExact(String name) {
        RadialReference feeder = RadialReference.of(name);
        assertThat(feeder.isExact()).isTrue();
        double cost = feeder.objective("socp");
        SuccessiveLinearResult result = new SuccessiveLinearOpf().solve(feeder.network());
        assertThat(result.isFeasible())
                .as(result.sequence().reason() + "; " + result.point().verdict())
                .isTrue();
        assertThat(result.cost()).isCloseTo(cost, within(1e-4 * Math.abs(cost)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"radial2_neg", "radial33_mustrun"})
    void endsAtTheAcOptimumWhereTheRelaxationIsNot(String name) {
        RadialReference feeder = RadialReference.of(name);
        double cost = feeder.objective("ac");
        SuccessiveLinearResult result = new SuccessiveLinearOpf().solve(feeder.network());
        assertThat(result.isFeasible())
                .as(result.sequence().reason() + "; " + result.point().verdict())
                .isTrue();
        assertThat(result.cost()).isCloseTo(cost, within(1e-4 * Math.abs(cost)));
    }
}
