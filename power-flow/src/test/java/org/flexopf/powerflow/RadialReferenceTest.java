package org.flexopf.powerflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.network.Network;
import org.flexopf.opf.OperatingPoint;
import org.flexopf.testkit.ReferenceCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dispatch of AC optimal power flows, found by MATPOWER, put into a power flow: it must find their voltages. */
class RadialReferenceTest {

    @ParameterizedTest
    @ValueSource(strings = {"radial2_load", "radial2_neg", "radial4_dg", "radial16_multi", "radial22_quad", "radial33_dg", "radial33_mustrun",
            "radial69_dg", "radial85_dg"})
    void aDispatchHasTheVoltagesOfItsOptimum(String feeder) throws IOException {
        Network network = MatpowerCase.read(ReferenceCases.path("radial/" + feeder + ".m")).network();
        JsonNode ac = new ObjectMapper().readTree(ReferenceCases.path("radial/expected.json").toFile()).get(feeder).get("ac");
        double[] pg = numbers(ac.get("pg"));
        double[] qg = numbers(ac.get("qg"));
        double[] vm = numbers(ac.get("vm"));
        double[] va = numbers(ac.get("va_deg"));
        double[] noFlow = new double[network.branches().size()];
        OperatingPoint optimum = new OperatingPoint(vm, va, pg, qg, noFlow, noFlow, noFlow, noFlow);
        PowerFlow powerFlow = PowerFlow.prepare(network);
        for (PowerFlowMethod method : PowerFlowMethod.values()) {
            PowerFlowResult result = powerFlow.solve(BusSchedule.of(network, optimum), PowerFlowOptions.defaults().withMethod(method));
            assertThat(result.converged()).isTrue();
            for (int i = 0; i < vm.length; i++) {
                assertThat(result.vm(i)).as("magnitude at index %d", i).isCloseTo(vm[i], within(1e-6));
                assertThat(result.va(i)).as("angle at index %d", i).isCloseTo(va[i], within(1e-5));
            }
            assertThat(result.lossMw()).isCloseTo(ac.get("loss_MW").asDouble(), within(1e-6));
            for (int g = 0; g < pg.length; g++) {
                assertThat(result.point().pg()[g]).as("P of generator %d", g + 1).isCloseTo(pg[g], within(1e-5));
                assertThat(result.point().qg()[g]).as("Q of generator %d", g + 1).isCloseTo(qg[g], within(1e-5));
            }
        }
    }

    private static double[] numbers(JsonNode array) {
        double[] values = new double[array.size()];
        Arrays.setAll(values, i -> array.get(i).asDouble());
        return values;
    }
}
