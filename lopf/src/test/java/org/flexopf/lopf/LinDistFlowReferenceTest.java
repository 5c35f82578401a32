package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
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
        JsonNode expected = References.expected(name).get("lindistflow");
        OpfSolution solution = Opf.of(new LinDistFlow()).solve(References.network("radial/" + name + ".m")).orElseThrow();
        double objective = expected.get("objective").asDouble();
        assertThat(solution.objective()).isCloseTo(objective, within(1e-6 * Math.abs(objective)));
        assertThat(solution.duals(Quantity.ACTIVE_BALANCE))
                .containsExactly(References.numbers(expected.get("lam_p")), within(1e-3));
    }
}
