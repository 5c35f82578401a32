package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Successive linearisation ends at the AC optimum, which on exact feeders is the relaxation's cost. */
class SuccessiveLinearOpfTest {

    @ParameterizedTest
    @ValueSource(strings = {"radial2_load", "radial4_dg", "radial16_multi", "radial22_quad", "radial33_dg", "radial69_dg", "radial85_dg"})
    void endsAtTheCostOfTheRelaxationWhereThatIsExact(String name) {
        Map<String, Object> expected = References.json("radial/expected.json");
        assertThat(References.at(expected, name, "socp", "exact")).isEqualTo(true);
        double cost = (double) References.at(expected, name, "socp", "objective");
        SuccessiveLinearResult result = SuccessiveLinearOpf.create().solve(References.network("radial/" + name + ".m"));
        assertThat(result.isFeasible()).as(result.message() + "; " + result.point().verdict()).isTrue();
        assertThat(result.cost()).isCloseTo(cost, within(1e-4 * Math.abs(cost)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"radial2_neg", "radial33_mustrun"})
    void endsAtTheAcOptimumWhereTheRelaxationIsNot(String name) {
        Map<String, Object> expected = References.json("radial/expected.json");
        double cost = (double) References.at(expected, name, "ac", "objective");
        SuccessiveLinearResult result = SuccessiveLinearOpf.create().solve(References.network("radial/" + name + ".m"));
        assertThat(result.isFeasible()).as(result.message() + "; " + result.point().verdict()).isTrue();
        assertThat(result.cost()).isCloseTo(cost, within(1e-4 * Math.abs(cost)));
    }
}
