package org.flexopf.powerflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.network.Network;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.testkit.RadialReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dispatch of AC optimal power flows, found by MATPOWER, put into a power flow: it must find their voltages. */
class RadialReferenceTest {

    @ParameterizedTest
    @MethodSource("org.flexopf.testkit.RadialReference#names")
    void aDispatchHasTheVoltagesOfItsOptimum(String name) {
        RadialReference feeder = RadialReference.of(name);
        Network network = feeder.network();
        double[] pg = feeder.numbers("ac", "pg");
        double[] qg = feeder.numbers("ac", "qg");
        double[] vm = feeder.numbers("ac", "vm");
        double[] va = feeder.numbers("ac", "va_deg");
        OperatingPoint optimum =
                OperatingPoint.of(network).vm(vm).va(va).pg(pg).qg(qg).build();
        PowerFlow powerFlow = PowerFlow.prepare(network);
        for (PowerFlowMethod method : PowerFlowMethod.values()) {
            PowerFlowResult result = powerFlow.solve(
                    BusSchedule.of(network, optimum),
                    PowerFlowOptions.defaults().withMethod(method));
            assertThat(result.converged()).isTrue();
            for (int i = 0; i < vm.length; i++) {
                assertThat(result.vm(i)).as("magnitude at index %d", i).isCloseTo(vm[i], within(1e-6));
                assertThat(result.va(i)).as("angle at index %d", i).isCloseTo(va[i], within(1e-5));
            }
            assertThat(result.lossMw()).isCloseTo(feeder.number("ac", "loss_MW"), within(1e-6));
            for (int g = 0; g < pg.length; g++) {
                assertThat(result.point().pg(g)).as("P of generator %d", g + 1).isCloseTo(pg[g], within(1e-5));
                assertThat(result.point().qg(g)).as("Q of generator %d", g + 1).isCloseTo(qg[g], within(1e-5));
            }
        }
    }
}
