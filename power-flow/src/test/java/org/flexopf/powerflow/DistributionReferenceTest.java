package org.flexopf.powerflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.network.Network;
import org.flexopf.testkit.ReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published distribution feeders, as published, against the power flow of MATPOWER. */
class DistributionReferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "case4_dist",
                "case10ba",
                "case12da",
                "case15da",
                "case18",
                "case22",
                "case33bw",
                "case69",
                "case85",
                "case118zh",
                "case136ma",
                "case141",
                "case533mt_hi"
            })
    void lossesAndVoltagesAreThoseOfMatpower(String name) throws IOException {
        Network network = MatpowerCase.read(ReferenceCases.path("distribution/" + name + ".m"))
                .network();
        JsonNode expected = expected(name);
        for (PowerFlowResult result : byEveryMethod(network)) {
            double loss = expected.get("loss_MW").asDouble();
            double lowest = expected.get("vmin").asDouble();
            assertThat(result.converged()).isTrue();
            assertThat(result.lossMw()).isCloseTo(loss, within(1e-6 * loss));
            assertThat(result.minVm()).isCloseTo(lowest, within(1e-6 * lowest));
            assertThat(result.minVmBus()).isEqualTo(expected.get("vmin_bus").asInt());
            assertThat(expected.get("bus_i").size()).isEqualTo(network.buses().size());
            for (int k = 0; k < expected.get("bus_i").size(); k++) {
                int bus = network.busIndex(expected.get("bus_i").get(k).asInt());
                assertThat(result.vm(bus))
                        .as("magnitude at bus index %d", bus)
                        .isCloseTo(expected.get("vm").get(k).asDouble(), within(1e-7));
                assertThat(result.va(bus))
                        .as("angle at bus index %d", bus)
                        .isCloseTo(expected.get("va_deg").get(k).asDouble(), within(1e-5));
            }
            CircuitCheck.assertBalanced(result, 1e-7);
        }
    }

    /** Baran and Wu, 1989: 202.68 kW and 0.9131 p.u. at bus 18, as quoted ever since. */
    @Test
    void theFeederOfBaranAndWuHasItsPublishedLosses() {
        Network network = MatpowerCase.read(ReferenceCases.path("distribution/case33bw.m"))
                .network();
        PowerFlowResult result = PowerFlow.solve(network);
        assertThat(result.method()).isEqualTo(PowerFlowMethod.SWEEP);
        assertThat(1000.0 * result.lossMw()).isCloseTo(202.68, within(0.005));
        assertThat(result.minVm()).isCloseTo(0.9131, within(5e-5));
        assertThat(result.minVmBus()).isEqualTo(18);
    }

    /**
     * Newton's method, and the sweep where no bus but the reference holds its voltage, which is everywhere but in
     * case4_dist.
     */
    private static List<PowerFlowResult> byEveryMethod(Network network) {
        List<PowerFlowResult> results = new ArrayList<>();
        results.add(PowerFlow.solve(network, PowerFlowOptions.defaults().withMethod(PowerFlowMethod.NEWTON)));
        PowerFlowResult automatic = PowerFlow.solve(network);
        assertThat(automatic.method())
                .isEqualTo(network.name().equals("case4_dist") ? PowerFlowMethod.NEWTON : PowerFlowMethod.SWEEP);
        results.add(automatic);
        return results;
    }

    private static JsonNode expected(String name) throws IOException {
        for (JsonNode entry : new ObjectMapper()
                .readTree(ReferenceCases.path("distribution/expected-powerflow.json")
                        .toFile())) {
            if (entry.get("case").asText().equals(name)) {
                return entry;
            }
        }
        throw new AssertionError("no expected power flow of " + name);
    }
}
