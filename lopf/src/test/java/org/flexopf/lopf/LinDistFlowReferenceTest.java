package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.flexopf.model.Quantity;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LinDistFlow against an independent model of the same feeders. */
class LinDistFlowReferenceTest {

    @ParameterizedTest
    @ValueSource(strings = {"radial2_load", "radial2_neg", "radial4_dg", "radial16_multi", "radial22_quad", "radial33_dg", "radial33_mustrun",
        "radial69_dg", "radial85_dg"})
    void costsVoltagesAndPricesAgree(String name) {
        Map<String, Object> expected = References.json("radial/expected.json");
        OpfSolution solution = Opf.of(new LinDistFlow()).solve(References.network("radial/" + name + ".m")).orElseThrow();
        double objective = (double) References.at(expected, name, "lindistflow", "objective");
        assertThat(solution.objective()).isCloseTo(objective, within(1e-6 * Math.abs(objective)));
        assertThat(solution.duals(Quantity.ACTIVE_BALANCE))
                .containsExactly(References.numbers(References.at(expected, name, "lindistflow", "lam_p")), within(1e-3));
    }
}
